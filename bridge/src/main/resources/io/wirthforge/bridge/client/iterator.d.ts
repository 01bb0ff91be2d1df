import type { Shapes } from "./fold.js";
import { type Frame } from "./frame.js";
import type { Listeners } from "./listeners.js";
/** The frames of a stream, one by one; ends with the stream, or when its loop is left. */
export declare class FrameIterator implements AsyncIterableIterator<Frame> {
    #private;
    readonly isEnded: () => boolean;
    constructor(shapes: Shapes, listeners: Listeners, isEnded: () => boolean);
    [Symbol.asyncIterator](): this;
    next(): Promise<IteratorResult<Frame>>;
    return(): Promise<IteratorReturnResult<undefined>>;
}
