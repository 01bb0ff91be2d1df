import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage, scrollsSideways, textOf, watchForText } from "./helpers/browser.js";
import { Server } from "./helpers/server.js";
import { StreamClient } from "./helpers/stream-client.js";
import { until } from "./helpers/until.js";

/** The page as a person meets it: the real server, a real browser, a real model writing. */
describe("the page", () => {
  /** @type {import("playwright-core").Browser} */ let browser;
  /** @type {Server} */ let server;

  before(async () => {
    browser = await launch();
    server = await Server.start();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function open(options) {
    const opened = await newPage(browser, options);
    await opened.page.goto(server.origin);
    await says(opened.page, "#connection-text", /^Streaming$/);
    return opened;
  }

  const says = (page, selector, pattern, timeoutMs) =>
    until(`${selector} says ${pattern}`, async () => pattern.test((await textOf(page, selector)) ?? ""), timeoutMs);
  const state = (page) => page.evaluate(() => [...document.querySelectorAll(".entry")].at(-1)?.dataset.state);
  const becomes = (page, wanted) =>
    until(`the last text is ${wanted}`, async () => (await state(page)) === wanted, 30_000);
  const written = (page) => page.evaluate(() => [...document.querySelectorAll(".written")].at(-1)?.textContent ?? "");

  async function ask(page, prompt, maxTokens) {
    await page.fill("#max-tokens", String(maxTokens));
    await page.focus("#prompt");
    await page.keyboard.type(prompt);
    const hasCome = await watchForText(page);
    await page.keyboard.press("Control+Enter");
    await until("the new text", hasCome);
  }

  test("a prompt typed by keyboard streams a text that is, to the letter, what another client receives", async () => {
    const { page, faults, addresses } = await open();
    const other = await StreamClient.open(server);
    await ask(page, "Emma said that", 80);
    const lengths = new Set();
    await until("the text to grow before it is done", async () => {
      lengths.add((await written(page)).length);
      return lengths.size >= 5 && (await state(page)) === "writing";
    });
    await becomes(page, "done");
    const sessionId = other.sessions.at(-1);
    await until("the other client to be done too", () => other.isComplete(sessionId));
    assert.equal(await written(page), other.text(sessionId));
    assert.equal(await textOf(page, ".entry .prompt"), "Emma said that");
    await says(page, ".entry footer", /done · \d+ tokens/);
    await says(page, "#frame-rate", /^[1-9]\d*\.\d Hz$/);
    await says(page, "#age-median", /^[\d.]+ ms$/);
    await says(page, "#rtt", /^[\d.]+ ms$/);
    await says(page, "#total-energy", /^\d+\.\d{3}$/);
    await says(page, "#tokens", /^[1-9]\d*$/);
    other.close();
    await page.context().close();
    assert.deepEqual(faults, []);
    const foreign = addresses.filter((address) => new URL(address).host !== `127.0.0.1:${server.port}`);
    assert.deepEqual(foreign, []);
  });

  test("the picture shows the energy of what was written", async () => {
    const { page } = await open();
    await ask(page, "The carriage arrived at", 40);
    await becomes(page, "done");
    const inked = await page.evaluate(() => {
      const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById("field"));
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, i) => i % 4 === 3 && value > 40).length;
    });
    assert.ok(inked > 2_000, `${inked} pixels`);
    await page.context().close();
  });

  test("words the model was unsure of are marked", async () => {
    const { page } = await open();
    await ask(page, "The carriage arrived at", 100_000);
    await until("a mark", () => page.evaluate(() => document.querySelectorAll(".written [data-certainty]").length > 0), 30_000);
    await page.click("#stop");
    await becomes(page, "stopped");
    await page.context().close();
  });

  test("stop ends the text, and the page can write again", async () => {
    const { page, faults } = await open();
    await ask(page, "She could not help", 2_000);
    await until("some text", async () => (await written(page)).length > 10);
    assert.equal(await page.isDisabled("#write"), true);
    await page.click("#stop");
    await becomes(page, "stopped");
    await until(
      "the buttons to change",
      async () => !(await page.isVisible("#stop")) && !(await page.isDisabled("#write")),
    );
    await ask(page, "It was", 10);
    await becomes(page, "done");
    await page.context().close();
    assert.deepEqual(faults, []);
  });

  test("a text begun in another window appears here too", async () => {
    const { page: one } = await open();
    const { page: two } = await open();
    const hasCome = await watchForText(two);
    await ask(one, "It was a truth", 20);
    await until("the text here too", hasCome);
    await becomes(one, "done");
    await becomes(two, "done");
    assert.equal(await written(two), await written(one));
    assert.notEqual(await written(two), "");
    await says(two, ".entry footer", /begun elsewhere/);
    await one.context().close();
    await two.context().close();
  });

  test("everything has a name and can be reached by keyboard", async () => {
    const { page } = await open();
    const tree = await page.locator("body").ariaSnapshot();
    for (const name of [
      'log "Transcript"',
      'textbox "A beginning for the model to continue"',
      'button "Write"',
      'slider "Temperature',
      'spinbutton "Up to',
      'textbox "Seed',
      'button "Emma said that"',
      'heading "WIRTHFORGE"',
      'checkbox "Mark unsure words"',
      'img "Energy of the last 12 seconds',
    ]) {
      assert.ok(tree.includes(name), `no ${name} in\n${tree}`);
    }
    const reached = [];
    for (let i = 0; i < 18; i++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.className));
    }
    for (const id of ["transcript", "prompt", "write", "temperature", "max-tokens", "seed", "sureness"]) {
      assert.ok(reached.includes(id), `${id} not among ${reached}`);
    }
    await page.context().close();
  });

  test("360 px are enough", async () => {
    const { page } = await open({ viewport: { width: 360, height: 740 } });
    assert.equal(await scrollsSideways(page), false);
    await ask(page, "Emma said that", 40);
    await becomes(page, "done");
    assert.equal(await scrollsSideways(page), false);
    await page.context().close();
  });

});
