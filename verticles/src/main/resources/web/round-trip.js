/**
 * The round trip to the server, by a small request now and then: as the browser's network measures it, whatever this
 * page's thread is busy with.
 */

const everyMs = 5_000;
const path = "/health/live";

export class RoundTrip {
  /** @type {number | null} */ ms = null;
  #askedAt = -Infinity;

  /** @param {number} now monotonic milliseconds */
  look(now) {
    if (now - this.#askedAt >= everyMs && !document.hidden) {
      this.#askedAt = now;
      this.#ask();
    }
  }

  async #ask() {
    const response = await fetch(path, { cache: "no-store" }).catch(() => null);
    await response?.text();
    const entry = /** @type {PerformanceResourceTiming | undefined} */ (
      performance.getEntriesByName(new URL(path, location.href).href).at(-1)
    );
    performance.clearResourceTimings();
    this.ms = response?.ok && entry?.responseStart ? entry.responseStart - entry.requestStart : null;
  }
}
