// Keeps a page live: listens to the server's events and has parts of the page fetch themselves anew.
//
// Parts carry data-refresh="seconds" (how often at most) and hx-trigger="fx:changed"; drawings carry data-redraw. What
// somebody is choosing in is left alone. The element says in words whether the page is live.
const REDRAW_EVERY = 30; // seconds
const RETRY_FROM = 5_000;
const RETRY_UP_TO = 60_000;
const SILENT_AFTER = 40_000; // the server gives a sign of life every 15 seconds

const clock = (at) => at.toLocaleTimeString(document.documentElement.lang, { hour12: false });

const busy = (part) => part.querySelector("tbody input:checked, dialog[open]") !== null || part.contains(document.activeElement);

/** Calls `run` at once, then at most once in so many seconds; the last call is never lost. */
function paced(seconds, run) {
  let last = -Infinity;
  let waiting = null;
  return function ask() {
    const wait = last + seconds * 1000 - performance.now();
    if (waiting) return;
    if (wait > 0) {
      waiting = setTimeout(() => {
        waiting = null;
        ask();
      }, wait);
      return;
    }
    last = performance.now();
    run();
  };
}

function redraw(drawing) {
  const fresh = drawing.cloneNode(false);
  fresh.removeAttribute("_echarts_instance_");
  drawing.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
}

export function mount(element) {
  const words = element.querySelector("[data-live-words]");
  const pace = new Map();
  let version = element.dataset.version;
  let heardAt = new Date();
  let askedAt = heardAt;
  let retry = RETRY_FROM;
  let source = null;
  let missed = false;

  function tell(state) {
    if (element.dataset.state === state && state !== "broken") return;
    element.dataset.state = state;
    words.textContent = state === "broken" ? `${element.dataset.broken} ${clock(heardAt)}` : element.dataset[state];
  }

  function refresh(part) {
    if (!pace.has(part.id)) {
      const run = () => {
        const present = document.getElementById(part.id);
        if (present && !busy(present)) window.htmx.trigger(present, "fx:changed");
      };
      pace.set(part.id, paced(Number(part.dataset.refresh), run));
    }
    pace.get(part.id)();
  }

  const drawings = paced(REDRAW_EVERY, () => document.querySelectorAll("[data-redraw]").forEach(redraw));

  function changed() {
    missed = document.hidden;
    if (missed) return;
    document.querySelectorAll("[data-refresh][id]").forEach(refresh);
    drawings();
  }

  function alive() {
    heardAt = new Date();
    retry = RETRY_FROM;
    tell("live");
  }

  function hear(event) {
    alive();
    if (event.lastEventId === version) return;
    version = event.lastEventId;
    changed();
  }

  function leave(state) {
    source?.close();
    source = null;
    tell(state);
  }

  function listen() {
    source?.close();
    askedAt = new Date();
    source = new EventSource(element.dataset.source);
    source.addEventListener("open", alive);
    source.addEventListener("beat", alive);
    source.addEventListener("coverage", hear);
    source.addEventListener("end", () => leave("ended"));
    source.addEventListener("error", () => {
      tell("broken");
      // The browser tries again by itself, unless the answer was no stream at all.
      if (source?.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, retry);
      retry = Math.min(retry * 2, RETRY_UP_TO);
    });
  }

  // A line that is dead without having said so.
  setInterval(() => {
    if (element.isConnected && source && new Date() - Math.max(heardAt, askedAt) > SILENT_AFTER) {
      tell("broken");
      listen();
    }
  }, RETRY_FROM);
  window.addEventListener("offline", () => source && tell("broken"));
  window.addEventListener("online", () => source && listen());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && missed) changed();
  });
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => event.persisted && listen());
  tell("waiting");
  listen();
}
