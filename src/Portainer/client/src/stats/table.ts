import { el, number } from "../dom";
import { HubStream } from "../connection";
import { binary, decimal, percent, type Sample } from "./format";

interface Column {
  key: string;
  title: string;
  hint?: string;
  value(sample: Sample): number | string;
  text(sample: Sample): string;
  /** Share of a whole, 0 to 1, drawn as a bar. */
  share?(sample: Sample): number;
}

const columns: Column[] = [
  { key: "name", title: "Name", value: s => s.name, text: s => s.name },
  { key: "cpu", title: "CPU %", hint: "100% is one full CPU", value: s => s.cpu, text: s => percent(s.cpu), share: s => s.cpu / (100 * Math.max(1, s.cpus)) },
  { key: "memory", title: "Memory / limit", hint: "Memory in use minus reclaimable page cache", value: s => s.memory, text: s => `${binary(s.memory)} / ${binary(s.limit)}` },
  { key: "percent", title: "Mem %", value: s => s.memoryPercent, text: s => percent(s.memoryPercent), share: s => s.memoryPercent / 100 },
  { key: "net", title: "Net I/O", hint: "Received / sent since the start", value: s => s.received + s.sent, text: s => `${decimal(s.received)} / ${decimal(s.sent)}` },
  { key: "block", title: "Block I/O", hint: "Read / written since the start", value: s => s.read + s.written, text: s => `${decimal(s.read)} / ${decimal(s.written)}` },
  { key: "pids", title: "PIDs", value: s => s.pids, text: s => number(s.pids) },
];

class Row {
  readonly element: HTMLTableRowElement;
  private readonly cells: Array<{ text: HTMLElement; bar?: HTMLElement }>;

  constructor(endpointId: number, public sample: Sample) {
    this.cells = columns.map(column => this.cell(column, endpointId, sample));
    this.element = el("tr", {}, ...columns.map((column, index) =>
      el("td", { "data-label": column.title, className: index === 0 ? "is-name" : "is-number" }, this.cells[index]?.bar, this.cells[index]?.text)));
    this.update(sample);
  }

  update(sample: Sample): void {
    this.sample = sample;
    columns.forEach((column, index) => {
      const cell = this.cells[index]!;
      const shown = column.text(sample);
      if (cell.text.textContent !== shown) cell.text.textContent = shown;
      cell.bar?.style.setProperty("--share", String(Math.min(1, column.share!(sample))));
    });
  }

  private cell(column: Column, endpointId: number, sample: Sample): { text: HTMLElement; bar?: HTMLElement } {
    if (column.key === "name") {
      const href = `endpoints/${endpointId}/containers/${encodeURIComponent(sample.name)}/stats`;
      return { text: el("a", { href, title: sample.name }, sample.name) };
    }
    return { text: el("span", {}), bar: column.share ? el("i", { className: "live-bar", "aria-hidden": "true" }) : undefined };
  }
}

interface Snapshot {
  running: number;
  rows: Sample[];
  problem: string | null;
}

/** `docker stats` for the whole engine, sortable and filterable; the state lives in the address. */
export class LiveTable {
  private readonly rows = new Map<string, Row>();
  private readonly body = el("tbody");
  private readonly state = el("p", { className: "stats-state", role: "status" }, "Waiting for the first samples…");
  private readonly tally = el("span", { className: "live-tally" });
  private readonly headers = new Map<string, HTMLTableCellElement>();
  private readonly filter: HTMLInputElement;
  private readonly root: HTMLElement;
  private readonly stream: HubStream<Snapshot>;
  private sort = "cpu";
  private descending = true;
  private running = 0;

