import type { LineBuffer } from "./buffer";
import { plainText } from "./lines";

export interface Query {
  text: string;
  regex: boolean;
  matchCase: boolean;
}

/** A global expression for the query; undefined when it is empty, an error sentence when it is not valid. */
export function compile(query: Query): RegExp | undefined | string {
  if (query.text === "") return undefined;
  const source = query.regex ? query.text : query.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  try {
    return new RegExp(source, query.matchCase ? "gu" : "giu");
  } catch {
    try {
      return new RegExp(source, query.matchCase ? "g" : "gi");
    } catch (error) {
      return error instanceof Error ? error.message : "This is not a valid regular expression.";
    }
  }
}

export function test(expression: RegExp, text: string): boolean {
  expression.lastIndex = 0;
  return expression.test(text);
}

/** Where the expression matches; empty matches are left out. */
export function ranges(expression: RegExp, text: string): Array<[number, number]> {
  const found: Array<[number, number]> = [];
  for (const match of text.matchAll(expression)) {
    if (match[0].length > 0) found.push([match.index, match.index + match[0].length]);
    if (found.length >= 1000) break;
  }
  return found;
}

export interface Selection {
  /** Lines before this number are hidden ("clear from here"). */
  floor: number;
  streams: "all" | "o" | "e";
  expression?: RegExp;
  context: number;
}

/**
 * The numbers of the lines to show, kept in step with the buffer in slices: `advance` scans what is
 * new until its deadline. Without any restriction nothing is stored at all.
 */
export class VisibleLines {
  private shown: number[] = [];
  private head = 0;
  private scanned: number;
  private openUntil = -1;

  constructor(private readonly buffer: LineBuffer, private readonly selection: Selection) {
    this.scanned = buffer.first;
  }

  private get everything(): boolean {
    return !this.selection.expression && this.selection.streams === "all";
  }

  private get from(): number {
    return Math.max(this.buffer.first, this.selection.floor);
  }

  get count(): number {
    return this.everything ? Math.max(0, this.buffer.end - this.from) : this.shown.length - this.head;
  }

  /** The line number at a position, or -1. */
  at(position: number): number {
    if (position < 0 || position >= this.count) return -1;
    return this.everything ? this.from + position : this.shown[this.head + position]!;
  }

  /** The position of a line, or of the first shown line after it. */
  positionOf(line: number): number {
    if (this.everything) return Math.min(Math.max(line - this.from, 0), this.count);
    let low = this.head;
    let high = this.shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.shown[middle]! < line) low = middle + 1;
      else high = middle;
    }
    return low - this.head;
  }

  /** Takes in new lines until done or until `expired` says stop; true when nothing is left to scan. */
  advance(expired: () => boolean): boolean {
    if (this.everything) return true;
    this.forgetOld();
    while (this.scanned < this.buffer.end) {
      if ((this.scanned & 255) === 0 && expired()) return false;
      this.consider(this.scanned++);
    }
    return true;
  }

  private consider(line: number): void {
    const raw = this.buffer.get(line);
    if (raw === undefined || !this.passesStream(raw)) return;
    const { expression, context } = this.selection;
    if (!expression || test(expression, plainText(raw))) {
      if (expression) this.addBefore(line, context);
      this.shown.push(line);
      this.openUntil = line + context;
    } else if (line <= this.openUntil) this.shown.push(line);
  }

  private addBefore(line: number, context: number): void {
    const last = this.shown.length > this.head ? this.shown[this.shown.length - 1]! : -1;
    for (let before = Math.max(last + 1, line - context, this.from); before < line; before++) {
      if (this.passesStream(this.buffer.get(before) ?? "")) this.shown.push(before);
    }
  }

  private passesStream(raw: string): boolean {
    const marker = raw.charAt(0);
    return this.selection.streams === "all" || (marker !== "o" && marker !== "e") || marker === this.selection.streams;
  }

  private forgetOld(): void {
    this.scanned = Math.max(this.scanned, this.from);
    while (this.head < this.shown.length && this.shown[this.head]! < this.from) this.head++;
    if (this.head > 10000 && this.head > this.shown.length / 2) {
      this.shown = this.shown.slice(this.head);
      this.head = 0;
    }
  }
}

/** The lines that match a search, kept in step with the buffer in slices. */
export class Matches {
  private lines: number[] = [];
  private scanned: number;

  constructor(private readonly buffer: LineBuffer, private readonly expression: RegExp) {
    this.scanned = buffer.first;
  }

  get count(): number {
    return this.lines.length;
  }

  advance(expired: () => boolean): boolean {
    if ((this.lines[0] ?? this.buffer.first) < this.buffer.first) this.lines = this.lines.filter(line => line >= this.buffer.first);
    this.scanned = Math.max(this.scanned, this.buffer.first);
    while (this.scanned < this.buffer.end) {
      if ((this.scanned & 255) === 0 && expired()) return false;
      const raw = this.buffer.get(this.scanned) ?? "";
      if (test(this.expression, plainText(raw))) this.lines.push(this.scanned);
      this.scanned++;
    }
    return true;
  }

  /** The match after (or before) a line, going round at the ends; -1 when there is none. */
  next(line: number, direction: 1 | -1): number {
    return direction > 0
      ? this.lines.find(found => found > line) ?? this.lines[0] ?? -1
      : this.lines.filter(found => found < line).at(-1) ?? this.lines.at(-1) ?? -1;
  }

  ordinal(line: number): number {
    return this.lines.indexOf(line) + 1;
  }
}
