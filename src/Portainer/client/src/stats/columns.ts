import { HubStream } from "../connection";
import { binary, percent, type Sample } from "./format";

const throttleMilliseconds = 250;

/**
 * Fills the cells `data-live="cpu|mem"` of rows carrying `data-live-id`, and asks the server only
 * for the rows that are on screen. Rows may come, go or change their id at any time.
 */
export class LiveColumns {
  private readonly stream: HubStream<Sample[]>;
  private readonly onScreen = new Set<HTMLElement>();
  private readonly watched = new Set<HTMLElement>();
  private readonly latest = new Map<string, Sample>();
  private readonly crossing: IntersectionObserver;
  private readonly mutation: MutationObserver;
  private asked = "";
  private timer = 0;
  private over = false;

  constructor(private readonly table: HTMLElement, endpointId: number) {
    this.crossing = new IntersectionObserver(entries => this.crossed(entries), { rootMargin: "100px" });
    this.mutation = new MutationObserver(() => this.later());
    this.stream = new HubStream<Sample[]>({ method: "LiveStats", upload: true, args: () => { this.asked = ""; this.later(); return [endpointId]; } }, {
      next: samples => this.fill(samples),
      done: () => { this.over = true; },
      failed: () => { this.over = true; },
    });
    this.mutation.observe(table, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-live-id"] });
    this.scan();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.mutation.disconnect();
    this.crossing.disconnect();
    this.stream.close();
  }

  private crossed(entries: IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      if (entry.isIntersecting) this.onScreen.add(entry.target as HTMLElement);
      else this.onScreen.delete(entry.target as HTMLElement);
    }
    this.later();
  }

  private later(): void {
    if (this.timer === 0) this.timer = window.setTimeout(() => { this.timer = 0; this.scan(); }, throttleMilliseconds);
  }

  private scan(): void {
    for (const row of this.watched) {
      if (this.table.contains(row)) continue;
      this.crossing.unobserve(row);
      this.watched.delete(row);
      this.onScreen.delete(row);
    }
    for (const row of this.table.querySelectorAll<HTMLElement>("[data-live-id]")) {
      if (this.watched.has(row)) continue;
      this.watched.add(row);
      this.crossing.observe(row);
    }
    this.ask();
    for (const row of this.onScreen) this.paint(row);
  }

  private ask(): void {
    const ids = [...new Set([...this.onScreen].map(row => row.dataset.liveId ?? ""))].filter(id => id !== "").sort();
    const key = ids.join();
    if (key === this.asked || this.over) return;
    if (!this.stream.isOpen) return this.later();
    this.asked = key;
    for (const id of [...this.latest.keys()]) if (!ids.includes(id)) this.latest.delete(id);
    this.stream.send(ids);
  }

  private fill(samples: Sample[]): void {
    for (const sample of samples) this.latest.set(sample.id, sample);
    for (const row of this.onScreen) this.paint(row);
  }

  private paint(row: HTMLElement): void {
    const sample = this.latest.get(row.dataset.liveId ?? "");
    for (const cell of row.querySelectorAll<HTMLElement>("[data-live]")) {
      const text = sample === undefined ? "" : cell.dataset.live === "cpu" ? percent(sample.cpu) : binary(sample.memory);
      if (cell.textContent !== text) cell.textContent = text;
    }
  }
}
