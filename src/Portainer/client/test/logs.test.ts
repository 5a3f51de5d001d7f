import assert from "node:assert/strict";
import { test } from "node:test";
import { paletteColour, parseAnsi, stripAnsi } from "../src/logs/ansi";
import { LineBuffer } from "../src/logs/buffer";
import { ResumePoint } from "../src/logs/feed";
import { compile, Matches, ranges, VisibleLines } from "../src/logs/filter";
import { formatTime, levelOf, parseLine, plainText, prettyJson } from "../src/logs/lines";
import { readState, writeState } from "../src/logs/state";

const stamp = (second: number) => `2026-11-21T02:00:${String(second).padStart(2, "0")}.000000001Z`;
const lines = (...texts: string[]) => texts.map((text, index) => `o${stamp(index)} ${text}`).join("\n");
const never = () => false;

function filled(...texts: string[]): LineBuffer {
  const buffer = new LineBuffer(1000, 100000);
  buffer.add(lines(...texts));
  return buffer;
}

function shown(buffer: LineBuffer, selection: Partial<ConstructorParameters<typeof VisibleLines>[1]>): number[] {
  const visible = new VisibleLines(buffer, { floor: 0, streams: "all", context: 0, ...selection });
  visible.advance(never);
  return Array.from({ length: visible.count }, (_, position) => visible.at(position));
}

test("Buffer_SeveralBatches_GivesEachLineByItsNumber", () => {
  const buffer = new LineBuffer(1000, 100000);
  buffer.add("oa\nob\noc");
  buffer.add("od");
  assert.deepEqual([0, 1, 2, 3].map(line => buffer.get(line)), ["oa", "ob", "oc", "od"]);
  assert.equal(buffer.get(4), undefined);
});

test("Buffer_BeyondItsBounds_DropsTheOldestBatchesAndKeepsNumbers", () => {
  const buffer = new LineBuffer(10, 100000);
  for (let batch = 0; batch < 10; batch++) buffer.add(Array.from({ length: 4 }, (_, line) => `o${batch * 4 + line}`).join("\n"));
  assert.ok(buffer.count >= 10 && buffer.count < 14, String(buffer.count));
  assert.equal(buffer.get(39), "o39");
  assert.equal(buffer.get(buffer.first), `o${buffer.first}`);
  assert.equal(buffer.get(buffer.first - 1), undefined);
});

test("Buffer_ManyCharacters_StaysBelowTheBound", () => {
  const buffer = new LineBuffer(1_000_000, 10_000);
  for (let batch = 0; batch < 100; batch++) buffer.add("o" + "x".repeat(999));
  assert.ok(buffer.characters <= 10_000);
});

test("Ansi_SixteenColoursAndStyles_BecomeRuns", () => {
  assert.deepEqual(parseAnsi("a\x1b[31mred\x1b[1;92mbright\x1b[0mz"), [
    { text: "a", style: undefined }, { text: "red", style: { fg: 1 } }, { text: "bright", style: { fg: 10, bold: true } }, { text: "z", style: undefined },
  ]);
});

test("Ansi_PaletteAndTrueColour_AreRead", () => {
  assert.deepEqual(parseAnsi("\x1b[38;5;208mx\x1b[48;2;1;2;255my").map(run => run.style), [{ fg: 208 }, { fg: 208, bg: "#0102ff" }]);
  assert.equal(paletteColour(208), "rgb(255,135,0)");
  assert.equal(paletteColour(1), "var(--ansi-1)");
});

test("Ansi_OtherSequencesAndControls_Vanish", () => {
  assert.equal(stripAnsi("\x1b]0;title\x07a\x1b[2K\x1b[1;1Hb\x1b(Bc\x00\x08d"), "abcd");
});

test("Line_WithTimestamp_IsTakenApart", () => {
  assert.deepEqual(parseLine("e2026-11-21T02:45:52.123456789Z hello world"), { marker: "e", time: "2026-11-21T02:45:52.123456789Z", text: "hello world" });
  assert.deepEqual(parseLine("nContainer stopped at noon"), { marker: "n", time: "", text: "Container stopped at noon" });
  assert.equal(plainText("o2026-11-21T02:45:52Z \x1b[31mred\x1b[0m"), "red");
});

