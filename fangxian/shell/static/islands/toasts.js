// What was done goes away by itself; what was refused stays until it is closed.
const SHOWN_FOR = 6000;

function dress(region, toast) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn-close";
  button.ariaLabel = region.dataset.close;
  button.addEventListener("click", () => toast.remove());
  toast.append(button);
  const stays = ["error", "warning"].includes(toast.dataset.tone);
  if (!stays) setTimeout(() => toast.remove(), SHOWN_FOR);
}

function say(text, tone) {
  const region = document.getElementById("toasts");
  const toast = document.createElement("div");
  toast.className = "fx-toast";
  toast.dataset.tone = tone;
  toast.textContent = text;
  region.append(toast);
  dress(region, toast);
}

function refused(event) {
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const sentence = answer.querySelector("[data-refusal]")?.dataset.refusal;
  say(sentence ?? document.getElementById("toasts").dataset.failed, "error");
}

let listening = false;

export function mount(region) {
  region.querySelectorAll(".fx-toast").forEach((toast) => dress(region, toast));
  if (listening) return;
  listening = true;
  document.addEventListener("fx:toast", (event) => say(event.detail.text, event.detail.tone));
  document.addEventListener("htmx:responseError", refused);
  document.addEventListener("htmx:sendError", () => say(document.getElementById("toasts").dataset.offline, "error"));
}
