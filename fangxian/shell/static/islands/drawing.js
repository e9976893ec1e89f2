// What every chart has in common: colours of the page, size of its box, the theme when it changes.
import { init } from "../vendor/charts.js";

const BANDS = ["none", "short", "thin", "nearly", "full"];

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    ink: read("--fx-ink"),
    quiet: read("--fx-quiet"),
    line: read("--fx-line"),
    paper: read("--fx-paper"),
    ground: read("--fx-ground"),
    bands: Object.fromEntries(BANDS.map((band) => [band, read(`--fx-${band}`)])),
  };
}

/** Keeps a chart in an element: `options(colours)` is asked again whenever the theme changes. */
export function draw(element, options) {
  const chart = init(element, null, { renderer: "canvas" });
  const paint = () => chart.setOption(options(colours()), true);
  paint();
  document.addEventListener("fx:theme", paint);
  // An element that is taken out of the page has its size changed for the last time.
  const watcher = new ResizeObserver(() => {
    if (element.isConnected) return chart.resize();
    watcher.disconnect();
    document.removeEventListener("fx:theme", paint);
    return chart.dispose();
  });
  watcher.observe(element);
  return chart;
}

/** The island's figures, or null after telling in the element that they did not come. */
export async function figures(element) {
  try {
    const answer = await fetch(element.dataset.source, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return await answer.json();
  } catch {
    element.textContent = element.dataset.failed;
    return null;
  }
}

export function words(one) {
  return [one.name, ...one.lines].join("\n");
}

export function tooltip(paint) {
  return {
    renderMode: "richText",
    confine: true,
    backgroundColor: paint.paper,
    borderColor: paint.line,
    textStyle: { color: paint.ink, fontSize: 14, lineHeight: 20 },
  };
}
