import { HubStream } from "../connection";
import { Outbox } from "./outbox";

export interface ConsoleRequest {
  endpointId: number;
  container: string;
  /** "exec" starts a process of its own, "attach" joins the main process. */
  kind: "exec" | "attach";
  command: string[];
  user: string;
  workingDirectory: string;
  columns: number;
  rows: number;
}

export interface Opened {
  session: string;
  tty: boolean;
  input: boolean;
  accepted: number;
}

export interface Ending {
  sentence: string;
  exitCode?: number | null;
  /** A shell that may exist where the chosen one does not. */
  offer?: string | null;
}

export interface LinkEvents {
  opened(opened: Opened): void;
  /** Draw the text, then call `drawn`: that is what lets the server send more. */
  output(text: string, drawn: () => void): void;
  ended(ending: Ending): void;
  interrupted(): void;
}

const ackEvery = 32768;

/** A console session over the hub, with credit in both directions and resumption after a lost connection. */
export class ConsoleLink {
  private readonly stream: HubStream<string>;
  private readonly outbox = new Outbox(piece => this.stream.send(piece));
  private session = "";
  private received = 0;
  private drawn = 0;
  private acked = 0;
  private unackedChars = 0;
  private over = false;

  constructor(private readonly request: ConsoleRequest, private readonly events: LinkEvents) {
    this.stream = new HubStream<string>({
      method: "Console", upload: true,
      args: () => [{ ...request, session: this.session, received: this.received }],
    }, {
      next: item => this.take(item),
      done: () => this.end({ sentence: "The session ended." }),
      failed: why => this.end({ sentence: why }),
      interrupted: () => events.interrupted(),
    });
  }

  input(text: string): void {
    if (!this.over) this.outbox.add(text);
  }

  resize(columns: number, rows: number): void {
    this.request.columns = columns;
    this.request.rows = rows;
    this.stream.send(`r${columns},${rows}`);
  }

  /** Ends the exec (or detaches) at once instead of after the server's grace period. */
  close(): void {
    this.over = true;
    this.stream.send("q");
    this.stream.close();
  }

  private take(item: string): void {
    const text = item.substring(1);
    const kind = item.charAt(0);
    if (kind === "i") return this.open(JSON.parse(text) as Opened);
    const sequence = ++this.received;
    if (kind === "o") this.events.output(text, () => this.ack(sequence, text.length));
    else {
      if (kind === "k") this.outbox.confirm(Number(text));
      else if (kind === "x") this.end(JSON.parse(text) as Ending);
      this.ack(sequence, 0);
    }
  }

  private open(opened: Opened): void {
    const resumed = this.session !== "";
    this.session = opened.session;
    if (resumed) this.outbox.resumeAt(opened.accepted);
    this.events.opened(opened);
  }

  private ack(sequence: number, length: number): void {
    this.drawn = Math.max(this.drawn, sequence);
    this.unackedChars += length;
    if (this.drawn < this.received && this.unackedChars < ackEvery) return;
    if (this.drawn === this.acked) return;
    this.acked = this.drawn;
    this.unackedChars = 0;
    this.stream.send(`a${this.drawn}`);
  }

  private end(ending: Ending): void {
    if (this.over) return;
    this.over = true;
    this.stream.close();
    this.events.ended(ending);
  }
}
