/** A clock that stands still until it is told to go on. */
export class FakeClock {
  #now = 1_000;
  #timers = new Map();
  #pictures = [];
  #lastId = 0;
  /** By how much the wall clock is ahead of a server whose time is `serverTime()`. */
  wallOffset = 0;

  now = () => this.#now;
  serverTime = () => 1_790_000_000_000 + this.#now;
  wallTime = () => this.serverTime() + this.wallOffset;

  setTimeout = (run, delayMs) => {
    this.#timers.set(++this.#lastId, { run, at: this.#now + delayMs });
    return this.#lastId;
  };

  clearTimeout = (id) => this.#timers.delete(id);

  requestFrame = (run) => this.#pictures.push(run);

  /** The display shows a picture. */
  picture() {
    this.#pictures.splice(0).forEach((run) => run());
  }

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

/** A page that is seen until it is told that it is not. */
export class FakePage {
  #hear = new Set();
  hidden = false;
  isHidden = () => this.hidden;

  onchange = (hear) => {
    this.#hear.add(hear);
    return () => this.#hear.delete(hear);
  };

  get listeners() {
    return this.#hear.size;
  }

  /** The page was hidden or shown. */
  changes(hidden = this.hidden) {
    this.hidden = hidden;
    this.#hear.forEach((hear) => hear(false));
  }

  /** The network is back. */
  online() {
    this.#hear.forEach((hear) => hear(true));
  }
}

/** A WebSocket class whose other end is the test. */
export function fakeWebSocket() {
  return class FakeSocket {
    static all = [];
    static get last() {
      return this.all.at(-1);
    }

    readyState = 0;
    protocol = "";
    sent = [];
    closed = null;

    constructor(url, protocols) {
      this.url = new URL(url);
      this.offered = protocols;
      FakeSocket.all.push(this);
    }

    send(text) {
      this.sent.push(JSON.parse(text));
    }

    close(code, reason) {
      this.readyState = 3;
      this.closed = { code, reason };
    }

    opens(protocol = "wirthforge.frames.v1") {
      this.readyState = 1;
      this.protocol = protocol;
      this.onopen({});
    }

    says(message) {
      this.onmessage({ data: typeof message === "string" ? message : JSON.stringify(message) });
    }

    ends(code, reason = "") {
      this.readyState = 3;
      this.onclose({ code, reason });
    }
  };
}
