// The chosen appearance before anything is drawn, so that nobody is dazzled at night.
try {
  document.documentElement.dataset.theme = localStorage.getItem("fangxian-field.theme") || "auto";
} catch {
  // As the phone has it.
}
