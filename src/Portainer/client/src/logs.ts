import { LogViewer, type ViewerOptions } from "./logs/viewer";
import "./logs/logs.css";

/** Called by the page; the returned object's `dispose` ends the stream. */
export function mount(host: HTMLElement, options: ViewerOptions): LogViewer {
  return new LogViewer(host, options);
}
