// Entering a paper sheet: shows the line while its code is typed, goes on to the key by itself, and back after Enter.
export function mount(form) {
  const field = (name) => form.querySelector(`[data-${name}]`);
  const [line, key, found] = [field("line"), field("outcome"), field("found")];
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const letters = (text) => text.toLowerCase().replace(/o/g, "0").replace(/[il]/g, "1").replace(/[^0-9a-z]/g, "");

  function look() {
    const typed = letters(line.value);
    if (!typed) return say("");
    const hits = Object.entries(read("paper-lines")).filter(([code]) => code.startsWith(typed) || typed.startsWith(code));
    if (!hits.length) return say(found.dataset.unknown, "bad");
    if (hits.length > 1) return say(hits.slice(0, 4).map(([code, [address]]) => `${code} ${address}`).join(" · "));
    const [[code, [address, entered]]] = hits;
    say(entered ? `${address} (${found.dataset.was} ${entered})` : address, entered ? "warn" : "ok");
    if (typed.length >= code.length && document.activeElement === line) key.focus();
    return undefined;
  }

  function say(text, tone = "") {
    found.textContent = text;
    found.dataset.tone = tone;
  }

  function tellKey() {
    const word = read("paper-words")[key.value.trim()];
    form.querySelectorAll("[data-press]").forEach((button) => {
      button.setAttribute("aria-pressed", String(Boolean(word) && button.dataset.press === key.value.trim()));
    });
  }

  line.addEventListener("input", look);
  key.addEventListener("input", tellKey);
  key.addEventListener("focus", () => key.select());
  key.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && !key.value) {
      event.preventDefault();
      line.focus();
    }
  });
  form.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-press]");
    if (!pressed) return;
    key.value = pressed.dataset.press;
    tellKey();
    if (line.value) form.requestSubmit();
    else line.focus();
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!form.isConnected) return;
    const told = form.querySelector("[data-told]")?.dataset.told;
    if (told === "entered") {
      [line, key, field("time"), field("note")].forEach((one) => {
        one.value = "";
      });
      say("");
      tellKey();
    }
    if (told) line.focus();
    if (told === "not") line.select();
  });
  tellKey();
  look();
}
