import { Fold, type Shapes } from "./fold.js";
import type { AnyEvent } from "./rules.js";

/** All that happened in a range of ticks, to be applied at once. */
export interface Frame<E = AnyEvent> {
  /** Names the server's run; empty in events mode. */
  epoch: string;
  /** The last tick it stands for. */
  frameNumber: number;
  /** The first tick it stands for. */
  fromFrame: number;
  /** The time of the last tick, by the server's clock. */
  timestamp: number;
  /** How many events were merged away. */
  coalesced: number;
  /** Present where it replaces the state instead of adding to it. */
  reset?: true;
  events: E[];
}

/** Frames that wait to be shown, as the one frame that stands for all of them. */
export class WaitingFrame {
  #fold: Fold;
  #first: Frame | null = null;
  #last: Frame | null = null;

  constructor(readonly shapes: Shapes) {
    this.#fold = new Fold(shapes);
  }

  get isEmpty(): boolean {
    return !this.#first;
  }

  /** Adds a later frame; one that resets replaces all before it. */
  add(frame: Frame): void {
    if (!this.#first || frame.reset) {
      this.#fold = new Fold(this.shapes);
      this.#first = frame;
    }
    frame.events.forEach((event) => this.#fold.add(event));
    this.#fold.coalesced += frame.coalesced;
    this.#last = frame;
  }

  /** The one frame; nothing waits after. */
  take(): Frame | null {
    const [first, last] = [this.#first, this.#last];
    this.#first = null;
    if (!first || !last) {
      return null;
    }
    const { coalesced } = this.#fold;
    const { fromFrame } = first;
    const reset = first.reset && { reset: first.reset };
    return first === last ? first : { ...last, fromFrame, coalesced, ...reset, events: this.#fold.events() };
  }
}

/** Frames in a row as one; the same as merging them in any grouping. */
export function mergeFrames(frames: readonly Frame[], shapes: Shapes): Frame | null {
  const waiting = new WaitingFrame(shapes);
  frames.forEach((frame) => waiting.add(frame));
  return waiting.take();
}
