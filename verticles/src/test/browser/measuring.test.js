import assert from "node:assert/strict";
import { test } from "node:test";
import { certaintyOf } from "../../main/resources/web/certainty.js";
import { FieldHistory, spanMs } from "../../main/resources/web/field-history.js";
import { StreamMeter } from "../../main/resources/web/meter.js";
import { SlidingWindow } from "../../main/resources/web/sliding-window.js";
import { field, interference, tokens, update } from "./helpers/events.js";

const start = 1_790_000_000_000;

/** The frame of a tick, sixty a second. */
const frame = (number, events = [], more = {}) => ({
  epoch: "e",
  frameNumber: number,
  fromFrame: number,
  timestamp: start + Math.round((number * 1_000) / 60),
  coalesced: 0,
  events,
  ...more,
});

test("a window forgets what is old and what is too much", () => {
  const window = new SlidingWindow(1_000, 4);
  window.add(0, 1);
  window.add(500, 2);
  assert.equal(window.sum(999), 3);
  assert.equal(window.sum(1_000), 2);
  for (let i = 0; i < 10; i++) {
    window.add(600, 1);
  }
  assert.equal(window.count(600), 4);
  assert.deepEqual(window.values(600), [1, 1, 1, 1]);
});

test("a rate is measured between first and last, and falls when nothing comes any more", () => {
  const window = new SlidingWindow(1_000, 256);
  for (let i = 0; i <= 60; i++) {
    window.add((i * 1_000) / 60, 1);
  }
  assert.ok(Math.abs(window.rate(1_000) - 60) < 0.001);
  assert.ok(window.rate(1_500) < 35);
  assert.equal(window.rate(2_500), 0);
});

test("frames drawn are a rate, ages their median and 99th percentile of five seconds", () => {
  const meter = new StreamMeter();
  for (let n = 1; n <= 100; n++) {
    meter.drawn(n, (n * 1_000) / 60);
  }
  const reading = meter.reading(100_000 / 60);
  assert.ok(Math.abs(reading.frameRate - 60) < 0.1, `${reading.frameRate}`);
  assert.deepEqual([reading.ageMedianMs, reading.ageP99Ms], [50, 99]);
  assert.equal(meter.reading(9_000).ageMedianMs, null);
});

test("tokens, bytes and merged events are counted, but not what a snapshot tells again", () => {
  const meter = new StreamMeter();
  meter.received(frame(1, [update({ tokensGenerated: 9 })], { reset: true }), 0);
  meter.received(frame(2, [update({ tokensGenerated: 2 }), update({ modelId: "n", tokensGenerated: 1 })]), 16);
  meter.received(frame(9, [update({ tokensGenerated: 4 })], { fromFrame: 3, coalesced: 6 }), 130);
  meter.message(500, 130);
  const { tokens: all, coalesced, bytesPerSecond, tokensPerSecond } = meter.reading(200);
  assert.deepEqual([all, coalesced, bytesPerSecond, tokensPerSecond], [7, 6, 500, 7]);
});

test("a picture's history keeps its span and no more, however long the stream", () => {
  const history = new FieldHistory();
  const point = { x: 0.5, y: 0.5, energy: 0.01 };
  for (let n = 0; n < 60 * 600; n++) {
    history.apply(frame(n, [update({ deltaEnergy: 0.01 }), field(0.5, "lightning", [point, point]), interference("neutral", 0.1, ["m"])]));
  }
  const [{ samples, sparks }] = history.tracks;
  assert.ok(samples.length >= (spanMs * 60) / 1_000 && samples.length <= 1_024, `${samples.length}`);
  assert.ok(sparks.length <= 4_096 && history.links.length <= 256);
});

test("what happened in ticks that were merged is not made up", () => {
  const history = new FieldHistory();
  history.apply(frame(1, [update(), field(0.9)]));
  history.apply(frame(2, [update(), field(0.9)]));
  history.apply(frame(60, [update(), field(0.1)], { fromFrame: 3 }));
  assert.deepEqual(
    history.tracks[0].samples.map(({ energy, isBreak }) => [energy, isBreak]),
    [[0.9, false], [0.9, false], [0.1, true]],
  );
});

test("a snapshot says where things stand, and nothing that happened", () => {
  const history = new FieldHistory();
  const point = { x: 0.5, y: 0.5, energy: 0.01 };
  history.apply(frame(1, [update({ deltaEnergy: 5 }), field(0.7, "lightning", [point])], { reset: true }));
  const [track] = history.tracks;
  assert.deepEqual([track.energy, track.isBurst, track.sparks.length, track.spentAt], [0.7, true, 0, 0]);
});

test("energy that nobody tells of any more is not drawn on", () => {
  const history = new FieldHistory();
  history.apply(frame(1, [update(), update({ modelId: "n" }), field(0.9, "stream", [], "n")]));
  history.apply(frame(2, [update()]));
  assert.deepEqual(history.tracks.map(({ samples }) => samples.length), [2, 1]);
  history.apply(frame(60 * 13, [update()]));
  assert.deepEqual(history.tracks.map(({ modelId }) => modelId), ["m"]);
});

test("four models have a lane each, a fifth has none, and a clock set back begins anew", () => {
  const history = new FieldHistory();
  history.apply(frame(3_600, ["a", "b", "c", "d", "e"].map((modelId) => update({ modelId }))));
  assert.equal(history.tracks.length, 4);
  history.apply(frame(1, [update({ modelId: "f" })]));
  assert.deepEqual(history.tracks.map(({ modelId }) => modelId), ["f"]);
});

test("a history at rest is still, and one with energy or tokens is not", () => {
  const history = new FieldHistory();
  history.apply(frame(1, [update(), field(0)]));
  assert.equal(history.isStill, true);
  history.apply(frame(2, [update(), field(0.5)]));
  assert.equal(history.isStill, false);
});

const points = (...probabilities) => probabilities.map((y) => ({ x: 0, y, energy: 0.01 }));
const levels = (list, ...events) => {
  const text = tokens("s", list, false, "m", start);
  return certaintyOf(text, frame(1, [text, ...events]));
};

test("certainty is that of the token's own point", () => {
  assert.deepEqual(levels(["a", "b", "c"], field(1, "stream", points(0.9, 0.2, 0.01), "m", start)), [0, 1, 2]);
});

test("certainty is not told where it is not known which point is whose, or whether it was measured", () => {
  const unknown = [null, null];
  assert.deepEqual(levels(["a", "b"]), unknown, "no field");
  assert.deepEqual(levels(["a", "b"], field(1, "stream", points(0.9), "m", start)), unknown, "fewer points");
  assert.deepEqual(levels(["a", "b"], field(1, "stream", points(0.9, 0.9), "n", start)), unknown, "another model's");
  assert.deepEqual(levels(["a", "b"], field(1, "stream", points(0.9, 0.9), "m", start + 16)), unknown, "another tick's");
  assert.deepEqual(levels(["a", "b"], field(1, "stream", points(0.5, 0.5), "m", start)), unknown, "not measured");
  const two = tokens("s2", ["x", "y"], false, "m", start);
  assert.deepEqual(levels(["a", "b"], two, field(1, "stream", points(0.9, 0.9), "m", start)), unknown, "two texts");
});
