import type { Clock } from "./clock.js";

const remembered = 16;

/** What is known of the way to the server and of its clock. */
export class Timing {
  readonly #lags: number[] = [];
  #openedAt = 0;
  /** The round trip of the WebSocket handshake in milliseconds, which is no less than that of a message. */
  rttMs: number | null = null;

  constructor(readonly clock: Clock) {}

  connecting(): void {
    this.#openedAt = this.clock.now();
  }

  opened(): void {
    this.rttMs = this.clock.now() - this.#openedAt;
    this.#lags.length = 0;
  }

  heartbeat(serverTime: number): void {
    this.#lags.push(this.clock.wallTime() - serverTime);
    if (this.#lags.length > remembered) {
      this.#lags.shift();
    }
  }

  /**
   * By how much the server's clock is ahead of ours: 0 as long as the fastest heartbeat of late came in a time that
   * one clock for both explains, else by that heartbeat, less half the round trip.
   */
  get offsetMs(): number | null {
    const leastMs = Math.min(...this.#lags);
    const rttMs = this.rttMs ?? 0;
    return this.#lags.length === 0 ? null : leastMs >= -1 && leastMs <= rttMs + 1 ? 0 : rttMs / 2 - leastMs;
  }

  /** How old something is that the server stamped. */
  ageMs(timestamp: number): number {
    return Math.max(0, this.clock.wallTime() + (this.offsetMs ?? 0) - timestamp);
  }
}
