// The moments at which it is worth trying: on line again, back in front, shown from the browser's memory.

export function triggers(now: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") now();
  };
  window.addEventListener("online", now);
  window.addEventListener("pageshow", now);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", now);
    window.removeEventListener("pageshow", now);
    document.removeEventListener("visibilitychange", seen);
  };
}
