/** A clock that stands still until it is told to go on. */
export class FakeClock {
  #now = 1_000;
  #timers = new Map();
  #lastId = 0;

  now = () => this.#now;
  wallTime = () => 1_790_000_000_000 + this.#now;

  setTimeout = (run, delayMs) => {
    this.#timers.set(++this.#lastId, { run, at: this.#now + delayMs });
    return this.#lastId;
  };

  clearTimeout = (id) => this.#timers.delete(id);

  get pending() {
    return this.#timers.size;
  }

  /** Runs what falls due on the way, each at its own time. */
  advance(ms) {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) {
        break;
      }
      const [id, { run, at }] = due;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, at);
      run();
    }
    this.#now = end;
  }

  /** The machine slept: time went on, and timers only now notice. */
  sleep(ms) {
    this.#now += ms;
    this.advance(0);
  }
}

/** A WebSocket whose other end is the test. */
export class FakeSocket {
  /** @type {FakeSocket[]} */ static all = [];
  readyState = 0;
  sent = [];
  closed = null;

  constructor(url) {
    this.url = url;
    FakeSocket.all.push(this);
  }

  static get last() {
    return FakeSocket.all.at(-1);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code, reason) {
    this.readyState = 3;
    this.closed = { code, reason };
  }

  opens() {
    this.readyState = 1;
    this.onopen({});
  }

  says(message) {
    this.onmessage({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }

  ends(code, reason = "") {
    this.readyState = 3;
    this.onclose({ code, reason });
  }
}

export const startup = {
  type: "startup_complete",
  channel: "system",
  timestamp: 1_790_000_000_000,
  payload: { model: "austen-1m", tier: "Low-Tier", version: "1.0.0", frameRate: 60 },
};

export const heartbeat = (sequence) => ({
  type: "heartbeat",
  channel: "system",
  timestamp: 1_790_000_000_000,
  payload: { sequence, serverTime: 1_790_000_000_000, frameRate: 60 },
});
