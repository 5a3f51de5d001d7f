import { el, select, toggleButton } from "../dom";
import type { ViewState } from "./state";

export interface ToolbarEvents {
  changed(part: Partial<ViewState>): void;
  find(direction: 1 | -1): void;
  copy(what: "visible" | "all"): void;
  clear(): void;
  downloadUrl(): string;
  leaveSearch(): void;
}

/** The controls above the lines. It shows state and reports wishes; it decides nothing. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly find: HTMLInputElement;
  private readonly tally = el("span", { className: "log-tally", "aria-live": "polite" });
  private readonly context: HTMLSelectElement;

  constructor(state: ViewState, private readonly events: ToolbarEvents) {
    this.find = this.searchBox(state);
    this.context = select("Lines of context around a match", ["0", "1", "2", "3", "5", "10"].map(n => [n, `± ${n}`]), String(state.context),
      value => events.changed({ context: Number(value) }));
    this.context.hidden = !state.filter;
    const options = el("div", { className: "log-options", id: "log-options" }, ...this.options(state));
    const more = el("button", {
      type: "button", className: "button small log-more", "aria-expanded": "false", "aria-controls": "log-options",
      onclick: () => more.setAttribute("aria-expanded", String(options.classList.toggle("is-open"))),
    }, "Options");
    this.element = el("div", { className: "log-toolbar", role: "toolbar", "aria-label": "Log view" },
      el("div", { className: "log-search" }, this.find, this.tally, ...this.searchButtons(state), this.context, more), options);
  }

  showTally(text: string, invalid: boolean): void {
    this.tally.textContent = text;
    this.find.setAttribute("aria-invalid", String(invalid));
  }

  private searchBox(state: ViewState): HTMLInputElement {
    const input = el("input", { className: "input", "data-search": "", type: "search", placeholder: "Search in this log", "aria-label": "Search in this log", value: state.find, spellcheck: false });
    let timer = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => this.events.changed({ find: input.value }), 120);
    });
    input.addEventListener("keydown", event => {
      if (event.key === "Enter") this.events.find(event.shiftKey ? -1 : 1);
      else if (event.key === "Escape") {
        clearTimeout(timer);
        input.value = "";
        this.events.changed({ find: "" });
        this.events.leaveSearch();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return input;
  }

  private searchButtons(state: ViewState): HTMLElement[] {
    const button = (text: string, title: string, direction: 1 | -1) =>
      el("button", { type: "button", className: "button quiet small", title, "aria-label": title, onclick: () => this.events.find(direction) }, text);
    return [
      button("↑", "Previous match (Shift+Enter)", -1),
      button("↓", "Next match (Enter)", 1),
      toggleButton("Aa", "Match case", state.matchCase, matchCase => this.events.changed({ matchCase })),
      toggleButton(".*", "Regular expression", state.regex, regex => this.events.changed({ regex })),
      toggleButton("Filter", "Show only matching lines", state.filter, filter => {
        this.context.hidden = !filter;
        this.events.changed({ filter });
      }),
    ];
  }

  private options(state: ViewState): HTMLElement[] {
    const { events } = this;
    const download = el("a", { className: "button quiet small", download: "", title: "The complete log, straight from the engine" }, "Download");
    download.addEventListener("click", () => { download.href = events.downloadUrl(); });
    download.href = events.downloadUrl();
    return [
      select("Lines to load", [["100", "Last 100"], ["1000", "Last 1,000"], ["10000", "Last 10,000"], ["all", "All lines"]], state.tail, tail => events.changed({ tail })),
      ...timeRange(state, part => events.changed(part)),
      select("Timestamps", [["off", "No times"], ["local", "Local time"], ["utc", "UTC"]], state.time, time => events.changed({ time: time as ViewState["time"] })),
      select("Streams", [["all", "All output"], ["o", "stdout"], ["e", "stderr"]], state.streams, streams => events.changed({ streams: streams as ViewState["streams"] })),
      toggleButton("Wrap", "Wrap long lines", state.wrap, wrap => events.changed({ wrap })),
      copyMenu(what => events.copy(what)),
      el("button", { type: "button", className: "button quiet small", title: "Hide the lines shown so far", onclick: () => events.clear() }, "Clear"),
      download,
    ];
  }
}

function copyMenu(copy: (what: "visible" | "all") => void): HTMLSelectElement {
  const menu = select("Copy lines", [["", "Copy…"], ["visible", "Lines on screen"], ["all", "All loaded lines"]], "", value => {
    menu.value = "";
    if (value !== "") copy(value as "visible" | "all");
  });
  return menu;
}

const ranges: Array<[string, string]> = [["", "Any time"], ["10", "Last 10 minutes"], ["60", "Last hour"], ["240", "Last 4 hours"], ["1440", "Last day"], ["custom", "From … to …"]];

/** Usual ranges in one list; the two pickers appear for any other. */
function timeRange(state: ViewState, changed: (part: Partial<ViewState>) => void): HTMLElement[] {
  const since = timePicker("Since", state.since, value => changed({ since: value }));
  const until = timePicker("Until", state.until, value => changed({ until: value }));
  const pickers = el("span", { className: "log-range", hidden: state.since === "" && state.until === "" }, since, until);
  const list = select("Time range", ranges, pickers.hidden ? "" : "custom", value => {
    pickers.hidden = value !== "custom";
    if (value === "custom") return;
    const from = value === "" ? "" : new Date(Date.now() - Number(value) * 60_000).toISOString();
    for (const [picker, time] of [[since, from], [until, ""]] as const) picker.querySelector("input")!.value = toLocal(time);
    changed({ since: from, until: "" });
  });
  return [list, pickers];
}

function timePicker(label: string, value: string, changed: (iso: string) => void): HTMLElement {
  const input = el("input", {
    className: "input", type: "datetime-local", step: "1", value: toLocal(value), "aria-label": label, title: `${label} (your time zone)`,
    onchange: () => changed(input.value === "" ? "" : new Date(input.value).toISOString()),
  });
  return el("label", { className: "log-time-picker" }, el("span", {}, label), input);
}

function toLocal(iso: string): string {
  if (iso === "") return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().substring(0, 19);
}