  constructor(host: HTMLElement, private readonly endpointId: number) {
    const query = new URLSearchParams(location.search);
    if (columns.some(column => column.key === query.get("sort"))) [this.sort, this.descending] = [query.get("sort")!, query.get("dir") !== "asc"];
    this.filter = el("input", {
      className: "input", type: "search", placeholder: "Filter by name", "aria-label": "Filter by name", value: query.get("filter") ?? "", "data-search": "",
      oninput: () => { this.remember(); this.arrange(); },
    });
    const head = el("tr", {}, ...columns.map(column => this.header(column)));
    this.root = el("div", { className: "live-stats" },
      el("div", { className: "live-toolbar" }, this.filter, this.tally), this.state,
      el("div", { className: "live-scroll" }, el("table", { className: "live-table" }, el("thead", {}, head), this.body)));
    host.replaceChildren(this.root);
    this.showSort();
    this.stream = new HubStream<Snapshot>({ method: "EngineStats", args: () => [endpointId] }, {
      next: snapshot => this.take(snapshot),
      done: () => this.tell("The engine ended the measurements."),
      failed: why => this.tell(why),
      interrupted: () => this.tell("Reconnecting…"),
    });
  }

  dispose(): void {
    this.stream.close();
    this.root.remove();
  }

  private header(column: Column): HTMLTableCellElement {
    const cell = el("th", { scope: "col", title: column.hint ?? "", className: column.key === "name" ? "is-name" : "is-number" },
      el("button", { type: "button", onclick: () => this.sortBy(column.key) }, column.title));
    this.headers.set(column.key, cell);
    return cell;
  }

  private sortBy(key: string): void {
    this.descending = this.sort === key ? !this.descending : key !== "name";
    this.sort = key;
    this.showSort();
    this.remember();
    this.arrange();
  }

  private showSort(): void {
    for (const [key, cell] of this.headers) {
      if (key === this.sort) cell.setAttribute("aria-sort", this.descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
  }

  private remember(): void {
    const query = new URLSearchParams(location.search);
    query.set("sort", this.sort);
    query.set("dir", this.descending ? "desc" : "asc");
    if (this.filter.value) query.set("filter", this.filter.value);
    else query.delete("filter");
    history.replaceState(history.state, "", `${location.pathname}?${query}`);
  }

  private take(snapshot: Snapshot): void {
    const present = new Set<string>();
    for (const sample of snapshot.rows) {
      present.add(sample.id);
      const row = this.rows.get(sample.id);
      if (row && row.sample.name === sample.name) row.update(sample);
      else this.rows.set(sample.id, new Row(this.endpointId, sample));
    }
    for (const id of this.rows.keys()) if (!present.has(id)) this.rows.delete(id);
    this.running = snapshot.running;
    this.tell(snapshot.problem ?? (snapshot.running === 0 ? "No container is running on this engine." : present.size === 0 ? "Waiting for the first samples…" : ""));
    this.root.dataset.rows = String(present.size);
    if (!this.body.matches(":hover")) this.arrange();
    else this.dropAndAdd(present);
  }

  /** Under the pointer rows keep their places; only departures and arrivals show. */
  private dropAndAdd(present: Set<string>): void {
    const staying = new Set<Element>([...present].map(id => this.rows.get(id)!.element));
    for (const row of [...this.body.children]) if (!staying.has(row)) row.remove();
    for (const row of this.wanted()) if (!row.element.isConnected) this.body.append(row.element);
    this.count(this.body.children.length);
  }

  private wanted(): Row[] {
    const needle = this.filter.value.trim().toLowerCase();
    return [...this.rows.values()].filter(row => needle === "" || row.sample.name.toLowerCase().includes(needle));
  }

  private arrange(): void {
    const { value } = columns.find(column => column.key === this.sort)!;
    const sign = this.descending ? -1 : 1;
    const wanted = this.wanted().sort((a, b) => {
      const [x, y] = [value(a.sample), value(b.sample)];
      const order = typeof x === "string" ? x.localeCompare(y as string) : x - (y as number);
      return order !== 0 ? sign * order : a.sample.name.localeCompare(b.sample.name);
    });
    wanted.forEach((row, index) => {
      if (this.body.children[index] !== row.element) this.body.insertBefore(row.element, this.body.children[index] ?? null);
    });
    while (this.body.children.length > wanted.length) this.body.lastElementChild!.remove();
    this.count(wanted.length);
  }

  private count(shown: number): void {
    this.tally.textContent = `${number(shown)} of ${number(this.running)} running`;
  }

  private tell(text: string): void {
    this.state.textContent = text;
    this.state.hidden = text === "";
  }
}
