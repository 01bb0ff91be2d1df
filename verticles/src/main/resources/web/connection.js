import { readEvent } from "./events.js";

/**
 * The page's line to the server: connects, shakes hands, answers heartbeats and comes back by itself after a loss.
 *
 * States: disconnected, connecting, handshaking, streaming, reconnecting, closing. Every change is a `statechange`
 * event whose detail is a {@link Status}; every text message is a `message` event whose detail is {event, bytes}, where
 * `event` is null for text that is no event of this protocol.
 *
 * @typedef {"disconnected" | "connecting" | "handshaking" | "streaming" | "reconnecting" | "closing"} State
 *
 * @typedef {object} Status
 * @property {State} state
 * @property {"backoff" | "retry" | null} phase of reconnecting: waiting, or trying
 * @property {number} attempt how many retries since the last handshake
 * @property {number | null} retryAt when the next retry is due, on the connection's clock
 * @property {boolean} heartbeatLate streaming, but nothing was heard for two seconds
 * @property {{code: number, reason: string} | null} loss why the last connection ended
 * @property {boolean} refused the server said that trying again is of no use
 *
 * @typedef {object} Clock
 * @property {() => number} now monotonic milliseconds
 * @property {() => number} wallTime epoch milliseconds
 * @property {(run: () => void, delayMs: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 */

export const handshakeTimeoutMs = 5_000;
export const heartbeatWarnMs = 2_000;
export const heartbeatLossMs = 3_000;
export const backoffMs = Object.freeze([250, 1_000, 2_000, 4_000, 8_000, 16_000]);
export const backoffJitter = 0.2;

/** Policy, too large, invalid messages, authentication: the same page would only be refused again. */
const stopCodes = new Set([1008, 1009, 4000, 4001]);
/** At capacity, rate limited: not again within a quarter of a second. */
const busyCodes = new Set([1013, 4002]);
/** A timer that fires this much late was not ours to fire: the page slept, and nobody can say who was silent. */
const sleptMs = 1_000;

/** @type {Clock} */
const browserClock = {
  now: () => performance.now(),
  wallTime: () => Date.now(),
  setTimeout: (run, delayMs) => setTimeout(run, delayMs),
  clearTimeout: (timer) => clearTimeout(timer),
};

export class Connection extends EventTarget {
  /** @type {any} */ #socket = null;
  /** @type {any} */ #timer = null;
  #lastHeartbeatAt = 0;
  #encoder = new TextEncoder();
  #url;
  #WebSocket;
  #clock;
  #random;

