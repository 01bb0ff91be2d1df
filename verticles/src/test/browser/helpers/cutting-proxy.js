import { connect, createServer } from "node:net";

/** A way to the server that breaks when it is told to: at once, or after so many more bytes of the server's. */
export class CuttingProxy {
  #pairs = new Set();
  #server;
  #isDown = false;
  #left = Infinity;
  cuts = 0;

  /** @param {number} target the server's port */
  static async start(target) {
    const proxy = new CuttingProxy(target);
    await new Promise((done) => proxy.#server.listen(0, "127.0.0.1", () => done(null)));
    return proxy;
  }

  /** @param {number} target */
  constructor(target) {
    this.#server = createServer((client) => this.#accept(client, connect(target, "127.0.0.1")));
  }

  get port() {
    return /** @type {import("node:net").AddressInfo} */ (this.#server.address()).port;
  }

  /** Cuts all connections. */
  cut() {
    this.cuts += this.#pairs.size;
    for (const { client, server } of this.#pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
    this.#pairs.clear();
    this.#left = Infinity;
  }

  /** @param {number} bytes of the server's that still pass */
  cutAfter(bytes) {
    this.#left = bytes;
  }

  /** Lets nobody through until {@link up}. */
  down() {
    this.#isDown = true;
    this.cut();
  }

  up() {
    this.#isDown = false;
  }

  async stop() {
    this.cut();
    await new Promise((done) => this.#server.close(() => done(null)));
  }

  #accept(client, server) {
    const pair = { client, server };
    for (const [one, other] of [
      [client, server],
      [server, client],
    ]) {
      one.on("error", () => other.destroy());
      one.on("close", () => {
        other.destroy();
        this.#pairs.delete(pair);
      });
    }
    if (this.#isDown) {
      client.destroy();
      return;
    }
    this.#pairs.add(pair);
    client.pipe(server);
    server.on("data", (data) => {
      client.write(data.subarray(0, this.#left));
      this.#left -= data.length;
      if (this.#left <= 0) {
        this.cut();
      }
    });
  }
}
