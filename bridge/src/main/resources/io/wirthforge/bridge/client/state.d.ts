import { type Shapes } from "./fold.js";
import type { Frame } from "./frame.js";
import type { AnyEvent } from "./rules.js";
/**
 * What the stream has said so far: the merge of all its frames since the last reset. Sums are counted from there, the
 * last of every slot is kept, and of what is told once the newest hundred of a type.
 */
export declare class State<Events = Record<string, AnyEvent>> {
    #private;
    readonly shapes: Shapes;
    /** The newest frame that is part of it; −1 before the first. */
    frameNumber: number;
    /** The time of that frame, by the server's clock. */
    timestamp: number;
    constructor(shapes: Shapes);
    /** All events of a type, those of a slot as one, in the order of their first appearance. */
    all<T extends keyof Events & string>(type: T): Events[T][];
    /** The event of a slot: `get("energy_field", modelId, "stream")`. */
    get<T extends keyof Events & string>(type: T, ...slot: unknown[]): Events[T] | undefined;
    /** What a model has said in a session; of all its models where none is named. */
    text(sessionId: string, modelId?: string): string;
    /** All of it as the events of one frame. */
    events(): AnyEvent[];
    /** Takes in a frame. */
    apply(frame: Frame): void;
    add(event: AnyEvent): void;
    /** Forgets the slot of an event, if it has one. */
    forget(event: AnyEvent): void;
    /** Forgets all types but some. */
    clear(isKept: (type: string) => boolean): void;
}
/** How much of a growing field there is: items or characters. */
export declare const lengthAt: (event: AnyEvent, path: readonly string[]) => number;
