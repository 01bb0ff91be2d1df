import assert from "node:assert/strict";
import { test } from "node:test";
import { error, field, heartbeat, interference, resonance, reward, startup, tokens, update } from "./helpers/events.js";
import { frames, open, says } from "./helpers/fake-stage.js";
import { until } from "./helpers/until.js";

test("the page speaks frames mode: it offers it, answers heartbeats and confirms what it handled", async () => {
  const { say, server } = await open();
  assert.equal(server.socket.protocol, "wirthforge.frames.v1");
  say(heartbeat(41));
  for (let n = 0; n < 6; n++) {
    say(update());
  }
  const answer = await until("an answer", () => server.sent.find(({ type }) => type === "heartbeat_response"));
  assert.deepEqual([answer.sequence, Math.abs(answer.clientTime - Date.now()) < 20_000], [41, true]);
  const ack = await until("an acknowledgement", () => server.sent.find(({ type }) => type === "ack"));
  assert.ok(ack.frameNumber > 100 && ack.frameNumber <= server.frameNumber);
});

test("a refusal says why and can be tried again by hand", async () => {
  const { page, server } = await open();
  server.end(4001, "the token is missing");
  await says("#banner", /Not signed in.*the token is missing.*4001/);
  await says("#connection-text", /^Disconnected$/);
  await page.click("#reconnect");
  await says("#connection-text", /^Streaming$/);
  assert.equal(server.sockets.length, 2);
});

test("at most four notices are shown, all are counted, and a repeated one takes no second place", async () => {
  const { page, say } = await open();
  say(...["A", "B", "C", "D", "E", "E", "E"].map((code) => error(code)));
  await says("#notices-count", /^7 in all$/);
  const shown = await page.evaluate(() => [...document.querySelectorAll("#notices b")].map((b) => b.textContent));
  assert.deepEqual(shown, ["about E", "about D", "about C", "about B"]);
  await says("#notices", /3 times/);
});

test("a reward is a quiet notice", async () => {
  const { say } = await open();
  say(reward("A thousand words", { description: "So many were written.", points: 250, level: 2 }));
  await says("#notices", /A thousand words So many were written\..*250 points/);
});

test("meters count what came, and a snapshot counts nothing", async () => {
  const { page, server, say } = await open({}, [startup(), update({ totalEnergy: 10, deltaEnergy: 10, tokensGenerated: 9 })]);
  say(update({ totalEnergy: 10.5, deltaEnergy: 0.5, tokensGenerated: 4 }));
  server.frame([update({ totalEnergy: 10.5 })], { fromFrame: server.frameNumber + 1, coalesced: 7 });
  await says("#tokens", /^4$/);
  await says("#total-energy", /^10\.500$/);
  await says("#coalesced", /^7$/);
  await says("#age-median", /ms$/);
  await says("#rtt", /^\d+(\.\d)? ms$/);
  await until("a frame rate", async () => {
    say(update());
    return /^[1-9][\d.]* Hz$/.test(await textOfRate());
  });
  async function textOfRate() {
    await frames(1);
    return page.evaluate(() => document.getElementById("frame-rate").textContent ?? "");
  }
});

test("two models have a lane each, and what the council finds is told in words", async () => {
  const { page, say } = await open();
  assert.equal(await page.isVisible("#council"), false);
  say(update(), update({ modelId: "n" }), field(0.5), field(0.7, "lightning", [], "n"));
  say(interference("constructive", 0.9), resonance(19.5, 0.88));
  await says("#interference", /m and n rise and fall together.*constructive · intensity 0\.90 · coherence 0\.95/);
  await says("#resonance", /m and n speak in one rhythm.*fundamental · 19\.5 Hz · amplitude 0\.88 · phase 42°/);
  await until("the picture's name", async () => /m 0\.5; n 0\.7, lightning/.test(await page.evaluate(() => document.getElementById("field").ariaLabel)));
  const held = () => page.evaluate(() => document.getElementById("interference").dataset.held);
  assert.equal(await held(), "true");
  await until("the finding to be past", async () => (await held()) === "false");
});

