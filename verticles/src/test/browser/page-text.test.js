import assert from "node:assert/strict";
import { test } from "node:test";
import { scrollsSideways } from "./helpers/browser.js";
import { error, field, reward, startup, tokens, update } from "./helpers/events.js";
import { open, says, shows, written } from "./helpers/fake-stage.js";
import { until } from "./helpers/until.js";

test("model text that looks like markup stays text, whole or split over tokens", async () => {
  const { page, say, faults } = await open();
  const whole = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
  const parts = ["<im", "g src=x on", "error=document.title='owned'>", "</span><b>", "&lt;"];
  say(tokens("a", [whole], true), tokens("b", parts.slice(0, 2)), tokens("b", parts.slice(2), true));
  await shows([whole, parts.join("")]);
  assert.equal(await page.evaluate(() => document.querySelectorAll("#transcript :is(img, script, b)").length), 0);
  assert.doesNotMatch(await page.title(), /owned/);
  assert.deepEqual(faults, []);
});

test("notices, models and reasons that look like markup stay text", async () => {
  const { page, say, server, faults } = await open();
  const evil = "<img src=x onerror=alert(1)>";
  say(error("X", evil, "error"), reward(evil, { description: evil }));
  await says("#notices", /onerror/);
  server.end(4000, evil);
  await says("#banner", /onerror/);
  assert.equal(await page.evaluate(() => document.querySelectorAll("body img").length), 1);
  assert.deepEqual(faults, []);
});

test("malformed messages break nothing", async () => {
  const { server, say, faults } = await open();
  const bad = [
    { type: "token_stream", payload: { tokens: "x" } },
    { type: "energy_update", timestamp: 1, frameNumber: 1, payload: { modelId: "m", totalEnergy: "1" } },
    { type: "interference_event", timestamp: 1, payload: { models: 7 } },
    { type: "reward_event", timestamp: 1, payload: { title: {} } },
    { type: "__proto__", timestamp: 1, payload: {} },
    { type: "unheard_of", timestamp: 1, payload: {} },
    null,
    7,
  ];
  ["", "{", "null", "\u0000", '{"type":"frame"}', '{"type":7}'].forEach((text) => server.sayText(text));
  server.frame(bad, { timestamp: Date.now() });
  for (const timestamp of [1e300, -1, 0.5, "x"]) {
    server.frame([field(9e99, "x"), update()], { timestamp });
  }
  say(tokens("a", ["still ", "here"], true));
  await shows(["still here"]);
  assert.deepEqual(faults, []);
});

test("a snapshot tells a text from its beginning, and it is shown once", async () => {
  const { server, say } = await open();
  say(tokens("a", ["It ", "was"]), tokens("done", ["Finished."], true));
  await shows(["It was", "Finished."]);
  server.onconnect = () =>
    server.welcome(startup(), update(), tokens("a", ["It ", "was", " a "]), tokens("done", ["Finished."], true));
  server.end(1001);
  await until("a second connection", () => server.sockets.length === 2);
  await shows(["It was a ", "Finished."]);
  say(tokens("a", ["truth"]), tokens("a", ["."], true));
  await shows(["It was a truth.", "Finished."]);
  assert.equal(server.queries[1].get("resume"), `fake1:${server.frameNumber - 2}`);
});

test("a text that another run of the server does not know is cut off, and what there is of it kept", async () => {
  const { server, say } = await open();
  say(tokens("a", ["Half a sen"]));
  await shows(["Half a sen"]);
  server.epoch = "fake2";
  server.end(1001);
  await says(".entry footer", /cut off/);
  await shows(["Half a sen"]);
});

test("words the model was unsure of are marked, where its probabilities are told", async () => {
  const { page, say } = await open();
  const points = [0.9, 0.02].map((y) => ({ x: 0, y, energy: 0.01 }));
  const timestamp = Date.now();
  say(field(0.5, "stream", points, "m", timestamp), tokens("a", ["sure ", "unsure"], true, "m", timestamp));
  const marked = () =>
    page.evaluate(() => [...document.querySelectorAll(".written [data-certainty]")].map((node) => node.textContent));
  await until("the mark", async () => JSON.stringify(await marked()) === '["unsure"]');
  await page.uncheck("#sureness");
  const line = await page.evaluate(() => getComputedStyle(document.querySelector(".written [data-certainty]")).textDecorationLine);
  assert.equal(line, "none");
});

test("a text whose tokens overtake the answer to its prompt is one entry with its prompt", async () => {
  const { page, say, answers } = await open();
  answers["/prompt"] = () => ({ status: 202, body: { sessionId: "s1", models: ["m"] } });
  say(tokens("s1", [" and"]));
  await page.fill("#prompt", "Emma");
  await page.click("#write");
  await says(".entry .prompt", /^Emma$/);
  say(tokens("s1", [" so on"], true));
  await shows([" and so on"]);
});

test("two models of one prompt are two entries, each with its own text", async () => {
  const { page, say, answers } = await open();
  answers["/prompt"] = () => ({ status: 202, body: { sessionId: "s1", models: ["m", "n"] } });
  await page.fill("#prompt", "Emma");
  await page.click("#write");
  await until("two entries", () => page.evaluate(() => document.querySelectorAll(".entry").length === 2));
  say(tokens("s1", [" two"], true, "n"), tokens("s1", [" one"], true, "m"));
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
    await page.evaluate(() => {
      globalThis.glowing = 0;
      new MutationObserver(() => {
        globalThis.glowing = Math.max(globalThis.glowing, document.querySelectorAll(".hot").length);
      }).observe(document.getElementById("transcript"), { childList: true, subtree: true });
    });
    say(tokens("a", ["calm"]));
    await shows(["calm"]);
    assert.equal(await page.evaluate(() => globalThis.glowing), glowing);
    await until("the words to be cool", async () => {
      say(update());
      return page.evaluate(() => !document.querySelector(".hot"));
    });
    await shows(["calm"]);
  });
}

test("a word of 3,000 letters does not widen a page of 360 px", async () => {
  const { page, say } = await open({ viewport: { width: 360, height: 740 } });
  const word = "m".repeat(3_000);
  say(tokens("a", [word]));
  say(error("X".repeat(200), word.slice(0, 900), "error"));
  await shows([word]);
  assert.equal(await scrollsSideways(page), false);
});

test("many long texts are kept to twenty entries and 200,000 characters", async () => {
  const { page, say, faults } = await open();
  for (let n = 0; n < 60; n++) {
    say(tokens(`s${n}`, ["0123456789".repeat(2_000)], n < 59));
  }
  say(tokens("s59", ["x".repeat(250_000)]));
  await until("the bound", async () => {
    const texts = await written();
    return texts.length <= 20 && texts.join("").length <= 200_000 && texts.at(-1)?.endsWith("xxx");
  });
  say(tokens("s59", ["the end"], true));
  await until("the newest text", async () => (await written()).at(-1)?.endsWith("xthe end"));
  assert.deepEqual(faults, []);
});
