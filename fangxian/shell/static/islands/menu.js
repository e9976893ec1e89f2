// A menu made of <details>: closes on Escape, on a click elsewhere, and when another one opens.
export function mount(menu) {
  const summary = menu.querySelector("summary");
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    summary.focus();
  });
  menu.addEventListener("toggle", () => {
    if (!menu.open) return;
    document.querySelectorAll(".fx-menu[open]").forEach((other) => {
      if (other !== menu && !other.contains(menu)) other.open = false;
    });
  });
}
