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

/** Where a broken stream continues: the newest timestamp seen and how many lines carried it. */
export class ResumePoint {
  time = "";
  seen = 0;

  take(batch: string): void {
    const lines = batch.split("\n");
    for (let i = lines.length - 1; i >= 0; i--) {
      const { marker, time } = parseLine(lines[i] ?? "");
      if (time === "" || (marker !== "o" && marker !== "e")) continue;
      this.seen = this.countFrom(lines, i, time);
      this.time = time;
      return;
    }
  }

  private countFrom(lines: string[], last: number, time: string): number {
    let same = 0;
    for (let i = last; i >= 0; i--) {
      const line = parseLine(lines[i] ?? "");
      if (line.marker !== "o" && line.marker !== "e") continue;
      if (line.time !== time) return same;
      same++;
    }
    return time === this.time ? this.seen + same : same;
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
    this.stream.send(++this.received);
    if (batch === "f") return this.events.state("following");
    if (batch.charAt(0) === "d") return this.events.dropped(Number(batch.substring(1)));
    this.resume.take(batch);
    this.events.lines(batch);
  }
}
