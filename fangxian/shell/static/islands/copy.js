// Copies a code or an address, and says so.
export function mount(button) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    document.dispatchEvent(new CustomEvent("fx:toast", { detail: { text: button.dataset.done, tone: "success" } }));
  });
}
