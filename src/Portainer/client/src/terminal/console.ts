import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal, type ITheme } from "@xterm/xterm";
import { tell, type DotNetObject } from "../blazor";
import { copyText, el } from "../dom";
import { css, onThemeChange } from "../stats/theme";
import { ConsoleLink, type ConsoleRequest, type Ending, type Opened } from "./link";

export interface ConsoleOptions extends Omit<ConsoleRequest, "columns" | "rows"> {
  /** The Blazor component to tell when the session has ended. */
  page?: DotNetObject;
}

const fontKey = "portainer.terminal.font";
const smallestFont = 9;
const largestFont = 28;

export class Console {
  private readonly terminal: Terminal;
  private readonly fit = new FitAddon();
  private readonly search = new SearchAddon();
  private readonly link: ConsoleLink;
  private readonly root: HTMLElement;
  private readonly stage = el("div", { className: "terminal-stage" });
  private readonly state = el("span", { className: "terminal-state", role: "status" }, "Connecting…");
  private readonly find: HTMLInputElement;
  private readonly resize: ResizeObserver;
  private readonly unwatch: () => void;
  private readonly onLeave = () => this.link.close();
  private readonly page?: DotNetObject;
  private tty = true;

  constructor(host: HTMLElement, { page, ...request }: ConsoleOptions) {
    this.page = page;
    this.terminal = new Terminal({
      fontFamily: css("--mono"), fontSize: storedFont(), theme: theme(), cursorBlink: true, scrollback: 10000,
      allowProposedApi: true, rightClickSelectsWord: true, macOptionIsMeta: true,
    });
    this.find = this.searchBox();
    this.root = el("div", { className: "console-frame" }, this.toolbar(), this.stage);
    host.replaceChildren(this.root);
    for (const addon of [this.fit, this.search, new WebLinksAddon()]) this.terminal.loadAddon(addon);
    this.terminal.open(this.stage);
    this.fit.fit();
    this.terminal.attachCustomKeyEventHandler(event => this.key(event));
    this.link = new ConsoleLink({ ...request, columns: this.terminal.cols, rows: this.terminal.rows }, {
      opened: opened => this.opened(opened),
      output: (text, drawn) => this.terminal.write(text, drawn),
      ended: ending => this.ended(ending),
      interrupted: () => this.tell("Reconnecting…", "reconnecting"),
    });
    this.terminal.onData(data => this.typed(data));
    this.terminal.onResize(({ cols, rows }) => this.link.resize(cols, rows));
    this.resize = new ResizeObserver(() => this.refit());
    this.resize.observe(this.stage);
    this.unwatch = onThemeChange(() => { this.terminal.options.theme = theme(); });
    addEventListener("pagehide", this.onLeave);
    this.terminal.focus();
  }

  dispose(): void {
    removeEventListener("pagehide", this.onLeave);
    this.link.close();
    this.resize.disconnect();
    this.unwatch();
    this.terminal.dispose();
    this.root.remove();
  }

  private refit(): void {
    if (this.stage.clientWidth > 0 && this.stage.clientHeight > 0) this.fit.fit();
  }

  private opened(opened: Opened): void {
    this.tty = opened.tty;
    this.terminal.options.convertEol = !opened.tty;
    this.terminal.options.disableStdin = !opened.input;
    this.tell(opened.input ? "Connected" : "Connected, output only: this container keeps its input closed", "up");
    this.link.resize(this.terminal.cols, this.terminal.rows);
  }

  private typed(data: string): void {
    if (this.tty) return this.link.input(data);
    // Without a TTY nobody echoes, and programs expect newlines.
    const text = data.replace(/\r/g, "\n");
    this.terminal.write(text);
    this.link.input(text);
  }

  private ended(ending: Ending): void {
    this.terminal.options.disableStdin = true;
    this.terminal.options.cursorBlink = false;
    this.tell(ending.sentence, "ended");
    if (this.page) void tell(this.page, "SessionEnded", ending.sentence, ending.offer ?? null);
  }

  private tell(text: string, state: string): void {
    this.state.textContent = text;
    this.root.dataset.state = state;
  }

  private key(event: KeyboardEvent): boolean {
    if (event.type !== "keydown" || !event.ctrlKey || !event.shiftKey) return true;
    switch (event.code) {
      case "KeyC":
        event.preventDefault();
        if (this.terminal.hasSelection()) void copyText(this.terminal.getSelection()).then(() => this.terminal.focus());
        return false;
      case "KeyV":
        return false; // the browser pastes into xterm's text area by itself
      case "KeyF":
        event.preventDefault();
        this.find.focus();
        return false;
      default:
        return true;
    }
  }

  private toolbar(): HTMLElement {
    const button = (text: string, title: string, run: () => void) =>
      el("button", { type: "button", className: "button quiet small", title, "aria-label": title, onclick: run }, text);
    return el("div", { className: "terminal-bar", role: "toolbar", "aria-label": "Terminal" }, this.state,
      el("span", { className: "terminal-tools" }, this.find,
        button("A−", "A−: smaller text", () => this.setFont(-1)), button("A+", "A+: larger text", () => this.setFont(1)),
        button("Full screen", "Full screen", () => void this.fullScreen())));
  }

  private searchBox(): HTMLInputElement {
    const input = el("input", { className: "input", type: "search", placeholder: "Find (Ctrl+Shift+F)", "aria-label": "Find in the terminal" });
    input.addEventListener("input", () => this.search.findPrevious(input.value, { incremental: true }));
    input.addEventListener("keydown", event => {
      if (event.key === "Enter") void (event.shiftKey ? this.search.findNext(input.value) : this.search.findPrevious(input.value));
      else if (event.key === "Escape") this.terminal.focus();
      else return;
      event.preventDefault();
    });
    return input;
  }

  private setFont(step: number): void {
    const size = Math.min(largestFont, Math.max(smallestFont, (this.terminal.options.fontSize ?? 14) + step));
    this.terminal.options.fontSize = size;
    localStorage.setItem(fontKey, String(size));
    this.refit();
    this.terminal.focus();
  }

  private async fullScreen(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await this.root.requestFullscreen();
    this.terminal.focus();
  }
}

function storedFont(): number {
  const size = Number(localStorage.getItem(fontKey));
  return size >= smallestFont && size <= largestFont ? size : 14;
}

function theme(): ITheme {
  const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;
  const colours: Record<string, string> = {};
  names.forEach((name, index) => {
    colours[name] = css(`--ansi-${index}`);
    colours["bright" + name.charAt(0).toUpperCase() + name.substring(1)] = css(`--ansi-${index + 8}`);
  });
  return {
    ...colours, background: css("--terminal-bg"), foreground: css("--terminal-text"), cursor: css("--terminal-text"),
    selectionBackground: css("--terminal-selection"),
  };
}
