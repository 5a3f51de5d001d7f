import { copyText, el, number } from "../dom";

export interface SelectionEvents {
  copy(lines: number[]): void;
  clearFrom(line: number): void;
  changed(): void;
  /** Puts the line in the address and returns the whole address. */
  linked(line: number): string;
}

/** Lines picked by their gutter, and the small bar that acts on them. */
export class LineSelection {
  readonly element = el("div", { className: "log-selection", hidden: true, role: "toolbar", "aria-label": "Selected lines" });
  private readonly tally = el("span", {});
  private from = -1;
  private to = -1;

  constructor(private readonly events: SelectionEvents) {
    const button = (text: string, run: () => void) => el("button", { type: "button", className: "button quiet small", onclick: run }, text);
    this.element.append(this.tally,
      button("Copy", () => events.copy(this.lines())),
      button("Copy link", () => void copyText(events.linked(this.first))),
      button("Clear above", () => events.clearFrom(this.first)),
      button("×", () => this.clear()));
  }

  private get first(): number {
    return Math.min(this.from, this.to);
  }

  has(line: number): boolean {
    return this.from >= 0 && line >= this.first && line <= Math.max(this.from, this.to);
  }

  select(line: number, extend: boolean): void {
    if (extend && this.from >= 0) this.to = line;
    else if (this.from === line && this.to === line) return this.clear();
    else this.from = this.to = line;
    this.show();
  }

  clear(): void {
    if (this.from < 0) return;
    this.from = this.to = -1;
    this.show();
  }

  forgetBefore(line: number): void {
    if (this.from >= 0 && Math.max(this.from, this.to) < line) this.clear();
  }

  private lines(): number[] {
    return Array.from({ length: Math.abs(this.to - this.from) + 1 }, (_, index) => this.first + index);
  }

  private show(): void {
    this.element.hidden = this.from < 0;
    const count = Math.abs(this.to - this.from) + 1;
    this.tally.textContent = count === 1 ? "1 line" : `${number(count)} lines`;
    this.events.changed();
  }
}
