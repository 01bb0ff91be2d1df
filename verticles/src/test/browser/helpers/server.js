import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until.js";

const here = fileURLToPath(new URL("..", import.meta.url));
const jar = resolve(here, process.env.WIRTHFORGE_JAR || "../../../target/wirthforge.jar");
const startTimeoutMs = 30_000;
const lowestPort = 12_000;
const firstEphemeralPort = 32_768;

/**
 * A port that nobody listens on, and that the kernel gives to no connection of its own accord: a
 * client that asks again and again at such a port ends up connected to itself.
 */
export async function freePort() {
  for (;;) {
    const port = lowestPort + Math.floor(Math.random() * (firstEphemeralPort - lowestPort));
    if (await isFree(port)) {
      return port;
    }
  }
}

/** @param {number} port */
function isFree(port) {
  const probe = createServer();
  return new Promise((done) => {
    probe.once("error", () => done(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
  });
}

/** The real server, in a process and a directory of its own. */
export class Server {
  #child;
  #directory;
  #output = "";

  /**
   * Starts the jar and waits until it says that it is ready.
   *
   * @param {number} [port]
   * @param {object} [settings] beside port and auth
   */
  static async start(port, settings = {}) {
    if (!existsSync(jar)) {
      throw new Error(`No server at ${jar}: build it (mvn package) or set WIRTHFORGE_JAR to its path.`);
    }
    const directory = await mkdtemp(join(tmpdir(), "wirthforge-browser-"));
    const server = new Server(port ?? (await freePort()), directory, settings);
    try {
      await until("GET /health/ready answers 200", () => server.isReady(), startTimeoutMs);
    } catch (error) {
      await server.kill();
      throw new Error(`${error.message}\n${server.#output}`);
    }
    return server;
  }

  /**
   * @param {number} port
   * @param {string} directory where its logs go
   * @param {object} settings
   */
  constructor(port, directory, settings) {
    this.port = port;
    this.#directory = directory;
    const model = { source: "embedded" };
    const rewards = { enabled: false };
    const configuration = JSON.stringify({ port, auth: "none", model, rewards, ...settings });
    this.#child = spawn("java", ["-Xmx128m", "-jar", jar, "-conf", configuration], { cwd: directory });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.on("data", (chunk) => (this.#output = (this.#output + chunk).slice(-4_000)));
    }
    this.ended = new Promise((done) => this.#child.on("close", done));
  }

  get origin() {
    return `http://127.0.0.1:${this.port}/`;
  }

  async isReady() {
    if (this.#child.exitCode !== null) {
      throw new Error(`the server ended with ${this.#child.exitCode}`);
    }
    return (await fetch(`${this.origin}health/ready`).catch(() => null))?.status === 200;
  }

  /** Asks it to end, and waits. */
  stop = () => this.#end("SIGTERM");

  /** Ends it without a word to anybody. */
  kill = () => this.#end("SIGKILL");

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill(signal);
    }
    await this.ended;
    await rm(this.#directory, { recursive: true, force: true });
  }
}

/**
 * @param {Server} server
 * @param {string} path
 * @param {object} body
 */
export async function post(server, path, body) {
  const response = await fetch(`${server.origin}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json().catch(() => null) };
}