test("several models can be asked at once, and one has to stay", async () => {
  const models = ["m", "n"].map((id) => ({ id, name: `${id}:1b`, source: "ollama", state: "ready" }));
  const { page, server, answers } = await open();
  answers["/models"] = () => ({ status: 200, body: { active: "m", models } });
  server.say(startup());
  await page.waitForSelector("#models:not([hidden])");
  const bodies = [];
  answers["/prompt"] = (body) => (bodies.push(body), { status: 202, body: { sessionId: "s1", models: body.models ?? ["m"] } });
  await page.uncheck("#models input[value=m]").catch(() => {});
  assert.equal(await page.isChecked("#models input[value=m]"), true);
  await page.check("#models input[value=n]");
  await page.fill("#prompt", "Emma");
  await page.click("#write");
  await until("the request", () => bodies.length === 1);
  assert.deepEqual(bodies[0].models, ["m", "n"]);
  await until("two texts", () => page.evaluate(() => document.querySelectorAll(".session .entry").length === 2));
});

/** Pixels of the picture in the colours of a stream and of lightning. */
const colours = (page) =>
  page.evaluate(() => {
    const canvas = document.getElementById("field");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width - 92, canvas.height - 20);
    let [warm, cold] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      warm += data[i + 3] > 60 && data[i] > data[i + 2] + 60 ? 1 : 0;
      cold += data[i + 3] > 60 && data[i + 2] > data[i] + 60 ? 1 : 0;
    }
    return { warm, cold };
  });

/** Plays fields at 60 Hz from one time to another. */
function play(server, from, until, kind, intensity = 0.7) {
  for (let at = from; at < until; at += 1_000 / 60) {
    const timestamp = Math.round(at);
    server.frame([update({}, timestamp), field(intensity, kind, [], "m", timestamp)], { timestamp });
  }
}

test("without data nothing in the picture moves, and lightning does not look like a stream", async () => {
  const { page, server, say } = await open();
  const start = Date.now();
  play(server, start - 3_000, start - 1_500, "stream");
  await until("a stream", async () => (await colours(page)).warm > 500);
  assert.ok((await colours(page)).cold < 50);
  play(server, start - 1_500, start, "lightning");
  await until("lightning", async () => (await colours(page)).cold > 500);
  play(server, start, start + 100, "stream", 0);
  server.frame([update({}, start + 15_000), field(0, "stream", [], "m", start + 15_000)], { timestamp: start + 15_000 });
  const picture = () => page.evaluate(() => document.getElementById("field").toDataURL());
  await until("rest", async () => (await colours(page)).cold === 0);
  const before = await picture();
  for (let sequence = 2; sequence < 6; sequence++) {
    say(heartbeat(sequence));
    await frames(5);
    assert.equal(await picture(), before);
  }
});

test("a field told to a newcomer says where things stood, and is not drawn as if it were new", async () => {
  const { page, say } = await open({}, [startup(), update(), field(0.9, "lightning", [{ x: 0, y: 0.9, energy: 1 }])]);
  say(update(), field(0));
  await until("the present", async () =>
    /m 0\.0/.test(await page.evaluate(() => document.getElementById("field").ariaLabel ?? "")),
  );
  await frames(2);
  assert.ok((await colours(page)).cold < 200, JSON.stringify(await colours(page)));
});

