import { Fold } from "./fold.js";
/** Frames that wait to be shown, as the one frame that stands for all of them. */
export class WaitingFrame {
    shapes;
    #fold;
    #first = null;
    #last = null;
    constructor(shapes) {
        this.shapes = shapes;
        this.#fold = new Fold(shapes);
    }
    get isEmpty() {
        return !this.#first;
    }
    /** Adds a later frame; one that resets replaces all before it. */
    add(frame) {
        if (!this.#first || frame.reset) {
            this.#fold = new Fold(this.shapes);
            this.#first = frame;
        }
        frame.events.forEach((event) => this.#fold.add(event));
        this.#fold.coalesced += frame.coalesced;
        this.#last = frame;
    }
    /** The one frame; nothing waits after. */
    take() {
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
export function mergeFrames(frames, shapes) {
    const waiting = new WaitingFrame(shapes);
    frames.forEach((frame) => waiting.add(frame));
    return waiting.take();
}
