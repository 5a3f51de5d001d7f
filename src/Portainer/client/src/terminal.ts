import "@xterm/xterm/css/xterm.css";
import "./terminal/terminal.css";
import { Console, type ConsoleOptions } from "./terminal/console";

/** Opens a console in the element; the returned object's `dispose` ends the session. */
export function mount(host: HTMLElement, options: ConsoleOptions): Console {
  return new Console(host, options);
}
