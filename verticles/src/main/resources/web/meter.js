import { SlidingWindow } from "./sliding-window.js";

/**
 * The measuring of the stream, at the client and of nothing but what arrived and was drawn.
 *
 * @typedef {object} Reading
 * @property {number} frameRate Hz, frames drawn in the last second
 * @property {number | null} serverFrameRate Hz, as the last heartbeat said
 * @property {number | null} ageMedianMs between a frame's tick and its drawing, over the last 5 s
 * @property {number | null} ageP99Ms
 * @property {number} coalesced events that were merged into others since the page opened
 * @property {number} bytesPerSecond of text messages
 * @property {number} tokensPerSecond over the last second
 * @property {number} tokens since the page opened
 */
export class StreamMeter {
  #drawn = new SlidingWindow(1_000, 512);
  #ages = new SlidingWindow(5_000, 1_024);
  #bytes = new SlidingWindow(1_000, 1_024);
  #tokensOfLastSecond = new SlidingWindow(1_000, 1_024);
  /** @type {number | null} */ #serverFrameRate = null;
  #coalesced = 0;
  #tokens = 0;

  /**
   * @param {number} bytes of a message
   * @param {number} now monotonic milliseconds
   */
  message(bytes, now) {
    this.#bytes.add(now, bytes);
  }

  /**
   * @param {any} frame at its arrival
   * @param {number} now
   */
  received(frame, now) {
    this.#coalesced += frame.coalesced;
    for (const { type, payload } of frame.events) {
      if (type === "heartbeat") {
        this.#serverFrameRate = payload.frameRate ?? this.#serverFrameRate;
      } else if (type === "energy_update" && payload.tokensGenerated > 0 && !frame.reset) {
        this.#tokens += payload.tokensGenerated;
        this.#tokensOfLastSecond.add(now, payload.tokensGenerated);
      }
    }
  }

  /**
   * @param {number} ageMs
   * @param {number} now
   */
  drawn(ageMs, now) {
    this.#drawn.add(now, 1);
    this.#ages.add(now, ageMs);
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
      frameRate: this.#drawn.rate(now),
      serverFrameRate: this.#serverFrameRate,
      ageMedianMs: quantile(0.5),
      ageP99Ms: quantile(0.99),
      coalesced: this.#coalesced,
      bytesPerSecond: this.#bytes.sum(now),
      tokensPerSecond: this.#tokensOfLastSecond.sum(now),
      tokens: this.#tokens,
    };
  }
}
