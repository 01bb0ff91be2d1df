import { SlidingWindow } from "./sliding-window.js";

/**
 * The measuring of the stream, at the client and of nothing but what arrived: rate, age, gaps, bytes, energy, tokens.
 *
 * @typedef {import("./events.js").StreamEvent} StreamEvent
 *
 * @typedef {object} Reading
 * @property {number} frameRate Hz, by the energy frames of the last second
 * @property {number | null} serverFrameRate Hz, as the last heartbeat said
 * @property {number | null} ageMedianMs between the event's timestamp and its arrival, over the last 5 s
 * @property {number | null} ageP99Ms
 * @property {number} missed frame numbers that never came
 * @property {number} bytesPerSecond of text messages
 * @property {number} tokensPerSecond over the last second
 * @property {number} tokens since the page opened
 * @property {number | null} totalEnergy EU of all models together
 */
const maxModels = 16;

export class StreamMeter {
  #frames = new SlidingWindow(1_000, 512);
  #ages = new SlidingWindow(5_000, 2_048);
  #bytes = new SlidingWindow(1_000, 4_096);
  #tokensOfLastSecond = new SlidingWindow(1_000, 1_024);
  /** @type {Map<string, number>} model to its total, since the handshake */ #energy = new Map();
  /** @type {number | null} */ #lastFrame = null;
  /** @type {number | null} */ #serverFrameRate = null;
  #missed = 0;
  #tokens = 0;

  /** A new connection: frames missed between two connections are nobody's gap, old energies no longer the server's. */
  begin() {
    this.#energy.clear();
    this.#lastFrame = null;
    this.#serverFrameRate = null;
  }

  /** The server was asked for fewer frames, or for all of them again: what it skips for that is no gap. */
  forgetFrameNumber() {
    this.#lastFrame = null;
  }

  /**
   * @param {number} bytes
   * @param {number} now monotonic milliseconds
   */
  received(bytes, now) {
    this.#bytes.add(now, bytes);
  }

  /** @param {StreamEvent} event a heartbeat */
  heartbeat(event) {
    this.#serverFrameRate = event.payload.frameRate ?? this.#serverFrameRate;
  }

  /**
   * @param {StreamEvent} event an energy_update
   * @param {number} now monotonic milliseconds
   * @param {number} wallTime epoch milliseconds
   * @returns {boolean} whether its delta counts; the first of a model only says where the total stands
   */
  energyUpdate(event, now, wallTime) {
    const { modelId, totalEnergy, tokensGenerated } = event.payload;
    const isBaseline = !this.#energy.has(modelId);
    if (isBaseline && this.#energy.size === maxModels) {
      return false;
    }
    this.#energy.set(modelId, totalEnergy);
    if (isBaseline) {
      return false;
    }
    this.#frame(/** @type {number} */ (event.frameNumber), now);
    this.#ages.add(now, Math.max(0, wallTime - event.timestamp));
    if (tokensGenerated > 0) {
      this.#tokens += tokensGenerated;
      this.#tokensOfLastSecond.add(now, tokensGenerated);
    }
    return true;
  }

  /**
   * @param {number} frameNumber
   * @param {number} now
   */
  #frame(frameNumber, now) {
    const last = this.#lastFrame;
    if (last !== null && frameNumber <= last) {
      return;
    }
    this.#missed += last === null ? 0 : frameNumber - last - 1;
    this.#lastFrame = frameNumber;
    this.#frames.add(now, 1);
  }

  /**
   * @param {number} now monotonic milliseconds
   * @returns {Reading}
   */
  reading(now) {
    const ages = this.#ages.values(now).sort((a, b) => a - b);
    const quantile = (/** @type {number} */ q) =>
      ages.length > 0 ? ages[Math.max(0, Math.ceil(ages.length * q) - 1)] : null;
    return {
      frameRate: this.#frames.rate(now),
      serverFrameRate: this.#serverFrameRate,
      ageMedianMs: quantile(0.5),
      ageP99Ms: quantile(0.99),
      missed: this.#missed,
      bytesPerSecond: this.#bytes.sum(now),
      tokensPerSecond: this.#tokensOfLastSecond.sum(now),
      tokens: this.#tokens,
      totalEnergy: this.#energy.size > 0 ? [...this.#energy.values()].reduce((sum, energy) => sum + energy, 0) : null,
    };
  }
}
