import type { Sample } from "./format";

export const longestWindowSeconds = 15 * 60;

/** What the charts draw: one array of times and one per line, newest last, at most fifteen minutes. */
export class Series {
  readonly time: number[] = [];
  readonly cpu: number[] = [];
  readonly memory: number[] = [];
  readonly limit: number[] = [];
  readonly received: Array<number | null> = [];
  readonly sent: Array<number | null> = [];
  readonly read: Array<number | null> = [];
  readonly written: Array<number | null> = [];
  readonly pids: number[] = [];
  private last?: Sample;

  add(sample: Sample): void {
    const seconds = sample.time / 1000;
    if (this.last && sample.time <= this.last.time) return;
    this.time.push(seconds);
    this.cpu.push(sample.cpu);
    this.memory.push(sample.memory);
    this.limit.push(sample.limit);
    this.pids.push(sample.pids);
    for (const name of ["received", "sent", "read", "written"] as const) this[name].push(this.rate(sample, name));
    this.last = sample;
    while ((this.time[0] ?? seconds) < seconds - longestWindowSeconds) this.shift();
  }

  /** Bytes per second since the sample before; nothing for the first one and after a restart. */
  private rate(sample: Sample, name: "received" | "sent" | "read" | "written"): number | null {
    if (!this.last || sample[name] < this.last[name]) return null;
    return ((sample[name] - this.last[name]) * 1000) / (sample.time - this.last.time);
  }

  private shift(): void {
    for (const list of [this.time, this.cpu, this.memory, this.limit, this.received, this.sent, this.read, this.written, this.pids]) list.shift();
  }
}