  /** @type {Status} */
  #status = {
    state: "disconnected",
    phase: null,
    attempt: 0,
    retryAt: null,
    heartbeatLate: false,
    loss: null,
    refused: false,
  };

  /** @param {{url: string, WebSocket?: any, clock?: Clock, random?: () => number}} options */
  constructor({ url, WebSocket = globalThis.WebSocket, clock = browserClock, random = Math.random }) {
    super();
    this.#url = url;
    this.#WebSocket = WebSocket;
    this.#clock = clock;
    this.#random = random;
  }

  /** @returns {Readonly<Status>} */
  get status() {
    return this.#status;
  }

  /** Connects, unless it is connected or about to be; a wait for the next retry ends here. */
  connect() {
    const { state, phase } = this.#status;
    if (state === "disconnected") {
      this.#become({ state: "connecting", attempt: 0, loss: null, refused: false });
      this.#open();
    } else if (state === "reconnecting" && phase === "backoff") {
      this.#retry();
    }
  }

  /** Ends the connection and any wait for one; only {@link connect} begins again. */
  close() {
    this.#stopTimer();
    if (this.#socket) {
      this.#become({ state: "closing" });
      this.#dropSocket("closed by the page");
    }
    this.#become({ state: "disconnected", attempt: 0, loss: null, refused: false });
  }

  /** Says that the page or the network woke up: a due retry is made at once, an old silence is not counted. */
  wake() {
    if (this.#status.state === "reconnecting" && this.#status.phase === "backoff") {
      this.#retry();
    } else if (this.#status.state === "streaming") {
      this.#hear();
    }
  }

  /**
   * Sends a message while streaming; otherwise it is not sent, and the answer is false.
   *
   * @param {object} message
   */
  send(message) {
    if (this.#status.state !== "streaming" || this.#socket?.readyState !== 1) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #open() {
    let socket;
    try {
      socket = new this.#WebSocket(this.#url);
    } catch {
      this.#lost(1006, "the address can't be connected to");
      return;
    }
    this.#socket = socket;
    const mine = (/** @type {(event: any) => void} */ handler) => (/** @type {any} */ event) => {
      if (socket === this.#socket) {
        handler(event);
      }
    };
    socket.onopen = mine(() => this.#become({ state: "handshaking" }));
    socket.onmessage = mine((event) => this.#receive(event.data));
    socket.onclose = mine((event) => this.#lost(event.code, event.reason ?? ""));
    socket.onerror = mine(() => {});
    this.#startTimer(handshakeTimeoutMs, () => this.#lost(1006, "no answer within 5 seconds"));
  }

  #retry() {
    this.#stopTimer();
    this.#become({ state: "reconnecting", phase: "retry", attempt: this.#status.attempt + 1 });
    this.#open();
  }

  /** @param {unknown} data */
  #receive(data) {
    const bytes = typeof data === "string" ? this.#encoder.encode(data).length : 0;
    const event = readEvent(data);
    if (this.#status.state !== "streaming") {
      if (event?.type !== "startup_complete") {
        this.#lost(1002, "the server did not begin with startup_complete");
        return;
      }
      this.#lastHeartbeatAt = this.#clock.now();
      this.#watch();
      this.#become({ state: "streaming", attempt: 0, loss: null });
    } else if (event?.type === "heartbeat") {
      this.#hear();
      const { sequence } = event.payload;
      this.send({ type: "heartbeat_response", sequence, clientTime: this.#clock.wallTime() });
    }
    this.dispatchEvent(new CustomEvent("message", { detail: { event, bytes } }));
  }

  #hear() {
    this.#lastHeartbeatAt = this.#clock.now();
    if (this.#status.heartbeatLate) {
      this.#become({ state: "streaming" });
    }
    this.#watch();
  }

  #watch() {
    const limitMs = this.#status.heartbeatLate ? heartbeatLossMs : heartbeatWarnMs;
    const dueAt = this.#lastHeartbeatAt + limitMs;
    this.#startTimer(Math.max(0, dueAt - this.#clock.now()), () => {
      if (this.#clock.now() - dueAt > sleptMs) {
        this.#hear();
      } else if (this.#status.heartbeatLate) {
        this.#lost(1006, "no heartbeat for 3 seconds");
      } else {
        this.#become({ state: "streaming", heartbeatLate: true });
        this.#watch();
      }
    });
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #lost(code, reason) {
    this.#stopTimer();
    this.#dropSocket(reason);
    const loss = { code, reason };
    if (stopCodes.has(code)) {
      this.#become({ state: "disconnected", attempt: 0, loss, refused: true });
      return;
    }
    const { attempt } = this.#status;
    const step = Math.min(busyCodes.has(code) ? Math.max(attempt, 1) : attempt, backoffMs.length - 1);
    const delayMs = backoffMs[step] * (1 + backoffJitter * (2 * this.#random() - 1));
    const retryAt = this.#clock.now() + delayMs;
    this.#become({ state: "reconnecting", phase: "backoff", retryAt, loss });
    this.#startTimer(delayMs, () => this.#retry());
  }

  /** @param {string} reason */
  #dropSocket(reason) {
    const socket = this.#socket;
    this.#socket = null;
    if (socket && socket.readyState <= 1) {
      socket.close(1000, reason);
    }
  }

  /** @param {Partial<Status> & {state: State}} change */
  #become(change) {
    const { attempt, loss, refused } = this.#status;
    this.#status = Object.freeze({
      attempt,
      loss,
      refused,
      phase: null,
      retryAt: null,
      heartbeatLate: false,
      ...change,
    });
    this.dispatchEvent(new CustomEvent("statechange", { detail: this.#status }));
  }

  /**
   * @param {number} delayMs
   * @param {() => void} run
   */
  #startTimer(delayMs, run) {
    this.#stopTimer();
    this.#timer = this.#clock.setTimeout(run, delayMs);
  }

  #stopTimer() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
