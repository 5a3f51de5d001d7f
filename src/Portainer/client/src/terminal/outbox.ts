const pieceLength = 4096;
const window = 65536;

/**
 * Input on its way to the engine: cut into pieces, at most 64 K characters ahead of what the server
 * has written on, and kept until then so that a lost connection loses no keystroke.
 */
export class Outbox {
  private queue = "";
  private confirmed = 0;
  private sent = 0;

  constructor(private readonly send: (piece: string) => void) {}

  get waiting(): number {
    return this.queue.length;
  }

  add(text: string): void {
    this.queue += text;
    this.pump();
  }

  /** The server has written everything before this position to the engine. */
  confirm(position: number): void {
    if (position <= this.confirmed) return;
    this.queue = this.queue.substring(position - this.confirmed);
    this.confirmed = position;
    this.sent = Math.max(this.sent, position);
    this.pump();
  }

  /** After a lost connection: the server has this much, the rest goes out again. */
  resumeAt(position: number): void {
    this.sent = Math.max(position, this.confirmed);
    this.pump();
  }

  private pump(): void {
    const end = this.confirmed + this.queue.length;
    while (this.sent < end && this.sent - this.confirmed < window) {
      const from = this.sent - this.confirmed;
      let length = Math.min(pieceLength, this.queue.length - from);
      const lastCode = this.queue.charCodeAt(from + length - 1);
      if (length > 1 && lastCode >= 0xd800 && lastCode <= 0xdbff && from + length < this.queue.length) length--;
      const position = this.sent;
      this.sent += length;
      this.send(`d${position}:${this.queue.substring(from, from + length)}`);
    }
  }
}
