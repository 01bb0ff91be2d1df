import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { attack } from "./helpers/attack.js";
import { launch, newPage, textOf } from "./helpers/browser.js";
import { freePort, Server } from "./helpers/server.js";
import { until } from "./helpers/until.js";

const target = resolve(fileURLToPath(new URL(".", import.meta.url)), "../../../target");
const hasIpv6 = (networkInterfaces().lo ?? []).some(({ address }) => address === "::1");
const nothing = { sockets: 0, bytes: 0, embedded: 0, events: 0, frames: 0 };

/**
 * Pages that do not belong, in a real browser: nothing of them gets through to the server, and the same page gets
 * through to a server that asks nobody.
 */
describe("a hostile page", () => {
  /** @type {import("playwright-core").Browser} */ let browser;
  /** @type {Server} */ let server;
  /** @type {import("node:http").Server[]} */ const evil = [];
  /** @type {import("node:child_process").ChildProcess} */ let open;
  /** @type {string} */ let directory;
  let openPort = 0;
  let evilPort = 0;

  before(async () => {
    browser = await launch([
      "--host-resolver-rules=MAP *.attacker.example 127.0.0.1",
      // Newer browsers keep some pages from this machine; others, and those who said yes, do not.
      "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets",
    ]);
    server = await Server.start(undefined, { auth: process.platform === "linux" ? "same-user" : "none" });
    openPort = await freePort();
    const classPath = [join(target, "wirthforge.jar"), join(target, "test-classes")].join(":");
    open = spawn("java", ["-Xmx64m", "-cp", classPath, "io.wirthforge.verticles.open.OpenServer", `${openPort}`]);
    await until("the open server", () => counts().catch(() => null));
    evilPort = await freePort();
    for (const address of hasIpv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"]) {
      const one = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<p>evil</p>"));
      await once(one.listen(evilPort, address), "listening");
      evil.push(one);
    }
    directory = await mkdtemp(join(tmpdir(), "wirthforge-hostile-"));
    await writeFile(join(directory, "evil.html"), "<p>evil</p>");
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    open?.kill();
    evil.forEach((one) => one.close());
    await rm(directory, { recursive: true, force: true });
  });

  const counts = async () => (await fetch(`http://127.0.0.1:${openPort}/counts`)).json();

  /** What the server itself counted. */
  async function meters() {
    const { meters: all } = await (await fetch(`${server.origin}api/metrics`)).json();
    const sum = (name) =>
      all.filter((meter) => meter.name === name).reduce((total, meter) => total + (meter.count ?? meter.value ?? 0), 0);
    return {
      sockets: sum("wirthforge.connections"),
      texts: sum("wirthforge.prompts") + sum("wirthforge.texts.ended"),
      refused: sum("wirthforge.connections.refused"),
    };
  }

  /** Opens a page at an address, wherever that address leads, or as far as it goes without one. */
  async function hostile(address, fulfil) {
    const { page } = await newPage(browser);
    if (fulfil) {
      // As a name does that led to its owner's server first, and leads here from now on.
      await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: "<p>evil</p>" }));
    }
    await page.goto(address);
    return page;
  }

  async function attackFrom(page, where, base) {
    const got = await where.evaluate(attack, base);
    const shown = await Promise.all(
      page.frames().map((frame) => frame.evaluate(() => document.documentElement?.innerHTML ?? "").catch(() => "")),
    );
    const frames = shown.filter((html) => html.includes("WIRTHFORGE") || html.includes("<p>open</p>")).length;
    await page.context().close();
    return { ...got, frames };
  }

  const places = {
    "another port of 127.0.0.1": { page: () => `http://127.0.0.1:${evilPort}/` },
    "another port of localhost": { page: () => `http://localhost:${evilPort}/`, host: "localhost" },
    ...(hasIpv6 && { "another port of [::1]": { page: () => `http://[::1]:${evilPort}/` } }),
    "a name that begins like ours": { page: () => `http://127.0.0.1.attacker.example:${evilPort}/` },
    "0.0.0.0 as the way to us": { page: () => `http://127.0.0.1:${evilPort}/`, host: "0.0.0.0" },
    "a name that begins like ours, rebound": {
      page: (port) => `http://127.0.0.1.attacker.example:${port}/evil`,
      rebound: true,
      host: "127.0.0.1.attacker.example",
    },
    "a rebound name": { page: (port) => `http://rebound.attacker.example:${port}/evil`, rebound: true, host: "rebound.attacker.example" },
    "a rebound name that asks by our address": { page: (port) => `http://rebound.attacker.example:${port}/evil`, rebound: true },
    "0.0.0.0, rebound": { page: (port) => `http://0.0.0.0:${port}/evil`, rebound: true, host: "0.0.0.0" },
    "a sandboxed frame": { page: () => `http://127.0.0.1:${evilPort}/`, sandbox: true },
    "a data: URL": { page: () => "data:text/html,<p>evil</p>" },
    "a file": { page: () => pathToFileURL(join(directory, "evil.html")).href },
  };

  async function stage(place, port) {
    const page = await hostile(place.page(port), place.rebound);
    let where = page.mainFrame();
    if (place.sandbox) {
      await page.setContent('<iframe sandbox="allow-scripts" srcdoc="<p>evil</p>"></iframe>');
      where = page.frames()[1];
    }
    return attackFrom(page, where, `http://${place.host ?? "127.0.0.1"}:${port}`);
  }

  for (const [name, place] of Object.entries(places)) {
    test(`from ${name} gets nothing of ours, and through to a server that asks nobody`, async () => {
      const before = await meters();
      assert.deepEqual(await stage(place, server.port), nothing);
      const after = await meters();
      assert.equal(after.sockets, before.sockets, "sockets");
      assert.equal(after.texts, before.texts, "texts");

      const open = await counts();
      const control = await stage(place, openPort);
      const opened = await counts();
      assert.ok(control.sockets > 0 && control.bytes > 0, `control: ${JSON.stringify(control)}`);
      assert.ok(control.embedded > 0 && control.frames > 0, `control: ${JSON.stringify(control)}`);
      assert.ok(opened.sockets > open.sockets && opened.prompts > open.prompts, "the control's own counts");
    });
  }

  for (const host of ["127.0.0.1", "localhost"]) {
    test(`that is ours is none: the page at ${host} streams and asks`, async () => {
      const { page, faults } = await newPage(browser);
      const before = await meters();
      await page.goto(`http://${host}:${server.port}/`);
      await until("the page to stream", async () => (await textOf(page, "#connection-text")) === "Streaming");
      const status = await page.evaluate(async () => {
        const body = JSON.stringify({ prompt: "Emma", parameters: { max_tokens: 3 } });
        return (await fetch("/prompt", { method: "POST", body })).status;
      });
      assert.equal(status, 202);
      const after = await meters();
      assert.ok(after.sockets > before.sockets && after.texts > before.texts, JSON.stringify({ before, after }));
      await page.context().close();
      assert.deepEqual(faults, []);
    });
  }
});
