import uPlot from "uplot";
import { el, number, select } from "../dom";
import { HubStream } from "../connection";
import { binary, decimal, percent, type Sample } from "./format";
import { Series } from "./series";
import { css, onThemeChange } from "./theme";

export interface ChartOptions {
  endpointId: number;
  container: string;
}

interface Update {
  sample: Sample | null;
  problem: string | null;
}

interface Line {
  label: string;
  colour: string;
  values(series: Series): Array<number | null>;
}

interface Panel {
  title: string;
  formula: string;
  lines: Line[];
  unit(value: number): string;
  now(sample: Sample, series: Series): string;
  /** The axis reaches at least this far, so that idling does not look like work. */
  least: number;
  /** Steps between grid lines; sizes in powers of two read badly in tens. */
  steps?: number[];
}

/** Half the width of a time below the axis, which may stand at the very end of it. */
const halfLabel = 26;

const last = (list: Array<number | null>) => list[list.length - 1] ?? 0;
const perSecond = (value: number) => `${decimal(value)}/s`;

const powersOfTwo = Array.from({ length: 46 }, (_, power) => 2 ** power);
const clock = (seconds: number) => new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

const panels: Panel[] = [
  {
    title: "CPU", least: 1, unit: value => `${Number(value.toPrecision(3))}%`,
    formula: "CPU time used by the container ÷ CPU time of the whole machine × number of CPUs × 100, between two samples. 100% is one full CPU.",
    lines: [{ label: "CPU", colour: "--accent", values: series => series.cpu }],
    now: sample => `${percent(sample.cpu)} of ${sample.cpus * 100}%`,
  },
  {
    title: "Memory", least: 1024 * 1024, steps: powersOfTwo, unit: binary, formula: "Memory in use minus the page cache the kernel can take back (cgroup v1: total_inactive_file, v2: inactive_file).",
    lines: [{ label: "Memory", colour: "--info", values: series => series.memory }],
    now: sample => `${binary(sample.memory)} / ${binary(sample.limit)} (${percent(sample.memoryPercent)})`,
  },
  {
    title: "Network", least: 1000, unit: perSecond, formula: "Bytes per second over all of the container's interfaces, between two samples.",
    lines: [
      { label: "received", colour: "--ok", values: series => series.received },
      { label: "sent", colour: "--warn", values: series => series.sent },
    ],
    now: (sample, series) => `↓ ${perSecond(last(series.received))} ↑ ${perSecond(last(series.sent))} · total ${decimal(sample.received)} / ${decimal(sample.sent)}`,
  },
  {
    title: "Block I/O", least: 1000, unit: perSecond, formula: "Bytes per second read from and written to block devices, between two samples.",
    lines: [
      { label: "read", colour: "--ok", values: series => series.read },
      { label: "written", colour: "--warn", values: series => series.written },
    ],
    now: (sample, series) => `read ${perSecond(last(series.read))} · written ${perSecond(last(series.written))} · total ${decimal(sample.read)} / ${decimal(sample.written)}`,
  },
  {
    title: "PIDs", least: 4, steps: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000], unit: value => number(Math.round(value)), formula: "Processes and threads in the container.",
    lines: [{ label: "PIDs", colour: "--accent", values: series => series.pids }],
    now: sample => number(sample.pids),
  },
];

class Chart {
  readonly element: HTMLElement;
  private readonly now = el("span", { className: "chart-now" });
  private readonly stage = el("div", { className: "chart-stage" });
  private readonly plot: uPlot;
  private readonly resize: ResizeObserver;

  constructor(private readonly panel: Panel, private readonly window: () => number) {
    const legend = panel.lines.length > 1
      ? el("span", { className: "chart-legend" }, ...panel.lines.map(line => el("span", { "data-colour": line.colour.substring(2) }, line.label)))
      : undefined;
    this.element = el("section", { className: "chart", "aria-label": panel.title },
      el("header", { title: panel.formula }, el("h2", {}, panel.title), legend, this.now), this.stage);
    this.plot = new uPlot(this.options(), [[], ...panel.lines.map(() => [])] as unknown as uPlot.AlignedData, this.stage);
    // The box inside the padding: clientWidth counts it in, and the plot would run out of its card.
    this.resize = new ResizeObserver(([entry]) => { if (entry) this.fit(entry.contentRect); });
    this.resize.observe(this.stage);
  }

  dispose(): void {
    this.resize.disconnect();
    this.plot.destroy();
  }

