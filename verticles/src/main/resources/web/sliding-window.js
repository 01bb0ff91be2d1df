/** The figures of the last span of time, in a ring of fixed size: what is older, or too many, is forgotten. */
export class SlidingWindow {
  #times;
  #values;
  #spanMs;
  #start = 0;
  #length = 0;

  /**
   * @param {number} spanMs
   * @param {number} capacity
   */
  constructor(spanMs, capacity) {
    this.#spanMs = spanMs;
    this.#times = new Float64Array(capacity);
    this.#values = new Float64Array(capacity);
  }

  /**
   * @param {number} now monotonic milliseconds
   * @param {number} value
   */
  add(now, value) {
    this.#forget(now);
    const capacity = this.#times.length;
    if (this.#length === capacity) {
      this.#start = (this.#start + 1) % capacity;
      this.#length--;
    }
    const end = (this.#start + this.#length) % capacity;
    this.#times[end] = now;
    this.#values[end] = value;
    this.#length++;
  }

  /** @param {number} now */
  count(now) {
    this.#forget(now);
    return this.#length;
  }

  /** @param {number} now */
  sum(now) {
    return this.values(now).reduce((total, value) => total + value, 0);
  }

  /**
   * How often per second something was added, measured between the first and the last of them while they still come.
   *
   * @param {number} now
   */
  rate(now) {
    this.#forget(now);
    if (this.#length < 2) {
      return 0;
    }
    const first = this.#times[this.#start];
    const last = this.#times[(this.#start + this.#length - 1) % this.#times.length];
    const intervalMs = (last - first) / (this.#length - 1);
    const silenceMs = now - last;
    const spanMs = silenceMs > 3 * intervalMs ? now - first : last - first;
    return spanMs > 0 ? ((this.#length - 1) * 1_000) / spanMs : 0;
  }

  /**
   * @param {number} now
   * @returns {number[]} oldest first
   */
  values(now) {
    this.#forget(now);
    return Array.from({ length: this.#length }, (_, i) => this.#values[(this.#start + i) % this.#values.length]);
  }

  clear() {
    this.#length = 0;
  }

  /** @param {number} now */
  #forget(now) {
    while (this.#length > 0 && this.#times[this.#start] <= now - this.#spanMs) {
      this.#start = (this.#start + 1) % this.#times.length;
      this.#length--;
    }
  }
}
