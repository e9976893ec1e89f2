// Mounts an island on every element with data-island="name", now and in whatever htmx brings later.
const mounted = new WeakSet();

async function mount(element) {
  if (mounted.has(element)) return;
  mounted.add(element);
  for (const name of element.dataset.island.split(" ")) {
    const island = await import(`./islands/${name}.js`);
    island.mount(element);
  }
}

function mountAll(root) {
  if (root.matches?.("[data-island]")) mount(root);
  root.querySelectorAll("[data-island]").forEach(mount);
}

document.addEventListener("htmx:load", (event) => mountAll(event.target));
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  if (event.target.closest("[data-close-dialog]") || event.target.matches("dialog")) {
    event.target.closest("dialog")?.close();
  }
});
mountAll(document);
