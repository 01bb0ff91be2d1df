import assert from "node:assert/strict";
import { test } from "node:test";
import { field, heartbeat, update } from "./helpers/fake-page.js";
import { frames, open, says } from "./helpers/fake-stage.js";
import { until } from "./helpers/until.js";

test("heartbeats are answered", async () => {
  const { page, say } = await open();
  await say(heartbeat(41));
  const sent = await until("an answer", () => page.evaluate(() => globalThis.fakeServer.sent[0]));
  assert.deepEqual(
    [sent.type, sent.sequence, Math.abs(sent.clientTime - Date.now()) < 5_000],
    ["heartbeat_response", 41, true],
  );
});

test("a refusal says why and can be tried again by hand", async () => {
  const { page } = await open();
  await page.evaluate(() => globalThis.fakeServer.end(4001, "the token is missing"));
  await says("#banner", /Not signed in.*the token is missing.*4001/);
  await says("#connection-text", /^Disconnected$/);
  await page.click("#reconnect");
  assert.equal(await page.evaluate(() => globalThis.fakeServer.sockets.length), 2);
});

test("at most four notices are shown, all are counted, and a repeated one takes no second place", async () => {
  const { page, say } = await open();
  const notice = (code) => ({
    type: "error_event",
    channel: "system",
    timestamp: 1,
    payload: { severity: "warning", code, message: `about ${code}`, component: "ui" },
  });
  await say(...["A", "B", "C", "D", "E", "E", "E"].map(notice));
  const shown = await page.evaluate(() => [...document.querySelectorAll("#notices b")].map((b) => b.textContent));
  assert.deepEqual(shown, ["about E", "about D", "about C", "about B"]);
  await says("#notices-count", /^7 in all$/);
  await says("#notices", /3 times/);
});

test("meters count what came, and a baseline counts nothing", async () => {
  const { say } = await open();
  await say(update(1, { totalEnergy: 10.5, deltaEnergy: 0.5, tokensGenerated: 4 }), update(5, { totalEnergy: 10.5 }));
  await says("#tokens", /^4$/);
  await says("#total-energy", /^10\.500$/);
  await says("#missed", /^3$/);
  await says("#frame-rate", /^\d+\.\d Hz$/);
  await says("#age-median", /ms$/);
});

/** Pixels of the plot in the colours of a stream and of lightning, in all or in the columns of some age. */
const colours = (page, youngestMs = 0, oldestMs = 30_000) =>
  page.evaluate(
    ([youngest, oldest]) => {
      const plot = document.getElementById("plot");
      const right = plot.width - 76;
      const column = (ageMs) => Math.max(0, Math.round(right - (ageMs / 1_000) * Math.floor(right / 20)));
      const [from, to] = [column(oldest), column(youngest)];
      const { data } = plot.getContext("2d").getImageData(from, 0, to - from, plot.height);
      let [warm, cold] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        warm += data[i + 3] > 60 && data[i] > data[i + 2] + 60 ? 1 : 0;
        cold += data[i + 3] > 60 && data[i + 2] > data[i] + 60 ? 1 : 0;
      }
      return { warm, cold };
    },
    [youngestMs, oldestMs],
  );

/** Fields at 60 Hz, as many as fit between two times. */
const fields = (from, until, kind) =>
  Array.from({ length: Math.floor((until - from) / 16) }, (_, n) => field(n, 0.7, kind, from + n * 16));

test("without data nothing in the plot moves, and lightning does not look like a stream", async () => {
  const { page, say } = await open();
  const picture = () => page.evaluate(() => document.getElementById("plot").toDataURL());
  const start = Date.now();
  await say(update(1, {}, start), ...fields(start, start + 2_000, "stream"));
  await frames(2);
  const stream = await colours(page);
  assert.ok(stream.warm > 500 && stream.cold < 50, JSON.stringify(stream));
  const before = await picture();
  for (let sequence = 2; sequence < 6; sequence++) {
    await say(heartbeat(sequence));
    await frames(5);
    assert.equal(await picture(), before);
  }
  await say(...fields(start + 2_000, start + 4_000, "lightning"));
  await frames(2);
  const lightning = await colours(page);
  assert.ok(lightning.cold > 500, JSON.stringify(lightning));
});

test("a pause in which E stands still is drawn, a silence of which nobody knows is not", async () => {
  const { page, say } = await open();
  const start = Date.now();
  const pieces = [
    [0, 2_000],
    [2_500, 4_000],
    [5_000, 6_000],
  ].map(([a, b]) => fields(start + a, start + b, "stream"));
  await say(update(1, {}, start), ...pieces.flat(), update(2, {}, start + 6_000));
  await frames(2);
  const pause = await colours(page, 3_600, 3_900);
  const silence = await colours(page, 1_200, 1_800);
  assert.ok(pause.warm > 100, JSON.stringify(pause));
  assert.equal(silence.warm, 0);
});

test("a field told to a newcomer says where things stood, and is not drawn as if it were new", async () => {
  const { page, say } = await open();
  await say(field(0, 0.9, "lightning"), update(1), update(2));
  await frames(2);
  const { cold } = await colours(page);
  assert.equal(cold, 0);
});

test("ten minutes of stream do not grow the page", async () => {
  const { page } = await open();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const minutes = (from, count) =>
    page.evaluate(
      async ([first, last]) => {
        const start = Date.now() - 700_000;
        for (let n = first * 3_600; n < last * 3_600; n++) {
          const timestamp = start + Math.round((n * 1_000) / 60);
          const common = { channel: "energy", timestamp, frameNumber: n };
          const spent = {
            modelId: "m",
            totalEnergy: n / 100,
            deltaEnergy: 0.01,
            tokensGenerated: 1,
            processingTime: 0,
          };
          const session = {
            sessionId: `s${Math.floor(n / 200)}`,
            modelId: "m",
            tokens: [" word"],
            isComplete: n % 200 === 199,
          };
          globalThis.fakeServer.say(
            { ...common, type: "energy_update", payload: spent },
            {
              ...common,
              type: "energy_field",
              payload: { modelId: "m", fieldType: "lightning", intensity: 0.5, coordinates: [] },
            },
            { type: "token_stream", channel: "experience", timestamp, payload: session },
          );
          if (n % 60 === 0) {
            globalThis.fakeServer.say({ type: "heartbeat", channel: "system", timestamp, payload: { sequence: n } });
            globalThis.fakeServer.sent.length = 0;
            await new Promise(requestAnimationFrame);
          }
        }
      },
      [from, from + count],
    );
  const size = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    return { heap: value("JSHeapUsedSize"), nodes: value("Nodes"), listeners: value("JSEventListeners") };
  };
  await minutes(0, 2);
  const early = await size();
  await minutes(2, 8);
  const late = await size();
  assert.ok(late.heap - early.heap < 1_000_000, JSON.stringify({ early, late }));
  assert.ok(late.nodes - early.nodes < 200, JSON.stringify({ early, late }));
  assert.equal(late.listeners, early.listeners);
});

test("a hidden page says so, and the frames it asked to be spared are not missed", async () => {
  const { page, say } = await open();
  const hide = (hidden) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await say(update(1));
  await hide(true);
  await say(update(61), update(121));
  await hide(false);
  await say(update(150), update(151), update(153));
  await says("#missed", /^1$/);
  const sent = await page.evaluate(() => globalThis.fakeServer.sent);
  assert.deepEqual(sent, [
    { type: "visibility", hidden: true },
    { type: "visibility", hidden: false },
  ]);
});
