import type { Clock } from "./clock.js";

const usualFrames = 5;
const maxPerSecond = 15;

/** Confirms what was handled: the newest frame, every few frames, never more than fifteen times a second. */
export class Acks {
  #every = usualFrames;
  #owed = 0;
  #newest = 0;
  #lastAt = -Infinity;
  #timer: unknown = null;

  constructor(
    readonly clock: Clock,
    readonly send: (message: { type: "ack"; frameNumber: number }) => unknown,
  ) {}

  /** A new connection, whose server waits after so many frames unconfirmed. */
  begin(window: number): void {
    this.stop();
    this.#every = Math.max(1, Math.min(usualFrames, Math.floor(window / 3)));
    this.#owed = 0;
  }

  handled(frameNumber: number): void {
    this.#newest = frameNumber;
    if (++this.#owed >= this.#every && this.#timer === null) {
      const waitMs = this.#lastAt + 1_000 / maxPerSecond - this.clock.now();
      if (waitMs > 0) {
        this.#timer = this.clock.setTimeout(() => this.#acknowledge(), waitMs);
      } else {
        this.#acknowledge();
      }
    }
  }

  stop(): void {
    this.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #acknowledge(): void {
    this.#timer = null;
    this.#owed = 0;
    this.#lastAt = this.clock.now();
    this.send({ type: "ack", frameNumber: this.#newest });
  }
}
