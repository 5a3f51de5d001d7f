// <time data-ago>, <time data-countdown> and <time data-since> tick here, without a word to the server.
const units: [number, string][] = [
  [31557600, "year"], [2629800, "month"], [604800, "week"], [86400, "day"], [3600, "hour"], [60, "minute"],
];

function span(seconds: number): string | null {
  for (const [size, unit] of units) {
    if (seconds >= size) return count(Math.floor(seconds / size), unit);
  }
  return seconds < 10 ? null : count(seconds, "second");
}

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? "" : "s"}`;

export function describe(moment: number, now: number): string {
  const seconds = Math.floor((now - moment) / 1000);
  const length = span(Math.abs(seconds));
  if (!length) return "just now";
  return seconds > 0 ? `${length} ago` : `in ${length}`;
}

const pad = (number: number) => String(number).padStart(2, "0");

export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} m ${pad(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`;
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const told = new WeakMap<Element, string>();

const two = (number: number) => String(number).padStart(2, "0");

/** "2026-11-21 13:35:57.123" in the browser's own time zone. */
export function stamp(date: Date): string {
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

// The text node is Blazor's: its value may be changed, the node must stay.
function write(element: Element, text: string): void {
  const node = element.firstChild;
  if (node && node.nodeValue !== text) node.nodeValue = text;
}

function tick(): void {
  const now = Date.now();
  for (const element of document.querySelectorAll<HTMLElement>("time[data-ago]")) {
    const moment = element.dataset.ago ?? "";
    write(element, describe(Number(moment), now));
    if (told.get(element) !== moment) {
      told.set(element, moment);
      const date = new Date(Number(moment));
      element.title = `${local.format(date)} (${date.toISOString().slice(0, 19).replace("T", " ")} UTC)`;
    }
  }
  for (const element of document.querySelectorAll<HTMLElement>("time[data-at]")) {
    write(element, stamp(new Date(Number(element.dataset.at))));
  }
  for (const element of document.querySelectorAll<HTMLElement>("time[data-countdown]")) {
    const seconds = Math.ceil((Number(element.dataset.countdown) - now) / 1000);
    write(element, seconds > 0 ? `in ${seconds} s` : "now");
  }
  for (const element of document.querySelectorAll<HTMLElement>("time[data-since]")) {
    write(element, elapsed(now - Number(element.dataset.since)));
  }
}

export function startTimes(): void {
  tick();
  setInterval(() => document.hidden || tick(), 1000);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
}
