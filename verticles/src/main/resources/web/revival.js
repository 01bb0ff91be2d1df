/**
 * Asks a server that was lost, twice a second, whether it is there again: on one machine a question costs nothing, and
 * nobody should wait for the next try of a long backoff. A page that nobody sees asks nothing.
 */

const everyMs = 500;
const path = "/health/ready";

export class Revival {
  #askedAt = -Infinity;
  #isAsking = false;

  /**
   * @param {{ status: { phase: string | null }, open(): void }} stream
   * @param {() => Promise<boolean>} [isReady]
   */
  constructor(stream, isReady = asked) {
    this.stream = stream;
    this.isReady = isReady;
  }

  /**
   * @param {number} now monotonic milliseconds
   * @param {boolean} isHidden
   */
  async look(now, isHidden) {
    if (this.stream.status.phase !== "backoff" || isHidden || this.#isAsking || now - this.#askedAt < everyMs) {
      return;
    }
    this.#askedAt = now;
    this.#isAsking = true;
    const isBack = await this.isReady();
    this.#isAsking = false;
    if (isBack && this.stream.status.phase === "backoff") {
      this.stream.open();
    }
  }
}

const asked = () =>
  fetch(path, { cache: "no-store" }).then(
    (response) => response.ok,
    () => false,
  );