test("Time_AnyZone_IsWrittenWithMilliseconds", () => {
  assert.equal(formatTime("2026-11-21T02:45:52.123456789Z", "utc"), "2026-11-21 02:45:52.123Z");
  assert.equal(formatTime("2026-11-21T02:45:52Z", "utc"), "2026-11-21 02:45:52.000Z");
  assert.match(formatTime("2026-11-21T02:45:52.5Z", "local"), /^2026-11-2\d \d\d:45:52\.500$|^2026-11-2\d \d\d:\d\d:52\.500$/);
  assert.equal(formatTime("2026-11-21T02:45:52.5Z", "off"), "");
});

test("Level_WordsAtTheBeginning_AreRecognised", () => {
  assert.deepEqual(["[ERROR] x", "level=warning msg", "DEBUG y", "terrorist", "info: fine", '{"level":"fatal"}'].map(levelOf), ["error", "warn", "debug", "", "", "error"]);
});

test("Json_Line_IsIndentedAndOtherTextIsNot", () => {
  assert.equal(prettyJson('{"a":1}'), '{\n  "a": 1\n}');
  assert.equal(prettyJson("{not json}"), undefined);
});

test("Filter_Nothing_ShowsEveryLineWithoutStoringAny", () => assert.deepEqual(shown(filled("a", "b", "c"), {}), [0, 1, 2]));

test("Filter_ExpressionWithContext_ShowsNeighboursOnce", () => {
  const buffer = filled("a", "b", "hit", "c", "d", "hit", "e", "f", "g");
  assert.deepEqual(shown(buffer, { expression: /hit/g, context: 1 }), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(shown(buffer, { expression: /hit/g, context: 0 }), [2, 5]);
});

test("Filter_OneStream_HidesTheOtherAndKeepsOurNotices", () => {
  const buffer = new LineBuffer(100, 10000);
  buffer.add("oa\neb\nnnotice\noc");
  assert.deepEqual(shown(buffer, { streams: "e" }), [1, 2]);
});

test("Filter_Floor_HidesWhatWasCleared", () => assert.deepEqual(shown(filled("a", "b", "c", "d"), { floor: 2 }), [2, 3]));

test("Filter_LinesArriveLater_AreTakenInBySlices", () => {
  const buffer = filled("hit");
  const visible = new VisibleLines(buffer, { floor: 0, streams: "all", context: 0, expression: /hit/g });
  visible.advance(never);
  buffer.add(lines("miss", "hit"));
  assert.equal(visible.count, 1);
  visible.advance(never);
  assert.deepEqual([visible.at(0), visible.at(1), visible.positionOf(1)], [0, 2, 1]);
});

test("Search_NextAndPrevious_GoRound", () => {
  const matches = new Matches(filled("hit", "b", "hit"), /hit/g);
  matches.advance(never);
  assert.deepEqual([matches.count, matches.next(0, 1), matches.next(2, 1), matches.next(0, -1), matches.ordinal(2)], [2, 2, 0, 2, 2]);
});

test("Search_TextOrExpression_IsCompiled", () => {
  const text = compile({ text: "a.b", regex: false, matchCase: false }) as RegExp;
  assert.deepEqual(ranges(text, "xA.Bx aXb"), [[1, 4]]);
  assert.equal(typeof compile({ text: "(", regex: true, matchCase: false }), "string");
  assert.equal(compile({ text: "", regex: true, matchCase: false }), undefined);
});

test("State_RoundTrip_KeepsWhatDiffersFromTheDefault", () => {
  const query = "?tail=all&time=utc&stream=stderr&wrap=off&find=a%26b&regex=1&filter=1&context=3&other=kept";
  const written = new URLSearchParams(writeState(readState(query), query));
  for (const [name, value] of new URLSearchParams(query)) assert.equal(written.get(name), value, name);
  assert.equal(writeState(readState(""), ""), "");
  assert.equal(readState("?tail=5&time=x&since=nonsense&context=-1").tail, "1000");
});

test("Resume_SameTimestampOverBatches_IsCounted", () => {
  const point = new ResumePoint();
  point.take(`o${stamp(1)} a\no${stamp(2)} b\ne${stamp(2)} c`);
  assert.deepEqual([point.time, point.seen], [stamp(2), 2]);
  point.take(`o${stamp(2)} d`);
  assert.deepEqual([point.time, point.seen], [stamp(2), 3]);
  point.take(`nContainer stopped`);
  point.take(`o${stamp(3)} e`);
  assert.deepEqual([point.time, point.seen], [stamp(3), 1]);
});
