import assert from "node:assert/strict";
import { test } from "node:test";
import { EnergyHistory, binMs, spanMs } from "../../main/resources/web/energy-history.js";
import { StreamMeter } from "../../main/resources/web/meter.js";
import { SlidingWindow } from "../../main/resources/web/sliding-window.js";

const start = 1_790_000_000_000;

function update(frameNumber, { delta = 0, tokens = 0, total = 0, modelId = "a", age = 0 } = {}) {
  const payload = { modelId, totalEnergy: total, deltaEnergy: delta, tokensGenerated: tokens };
  return { type: "energy_update", timestamp: start + frameNumber - age, frameNumber, payload };
}

const field = (timestamp, intensity, fieldType = "stream", modelId = "a") => ({
  type: "energy_field",
  timestamp,
  payload: { modelId, intensity, fieldType },
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

test("the first energy_update of a model on a connection is its baseline and counts nothing", () => {
  const meter = new StreamMeter();
  assert.equal(meter.energyUpdate(update(1, { total: 5, delta: 5, tokens: 9 }), 0, start), false);
  assert.equal(meter.energyUpdate(update(2, { total: 5.5, delta: 0.5, tokens: 2 }), 16, start), true);
  assert.equal(meter.reading(16).tokens, 2);
  assert.equal(meter.reading(16).totalEnergy, 5.5);
  meter.begin();
  assert.equal(meter.energyUpdate(update(900, { total: 6, delta: 0.5, tokens: 9 }), 32, start), false);
  assert.equal(meter.reading(32).tokens, 2);
});

test("gaps in the frame number are counted, but not across a connection or where the server was asked to skip", () => {
  const meter = new StreamMeter();
  const feed = (...numbers) => numbers.forEach((n) => meter.energyUpdate(update(n), n, start));
  feed(1, 2, 3, 7, 8);
  assert.equal(meter.reading(10).missed, 3);
  meter.begin();
  feed(500, 501);
  meter.forgetFrameNumber();
  feed(560, 561);
  assert.equal(meter.reading(600).missed, 3);
});

test("two models of one frame are one frame", () => {
  const meter = new StreamMeter();
  for (let n = 0; n <= 60; n++) {
    for (const modelId of ["a", "b"]) {
      meter.energyUpdate(update(n, { modelId, total: 1 }), (n * 1_000) / 60, start);
    }
  }
  const reading = meter.reading(1_000);
  assert.ok(Math.abs(reading.frameRate - 60) < 0.1, `${reading.frameRate}`);
  assert.equal(reading.missed, 0);
  assert.equal(reading.totalEnergy, 2);
});

test("event age is the median and the 99th percentile of the last five seconds", () => {
  const meter = new StreamMeter();
  meter.energyUpdate(update(0), 0, start);
  for (let n = 1; n <= 100; n++) {
    meter.energyUpdate(update(n, { age: n }), n, start + n);
  }
  const reading = meter.reading(100);
  assert.equal(reading.ageMedianMs, 50);
  assert.equal(reading.ageP99Ms, 99);
  assert.equal(meter.reading(6_000).ageMedianMs, null);
});

test("a flood of invented models is not remembered", () => {
  const meter = new StreamMeter();
  for (let n = 0; n < 1_000; n++) {
    meter.energyUpdate(update(n, { modelId: `m${n}`, total: 1 }), n, start);
  }
  assert.equal(meter.reading(1_000).totalEnergy, 16);
});

test("a history keeps the last seconds and no more", () => {
  const history = new EnergyHistory();
  for (let n = 0; n < 60 * 600; n++) {
    const time = start + (n * 1_000) / 60;
    history.spent({ timestamp: time, payload: { modelId: "a", deltaEnergy: 0.01, tokensGenerated: 1 } });
    history.field(field(time, 0.5));
  }
  const [track] = history.tracks;
  assert.ok(track.length * (1_000 / 60) >= spanMs);
  assert.ok(track.length <= 1_280);
  const bin = Math.floor(history.latest / binMs) - 5;
  assert.equal(track.tokensOf(bin), 6);
  assert.ok(Math.abs(track.spentIn(bin) - 0.06) < 1e-9);
  assert.equal(track.tokensOf(bin - 10_000), 0);
});

test("a clock set back begins the history anew", () => {
  const history = new EnergyHistory();
  history.field(field(start, 0.9, "lightning"));
  history.field(field(start - 3_600_000, 0.1));
  assert.equal(history.tracks[0].length, 1);
  assert.equal(history.generation, 1);
  assert.deepEqual(history.present(history.tracks[0]).isLightning, false);
});

test("what was last heard long ago is not called the present", () => {
  const history = new EnergyHistory();
  history.field(field(start, 0.9, "stream", "a"));
  history.field(field(start + 5_000, 0.9, "stream", "b"));
  assert.equal(history.present(history.tracks[0]), null);
  assert.ok(history.present(history.tracks[1]));
});

test("models come and go, four at a time", () => {
  const history = new EnergyHistory();
  for (let n = 0; n < 8; n++) {
    history.field(field(start, 0.5, "stream", `m${n}`));
  }
  assert.equal(history.tracks.length, 4);
  history.field(field(start + spanMs + 1, 0.5, "stream", "m9"));
  assert.deepEqual(
    history.tracks.map((track) => track.modelId),
    ["m9"],
  );
});
