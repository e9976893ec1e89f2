// Light or dark: the button changes it and this device remembers.
export function mount(button) {
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    root.dataset.bsTheme = theme;
    localStorage.setItem("theme", theme);
    document.dispatchEvent(new CustomEvent("fx:theme"));
  });
}
