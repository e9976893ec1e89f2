// Minutes and seconds until an instant; then what was shown is hidden and what comes after it is shown.
export function mount(element) {
  const until = Date.parse(element.dataset.until);
  const left = element.querySelector("[data-left]");

  function tick() {
    if (!element.isConnected) return clearInterval(timer);
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds > 0) return undefined;
    element.querySelector("[data-while]").hidden = true;
    element.querySelector("[data-over]").hidden = false;
    return clearInterval(timer);
  }

  const timer = setInterval(tick, 1000);
  tick();
}
