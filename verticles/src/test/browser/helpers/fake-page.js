import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { newPage } from "./browser.js";
import { heartbeat, startup } from "./fakes.js";

const web = fileURLToPath(new URL("../../../main/resources/web/", import.meta.url));
const origin = "http://wirthforge.test/";
const contentTypes = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** Replaces the page's WebSocket by one whose other end is the test. */
function installFakeSocket() {
  const server = { sockets: [], sent: [], now: () => Date.now() };
  class FakeWebSocket {
    readyState = 0;
    constructor(url) {
      this.url = url;
      server.sockets.push(this);
    }
    send(text) {
      server.sent.push(JSON.parse(text));
    }
    close(code, reason) {
      this.readyState = 3;
      this.closed = { code, reason };
    }
  }
  server.last = () => server.sockets.at(-1);
  server.open = () => {
    server.last().readyState = 1;
    server.last().onopen({});
  };
  server.say = (...messages) =>
    messages.forEach((m) => server.last().onmessage({ data: typeof m === "string" ? m : JSON.stringify(m) }));
  server.end = (code, reason = "") => {
    server.last().readyState = 3;
    server.last().onclose({ code, reason });
  };
  globalThis.WebSocket = FakeWebSocket;
  globalThis.fakeServer = server;
}

/**
 * The page with its real files and a server that is the test.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function openFakePage(browser, options = {}) {
  const { page, faults } = await newPage(browser, options);
  /** @type {Record<string, (request: any) => {status: number, body: object}>} */
  const answers = {
    "/models": () => ({
      status: 200,
      body: { active: "m", models: [{ id: "m", name: "m", source: "embedded", state: "ready" }] },
    }),
  };
  await page.addInitScript(installFakeSocket);
  await page.route(`${origin}**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (answers[pathname]) {
      const { status, body } = answers[pathname](route.request().postDataJSON());
      await route.fulfill({ status, contentType: "application/json", body: JSON.stringify(body) });
      return;
    }
    const file = pathname === "/" ? "index.html" : pathname.slice(1);
    const contentType = contentTypes[extname(file)];
    await route.fulfill({
      contentType,
      headers: { "Content-Security-Policy": policy },
      body: await readFile(`${web}${file}`),
    });
  });
  await page.goto(origin);
  const say = (...messages) => page.evaluate((list) => globalThis.fakeServer.say(...list), messages);
  const begin = async () => {
    await page.evaluate(() => globalThis.fakeServer.open());
    await say({ ...startup, payload: { ...startup.payload, model: "m" } }, update(0));
  };
  return { page, faults, answers, say, begin };
}

export const update = (frameNumber, payload = {}, timestamp = Date.now()) => ({
  type: "energy_update",
  channel: "energy",
  timestamp,
  frameNumber,
  payload: { modelId: "m", totalEnergy: 0, deltaEnergy: 0, tokensGenerated: 0, processingTime: 0.1, ...payload },
});

export const field = (frameNumber, intensity, fieldType = "stream", timestamp = Date.now()) => ({
  type: "energy_field",
  channel: "energy",
  timestamp,
  frameNumber,
  payload: { modelId: "m", fieldType, intensity, coordinates: [] },
});

export const tokens = (sessionId, list, isComplete = false, modelId = "m") => ({
  type: "token_stream",
  channel: "experience",
  timestamp: Date.now(),
  payload: { sessionId, modelId, tokens: list, isComplete },
});

export { heartbeat };
