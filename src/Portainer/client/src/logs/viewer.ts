import { copyText, el, number } from "../dom";
import { LineBuffer } from "./buffer";
import { LogFeed } from "./feed";
import { compile, Matches, VisibleLines } from "./filter";
import { parseLine, plainText } from "./lines";
import { buildRow } from "./row";
import { LineSelection } from "./selection";
import { readState, writeState, type ViewState } from "./state";
import { StatusBar } from "./status";
import { Toolbar } from "./toolbar";
import { LogView } from "./view";

export interface ViewerOptions {
  endpointId: number;
  container: string;
  /** Address of the download, relative to the page's base. */
  downloadPath: string;
}

const maxLines = 200_000;
const maxChars = 24_000_000;
const sliceMilliseconds = 8;
/** Above this many new lines a frame nobody can read along: drawing less often leaves time for taking them in. */
const unreadableLines = 300;
const unreadablePause = 120;

export class LogViewer {
  private state: ViewState;
  private readonly buffer = new LineBuffer(maxLines, maxChars);
  private readonly toolbar: Toolbar;
  private readonly status = new StatusBar();
  private readonly view: LogView;
  private readonly selection: LineSelection;
  private readonly pill: HTMLButtonElement;
  private readonly root: HTMLElement;
  private readonly unfolded = new Set<number>();
  private visible: VisibleLines;
  private matches?: Matches;
  private highlight?: RegExp;
  private feed?: LogFeed;
  private floor = 0;
  private current = -1;
  private seen = 0;
  private frame = 0;
  private drawn = 0;
  private gone = false;
  private target: string;
  /** Lines before this one are older than the target. */
  private passed = 0;
  private readonly onKey = (event: KeyboardEvent) => this.key(event);

  constructor(host: HTMLElement, private readonly options: ViewerOptions) {
    this.state = readState(location.search);
    this.target = this.state.line;
    this.visible = new VisibleLines(this.buffer, { floor: 0, streams: "all", context: 0 });
    this.toolbar = new Toolbar(this.state, {
      changed: part => this.change(part),
      find: direction => this.find(direction),
      copy: what => void this.copyLines(what === "all" ? this.shownLines() : this.view.onScreen()),
      clear: () => this.clearBefore(this.buffer.end),
      downloadUrl: () => this.downloadUrl(),
      leaveSearch: () => this.view.scroller.focus(),
    });
    this.selection = new LineSelection({
      copy: lines => void this.copyLines(lines), clearFrom: line => this.clearBefore(line), changed: () => this.redraw(),
      linked: line => this.link(line),
    });
    this.pill = el("button", { type: "button", className: "log-pill", hidden: true, onclick: () => this.view.follow() });
    const stage = el("div", { className: "log-stage" });
    this.root = el("div", { className: "log-viewer" }, this.toolbar.element, this.status.problem, stage, this.status.element);
    this.view = new LogView(stage, {
      visible: () => this.visible, build: line => this.build(line), followChanged: () => this.schedule(),
    });
    stage.append(this.pill, this.selection.element);
    this.view.scroller.addEventListener("click", event => this.clicked(event));
    host.replaceChildren(this.root);
    document.addEventListener("keydown", this.onKey);
    this.applyQuery();
    this.load();
  }

  dispose(): void {
    this.feed?.close();
    this.gone = true;
    document.removeEventListener("keydown", this.onKey);
    this.view.dispose();
    this.root.remove();
  }

  private load(): void {
    this.feed?.close();
    this.buffer.clear();
    this.unfolded.clear();
    this.floor = 0;
    this.status.reset();
    this.applyQuery();
    const linked = this.target !== "" && this.state.since === "";
    const since = linked ? new Date(Date.parse(this.target) - 60_000).toISOString() : this.state.since;
    this.feed = new LogFeed(this.options, { tail: linked ? "all" : this.state.tail, since, until: this.state.until }, {
      lines: batch => this.take(batch),
      dropped: count => {
        this.status.addDropped(count);
        this.take(`d${number(count)} lines dropped here: they came faster than this page could take them`);
      },
      state: (state, why) => this.status.show(state, why),
    });
  }

  private take(batch: string): void {
    this.buffer.add(batch);
    this.schedule();
  }

  private schedule(): void {
    if (this.frame !== 0) return;
    const tick = () => requestAnimationFrame(() => this.tick());
    this.frame = this.buffer.end - this.drawn > unreadableLines ? window.setTimeout(tick, unreadablePause) : tick();
  }

  private tick(): void {
    this.frame = 0;
    if (this.gone) return;
    this.drawn = this.buffer.end;
    const end = performance.now() + sliceMilliseconds;
    const expired = () => performance.now() > end;
    let complete = this.visible.advance(expired);
    if (this.matches) complete = this.matches.advance(expired) && complete;
    this.goToTarget();
    this.view.render();
    this.selection.forgetBefore(this.buffer.first);
    this.showCounts(complete);
    if (!complete) this.schedule();
  }

