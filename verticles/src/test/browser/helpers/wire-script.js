import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../resources/doubles/", import.meta.url));

/**
 * What a model server writes for one text, byte for byte, and what it means; the same files that the server's own tests
 * replay.
 *
 * @typedef {object} WireScript
 * @property {string} name
 * @property {string} dialect
 * @property {number} status
 * @property {string} type
 * @property {{verb: string, argument: string}[]} steps
 * @property {{text: string, tokens: number, logprob: number | null, phase: string}[]} chunks
 * @property {{reason: string, tokens: number, message?: string}} end
 */

/**
 * All scripts of a dialect.
 *
 * @param {string} dialect
 * @returns {Promise<WireScript[]>}
 */
export async function scriptsOf(dialect) {
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${dialect}-`)).sort();
  return Promise.all(
    names.map(async (name) => parse(name.replace(".txt", ""), await readFile(folder + name, "utf8"))),
  );
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {WireScript}
 */
function parse(name, text) {
  const lines = text.replace(/\n$/, "").split("\n");
  const middle = lines.indexOf("---");
  const words = (/** @type {string} */ line) => {
    const space = line.indexOf(" ");
    return space < 0 ? [line, ""] : [line.slice(0, space), line.slice(space + 1)];
  };
  const [status, type] = words(words(lines[2])[1]);
  return {
    name,
    dialect: words(lines[1])[1],
    status: Number(status),
    type,
    steps: lines.slice(3, middle).map((line) => ({ verb: words(line)[0], argument: words(line)[1] })),
    chunks: lines.slice(middle + 1, -1).map((line) => JSON.parse(words(line)[1])),
    end: JSON.parse(words(lines[lines.length - 1])[1]),
  };
}

/** @param {string} text */
function bytesOf(text) {
  /** @type {Record<string, number>} */
  const named = { r: 13, n: 10 };
  const parts = [];
  for (const [whole, escape] of text.matchAll(/\\(x[0-9a-f]{2}|.)|[^\\]+/gs)) {
    if (escape === undefined) {
      parts.push(Buffer.from(whole, "utf8"));
    } else if (escape.length === 3) {
      parts.push(Buffer.from([parseInt(escape.slice(1), 16)]));
    } else {
      parts.push(Buffer.from(escape in named ? [named[escape]] : escape));
    }
  }
  return Buffer.concat(parts);
}

/** A server that plays one script to whoever asks for a text. */
export class WireServer {
  #server;
  #sockets = new Set();

  /** @param {WireScript} script */
  constructor(script) {
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      let held = "";
      socket.on("error", () => socket.destroy());
      socket.on("data", (bytes) => {
        held += bytes.toString("latin1");
        const end = held.indexOf("\r\n\r\n");
        const length = Number(/^content-length: (\d+)/im.exec(held)?.[1] ?? 0);
        if (end >= 0 && held.length >= end + 4 + length) {
          held = held.slice(end + 4 + length);
          play(socket, script);
        }
      });
    });
  }

  /** @param {WireScript} script */
  static async start(script) {
    const made = new WireServer(script);
    await new Promise((done) => made.#server.listen(0, "127.0.0.1", () => done(null)));
    return made;
  }

  get url() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${port}`;
  }

  async stop() {
    this.#sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => this.#server.close(() => done(null)));
  }
}

/**
 * @param {import("node:net").Socket} socket
 * @param {WireScript} script
 */
async function play(socket, script) {
  const write = (/** @type {Buffer | string} */ bytes) => new Promise((done) => socket.write(bytes, () => done(null)));
  const chunk = (/** @type {Buffer} */ bytes) =>
    write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]));
  await write(
    `HTTP/1.1 ${script.status} Such\r\nContent-Type: ${script.type}\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  for (const { verb, argument } of script.steps) {
    if (verb === "send") {
      await chunk(bytesOf(argument));
    } else if (verb === "bytewise") {
      for (const byte of bytesOf(argument)) {
        await chunk(Buffer.from([byte]));
      }
    } else if (verb === "wait") {
      await new Promise((done) => setTimeout(done, Number(argument)));
    } else if (verb === "end" || verb === "end-close") {
      await write("0\r\n\r\n");
    }
    if (verb === "close" || verb === "end-close") {
      socket.destroy();
    }
  }
}
