import assert from "node:assert/strict";
import { test } from "node:test";
import { sentence } from "../src/connection";
import { binary, decimal, percent, type Sample } from "../src/stats/format";
import { Series } from "../src/stats/series";
import { Outbox } from "../src/terminal/outbox";

const sample = (seconds: number, change: Partial<Sample> = {}): Sample => ({
  id: "a", name: "web", time: seconds * 1000, cpu: 1, cpus: 2, memory: 10, limit: 100, memoryPercent: 10, received: 0, sent: 0, read: 0, written: 0, pids: 1, ...change,
});

test("Format_TheCliFigures_AreWrittenAsTheCliDoes", () => {
  assert.deepEqual([percent(0.011), percent(112.65), percent(0)], ["0.01%", "112.65%", "0.00%"]);
  assert.deepEqual([binary(936_273_510), binary(8.326 * 2 ** 30), binary(0)], ["892.9 MiB", "8.326 GiB", "0 B"]);
  assert.deepEqual([decimal(258.2e9), decimal(374e6), decimal(10.27e9), decimal(999)], ["258.2 GB", "374 MB", "10.27 GB", "999 B"]);
});

test("Series_Counters_BecomeRates", () => {
  const series = new Series();
  series.add(sample(1, { received: 1000 }));
  series.add(sample(3, { received: 5000 }));
  assert.deepEqual(series.received, [null, 2000]);
});

test("Series_RestartedContainer_LeavesAGapInsteadOfANegativeRate", () => {
  const series = new Series();
  series.add(sample(1, { sent: 5000 }));
  series.add(sample(2, { sent: 10 }));
  assert.deepEqual(series.sent, [null, null]);
});

test("Series_OlderThanTheLongestWindow_IsForgotten", () => {
  const series = new Series();
  for (let second = 0; second < 2000; second++) series.add(sample(second));
  assert.equal(series.time.length, 901);
  assert.equal(series.cpu.length, 901);
});

test("Outbox_LargePaste_IsCutAndHeldUntilConfirmed", () => {
  const sent: string[] = [];
  const outbox = new Outbox(piece => sent.push(piece));
  outbox.add("x".repeat(1_000_000));
  assert.equal(sent.length, 16);
  assert.ok(sent.every(piece => piece.length <= 4096 + 10));
  for (let position = 4096; position <= 1_000_000 + 4096; position += 4096) outbox.confirm(Math.min(position, 1_000_000));
  const text = sent.map(piece => piece.substring(piece.indexOf(":") + 1)).join("");
  assert.equal(text.length, 1_000_000);
  assert.equal(outbox.waiting, 0);
});

test("Outbox_SurrogatePair_IsNeverCutInTwo", () => {
  const sent: string[] = [];
  new Outbox(piece => sent.push(piece)).add("a".repeat(4095) + "😀" + "b".repeat(10));
  assert.ok(sent.every(piece => piece.isWellFormed?.() ?? true));
  assert.equal(sent[0]!.length, "d0:".length + 4095);
});

test("Outbox_AfterALostConnection_SendsFromWhereTheServerIs", () => {
  const sent: string[] = [];
  const outbox = new Outbox(piece => sent.push(piece));
  outbox.add("hello world");
  outbox.resumeAt(6);
  assert.deepEqual(sent, ["d0:hello world", "d6:world"]);
});

test("Sentence_OfTheServer_IsShownWithoutItsWrapping", () => {
  assert.equal(sentence(new Error("An error occurred on the server while streaming results. HubException: web is gone.")), "web is gone.");
  assert.match(sentence(new Error("Failed to complete negotiation with the server: Error: Unauthorized: Status code '401'")), /Sign in again/);
});
