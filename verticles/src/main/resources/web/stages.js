/**
 * The way of one frame as far as it can be measured from here: from the server's tick to the screen.
 *
 * @typedef {object} Way
 * @property {number} frameNumber
 * @property {number} tick when the server's clock closed it; all times are monotonic milliseconds of this page
 * @property {number} arrived
 * @property {number} applied
 * @property {number} drawing
 * @property {number} drawn
 * @property {number} painted
 * @property {number} workMs what its energy cost the server to compute, as the frame says
 */

export class Stages {
  #arrived = 0;
  /** @type {Omit<Way, "drawing" | "drawn" | "painted"> | null} */ #applied = null;
  #channel = new MessageChannel();
  /** @type {Way | null} */ #pending = null;
  /** @type {Way | null} the last frame that was painted */ last = null;

  constructor() {
    this.#channel.port1.onmessage = () => this.#painted();
  }

  /** A message came, before anybody read it. */
  arrived() {
    this.#arrived = performance.now();
  }

  /**
   * @param {any} frame that was applied
   * @param {number} serverOffsetMs by how much the server's clock is ahead
   */
  applied(frame, serverOffsetMs) {
    const works = frame.events
      .filter((/** @type {any} */ { type }) => type === "energy_update")
      .map((/** @type {any} */ { payload }) => payload.processingTime);
    this.#applied = {
      frameNumber: frame.frameNumber,
      tick: frame.timestamp - serverOffsetMs - performance.timeOrigin,
      arrived: this.#arrived,
      applied: performance.now(),
      workMs: Math.max(0, ...works),
    };
  }

  /** The picture that shows it is being drawn. */
  drawing() {
    this.#pending = this.#applied && { ...this.#applied, drawing: performance.now(), drawn: 0, painted: 0 };
  }

  /** It is drawn; the first task after that runs when the browser has painted. */
  drawn() {
    if (this.#pending) {
      this.#pending.drawn = performance.now();
      this.#channel.port2.postMessage(null);
    }
  }

  #painted() {
    if (this.#pending) {
      this.last = { ...this.#pending, painted: performance.now() };
      this.#pending = null;
    }
  }
}
