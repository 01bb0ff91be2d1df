import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage, screenshot, scrollsSideways, textOf } from "./helpers/browser.js";
import { councilStart, playCouncil } from "./helpers/council.js";
import { FakeServer } from "./helpers/fake-server.js";
import { Server } from "./helpers/server.js";
import { until } from "./helpers/until.js";

const sizes = { desktop: { width: 1280, height: 860 }, phone: { width: 360, height: 740 } };

/** How the page looks, as pictures in target/screenshots: to be looked at, and none wider than its window. */
describe("the page looks well", () => {
  /** @type {import("playwright-core").Browser} */ let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  const says = (page, selector, pattern) =>
    until(`${selector} says ${pattern}`, async () => pattern.test((await textOf(page, selector)) ?? ""), 20_000);

  async function take(page, name) {
    await screenshot(page, name);
    assert.equal(await scrollsSideways(page), false, name);
  }

  for (const colorScheme of /** @type {const} */ (["dark", "light"])) {
    for (const [size, viewport] of Object.entries(sizes)) {
      test(`in the ${colorScheme}, on a ${size}: idle, generating, inspected, reconnecting`, async () => {
        const mortal = await Server.start();
        const { page } = await newPage(browser, { colorScheme, viewport });
        await page.goto(mortal.origin);
        await says(page, "#connection-text", /^Streaming$/);
        await says(page, "#server-frame-rate", /server/);
        await take(page, `${colorScheme}-${size}-idle`);
        await page.fill("#max-tokens", "400");
        await page.fill("#prompt", "Emma said that");
        await page.click("#write");
        await says(page, ".written", /.{250}/s);
        await take(page, `${colorScheme}-${size}-generating`);
        await page.click("#inspector summary");
        await says(page, "#waterfall", /ms/);
        await says(page, "#waterfall + .note", /sealed its frames/);
        await until("the plots", () => page.evaluate(() => document.querySelectorAll("#charts canvas").length === 2));
        await take(page, `${colorScheme}-${size}-inspector`);
        await page.click("#inspector summary");
        await page.evaluate(() => scrollTo(0, 0));
        await mortal.kill();
        await says(page, "#connection-text", /^Reconnecting in/);
        await take(page, `${colorScheme}-${size}-reconnecting`);
        await page.context().close();
      });

      test(`in the ${colorScheme}, on a ${size}: a council`, async () => {
        const server = await FakeServer.start();
        const models = ["austen-1m", "qwen3-0-6b"].map((id) => ({ id, name: id, source: "embedded", state: "ready" }));
        server.answers["/models"] = () => ({ status: 200, body: { active: models[0].id, models } });
        server.onconnect = () => server.welcome(...councilStart());
        const { page, faults } = await newPage(browser, { colorScheme, viewport });
        await page.goto(server.origin);
        await says(page, "#connection-text", /^Streaming$/);
        const end = playCouncil(server);
        await says(page, "#notices", /Two voices/);
        await says(page, "#interference", /rise where the other falls/);
        await take(page, `${colorScheme}-${size}-council`);
        end();
        await page.context().close();
        await server.stop();
        assert.deepEqual(faults, []);
      });
    }
  }
});
