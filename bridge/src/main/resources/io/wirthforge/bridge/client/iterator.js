import { WaitingFrame } from "./frame.js";
/** The frames of a stream, one by one; ends with the stream, or when its loop is left. */
export class FrameIterator {
    isEnded;
    #waiting;
    #undo;
    #wake = null;
    #isOver = false;
    constructor(shapes, listeners, isEnded) {
        this.isEnded = isEnded;
        this.#waiting = new WaitingFrame(shapes);
        this.#undo = [
            listeners.on("received", (frame) => {
                this.#waiting.add(frame);
                this.#wake?.();
            }),
            listeners.on("statechange", () => this.#wake?.()),
        ];
    }
    [Symbol.asyncIterator]() {
        return this;
    }
    async next() {
        while (this.#waiting.isEmpty && !this.#isOver && !this.isEnded()) {
            await new Promise((resolve) => (this.#wake = resolve));
        }
        const value = this.#isOver ? null : this.#waiting.take();
        return value ? { value, done: false } : this.return();
    }
    async return() {
        this.#isOver = true;
        this.#undo.forEach((undo) => undo());
        this.#wake?.();
        return { value: undefined, done: true };
    }
}
