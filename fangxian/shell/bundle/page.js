// What every page loads: htmx, and the behaviours of Tabler's components (menus, collapses, dialogs).
import htmx from "htmx.org";
import "@tabler/core/dist/js/tabler.esm.js";

Object.assign(htmx.config, {
  // The content security policy forbids both.
  includeIndicatorStyles: false,
  allowEval: false,
  // Snapshots of pages would lie on the device after sign-out; going back asks the server again.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

window.htmx = htmx;
