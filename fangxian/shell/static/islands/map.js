// Outlines coloured by how many seats are filled, and points for what has no outline; a press opens the area.
import { registerMap } from "../vendor/charts.js";
import { draw, figures, tooltip, words } from "./drawing.js";

const SYMBOLS = { area: "circle", sampling_point: "triangle", checkpoint: "rect", isolation_site: "diamond", treatment_point: "pin", depot: "roundRect" };

function region(one, paint) {
  return { name: one.code, one, itemStyle: { areaColor: paint.bands[one.band] } };
}

function point(one, paint) {
  return {
    value: [one.lon, one.lat],
    one,
    symbol: SYMBOLS[one.kind] ?? "circle",
    symbolSize: one.kind === "area" ? one.size : 8,
    itemStyle: { color: paint.bands[one.band], borderColor: paint.paper, borderWidth: 1 },
    label: { show: one.named, formatter: one.name, position: "right", color: paint.ink, fontSize: 12, textBorderColor: paint.paper, textBorderWidth: 3 },
  };
}

function geo(answer, paint) {
  return {
    map: answer.code,
    nameProperty: "code",
    roam: true,
    scaleLimit: { min: 1, max: 40 },
    aspectScale: Math.cos((answer.latitude * Math.PI) / 180),
    itemStyle: { areaColor: paint.paper, borderColor: paint.quiet, borderWidth: 1 },
    emphasis: { label: { show: false }, itemStyle: { areaColor: null, borderColor: paint.ink, borderWidth: 2 } },
    select: { disabled: true },
    regions: answer.regions.map((one) => region(one, paint)),
    tooltip: { show: true },
  };
}

function options(answer, paint) {
  const names = new Map(answer.regions.map((one) => [one.code, one]));
  const tell = (hit) => {
    const one = hit.data?.one ?? names.get(hit.name);
    return one ? words(one) : "";
  };
  return {
    aria: { enabled: true, label: { description: answer.description } },
    animation: false,
    tooltip: { ...tooltip(paint), formatter: tell },
    geo: geo(answer, paint),
    series: [
      {
        type: "scatter",
        coordinateSystem: "geo",
        data: answer.points.map((one) => point(one, paint)),
        labelLayout: { hideOverlap: true },
        emphasis: { scale: 1.4 },
      },
    ],
  };
}

export async function mount(element) {
  const answer = await figures(element);
  if (!answer) return;
  registerMap(answer.code, answer.outlines);
  const urls = new Map(answer.regions.map((one) => [one.code, one.url]));
  const chart = draw(element, (paint) => options(answer, paint));
  chart.on("click", (hit) => {
    const url = hit.data?.one?.url ?? urls.get(hit.name);
    if (url) location.assign(url);
  });
}
