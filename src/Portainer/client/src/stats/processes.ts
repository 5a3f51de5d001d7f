import { el } from "../dom";
import { HubStream } from "../connection";
import type { ChartOptions } from "./charts";

interface ProcessList {
  titles: string[];
  processes: string[][];
  problem: string | null;
}

/** The container's processes, read again every few seconds while the page is visible. */
export class Processes {
  private readonly state = el("p", { className: "stats-state", role: "status" }, "Reading the process list…");
  private readonly table = el("table", { className: "process-table" });
  private readonly root: HTMLElement;
  private readonly onVisibility = () => this.follow();
  private stream?: HubStream<ProcessList>;

  constructor(host: HTMLElement, private readonly options: ChartOptions) {
    this.root = el("section", { className: "processes", "aria-label": "Processes" },
      el("header", {}, el("h2", {}, "Processes")), this.state, el("div", { className: "live-scroll" }, this.table));
    host.replaceChildren(this.root);
    document.addEventListener("visibilitychange", this.onVisibility);
    this.follow();
  }

  dispose(): void {
    document.removeEventListener("visibilitychange", this.onVisibility);
    this.stream?.close();
    this.root.remove();
  }

  private follow(): void {
    this.stream?.close();
    this.stream = undefined;
    if (document.hidden) return;
    this.stream = new HubStream<ProcessList>({ method: "Processes", args: () => [this.options.endpointId, this.options.container] }, {
      next: list => this.show(list),
      done: () => this.tell("The container is not running, so there are no processes."),
      failed: why => this.tell(why),
      interrupted: () => this.tell("Reconnecting…"),
    });
  }

  private show(list: ProcessList): void {
    this.tell(list.problem ?? "");
    this.table.replaceChildren(
      el("thead", {}, el("tr", {}, ...list.titles.map(title => el("th", { scope: "col" }, title)))),
      el("tbody", {}, ...list.processes.map(process => el("tr", {}, ...process.map((value, index) => el("td", { "data-label": list.titles[index] ?? "" }, value))))));
  }

  private tell(text: string): void {
    this.state.textContent = text;
    this.state.hidden = text === "";
  }
}
