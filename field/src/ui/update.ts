// The service worker: registered once, and a sign when a newer version has taken the place of the one that runs.

import { useEffect, useState } from "preact/hooks";

const HOUR_MS = 3_600_000;
let updated = false;
const listeners = new Set<() => void>();

/** Keep this app on the phone. Without a service worker it still runs, as long as there is a line. */
export function keepApp(): void {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container || import.meta.env.DEV) return;
  let had = container.controller !== null;
  container.addEventListener("controllerchange", () => {
    updated = had;
    had = true;
    if (updated) for (const listener of listeners) listener();
  });
  container
    .register(`${import.meta.env.BASE_URL}sw.js`)
    .then((registration) => setInterval(() => void registration.update().catch(() => undefined), HOUR_MS))
    .catch(console.warn);
}

export function useUpdate(): boolean {
  const [is, set] = useState(updated);
  useEffect(() => {
    const changed = (): void => set(true);
    listeners.add(changed);
    return () => {
      listeners.delete(changed);
    };
  }, []);
  return is;
}
