// What every page loads: htmx and the behaviours of Tabler's components (menus, collapses, dialogs).
import htmx from "htmx.org";
import "@tabler/core/dist/js/tabler.esm.js";

window.htmx = htmx;
