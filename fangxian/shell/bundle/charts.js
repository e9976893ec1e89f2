// The part of ECharts that the islands draw with; everything else is shaken off by the build.
import { BarChart, LineChart, MapChart, ScatterChart, TreemapChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GeoComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
} from "echarts/components";
import { init, registerMap, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  DatasetComponent,
  GeoComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  MapChart,
  ScatterChart,
  TooltipComponent,
  TreemapChart,
  VisualMapPiecewiseComponent,
]);

export { init, registerMap };
