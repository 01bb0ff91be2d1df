import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { launch, scrollsSideways, textOf } from "./helpers/browser.js";
import { field, heartbeat, openFakePage, tokens, update } from "./helpers/fake-page.js";
import { until } from "./helpers/until.js";

/** @type {import("playwright-core").Browser} */ let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** @type {Awaited<ReturnType<typeof openFakePage>>} */ let fake;
afterEach(() => fake.page.context().close());

async function open(options) {
  fake = await openFakePage(browser, options);
  await fake.begin();
  return fake;
}

const written = () =>
  fake.page.evaluate(() => [...document.querySelectorAll(".written")].map((element) => element.textContent));
const shows = (texts) =>
  until(`the transcript shows ${JSON.stringify(texts)}`, async () => JSON.stringify(await written()) === JSON.stringify(texts));
const says = (selector, pattern) =>
  until(`${selector} says ${pattern}`, async () => pattern.test((await textOf(fake.page, selector)) ?? ""));
const frames = (count) =>
  fake.page.evaluate(
    (n) => new Promise((done) => requestAnimationFrame(function next() {
      n-- > 0 ? requestAnimationFrame(next) : done(null);
    })), count);

test("model text that looks like markup stays text, whole or split over tokens", async () => {
  const { page, say, faults } = await open();
  const whole = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
  const parts = ["<im", "g src=x on", "error=document.title='owned'>", "</span><b>", "&lt;"];
  await say(tokens("a", [whole], true), tokens("b", parts.slice(0, 2)), tokens("b", parts.slice(2), true));
  await shows([whole, parts.join("")]);
  assert.equal(await page.evaluate(() => document.querySelectorAll("#transcript :is(img, script, b)").length), 0);
  assert.doesNotMatch(await page.title(), /owned/);
  assert.deepEqual(faults, []);
});

test("notices, models and reasons that look like markup stay text", async () => {
  const { page, say, faults } = await open();
  const evil = "<img src=x onerror=alert(1)>";
  const payload = { severity: "error", code: "X", message: evil, component: "model" };
  await say({ type: "error_event", channel: "system", timestamp: 1, payload });
  await say({ type: "reward_event", channel: "reward", timestamp: 1, payload: { rewardType: "milestone", title: evil, points: 1, description: evil } });
  await page.evaluate((reason) => globalThis.fakeServer.end(4000, reason), evil);
  await says("#banner", /onerror/);
  assert.equal(await page.evaluate(() => document.querySelectorAll("body img").length), 1);
  assert.deepEqual(faults, []);
});

test("malformed messages break nothing", async () => {
  const { say, faults } = await open();
  await say("", "{", "null", '{"type":"token_stream","timestamp":1,"payload":{"tokens":"x"}}', "\u0000",
    '{"type":"energy_update","timestamp":1,"frameNumber":1,"payload":{"modelId":"m","totalEnergy":"1"}}',
    '{"type":"__proto__","timestamp":1,"payload":{}}', '{"type":"unheard_of","timestamp":1,"payload":{}}',
    '{"type":"energy_field","timestamp":1e300,"frameNumber":1,"payload":{"modelId":"m","fieldType":"","intensity":9e99}}');
  await say(tokens("a", ["still ", "here"], true));
  await shows(["still here"]);
  assert.deepEqual(faults, []);
});

test("after a reconnect the first tokens of a known session replace its text, later ones follow it", async () => {
  const { page, say, begin } = await open();
  await say(tokens("a", ["It ", "was"]), tokens("done", ["Finished."], true));
  await shows(["It was", "Finished."]);
  await page.evaluate(() => globalThis.fakeServer.end(1001));
  await until("a second socket", () => page.evaluate(() => globalThis.fakeServer.sockets.length === 2));
  await begin();
  await say(tokens("a", ["It ", "was ", "a "]), tokens("a", ["truth"]), tokens("a", ["."], true));
  await shows(["It was a truth.", "Finished."]);
});

test("a session that the server knows no more after a reconnect is cut off, its text kept", async () => {
  const { page, say, begin } = await open();
  await say(tokens("a", ["Half a sen"]));
  await page.evaluate(() => globalThis.fakeServer.end(1001));
  await until("a second socket", () => page.evaluate(() => globalThis.fakeServer.sockets.length === 2));
  await begin();
  await say(heartbeat(0), heartbeat(1));
  await says(".entry footer", /cut off/);
  await shows(["Half a sen"]);
});

test("a text whose tokens overtake the answer to its prompt is one entry with its prompt", async () => {
  const { page, say, answers } = await open();
  answers["/prompt"] = () => ({ status: 202, body: { sessionId: "s1", models: ["m"] } });
  await say(tokens("s1", [" and"]));
  await page.fill("#prompt", "Emma");
  await page.click("#write");
  await says(".entry .prompt", /^Emma$/);
  await say(tokens("s1", [" so on"], true));
  await shows([" and so on"]);
});

test("two models of one prompt are two entries, each with its own text", async () => {
  const { page, say, answers } = await open();
  answers["/prompt"] = () => ({ status: 202, body: { sessionId: "s1", models: ["m", "n"] } });
  await page.fill("#prompt", "Emma");
  await page.click("#write");
  await until("two entries", () => page.evaluate(() => document.querySelectorAll(".entry").length === 2));
  await say(tokens("s1", [" two"], true, "n"), tokens("s1", [" one"], true, "m"));
  await shows([" one", " two"]);
});

