// Keys for people who work on this all night: "/" searches, "g" and a letter goes, j and k walk the rows, "?" tells.
const TYPING = "input, textarea, select, [contenteditable]";
let goingSince = 0;

const rows = () => [...document.querySelectorAll("main [data-href]")];

function step(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
  all[next].focus();
}

function search() {
  const fields = [...document.querySelectorAll("[data-search]")];
  const field = fields.find((one) => one.offsetParent !== null);
  field?.focus();
  field?.select();
  return Boolean(field);
}

function go(key) {
  const link = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (link) location.assign(link.href);
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
  if (document.querySelector("dialog[open]")) return;
  const going = Date.now() - goingSince < 1500;
  goingSince = 0;
  if (going) return go(event.key);
  if (event.key === "g") goingSince = Date.now();
  else if (event.key === "/") search() && event.preventDefault();
  else if (event.key === "?") document.getElementById("keys")?.showModal();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "Enter" && event.target.dataset.href) location.assign(event.target.dataset.href);
}

function click(event) {
  const row = event.target.closest("[data-href]");
  if (!row || event.target.closest("a, button, input, label, summary") || getSelection().toString()) return;
  location.assign(row.dataset.href);
}

export function mount(body) {
  body.addEventListener("keydown", press);
  body.addEventListener("click", click);
}
