// Buttons over a text area that put its marks: around what is chosen, or before each of its lines.
export function mount(bar) {
  const area = document.getElementById(bar.dataset.for);
  bar.hidden = false;

  function put(mark) {
    const { value, selectionStart: from, selectionEnd: to } = area;
    if (mark === "**") {
      area.setRangeText(`**${value.slice(from, to)}**`, from, to, "end");
      if (from === to) area.setSelectionRange(from + 2, from + 2);
    } else {
      const start = value.lastIndexOf("\n", from - 1) + 1;
      const lines = value.slice(start, to).split("\n");
      const marked = lines.map((line, number) => (mark === "1. " ? `${number + 1}. ` : mark) + line);
      area.setRangeText(marked.join("\n"), start, to, "end");
    }
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mark]");
    if (button) put(button.dataset.mark);
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "b" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      put("**");
    }
  });
}
