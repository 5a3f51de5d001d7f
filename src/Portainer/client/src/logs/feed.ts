import { HubStream } from "../connection";
import { parseLine } from "./lines";

export interface LogSource {
  endpointId: number;
  container: string;
}

export interface LogWindow {
  tail: string;
  since: string;
  until: string;
}

export interface FeedEvents {
  /** A batch of lines, each with its marker. */
  lines(batch: string): void;
  dropped(count: number): void;
  state(state: "loading" | "following" | "ended" | "failed" | "reconnecting", why?: string): void;
}

/** A quarter of what the server lets stand open. */
const batchesPerAck = 4;

/** Where a broken stream continues: the newest timestamp seen and how many lines carried it. */
export class ResumePoint {
  time = "";
  seen = 0;

  take(batch: string): void {
    let newest = "";
    let same = 0;
    // From the end: only the newest lines matter, and batches are large.
    for (let end = batch.length; end > 0;) {
      const start = batch.lastIndexOf("\n", end - 1) + 1;
      const { marker, time } = parseLine(batch.substring(start, Math.min(end, start + 48)));
      end = start - 1;
      if (time === "" || (marker !== "o" && marker !== "e")) continue;
      if (newest !== "" && time !== newest) return this.set(newest, same);
      newest = time;
      same++;
    }
    if (newest !== "") this.set(newest, newest === this.time ? this.seen + same : same);
  }

  private set(time: string, seen: number): void {
    this.time = time;
    this.seen = seen;
  }
}

/** One container's log from the hub: acknowledges batches and resumes after a lost connection. */
export class LogFeed {
  private readonly stream: HubStream<string>;
  private readonly resume = new ResumePoint();
  private received = 0;

  constructor(source: LogSource, window: LogWindow, private readonly events: FeedEvents) {
    this.stream = new HubStream<string>({
      method: "Logs",
      upload: true,
      args: () => {
        this.received = 0;
        return [{
          endpointId: source.endpointId, container: source.container, tail: window.tail, since: window.since, until: window.until,
          resumeTime: this.resume.time, resumeSeen: this.resume.seen,
        }];
      },
    }, {
      next: batch => this.take(batch),
      done: () => events.state("ended"),
      failed: why => events.state("failed", why),
      interrupted: () => events.state("reconnecting"),
    });
    events.state("loading");
  }

  close(): void {
    this.stream.close();
  }

  private take(batch: string): void {
    if (++this.received % batchesPerAck === 0) this.stream.send(this.received);
    if (batch === "f") return this.events.state("following");
    if (batch.charAt(0) === "d") return this.events.dropped(Number(batch.substring(1)));
    this.resume.take(batch);
    this.events.lines(batch);
  }
}