test("the inspector shows frames, types and a frame's way, and its buttons do what they say", async () => {
  const { page, server, say, faults } = await open();
  await page.click("#inspector summary");
  const more = async (what, done) =>
    until(what, async () => {
      say(update({ tokensGenerated: 1 }), tokens("s1", ["word "]));
      await frames(1);
      return done();
    });
  const text = (selector) => page.evaluate((query) => document.querySelector(query)?.textContent ?? "", selector);
  await more("types", async () => /energy_update[1-9]/.test(await text("#types")) && /token_stream[1-9]/.test(await text("#types")));
  await more("a way", async () => /\d\.\d\d ms/.test(await text("#waterfall")));
  await more("plots", () => page.evaluate(() => document.querySelectorAll("#charts canvas").length === 2));
  await more("JSON", async () => JSON.parse((await text("#frame-json")) || "{}").events?.length === 2);
  await page.click("#frame-hold");
  await page.click("#frame-older");
  await says("#frame-which", /^held, 1 back$/);
  const held = await text("#frame-json");
  await more("other frames to come", () => server.frameNumber > JSON.parse(held).frameNumber + 5);
  assert.equal(await text("#frame-json"), held);
  await page.click("#trial-slow");
  await until("the rate", () => server.sent.some(({ type, maxFrameRate }) => type === "set_rate" && maxFrameRate === 5));
  await page.click("#trial-slow");
  await until("the rate", () => server.sent.some(({ type, maxFrameRate }) => type === "set_rate" && maxFrameRate === 60));
  await page.click("#trial-drop");
  await until("a second connection", () => server.sockets.length === 2);
  await says("#trial-result", /Dropped; after \d\.\d s the whole state came anew/);
  await page.click("#trial-hang");
  server.frame([update()], { fromFrame: server.frameNumber + 1, frameNumber: server.frameNumber + 120, coalesced: 119 });
  server.frameNumber += 119;
  await says("#trial-result", /hung for 2 s; after \d\.\d s one frame came for 120 ticks, 119 events merged/);
  assert.deepEqual(faults, []);
});

test("ten minutes of stream do not grow the page", async () => {
  const { page, server } = await open();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const start = Date.now() - 700_000;
  const minutes = async (from, count) => {
    for (let n = from * 3_600; n < (from + count) * 3_600; n++) {
      const timestamp = start + Math.round((n * 1_000) / 60);
      const point = { x: 0.5, y: (n % 7) / 7, energy: 0.01 };
      server.frame(
        [
          update({ totalEnergy: n / 100, deltaEnergy: 0.01, tokensGenerated: 1 }, timestamp),
          field(0.5, "lightning", [point], "m", timestamp),
          tokens(`s${Math.floor(n / 200)}`, [" word"], n % 200 === 199, "m", timestamp),
          ...(n % 60 === 0 ? [heartbeat(n), interference("neutral", 0.1)] : []),
          ...(n % 600 === 0 ? [reward(`at ${n}`)] : []),
        ],
        { timestamp },
      );
      if (n % 120 === 0) {
        await frames(1);
        server.sent.length = 0;
      }
    }
    await until("all of it to be handled", () =>
      page.evaluate((total) => document.getElementById("total-energy").textContent === total, (((from + count) * 3_600 - 1) / 100).toFixed(3)), 60_000);
  };
  const size = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    return { heap: value("JSHeapUsedSize"), nodes: value("Nodes"), listeners: value("JSEventListeners") };
  };
  await minutes(0, 3);
  const early = await size();
  await minutes(3, 7);
  const late = await size();
  assert.ok(late.heap - early.heap < 1_500_000, JSON.stringify({ early, late }));
  assert.ok(late.nodes - early.nodes < 500, JSON.stringify({ early, late }));
  assert.equal(late.listeners, early.listeners);
});

test("a hidden page says so, says it again to the next connection, and gets what it missed as one frame", async () => {
  const { page, server, say } = await open();
  const hide = (hidden) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  const told = () => server.sent.filter(({ type }) => type === "visibility").map(({ hidden }) => hidden);
  await hide(true);
  await until("the news", () => told().length === 1);
  server.end(1001);
  await until("the news again", () => told().length === 2);
  await hide(false);
  await until("the return", () => told().length === 3);
  assert.deepEqual(told(), [true, true, false]);
  say(tokens("a", ["all ", "of ", "it"], true));
  await says(".written", /^all of it$/);
});
