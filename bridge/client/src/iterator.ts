import type { Shapes } from "./fold.js";
import { WaitingFrame, type Frame } from "./frame.js";
import type { Listeners } from "./listeners.js";

/** The frames of a stream, one by one; ends with the stream, or when its loop is left. */
export class FrameIterator implements AsyncIterableIterator<Frame> {
  readonly #waiting: WaitingFrame;
  readonly #undo: (() => void)[];
  #wake: (() => void) | null = null;
  #isOver = false;

  constructor(
    shapes: Shapes,
    listeners: Listeners,
    readonly isEnded: () => boolean,
  ) {
    this.#waiting = new WaitingFrame(shapes);
    this.#undo = [
      listeners.on("received", (frame) => {
        this.#waiting.add(frame);
        this.#wake?.();
      }),
      listeners.on("statechange", () => this.#wake?.()),
    ];
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Frame>> {
    while (this.#waiting.isEmpty && !this.#isOver && !this.isEnded()) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const value = this.#isOver ? null : this.#waiting.take();
    return value ? { value, done: false } : this.return();
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#isOver = true;
    this.#undo.forEach((undo) => undo());
    this.#wake?.();
    return { value: undefined, done: true };
  }
}
