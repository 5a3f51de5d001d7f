/** Lines as the server sends them: one marker character, then `timestamp text`. */
export type Marker = "o" | "e" | "n" | "d" | "x";

interface Chunk {
  text: string;
  starts: Uint32Array;
  first: number;
}

/**
 * The newest lines of a log. Whole batches are kept as the strings they came in, with an index of
 * line starts beside them, so a line costs its characters and four bytes. Lines carry absolute
 * numbers that never change; the oldest batches go when either bound is passed.
 */
export class LineBuffer {
  private chunks: Chunk[] = [];
  private chars = 0;
  first = 0;
  end = 0;

  constructor(private readonly maxLines: number, private readonly maxChars: number) {}

  get count(): number {
    return this.end - this.first;
  }

  get characters(): number {
    return this.chars;
  }

  /** Adds a batch of lines joined by newlines and returns how many lines it held. */
  add(batch: string): number {
    if (batch.length === 0) return 0;
    const starts = lineStarts(batch);
    this.chunks.push({ text: batch, starts, first: this.end });
    this.end += starts.length;
    this.chars += batch.length;
    this.trim();
    return starts.length;
  }

  clear(): void {
    this.chunks = [];
    this.chars = 0;
    this.first = this.end;
  }

  /** Marker and text of the line, or undefined when it is gone or not there yet. */
  get(line: number): string | undefined {
    if (line < this.first || line >= this.end) return undefined;
    const chunk = this.chunks[this.find(line)]!;
    const at = line - chunk.first;
    const next = chunk.starts[at + 1];
    return chunk.text.substring(chunk.starts[at]!, next === undefined ? chunk.text.length : next - 1);
  }

  private find(line: number): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.chunks[middle]!.first <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private trim(): void {
    let gone = 0;
    while (gone < this.chunks.length - 1) {
      const next = this.chunks[gone + 1]!;
      if (this.end - next.first < this.maxLines && this.chars <= this.maxChars) break;
      this.chars -= this.chunks[gone]!.text.length;
      gone++;
    }
    if (gone === 0) return;
    this.chunks.splice(0, gone);
    this.first = this.chunks[0]!.first;
  }
}

function lineStarts(text: string): Uint32Array {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  const starts = new Uint32Array(count);
  let index = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts[index++] = at + 1;
  return starts;
}
