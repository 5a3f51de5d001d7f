import "uplot/dist/uPlot.min.css";
import "./stats/stats.css";
import { Charts, type ChartOptions } from "./stats/charts";
import { LiveColumns } from "./stats/columns";
import { Processes } from "./stats/processes";
import { LiveTable } from "./stats/table";

export function mountCharts(host: HTMLElement, options: ChartOptions): Charts {
  return new Charts(host, options);
}

export function mountProcesses(host: HTMLElement, options: ChartOptions): Processes {
  return new Processes(host, options);
}

export function mountLiveTable(host: HTMLElement, endpointId: number): LiveTable {
  return new LiveTable(host, endpointId);
}

/** For any table whose rows carry `data-live-id`, with cells `data-live="cpu"` or `data-live="mem"`. */
export function mountLiveColumns(table: HTMLElement, endpointId: number): LiveColumns {
  return new LiveColumns(table, endpointId);
}
