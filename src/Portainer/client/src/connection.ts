import { HubConnectionBuilder, HubConnectionState, LogLevel, Subject, type HubConnection, type ISubscription } from "@microsoft/signalr";

export type LinkState = "connecting" | "up" | "reconnecting";
type Listener = (state: LinkState) => void;

const retryDelays = [0, 500, 1000, 2000, 5000, 10000];

function retryDelay(attempt: number): number {
  return retryDelays[Math.min(attempt, retryDelays.length - 1)] ?? 10000;
}

const listeners = new Set<Listener>();
let state: LinkState = "connecting";
let connection: HubConnection | undefined;
let starting: Promise<void> | undefined;

function announce(next: LinkState): void {
  state = next;
  for (const listener of [...listeners]) listener(next);
}

// No stateful reconnect: its acknowledgements, one a second for at most a megabyte, would hold the whole connection to a
// megabyte a second, and it tries to come back only once. Logs and consoles know by themselves where they were.
function build(): HubConnection {
  const made = new HubConnectionBuilder()
    .withUrl(new URL("hub", document.baseURI).href)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => retryDelay(context.previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();
  made.onreconnecting(() => announce("reconnecting"));
  made.onreconnected(() => announce("up"));
  made.onclose(() => {
    connection = undefined;
    starting = undefined;
  });
  return made;
}

/** The page's one connection; started by the first stream that needs it. */
async function open(): Promise<HubConnection> {
  connection ??= build();
  const current = connection;
  starting ??= current.start().then(() => announce("up"));
  try {
    await starting;
  } catch (error) {
    if (connection === current) connection = undefined;
    starting = undefined;
    throw error;
  }
  return current;
}

export function onLinkState(listener: Listener): () => void {
  listeners.add(listener);
  listener(state);
  return () => listeners.delete(listener);
}

/** Turns whatever SignalR throws into the sentence the server meant for people. */
export function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const told = /HubException: ([\s\S]*)$/.exec(text);
  if (told?.[1]) return told[1];
  if (/status code '?40[13]/i.test(text) || /Unauthorized/i.test(text)) return "You are no longer signed in. Sign in again to continue.";
  if (/Failed to (complete negotiation|fetch)|Failed to start/i.test(text)) return "Portainer cannot be reached. Check the network, then try again.";
  return text;
}

function isSignedOut(error: unknown): boolean {
  return /status code '?40[13]|Unauthorized/i.test(error instanceof Error ? error.message : String(error));
}

export interface StreamHandlers<T> {
  next(item: T): void;
  /** The server ended the stream in good order. */
  done(): void;
  /** The server refused or broke off the stream and said why. */
  failed(why: string): void;
  /** The connection was lost; unless `resume` is false the stream opens again by itself. */
  interrupted?(): void;
}

export interface StreamOptions {
  method: string;
  /** Asked again at every opening, so that a resumed stream can say how far it got. */
  args(): unknown[];
  /** Adds an upload channel as the last argument. */
  upload?: boolean;
  resume?: boolean;
}

/** One server stream, opened again after a lost connection until it is closed. */
export class HubStream<T> {
  private subscription?: ISubscription<T>;
  private upload?: Subject<unknown>;
  private closed = false;
  private retry = 0;

  constructor(private readonly options: StreamOptions, private readonly handlers: StreamHandlers<T>) {
    void this.start();
  }

  /** Sends one item up; lost silently while the connection is down. */
  send(item: unknown): void {
    if (connection?.state === HubConnectionState.Connected) this.upload?.next(item);
  }

  get isOpen(): boolean {
    return !this.closed && this.subscription !== undefined && connection?.state === HubConnectionState.Connected;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.release();
  }

  private release(): void {
    const [subscription, upload] = [this.subscription, this.upload];
    this.subscription = this.upload = undefined;
    if (connection?.state !== HubConnectionState.Connected) return;
    subscription?.dispose();
    upload?.complete();
  }

  private async start(): Promise<void> {
    let hub: HubConnection;
    try {
      hub = await open();
    } catch (error) {
      if (isSignedOut(error)) this.fail(error);
      else this.later();
      return;
    }
    if (this.closed) return;
    if (hub.state !== HubConnectionState.Connected) return this.afterReconnect();
    this.upload = this.options.upload ? new Subject<unknown>() : undefined;
    const args = this.upload ? [...this.options.args(), this.upload] : this.options.args();
    this.subscription = hub.stream<T>(this.options.method, ...args).subscribe({
      next: item => {
        this.retry = 0;
        if (!this.closed) this.handlers.next(item);
      },
      complete: () => this.finish(),
      error: error => void this.broke(error, hub),
    });
  }

  private finish(): void {
    this.release();
    if (this.closed) return;
    this.closed = true;
    this.handlers.done();
  }

  private async broke(error: unknown, hub: HubConnection): Promise<void> {
    this.subscription = this.upload = undefined;
    // When a connection is lost its streams hear of it before its own state says so.
    await Promise.resolve();
    if (this.closed) return;
    const lost = hub.state !== HubConnectionState.Connected;
    if (!lost || this.options.resume === false) return this.fail(error);
    this.handlers.interrupted?.();
    this.afterReconnect();
  }

  private afterReconnect(): void {
    const stop = onLinkState(next => {
      if (next !== "up") return;
      queueMicrotask(() => stop());
      if (!this.closed) void this.start();
    });
  }

  private later(): void {
    this.handlers.interrupted?.();
    setTimeout(() => { if (!this.closed) void this.start(); }, retryDelay(++this.retry));
  }

  private fail(error: unknown): void {
    this.closed = true;
    this.handlers.failed(sentence(error));
  }
}