  draw(series: Series, sample: Sample): void {
    this.now.textContent = this.panel.now(sample, series);
    this.plot.setData([series.time, ...this.panel.lines.map(line => line.values(series))] as uPlot.AlignedData, true);
  }

  recolour(): void {
    this.plot.redraw(false);
  }

  private fit({ width, height }: DOMRectReadOnly): void {
    if (width > 0 && height > 0) this.plot.setSize({ width, height });
  }

  private options(): uPlot.Options {
    const axis: uPlot.Axis = {
      stroke: () => css("--text-muted"), grid: { stroke: () => css("--border"), width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif",
    };
    return {
      width: 300, height: 160, padding: [8, halfLabel, 0, 0], legend: { show: false }, cursor: { drag: { x: false, y: false }, points: { size: 6 } },
      scales: {
        x: { time: true, range: (_, __, max) => [(max ?? 0) - this.window(), max ?? 0] },
        y: { range: (_, __, max) => [0, Math.max((max ?? 0) * 1.15, this.panel.least)] },
      },
      axes: [{ ...axis, size: 26, space: 80, values: (_, splits) => splits.map(clock) }, { ...axis, size: 78, space: 36, incrs: this.panel.steps ?? undefined, values: (_, splits) => splits.map(value => this.panel.unit(value)) }],
      series: [{}, ...this.panel.lines.map(line => ({
        label: line.label, stroke: () => css(line.colour), width: 1.5, points: { show: false }, spanGaps: false,
      }))],
      plugins: [tooltip(this.panel)],
    };
  }
}

function tooltip(panel: Panel): uPlot.Plugin {
  const box = el("div", { className: "chart-tip", hidden: true });
  return {
    hooks: {
      init: plot => { plot.over.append(box); },
      setCursor: plot => {
        const index = plot.cursor.idx;
        box.hidden = index === null || index === undefined || plot.data[0].length === 0;
        if (index === null || index === undefined) return;
        const at = new Date((plot.data[0][index] ?? 0) * 1000).toLocaleTimeString();
        const values = panel.lines.map((line, i) => `${panel.lines.length > 1 ? line.label + " " : ""}${panel.unit(plot.data[i + 1]?.[index] ?? 0)}`);
        box.textContent = [at, ...values].join(" · ");
        box.classList.toggle("is-left", (plot.cursor.left ?? 0) > plot.over.clientWidth / 2);
      },
    },
  };
}

export class Charts {
  private readonly series = new Series();
  private readonly charts: Chart[];
  private readonly stream: HubStream<Update>;
  private readonly state = el("p", { className: "stats-state", role: "status" }, "Waiting for the first sample…");
  private readonly root: HTMLElement;
  private readonly unwatch: () => void;
  private windowSeconds = 180;
  private latest?: Sample;

  constructor(host: HTMLElement, options: ChartOptions) {
    this.charts = panels.map(panel => new Chart(panel, () => this.windowSeconds));
    const minutes = select("Time shown", ["1", "3", "5", "10", "15"].map(n => [n, `Last ${n} min`]), "3", value => this.show(Number(value)));
    this.root = el("div", { className: "charts-root" },
      el("div", { className: "charts-bar" }, minutes, this.state),
      el("div", { className: "charts" }, ...this.charts.map(chart => chart.element)));
    host.replaceChildren(this.root);
    this.unwatch = onThemeChange(() => this.charts.forEach(chart => chart.recolour()));
    this.stream = new HubStream<Update>({ method: "ContainerStats", args: () => [options.endpointId, options.container] }, {
      next: update => this.take(update),
      done: () => this.tell("The measurement ended. Reload the page to begin again."),
      failed: why => this.tell(why),
      interrupted: () => this.tell("Reconnecting…"),
    });
  }

  dispose(): void {
    this.stream.close();
    this.unwatch();
    this.charts.forEach(chart => chart.dispose());
    this.root.remove();
  }

  private show(minutes: number): void {
    this.windowSeconds = minutes * 60;
    if (this.latest) this.redraw(this.latest);
  }

  private take({ sample, problem }: Update): void {
    if (problem) this.tell(problem);
    // Axes around nothing would look like a measurement of nothing.
    this.root.classList.toggle("is-empty", !sample && !this.latest && problem !== null);
    if (!sample) return;
    this.latest = sample;
    this.series.add(sample);
    this.tell("");
    this.root.dataset.samples = String(this.series.time.length);
    this.redraw(sample);
  }

  private redraw(sample: Sample): void {
    for (const chart of this.charts) chart.draw(this.series, sample);
  }

  private tell(text: string): void {
    this.state.textContent = text;
    this.state.hidden = text === "";
  }
}
