import { type Shapes } from "./fold.js";
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
export declare class WaitingFrame {
    #private;
    readonly shapes: Shapes;
    constructor(shapes: Shapes);
    get isEmpty(): boolean;
    /** Adds a later frame; one that resets replaces all before it. */
    add(frame: Frame): void;
    /** The one frame; nothing waits after. */
    take(): Frame | null;
}
/** Frames in a row as one; the same as merging them in any grouping. */
export declare function mergeFrames(frames: readonly Frame[], shapes: Shapes): Frame | null;
