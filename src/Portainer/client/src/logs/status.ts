import { el, number } from "../dom";

type State = "loading" | "following" | "ended" | "failed" | "reconnecting";

const words: Record<State, string> = {
  loading: "Reading", following: "Following", ended: "End of log", failed: "Stopped", reconnecting: "Reconnecting…",
};

/** The line below the log: what the stream is doing, how much is held, what was lost. */
export class StatusBar {
  readonly element: HTMLElement;
  private readonly state = el("span", { className: "log-state", role: "status" });
  private readonly lines = el("span", { className: "log-count" });
  private readonly lost = el("span", { className: "log-lost", hidden: true });
  private readonly message = el("span", { className: "log-message", role: "status" });
  /** Why the log ended or cannot be read; shown above the lines. */
  readonly problem = el("p", { className: "log-problem", role: "alert", hidden: true });
  private dropped = 0;
  private timer = 0;

  constructor() {
    this.element = el("div", { className: "log-status-row" }, this.state, this.lines, this.lost, this.message);
  }

  reset(): void {
    this.dropped = 0;
    this.lost.hidden = true;
    this.problem.hidden = true;
  }

  show(state: State, why?: string): void {
    this.state.textContent = words[state];
    this.state.dataset.state = state;
    this.problem.hidden = why === undefined;
    this.problem.textContent = why ?? "";
  }

  counts(shown: number, held: number, trimmed: boolean): void {
    const text = shown === held ? `${number(held)} lines` : `${number(shown)} of ${number(held)} lines`;
    this.lines.textContent = trimmed ? `${text} (older ones left the page)` : text;
  }

  addDropped(count: number): void {
    this.dropped += count;
    this.lost.hidden = false;
    this.lost.textContent = `${number(this.dropped)} lines dropped`;
  }

  tell(text: string): void {
    this.message.textContent = text;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => { this.message.textContent = ""; }, 4000);
  }
}
