import WebSocket from "ws";
import { until } from "./until.js";

/** A client of the stream that is not ours: the `ws` package, without a sub-protocol, keeping all that it gets. */
export class StreamClient {
  /** @type {any[]} every message, parsed */ messages = [];

  /** @param {import("./server.js").Server} server */
  static async open(server) {
    const client = new StreamClient(new WebSocket(`ws://127.0.0.1:${server.port}/ws`));
    await until("the first message", () => client.messages.length > 0, 5_000);
    return client;
  }

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.socket = socket;
    this.failure = null;
    socket.on("error", (error) => (this.failure = error));
    socket.on("message", (data, isBinary) =>
      this.messages.push(isBinary ? { binary: true } : JSON.parse(String(data))),
    );
  }

  /** @param {string} type */
  of(type) {
    return this.messages.filter((message) => message.type === type);
  }

  /** @param {string} sessionId */
  text(sessionId) {
    return this.#tokensOf(sessionId)
      .flatMap(({ payload }) => payload.tokens)
      .join("");
  }

  /** @param {string} sessionId */
  isComplete(sessionId) {
    return this.#tokensOf(sessionId).some(({ payload }) => payload.isComplete);
  }

  /** Sessions in the order of their first tokens. */
  get sessions() {
    return [...new Set(this.of("token_stream").map(({ payload }) => payload.sessionId))];
  }

  close() {
    this.socket.terminate();
  }

  /** @param {string} sessionId */
  #tokensOf(sessionId) {
    return this.of("token_stream").filter(({ payload }) => payload.sessionId === sessionId);
  }
}
