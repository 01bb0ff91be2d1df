import { Shapes } from "./fold.js";
import type { Frame } from "./frame.js";
import type { AnyEvent } from "./rules.js";
import type { State } from "./state.js";
/** Whom a reader tells of what it read. */
interface Hearers {
    heartbeat(payload: {
        sequence: number;
        serverTime: number;
    }): void;
    event(event: AnyEvent, frame: Frame): void;
    frame(frame: Frame): void;
    /** Frames are missing before this one. */
    gap(): void;
}
/** Makes frames of messages, in both modes, and applies each once: to the state, then to those who listen. */
export declare class Reader {
    #private;
    readonly shapes: Shapes;
    readonly state: State;
    readonly hearers: Hearers;
    /** Whether the server speaks frames mode. */
    isFrames: boolean;
    constructor(shapes: Shapes, state: State, hearers: Hearers);
    /** Where the stream was left, as the server wants to be told; null if there is no such place. */
    get position(): string | null;
    forgetPosition(): void;
    /** A connection opened. */
    begin(isFrames: boolean): void;
    /** Takes the first message; what is wrong with it, or null. */
    greeted(message: any): string | null;
    read(message: any): void;
}
export {};
