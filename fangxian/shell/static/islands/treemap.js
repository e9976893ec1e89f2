// Areas as boxes sized by people and coloured by how many seats are filled; a press opens the area.
import { draw, figures, tooltip, words } from "./drawing.js";

const NARROW = 500;

// A part is often named after its whole ("… grid 3"); inside the whole the rest of the name is enough.
const short = (name, whole) => (name.startsWith(whole) && name.length > whole.length ? name.slice(whole.length).trim() : name);

function box(one, paint, deep, whole = "") {
  const inner = deep ? one.areas.map((part) => box(part, paint, false, one.name)) : [];
  return {
    name: one.name,
    value: Math.max(one.people, 1),
    one,
    itemStyle: { color: paint.bands[one.band], borderColor: inner.length ? paint.line : paint.paper },
    label: { formatter: whole ? short(one.name, whole) : `${one.name}\n${one.share}` },
    upperLabel: { formatter: `${one.name}  ${one.share}` },
    ...(inner.length ? { children: inner } : {}),
  };
}

function options(answer, paint, wide) {
  return {
    aria: { enabled: true, label: { description: answer.description } },
    animation: false,
    tooltip: { ...tooltip(paint), formatter: (hit) => (hit.data?.one ? words(hit.data.one) : "") },
    series: [
      {
        type: "treemap",
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        label: { color: "#fff", fontSize: 13, lineHeight: 18, overflow: "truncate", textBorderColor: "#0008", textBorderWidth: 2 },
        upperLabel: { show: wide, height: 22, color: paint.ink, fontSize: 13 },
        levels: [
          { itemStyle: { borderWidth: 0, gapWidth: 3, borderColor: paint.paper }, upperLabel: { show: false } },
          { itemStyle: { borderWidth: wide ? 2 : 1, gapWidth: 1 }, emphasis: { itemStyle: { borderColor: paint.quiet } } },
          { itemStyle: { borderWidth: 0, gapWidth: 1 } },
        ],
        data: answer.areas.map((one) => box(one, paint, wide)),
      },
    ],
  };
}

export async function mount(element) {
  const answer = await figures(element);
  if (!answer) return;
  const wide = element.clientWidth > NARROW;
  const chart = draw(element, (paint) => options(answer, paint, wide));
  chart.on("click", (hit) => hit.data?.one?.url && location.assign(hit.data.one.url));
}
