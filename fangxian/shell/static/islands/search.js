// A search box whose results are chosen with the arrow keys and opened with Enter.
export function mount(form) {
  const field = form.querySelector("input");
  const results = form.querySelector(".fx-search-results");
  const hits = () => [...results.querySelectorAll("a")];

  const close = () => results.replaceChildren();

  function walk(event) {
    const all = hits();
    if (!all.length || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const at = all.indexOf(document.activeElement);
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    (all[next] ?? field).focus();
  }

  form.addEventListener("keydown", (event) => {
    walk(event);
    if (event.key === "Escape") {
      close();
      field.focus();
    }
    if (event.key === "Enter" && event.target === field && hits().length === 1) {
      event.preventDefault();
      hits()[0].click();
    }
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) close();
  });
}
