// Bars over days, such as the cases of an outbreak; the table beside it says the same.
import { draw, figures, tooltip } from "./drawing.js";

function options(answer, paint) {
  return {
    aria: { enabled: true, label: { description: answer.description } },
    animation: false,
    tooltip: { ...tooltip(paint), trigger: "axis", formatter: ([hit]) => `${hit.name}  ${hit.value} ${answer.unit}` },
    grid: { left: 40, right: 12, top: 28, bottom: 28 },
    xAxis: {
      type: "category",
      data: answer.bars.map(([day]) => day),
      axisLabel: { color: paint.quiet },
      axisLine: { lineStyle: { color: paint.line } },
      axisTick: { show: false },
    },
    yAxis: { type: "value", axisLabel: { color: paint.quiet }, splitLine: { lineStyle: { color: paint.line } } },
    series: [
      {
        type: "bar",
        data: answer.bars.map(([, value]) => value),
        itemStyle: { color: paint.bands.nearly },
        label: { show: true, position: "top", color: paint.ink },
      },
    ],
  };
}

export async function mount(element) {
  const answer = await figures(element);
  if (answer) draw(element, (paint) => options(answer, paint));
}
