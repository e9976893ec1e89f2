// Areas as boxes sized by people and coloured by how many seats are filled; a press opens the area.
import { draw, figures, tooltip, words } from "./drawing.js";

function box(one, paint) {
  return {
    name: one.name,
    value: one.people,
    one,
    itemStyle: { color: paint.bands[one.band] },
    label: { formatter: `${one.name}\n${one.share}` },
  };
}

function options(answer, paint) {
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
        itemStyle: { borderColor: paint.paper, borderWidth: 1, gapWidth: 1 },
        label: { color: "#fff", fontSize: 13, lineHeight: 18, overflow: "truncate", textBorderColor: "#0007", textBorderWidth: 2 },
        data: answer.areas.map((one) => box(one, paint)),
      },
    ],
  };
}

export async function mount(element) {
  const answer = await figures(element);
  if (!answer) return;
  const chart = draw(element, (paint) => options(answer, paint));
  chart.on("click", (hit) => hit.data?.one?.url && location.assign(hit.data.one.url));
}
