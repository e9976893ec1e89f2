// Outlines coloured by how many seats are filled, and layers of points; a press opens the area.
import { registerMap } from "../vendor/charts.js";
import { draw, figures, tooltip, words } from "./drawing.js";

const NARROW = 500;
const SYMBOLS = {
  sampling_point: "triangle",
  checkpoint: "rect",
  isolation_site: "diamond",
  treatment_point: "pin",
  depot: "roundRect",
};

function region(one, paint) {
  const areaColor = paint.bands[one.band];
  return {
    name: one.code,
    itemStyle: { areaColor, borderColor: paint.paper, borderWidth: 1.5 },
    emphasis: { itemStyle: { areaColor, borderColor: paint.ink, borderWidth: 2.5 } },
  };
}

function geo(answer, paint, wide) {
  const names = new Map(answer.regions.map((one) => [one.code, one.name]));
  const own = { areaColor: paint.ground, borderColor: paint.quiet, borderWidth: 1 };
  const label = {
    show: answer.regions.length > 0,
    formatter: (hit) => names.get(hit.name) ?? "",
    color: "#fff",
    fontSize: wide ? 13 : 11,
    textBorderColor: "#0009",
    textBorderWidth: 3,
  };
  return {
    map: answer.code,
    nameProperty: "code",
    roam: wide ? "move" : false,
    scaleLimit: { min: 1, max: 60 },
    aspectScale: Math.cos((answer.latitude * Math.PI) / 180),
    top: 10,
    bottom: 34,
    itemStyle: own,
    label,
    emphasis: { label, itemStyle: own },
    select: { disabled: true },
    regions: answer.regions.map((one) => region(one, paint)),
    tooltip: { show: true },
  };
}

function point(one, layer, paint) {
  return {
    value: [one.lon, one.lat],
    one,
    symbol: SYMBOLS[one.kind] ?? "circle",
    symbolSize: layer.size,
    itemStyle: { color: paint.bands[one.band], borderColor: paint.paper, borderWidth: 1 },
  };
}

function series(layer, paint) {
  return {
    type: "scatter",
    name: layer.name,
    coordinateSystem: "geo",
    z: layer.named ? 4 : 3,
    data: layer.points.map((one) => point(one, layer, paint)),
    label: {
      show: layer.named,
      formatter: (hit) => hit.data.one.name,
      position: "right",
      color: paint.ink,
      fontSize: 12,
      textBorderColor: paint.paper,
      textBorderWidth: 3,
    },
    labelLayout: { hideOverlap: true },
    emphasis: { scale: 1.4 },
  };
}

function options(answer, paint, wide) {
  const regions = new Map(answer.regions.map((one) => [one.code, one]));
  const tell = (hit) => {
    const one = hit.data?.one ?? regions.get(hit.name);
    return one ? words(one) : "";
  };
  return {
    aria: { enabled: true, label: { description: answer.description } },
    animation: false,
    tooltip: { ...tooltip(paint), formatter: tell },
    legend: {
      bottom: 0,
      left: 0,
      itemWidth: 12,
      itemHeight: 12,
      icon: "circle",
      itemStyle: { color: paint.quiet },
      textStyle: { color: paint.ink, fontSize: 13 },
      inactiveColor: paint.line,
      selected: Object.fromEntries(answer.layers.map((layer) => [layer.name, layer.shown])),
    },
    geo: geo(answer, paint, wide),
    series: answer.layers.map((layer) => series(layer, paint)),
  };
}

function zoom(chart, element, by) {
  const [originX, originY] = [element.clientWidth / 2, element.clientHeight / 2];
  chart.dispatchAction({ type: "geoRoam", componentType: "geo", geoIndex: 0, zoom: by, originX, originY });
}

export async function mount(element) {
  const answer = await figures(element);
  if (!answer) return;
  const wide = element.clientWidth > NARROW;
  registerMap(answer.code, answer.outlines);
  const urls = new Map(answer.regions.map((one) => [one.code, one.url]));
  const chart = draw(element, (paint) => options(answer, paint, wide));
  chart.on("click", (hit) => {
    const url = hit.data?.one?.url ?? urls.get(hit.name);
    if (url) location.assign(url);
  });
  element.parentElement.querySelectorAll("[data-zoom]").forEach((button) => {
    button.addEventListener("click", () => zoom(chart, element, Number(button.dataset.zoom)));
  });
}
