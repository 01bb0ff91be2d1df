import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
const screenshots = fileURLToPath(new URL("../../../../target/screenshots/", import.meta.url));

/** Quiet on a machine without a network, and runnable as root in a sandbox of its own. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts Chromium; without one the test fails, for a page nobody opened is a page nobody tested.
 *
 * @param {string[]} [more] arguments beside the usual ones
 */
export function launch(more = []) {
  if (!existsSync(executablePath)) {
    throw new Error(
      `No Chromium at ${executablePath}: install it (apt-get install chromium) or set CHROMIUM to its path.`,
    );
  }
  return chromium.launch({ executablePath, args: [...args, ...more] });
}

/**
 * A new page that remembers all that it must not do: console errors, exceptions, policy violations, foreign requests.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */ const faults = [];
  /** @type {string[]} */ const addresses = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      faults.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("request", (request) => addresses.push(request.url()));
  page.on("websocket", (socket) => addresses.push(socket.url()));
  await page.exposeFunction("reportViolation", (/** @type {string} */ text) =>
    faults.push(`policy violation: ${text}`),
  );
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      globalThis.reportViolation(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return { page, faults, addresses };
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
export async function screenshot(page, name) {
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png` });
}

/**
 * The text of an element, read without waiting.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} selector
 */
export const textOf = (page, selector) =>
  page.evaluate((query) => document.querySelector(query)?.textContent ?? null, selector);

/**
 * Marks the texts that are there, such as those of earlier tests that a snapshot brought; the answer tells whether
 * another has come since.
 *
 * @param {import("playwright-core").Page} page
 */
export async function watchForText(page) {
  await page.evaluate(() => document.querySelectorAll(".entry").forEach((entry) => (entry.dataset.old = "true")));
  return () => page.evaluate(() => document.querySelector(".session:last-child .entry:not([data-old])") !== null);
}

/**
 * Whether the page is wider than its window.
 *
 * @param {import("playwright-core").Page} page
 */
export const scrollsSideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
