// The service worker: this version is kept at once and served from there, the scanner once it was used; the API is left alone.

const BASE = "__BASE__";
const CACHE = "fangxian-field-__VERSION__";
const FILES = "__FILES__";

/** A response that came by way of a redirect may not answer a navigation; its content may. */
async function plain(response) {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  if (!response.redirected) return response;
  return new Response(await response.blob(), { headers: response.headers });
}

async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    FILES.map(async (file) => cache.put(file, await plain(await fetch(file, { cache: "reload" })))),
  );
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("fangxian-field-") && name !== CACHE).map((name) => caches.delete(name)));
}

/** What few need, as the scanner, is kept when it is first asked for: its name tells its content. */
async function later(cache, request) {
  const response = await fetch(request);
  if (response.ok && new URL(request.url).pathname.startsWith(`${BASE}assets/`)) await cache.put(request, response.clone());
  return response;
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.mode === "navigate" ? BASE : request, { ignoreSearch: true, ignoreVary: true });
  return kept ?? later(cache, request);
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(dropOthers().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !pathname.startsWith(BASE)) return;
  event.respondWith(answer(event.request));
});
