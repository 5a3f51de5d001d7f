import type { TimeZone } from "./lines";

/** Everything about the view that a copied address should carry. */
export interface ViewState {
  tail: string;
  since: string;
  until: string;
  time: TimeZone;
  streams: "all" | "o" | "e";
  wrap: boolean;
  find: string;
  regex: boolean;
  matchCase: boolean;
  filter: boolean;
  context: number;
  line: string;
}

export const defaults: ViewState = {
  tail: "1000", since: "", until: "", time: "local", streams: "all", wrap: true,
  find: "", regex: false, matchCase: false, filter: false, context: 0, line: "",
};

const tails = new Set(["100", "1000", "10000", "all"]);

export function readState(query: string): ViewState {
  const given = new URLSearchParams(query);
  const text = (name: string) => given.get(name) ?? "";
  const context = Number(text("context"));
  return {
    tail: tails.has(text("tail")) ? text("tail") : defaults.tail,
    since: timeOf(text("since")),
    until: timeOf(text("until")),
    time: text("time") === "off" || text("time") === "utc" ? (text("time") as TimeZone) : "local",
    streams: text("stream") === "stdout" ? "o" : text("stream") === "stderr" ? "e" : "all",
    wrap: text("wrap") !== "off",
    find: text("find"),
    regex: given.has("regex"),
    matchCase: given.has("case"),
    filter: given.has("filter"),
    context: Number.isInteger(context) && context > 0 && context <= 50 ? context : 0,
    line: timeOf(text("line")),
  };
}

function timeOf(text: string): string {
  return text !== "" && !Number.isNaN(Date.parse(text)) ? text : "";
}

/** The query string for a state; what equals the default is left out, foreign parameters stay. */
export function writeState(state: ViewState, query: string): string {
  const result = new URLSearchParams(query);
  const put = (name: string, value: string) => (value === "" ? result.delete(name) : result.set(name, value));
  put("tail", state.tail === defaults.tail ? "" : state.tail);
  put("since", state.since);
  put("until", state.until);
  put("time", state.time === defaults.time ? "" : state.time);
  put("stream", state.streams === "o" ? "stdout" : state.streams === "e" ? "stderr" : "");
  put("wrap", state.wrap ? "" : "off");
  put("find", state.find);
  put("regex", state.regex ? "1" : "");
  put("case", state.matchCase ? "1" : "");
  put("filter", state.filter ? "1" : "");
  put("context", state.context > 0 ? String(state.context) : "");
  put("line", state.line);
  const text = result.toString();
  return text === "" ? "" : "?" + text;
}