  private goToTarget(): void {
    if (this.target === "") return;
    for (let position = this.visible.positionOf(this.passed); position < this.visible.count; position++) {
      const line = this.visible.at(position);
      this.passed = line + 1;
      const { time } = parseLine(this.buffer.get(line) ?? "");
      if (time === "" || time < this.target) continue;
      this.target = "";
      this.selection.select(line, false);
      this.view.goTo(line);
      return;
    }
  }

  private showCounts(complete: boolean): void {
    if (this.view.following) this.seen = this.buffer.end;
    const fresh = this.visible.count - this.visible.positionOf(this.seen);
    this.pill.hidden = this.view.following;
    this.pill.textContent = fresh > 0 ? `↓ ${number(fresh)} new` : "↓ Latest";
    this.status.counts(this.visible.count, this.buffer.count, this.buffer.first > 0);
    if (!this.matches) return;
    const place = this.matches.ordinal(this.current);
    const total = number(this.matches.count) + (complete ? "" : "…");
    this.toolbar.showTally(place > 0 ? `${number(place)} of ${total}` : total, false);
  }

  private change(part: Partial<ViewState>): void {
    this.state = { ...this.state, ...part };
    this.remember();
    if ("tail" in part || "since" in part || "until" in part) {
      this.view.following = true;
      return this.load();
    }
    this.applyQuery();
    if ("find" in part && part.find !== "" && !this.state.filter) this.find(-1);
  }

  private remember(): void {
    // Blazor keeps its own bookkeeping in history.state, so it has to travel along.
    history.replaceState(history.state, "", location.pathname + writeState(this.state, location.search) + location.hash);
  }

  private applyQuery(): void {
    const { find, regex, matchCase, filter, streams, context, wrap } = this.state;
    const compiled = compile({ text: find, regex, matchCase });
    const expression = typeof compiled === "string" ? undefined : compiled;
    this.highlight = expression;
    this.matches = expression ? new Matches(this.buffer, expression) : undefined;
    this.toolbar.showTally(typeof compiled === "string" ? "invalid" : "", typeof compiled === "string");
    this.visible = new VisibleLines(this.buffer, { floor: this.floor, streams, context, expression: filter ? expression : undefined });
    this.root.classList.toggle("is-wrapped", wrap);
    this.root.classList.toggle("has-times", this.state.time !== "off");
    this.redraw();
  }

  private redraw(): void {
    this.view.invalidate();
    this.schedule();
  }

  private find(direction: 1 | -1): void {
    if (!this.matches) return;
    const from = this.current >= this.buffer.first ? this.current : direction > 0 ? (this.view.onScreen()[0] ?? 0) - 1 : this.buffer.end;
    this.matches.advance(() => false);
    const line = this.matches.next(from, direction);
    if (line < 0) return this.schedule();
    this.current = line;
    this.view.invalidate();
    this.view.goTo(line);
    this.schedule();
  }

  private build(line: number): HTMLElement {
    return buildRow(line, this.buffer.get(line) ?? "n", {
      zone: this.state.time, highlight: this.highlight, expanded: this.unfolded.has(line),
      selected: this.selection.has(line), current: line === this.current,
    });
  }

  private clicked(event: MouseEvent): void {
    const target = event.target as HTMLElement;
    const line = Number(target.closest<HTMLElement>(".log-row")?.dataset.line ?? -1);
    if (line < 0) return;
    if (target.closest(".log-fold")) {
      if (!this.unfolded.delete(line)) this.unfolded.add(line);
      this.redraw();
    } else if (target.closest(".log-gutter, .log-time")) this.selection.select(line, event.shiftKey);
  }

  private link(line: number): string {
    this.state = { ...this.state, line: parseLine(this.buffer.get(line) ?? "").time };
    this.remember();
    return location.href;
  }

  private clearBefore(line: number): void {
    this.floor = line;
    this.selection.clear();
    this.applyQuery();
  }

  private shownLines(): number[] {
    this.visible.advance(() => false);
    return Array.from({ length: this.visible.count }, (_, position) => this.visible.at(position));
  }

  private async copyLines(lines: number[]): Promise<void> {
    const withTime = this.state.time !== "off";
    const text = lines.map(line => this.buffer.get(line) ?? "").filter(raw => raw !== "").map(raw => {
      const { time } = parseLine(raw);
      return withTime && time ? `${time} ${plainText(raw)}` : plainText(raw);
    }).join("\n");
    this.status.tell(await copyText(text) ? `${number(lines.length)} lines copied` : "The browser refused to copy");
  }

  private downloadUrl(): string {
    const query = new URLSearchParams({ timestamps: String(this.state.time !== "off") });
    if (this.state.since) query.set("since", this.state.since);
    if (this.state.until) query.set("until", this.state.until);
    if (this.state.streams !== "all") query.set("stream", this.state.streams === "o" ? "stdout" : "stderr");
    return new URL(`${this.options.downloadPath}?${query}`, document.baseURI).href;
  }

  private key(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "f") {
      event.preventDefault();
      this.toolbar.find.focus();
      this.toolbar.find.select();
    } else if (event.key === "Escape" && this.root.contains(document.activeElement)) {
      this.selection.clear();
    }
  }
}
