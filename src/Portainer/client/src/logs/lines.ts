import type { Marker } from "./buffer";
import { stripAnsi } from "./ansi";

export type Level = "error" | "warn" | "debug" | "";
export type TimeZone = "off" | "local" | "utc";

export interface Line {
  marker: Marker;
  time: string;
  text: string;
}

export function parseLine(raw: string): Line {
  const marker = raw.charAt(0) as Marker;
  const space = raw.indexOf(" ", 1);
  if (space < 0 || !isTimestamp(raw, 1, space)) return { marker, time: "", text: raw.substring(1) };
  return { marker, time: raw.substring(1, space), text: raw.substring(space + 1) };
}

function isTimestamp(raw: string, from: number, to: number): boolean {
  return to - from >= 20 && to - from <= 35 && raw.charCodeAt(from + 4) === 45 && raw.charCodeAt(from + 10) === 84;
}

/** What search and filters look at: no marker, no timestamp, no colours. */
export function plainText(raw: string): string {
  return stripAnsi(parseLine(raw).text);
}

const levels = /(?:^|[^a-z])(?:(fatal|panic|critical|crit|emerg|alert|error|err|severe|fail(?:ed|ure)?)|(warn(?:ing)?)|(debug|trace|verbose|dbg))(?![a-z])/i;

/** The level a line seems to carry, judged by its beginning only. */
export function levelOf(plain: string): Level {
  const found = levels.exec(plain.length > 160 ? plain.substring(0, 160) : plain);
  if (!found) return "";
  return found[1] ? "error" : found[2] ? "warn" : "debug";
}

export function looksLikeJson(plain: string): boolean {
  const text = plain.trim();
  return text.length > 1 && ((text.startsWith("{") && text.endsWith("}")) || (text.startsWith("[{") && text.endsWith("]")));
}

/** The line's JSON, indented, or undefined when it is not JSON after all. */
export function prettyJson(plain: string): string | undefined {
  if (!looksLikeJson(plain)) return undefined;
  try {
    return JSON.stringify(JSON.parse(plain), null, 2);
  } catch {
    return undefined;
  }
}

export function formatTime(time: string, zone: TimeZone): string {
  if (zone === "off" || time === "") return "";
  const fraction = /\.(\d{1,3})/.exec(time)?.[1]?.padEnd(3, "0") ?? "000";
  if (zone === "utc" && time.endsWith("Z")) return `${time.substring(0, 10)} ${time.substring(11, 19)}.${fraction}Z`;
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return time;
  if (zone === "utc") return at.toISOString().replace("T", " ");
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${fraction}`;
}
