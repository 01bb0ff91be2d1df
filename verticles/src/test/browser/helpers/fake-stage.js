import { after, afterEach, before } from "node:test";
import { launch, newPage, textOf } from "./browser.js";
import { startup, update } from "./events.js";
import { FakeServer } from "./fake-server.js";
import { until } from "./until.js";

/** The stage of tests that play the server: one browser per file, one server and page per test, and what is seen. */

/** @type {import("playwright-core").Browser} */ let browser;
/** @type {FakeServer} */ let server;
/** @type {Awaited<ReturnType<typeof newPage>>} */ let opened;

before(async () => (browser = await launch()));
after(() => browser?.close());
afterEach(async () => {
  await opened?.page.context().close();
  await server?.stop();
});

/** A page that streams. */
export async function open(options, beginning = [startup(), update()]) {
  server = await FakeServer.start();
  server.onconnect = () => server.welcome(...beginning);
  opened = await newPage(browser, options);
  await opened.page.goto(server.origin);
  await says("#connection-text", /^Streaming$/);
  const { page, faults, addresses } = opened;
  return { page, faults, addresses, server, answers: server.answers, say: (...events) => server.say(...events) };
}

/** The model's texts, oldest first. */
export const written = () =>
  opened.page.evaluate(() => [...document.querySelectorAll(".written")].map((element) => element.textContent));

export const shows = (texts) =>
  until(
    `the transcript shows ${JSON.stringify(texts)}`,
    async () => JSON.stringify(await written()) === JSON.stringify(texts),
    20_000,
  );

export const says = (selector, pattern) =>
  until(
    `${selector} says ${pattern}`,
    async () => pattern.test((await textOf(opened.page, selector)) ?? ""),
    20_000,
  );

/** Waits for that many animation frames. */
export const frames = (count) =>
  opened.page.evaluate(
    (n) =>
      new Promise((done) =>
        requestAnimationFrame(function next() {
          n-- > 0 ? requestAnimationFrame(next) : done(null);
        }),
      ),
    count,
  );
