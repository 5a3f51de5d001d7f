import { paletteColour, parseAnsi, type Run, type Style } from "./ansi";
import { ranges } from "./filter";
import { formatTime, levelOf, looksLikeJson, parseLine, prettyJson, type TimeZone } from "./lines";

export interface RowLook {
  zone: TimeZone;
  highlight?: RegExp;
  expanded: boolean;
  selected: boolean;
  current: boolean;
}

const longestDrawn = 20000;

/** Builds the element of one line. What a container wrote becomes text nodes only, never markup. */
export function buildRow(number: number, raw: string, look: RowLook): HTMLElement {
  const line = parseLine(raw);
  const row = document.createElement("div");
  row.className = "log-row";
  row.dataset.line = String(number);
  if (line.marker === "n" || line.marker === "d" || line.marker === "x") return divider(row, line.text, line.marker);
  const runs = parseAnsi(line.text.length > longestDrawn ? line.text.substring(0, longestDrawn) + " …" : line.text);
  const plain = runs.map(run => run.text).join("");
  const level = levelOf(plain);
  row.classList.toggle("is-stderr", line.marker === "e");
  row.classList.toggle("is-selected", look.selected);
  row.classList.toggle("is-current", look.current);
  if (level) row.classList.add(`is-${level}`);
  row.append(gutter(line.marker), ...stamp(line.time, look.zone), body(plain, runs, look));
  return row;
}

function divider(row: HTMLElement, text: string, marker: string): HTMLElement {
  row.classList.add("log-divider", marker === "d" ? "is-dropped" : "is-notice");
  row.setAttribute("role", "separator");
  row.append(span("log-divider-text", text));
  return row;
}

function gutter(marker: string): HTMLElement {
  const element = span("log-gutter", marker === "e" ? "e" : "");
  element.title = (marker === "e" ? "stderr. " : "") + "Click to select, Shift-click for a range";
  return element;
}

function stamp(time: string, zone: TimeZone): HTMLElement[] {
  if (zone === "off") return [];
  const element = span("log-time", formatTime(time, zone));
  element.title = time;
  return [element];
}

function body(plain: string, runs: Run[], look: RowLook): HTMLElement {
  const element = span("log-text", "");
  if (looksLikeJson(plain)) element.append(toggle(look.expanded));
  const pretty = look.expanded ? prettyJson(plain) : undefined;
  const marks = (text: string) => (look.highlight ? ranges(look.highlight, text) : []);
  if (pretty !== undefined) {
    const block = span("log-json", "");
    appendRuns(block, [{ text: pretty }], marks(pretty));
    element.append(block);
  } else appendRuns(element, runs, marks(plain));
  return element;
}

function toggle(expanded: boolean): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "log-fold";
  button.setAttribute("aria-expanded", String(expanded));
  button.setAttribute("aria-label", expanded ? "Fold JSON" : "Unfold JSON");
  return button;
}

function appendRuns(target: HTMLElement, runs: Run[], marks: Array<[number, number]>): void {
  let offset = 0;
  let mark = 0;
  for (const run of runs) {
    const host = run.style ? styled(run.style) : target;
    let at = 0;
    for (let range = marks[mark]; range && range[0] < offset + run.text.length; range = marks[mark]) {
      const from = Math.max(range[0] - offset, at);
      const to = Math.min(range[1] - offset, run.text.length);
      if (from > at) host.append(run.text.substring(at, from));
      const element = document.createElement("mark");
      element.textContent = run.text.substring(from, to);
      host.append(element);
      at = to;
      if (range[1] > offset + run.text.length) break;
      mark++;
    }
    if (at < run.text.length) host.append(run.text.substring(at));
    if (host !== target) target.append(host);
    offset += run.text.length;
  }
}

function styled(style: Style): HTMLElement {
  const element = document.createElement("span");
  const names = (["bold", "dim", "italic", "underline", "strike"] as const).filter(name => style[name]);
  element.className = names.map(name => `ansi-${name}`).join(" ");
  const [fg, bg] = style.inverse ? [style.bg ?? "var(--surface)", style.fg ?? "var(--text)"] : [style.fg, style.bg];
  if (fg !== undefined) element.style.color = css(fg);
  if (bg !== undefined) element.style.backgroundColor = css(bg);
  return element;
}

function css(colour: number | string): string {
  return typeof colour === "number" ? paletteColour(colour) : colour;
}

function span(className: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  if (text) element.textContent = text;
  return element;
}