test("the server's refusal of a prompt is shown by the box, the prompt kept", async () => {
  const { page, answers } = await open();
  answers["/prompt"] = () => ({ status: 503, body: { code: "NOT_READY", message: "The model is still being read.", details: {} } });
  await page.fill("#prompt", "Emma");
  await page.click("#write");
  await says("#prompt-error", /still being read/);
  assert.equal(await page.inputValue("#prompt"), "Emma");
});

test("parameters are sent as set, and a bad one is refused in words before anything is sent", async () => {
  const { page, answers } = await open();
  const bodies = [];
  answers["/prompt"] = (body) => (bodies.push(body), { status: 202, body: { sessionId: "s1", models: ["m"] } });
  await page.fill("#prompt", "Emma");
  await page.fill("#seed", "x7");
  await page.click("#write");
  await says("#prompt-error", /whole number/);
  await page.fill("#seed", "42");
  await page.fill("#max-tokens", "77");
  await page.fill("#temperature", "1.5");
  await page.click("#write");
  await until("a request", () => bodies.length === 1);
  assert.deepEqual(bodies[0], { prompt: "Emma", parameters: { temperature: 1.5, max_tokens: 77, seed: 42 } });
});

test("heartbeats are answered", async () => {
  const { page, say } = await open();
  await say(heartbeat(41));
  const sent = await until("an answer", () => page.evaluate(() => globalThis.fakeServer.sent[0]));
  assert.deepEqual([sent.type, sent.sequence, Math.abs(sent.clientTime - Date.now()) < 5_000], ["heartbeat_response", 41, true]);
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
  const notice = (code) => ({ type: "error_event", channel: "system", timestamp: 1,
    payload: { severity: "warning", code, message: `about ${code}`, component: "ui" } });
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

test("without data nothing in the plot moves, and lightning does not look like a stream", async () => {
  const { page, say } = await open();
  const picture = () => page.evaluate(() => document.getElementById("plot").toDataURL());
  const colours = () => page.evaluate(() => {
    const { width, height } = document.getElementById("plot");
    const { data } = document.getElementById("plot").getContext("2d").getImageData(0, 0, width, height);
    let [warm, cold] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      warm += data[i + 3] > 60 && data[i] > data[i + 2] + 60 ? 1 : 0;
      cold += data[i + 3] > 60 && data[i + 2] > data[i] + 60 ? 1 : 0;
    }
    return { warm, cold };
  });
  const now = Date.now();
  const feed = (from, kind) =>
    say(...Array.from({ length: 120 }, (_, n) => field(n, 0.7, kind, now - 6_000 + from + n * 16)), heartbeat(1));
  await feed(0, "stream");
  await frames(2);
  const stream = await colours();
  assert.ok(stream.warm > 500 && stream.cold < 50, JSON.stringify(stream));
  const before = await picture();
  await frames(12);
  assert.equal(await picture(), before);
  await feed(2_000, "lightning");
  await frames(2);
  const lightning = await colours();
  assert.ok(lightning.cold > 500, JSON.stringify(lightning));
});

test("less motion is respected: words don't glow", async () => {
  const { page, say } = await open({ reducedMotion: "reduce" });
  await say(tokens("a", ["calm"]));
  await shows(["calm"]);
  assert.equal(await page.evaluate(() => document.querySelectorAll(".hot").length), 0);
});

test("a word of 3,000 letters does not widen a page of 360 px", async () => {
  const { page, say } = await open({ viewport: { width: 360, height: 740 } });
  const word = "m".repeat(3_000);
  await say(tokens("a", [word]));
  const payload = { severity: "error", code: "X".repeat(200), message: word.slice(0, 900), component: "model" };
  await say({ type: "error_event", channel: "system", timestamp: 1, payload });
  await shows([word]);
  assert.equal(await scrollsSideways(page), false);
});

test("many long texts are kept to twenty entries and 200,000 characters", async () => {
  const { page, say, faults } = await open();
  for (let n = 0; n < 60; n++) {
    await say(tokens(`s${n}`, ["0123456789".repeat(2_000)], n < 59));
  }
  await say(tokens("s59", ["x".repeat(250_000)]));
  await until("the bound", async () => {
    const texts = await written();
    return texts.length <= 20 && texts.join("").length <= 200_000 && texts.at(-1).endsWith("xxx");
  });
  await say(tokens("s59", ["the end"], true));
  await until("the newest text", async () => (await written()).at(-1).endsWith("xthe end"));
  assert.deepEqual(faults, []);
});

test("ten minutes of stream do not grow the page", async () => {
  const { page } = await open();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const minutes = (from, count) => page.evaluate(async ([first, last]) => {
    const start = Date.now() - 700_000;
    for (let n = first * 3_600; n < last * 3_600; n++) {
      const timestamp = start + Math.round((n * 1_000) / 60);
      const common = { channel: "energy", timestamp, frameNumber: n };
      const spent = { modelId: "m", totalEnergy: n / 100, deltaEnergy: 0.01, tokensGenerated: 1, processingTime: 0 };
      const session = { sessionId: `s${Math.floor(n / 200)}`, modelId: "m", tokens: [" word"], isComplete: n % 200 === 199 };
      globalThis.fakeServer.say({ ...common, type: "energy_update", payload: spent },
        { ...common, type: "energy_field", payload: { modelId: "m", fieldType: "lightning", intensity: 0.5, coordinates: [] } },
        { type: "token_stream", channel: "experience", timestamp, payload: session });
      if (n % 60 === 0) {
        globalThis.fakeServer.say({ type: "heartbeat", channel: "system", timestamp, payload: { sequence: n } });
        globalThis.fakeServer.sent.length = 0;
        await new Promise(requestAnimationFrame);
      }
    }
  }, [from, from + count]);
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
