import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch, newPage, textOf, watchForText } from "./helpers/browser.js";
import { Server, freePort } from "./helpers/server.js";
import { StreamClient } from "./helpers/stream-client.js";
import { until } from "./helpers/until.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** How long the page is watched for growth: seconds in every run, minutes when asked. */
const soakMs = Number(process.env.WIRTHFORGE_SOAK_MINUTES ?? 0.25) * 60_000;

/** The page through what befalls pages: lost connections, dead servers, hidden tabs, slow machines, long days. */
describe("the page lives through", () => {
  /** @type {import("playwright-core").Browser} */ let browser;
  /** @type {Server} */ let server;
  /** @type {StreamClient} */ let source;

  before(async () => {
    browser = await launch();
    server = await Server.start();
    source = await StreamClient.open(server);
  });

  after(async () => {
    source?.close();
    await browser?.close();
    await server?.stop();
  });

  const says = (page, selector, pattern, timeoutMs = 20_000) =>
    until(`${selector} says ${pattern}`, async () => pattern.test((await textOf(page, selector)) ?? ""), timeoutMs);
  const state = (page) => page.evaluate(() => [...document.querySelectorAll(".entry")].at(-1)?.dataset.state);
  const becomes = (page, wanted) =>
    until(`the last text is ${wanted}`, async () => (await state(page)) === wanted, 30_000);
  const written = (page) => page.evaluate(() => [...document.querySelectorAll(".written")].at(-1)?.textContent ?? "");
  const grows = async (page) => {
    const { length } = await written(page);
    await until("more text", async () => (await written(page)).length > length + 20, 20_000);
  };

  async function open(options, at = server) {
    const opened = await newPage(browser, options);
    await opened.page.goto(at.origin);
    await says(opened.page, "#connection-text", /^Streaming$/);
    return opened;
  }

  async function ask(page, maxTokens) {
    await page.fill("#max-tokens", String(maxTokens));
    await page.fill("#prompt", "Emma said that");
    const hasCome = await watchForText(page);
    await page.click("#write");
    await until("the new text", hasCome);
    await until("some text", async () => (await written(page)).length > 10, 20_000);
  }

  /** Ends the text and compares it with what a client got that was never disturbed. */
  async function isWhole(page) {
    await page.click("#stop");
    await becomes(page, "stopped");
    const sessionId = source.sessions.at(-1);
    await until("the source's end", () => source.isComplete(sessionId), 20_000);
    assert.equal(await written(page), source.text(sessionId));
  }

  test("connections that break in mid-sentence: nothing is lost, nothing doubled", async () => {
    const { page, faults } = await open();
    await ask(page, 100_000);
    await page.click("#inspector summary");
    for (let round = 0; round < 3; round++) {
      await page.click("#trial-drop");
      await says(page, "#trial-result", /^Dropped; after .* no text lost\.$/);
      await says(page, "#connection-text", /^Streaming$/);
      await grows(page);
    }
    await isWhole(page);
    await page.context().close();
    assert.deepEqual(faults, []);
  });

  test("a main thread that hangs: one frame brings all of it", async () => {
    const { page, faults } = await open();
    await ask(page, 100_000);
    await page.click("#inspector summary");
    await page.click("#trial-hang");
    await says(page, "#trial-result", /hung for 2 s; after .* merged into others, no text lost\.$/);
    await isWhole(page);
    await page.context().close();
    assert.deepEqual(faults, []);
  });

  test("a tab that is hidden and shown again", async () => {
    const { page, faults } = await open();
    const hide = (hidden) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await ask(page, 100_000);
    await hide(true);
    await says(page, "#frame-rate", /^[01]\.\d Hz$/);
    await hide(false);
    await says(page, "#frame-rate", /^\d\d\.\d Hz$/);
    await grows(page);
    await isWhole(page);
    await page.context().close();
    assert.deepEqual(faults, []);
  });

  test("a machine six times slower", async () => {
    const { page, faults } = await open();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    await ask(page, 100_000);
    await grows(page);
    await says(page, "#frame-rate", /^[1-9]\d*\.\d Hz$/);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await isWhole(page);
    await page.context().close();
    assert.deepEqual(faults, []);
  });

  test("a server that dies in mid-sentence and returns", async () => {
    const port = await freePort();
    const mortal = await Server.start(port);
    const { page, faults } = await open({}, mortal);
    await ask(page, 100_000);
    await mortal.kill();
    await says(page, "#connection-text", /^Reconnecting/);
    const half = await written(page);
    const reborn = await Server.start(port);
    try {
      await says(page, "#connection-text", /^Streaming$/, 30_000);
      await becomes(page, "cut off");
      assert.equal(await written(page), half);
      await page.fill("#max-tokens", "10");
      await page.fill("#prompt", "Once more");
      const hasCome = await watchForText(page);
      await page.click("#write");
      await until("the new text", hasCome);
      await becomes(page, "done");
      assert.deepEqual(
        faults.filter((fault) => !/WebSocket connection to|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|status of 503/.test(fault)),
        [],
      );
    } finally {
      await page.context().close();
      await reborn.stop();
    }
  });

  test("what an accessibility checker looks for, in both colours, with and without the inspector", async () => {
    for (const colorScheme of /** @type {const} */ (["dark", "light"])) {
      const { page } = await open({ colorScheme });
      await ask(page, 30);
      await becomes(page, "done");
      await page.click("#inspector summary");
      await says(page, "#waterfall", /ms/);
      const cdp = await page.context().newCDPSession(page);
      await cdp.send("Page.setBypassCSP", { enabled: true });
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const found = await globalThis.axe.run(document, { resultTypes: ["violations"] });
        return found.violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join("; ")}`);
      });
      assert.deepEqual(violations, []);
      await page.context().close();
    }
  });

  test(`${soakMs / 60_000} minutes of writing, without growing`, async () => {
    const { page, faults } = await open();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable");
    const size = async () => {
      await cdp.send("HeapProfiler.collectGarbage");
      const { metrics } = await cdp.send("Performance.getMetrics");
      const value = (name) => metrics.find((metric) => metric.name === name).value;
      return { heap: value("JSHeapUsedSize"), nodes: value("Nodes"), listeners: value("JSEventListeners") };
    };
    const write = async (forMs) => {
      for (const end = performance.now() + forMs; performance.now() < end; ) {
        await ask(page, 120);
        await becomes(page, "done");
      }
    };
    // Until the transcript holds as many texts as it ever will, what it holds grows.
    await write(Math.max(soakMs / 3, 5_000));
    const early = await size();
    await write(soakMs);
    const late = await size();
    const texts = await page.evaluate(() => document.querySelectorAll(".entry").length);
    assert.ok(texts <= 20, `${texts} texts`);
    const perText = texts * 100_000;
    assert.ok(late.heap - early.heap < 2_000_000 + perText, JSON.stringify({ early, late }));
    assert.ok(late.nodes - early.nodes < 1_200 + texts * 60, JSON.stringify({ early, late }));
    assert.equal(late.listeners, early.listeners);
    await page.context().close();
    assert.deepEqual(faults, []);
  });
});
