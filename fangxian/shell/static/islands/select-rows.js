// Choosing many rows of a table: a box for all of the page, Shift for a stretch, a bar with what can be done.
export function mount(table) {
  const form = table.closest("form");
  const bar = form?.querySelector("[data-bulk]");
  const all = table.querySelector("[data-select-all]");
  const boxes = () => [...table.querySelectorAll("tbody input[type=checkbox]")];
  let last = null;

  function tell() {
    const chosen = boxes().filter((box) => box.checked).length;
    if (all) {
      all.checked = chosen > 0 && chosen === boxes().length;
      all.indeterminate = chosen > 0 && chosen < boxes().length;
    }
    boxes().forEach((box) => box.closest("tr").classList.toggle("fx-chosen", box.checked));
    if (!bar) return;
    bar.hidden = chosen === 0;
    bar.querySelector("[data-bulk-count]").textContent = chosen.toLocaleString(document.documentElement.lang);
  }

  function set(checked) {
    boxes().forEach((box) => {
      box.checked = checked;
    });
    tell();
  }

  function stretch(event) {
    const box = event.target.closest("tbody input[type=checkbox]");
    if (!box) return;
    const list = boxes();
    if (event.shiftKey && last) {
      const [from, until] = [list.indexOf(last), list.indexOf(box)].sort((a, b) => a - b);
      list.slice(Math.max(from, 0), until + 1).forEach((one) => {
        one.checked = box.checked;
      });
    }
    last = box;
    tell();
  }

  table.addEventListener("click", stretch);
  all?.addEventListener("change", () => set(all.checked));
  bar?.querySelector("[data-bulk-clear]")?.addEventListener("click", () => set(false));
  tell();
}
