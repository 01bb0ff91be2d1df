/** The server's own figures, from its metrics: means since the last look. */

const timers = /** @type {const} */ ({
  sealMs: "wirthforge_tick_duration_seconds",
  lateMs: "wirthforge_tick_lateness_seconds",
});

export class ServerFigures {
  /** @type {Record<string, {sum: number, count: number}>} */ #before = {};
  /** @type {{sealMs: number | null, lateMs: number | null}} */ means = { sealMs: null, lateMs: null };

  /** Asks; where there is no answer the figures stay unknown. */
  async look() {
    const response = await fetch("/metrics", { cache: "no-store" }).catch(() => null);
    const text = response?.ok ? await response.text() : "";
    for (const [name, timer] of Object.entries(timers)) {
      const now = { sum: valueOf(text, `${timer}_sum`), count: valueOf(text, `${timer}_count`) };
      const before = this.#before[name] ?? now;
      const count = now.count - before.count;
      this.means = { ...this.means, [name]: count > 0 ? (1_000 * (now.sum - before.sum)) / count : null };
      this.#before[name] = now;
    }
  }
}

/**
 * @param {string} text in Prometheus' format
 * @param {string} name
 */
function valueOf(text, name) {
  const line = text.split("\n").find((each) => each.startsWith(`${name} `) || each.startsWith(`${name}{`));
  return Number(line?.split(" ").at(-1) ?? NaN);
}
