// Shows a field of a form only while another one says so: the page holds which, as JSON under "only-when".
export function mount(form) {
  const rules = Object.entries(JSON.parse(document.getElementById("only-when").textContent));

  function chosen(name) {
    return form.elements[name]?.value ?? "";
  }

  function fit() {
    for (const [name, others] of rules) {
      const wanted = Object.entries(others).every(([other, values]) => values.includes(chosen(other)));
      const inputs = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
      const field = inputs[0]?.closest(".fx-field");
      if (!field) continue;
      field.hidden = !wanted;
      inputs.forEach((input) => {
        input.disabled = !wanted;
      });
    }
  }

  form.addEventListener("change", fit);
  fit();
}
