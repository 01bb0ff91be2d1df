import assert from "node:assert/strict";
import { test } from "node:test";
import { scrollsSideways } from "./helpers/browser.js";
import { heartbeat, tokens } from "./helpers/fake-page.js";
import { frames, open, says, shows, written } from "./helpers/fake-stage.js";
import { until } from "./helpers/until.js";

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
  await say({
    type: "reward_event",
    channel: "reward",
    timestamp: 1,
    payload: { rewardType: "milestone", title: evil, points: 1, description: evil },
  });
  await page.evaluate((reason) => globalThis.fakeServer.end(4000, reason), evil);
  await says("#banner", /onerror/);
  assert.equal(await page.evaluate(() => document.querySelectorAll("body img").length), 1);
  assert.deepEqual(faults, []);
});

test("malformed messages break nothing", async () => {
  const fieldPayload = '"payload":{"modelId":"m","fieldType":"x","intensity":9e99}';
  const { say, faults } = await open();
  await say(
    "",
    "{",
    "null",
    '{"type":"token_stream","timestamp":1,"payload":{"tokens":"x"}}',
    "\u0000",
    '{"type":"energy_update","timestamp":1,"frameNumber":1,"payload":{"modelId":"m","totalEnergy":"1"}}',
    '{"type":"__proto__","timestamp":1,"payload":{}}',
    '{"type":"unheard_of","timestamp":1,"payload":{}}',
    ...["9007199254740991", "1e300", "-1", "0.5"].map(
      (time) => `{"type":"energy_field","timestamp":${time},"frameNumber":1,${fieldPayload}}`,
    ),
  );
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
  answers["/prompt"] = () => ({
    status: 503,
    body: { code: "NOT_READY", message: "The model is still being read.", details: {} },
  });
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

for (const [reducedMotion, glowing] of [
  ["no-preference", 1],
  ["reduce", 0],
]) {
  test(`with motion preference ${reducedMotion} ${glowing} new words glow`, async () => {
    const { page, say } = await open({ reducedMotion });
    await say(tokens("a", ["calm"]));
    await frames(2);
    assert.equal(await page.evaluate(() => document.querySelectorAll(".hot").length), glowing);
    await shows(["calm"]);
    await until("the words to be cool", () => page.evaluate(() => !document.querySelector(".hot")));
    await shows(["calm"]);
  });
}

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
