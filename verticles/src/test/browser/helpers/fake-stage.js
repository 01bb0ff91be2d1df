import { after, afterEach, before } from "node:test";
import { launch, textOf } from "./browser.js";
import { openFakePage } from "./fake-page.js";
import { until } from "./until.js";

/** The stage of tests that play the server: one browser per file, one page per test, and what is to be seen on it. */

/** @type {import("playwright-core").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof openFakePage>>} */ let fake;

before(async () => (browser = await launch()));
after(() => browser?.close());
afterEach(() => fake?.page.context().close());

/** A page that streams. */
export async function open(options) {
  fake = await openFakePage(browser, options);
  await fake.begin();
  return fake;
}

/** The model's texts, oldest first. */
export const written = () =>
  fake.page.evaluate(() => [...document.querySelectorAll(".written")].map((element) => element.textContent));

export const shows = (texts) =>
  until(
    `the transcript shows ${JSON.stringify(texts)}`,
    async () => JSON.stringify(await written()) === JSON.stringify(texts),
  );

export const says = (selector, pattern) =>
  until(`${selector} says ${pattern}`, async () => pattern.test((await textOf(fake.page, selector)) ?? ""));

/** Waits for that many animation frames. */
export const frames = (count) =>
  fake.page.evaluate(
    (n) =>
      new Promise((done) =>
        requestAnimationFrame(function next() {
          n-- > 0 ? requestAnimationFrame(next) : done(null);
        }),
      ),
    count,
  );
