import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";

const web = fileURLToPath(new URL("../../../main/resources/web/", import.meta.url));
const client = fileURLToPath(
  new URL("../../../../../bridge/src/main/resources/io/wirthforge/bridge/", import.meta.url),
);
const contentTypes = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** A server that speaks frames mode and says what a test wants: the page's real files, and events of all kinds. */
export class FakeServer {
  /** @type {Record<string, (body: any) => {status: number, body: object}>} */ answers = {
    "/models": () => ({
      status: 200,
      body: { active: "m", models: [{ id: "m", name: "m", source: "embedded", state: "ready" }] },
    }),
    "/health/live": () => ({ status: 200, body: { status: "UP" } }),
    "/health/ready": () => ({ status: 200, body: { status: "UP" } }),
    "/metrics": () => ({ status: 200, body: {} }),
  };
  /** What clients sent, parsed. @type {any[]} */ sent = [];
  /** @type {import("ws").WebSocket[]} */ sockets = [];
  /** The query of each connection. @type {URLSearchParams[]} */ queries = [];
  epoch = "fake1";
  frameNumber = 100;
  #http = createServer((request, response) => this.#answer(request, response));
  #sockets = new WebSocketServer({ server: this.#http, handleProtocols: (offered) => [...offered][0] });

  static async start() {
    const server = new FakeServer();
    server.#sockets.on("connection", (socket, request) => server.#connected(socket, request));
    await new Promise((done) => server.#http.listen(0, "127.0.0.1", () => done(null)));
    return server;
  }

  get origin() {
    return `http://127.0.0.1:${/** @type {any} */ (this.#http.address()).port}/`;
  }

  get socket() {
    return this.sockets.at(-1);
  }

  /** Greets, and sends the state: a resume is not known here. */
  welcome(...events) {
    this.#send({
      type: "welcome",
      epoch: this.epoch,
      connectionId: `c${this.sockets.length}`,
      resumed: false,
      frameRate: 60,
      ackWindow: 15,
    });
    this.frame(events, { reset: true });
  }

  /** Sends events as the next frame. */
  say(...events) {
    this.frame(events);
  }

  /**
   * @param {any[]} events
   * @param {object} [more]
   */
  frame(events, more = {}) {
    const frameNumber = ++this.frameNumber;
    const timestamp = events[0]?.timestamp ?? Date.now();
    this.#send({
      type: "frame",
      epoch: this.epoch,
      frameNumber,
      fromFrame: frameNumber,
      timestamp,
      coalesced: 0,
      events: events.map((event) => (event?.frameNumber === undefined ? event : { ...event, frameNumber })),
      ...more,
    });
  }

  /** @param {string} text sent as it is */
  sayText(text) {
    this.socket?.send(text);
  }

  /**
   * @param {number} code
   * @param {string} [reason]
   */
  end(code, reason) {
    this.socket?.close(code, reason);
  }

  async stop() {
    this.sockets.forEach((socket) => socket.terminate());
    this.#sockets.close();
    this.#http.closeAllConnections();
    await new Promise((done) => this.#http.close(() => done(null)));
  }

  #send(message) {
    this.socket?.send(JSON.stringify(message));
  }

  #connected(socket, request) {
    this.sockets.push(socket);
    this.queries.push(new URL(request.url, "ws://x").searchParams);
    socket.on("message", (text) => this.sent.push(JSON.parse(String(text))));
    socket.on("error", () => socket.terminate());
    this.onconnect?.();
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, "http://x");
    const answer = this.answers[pathname];
    if (answer) {
      let text = "";
      for await (const part of request) {
        text += part;
      }
      const { status, body } = answer(text ? JSON.parse(text) : null);
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
      return;
    }
    const name = pathname === "/" ? "/index.html" : normalize(pathname);
    const file = join(name.startsWith("/client/") ? client : web, name);
    const body = await readFile(file).catch(() => null);
    response
      .writeHead(body ? 200 : 404, {
        "Content-Type": contentTypes[extname(name)] ?? "text/plain",
        "Content-Security-Policy": policy,
      })
      .end(body ?? "");
  }
}
