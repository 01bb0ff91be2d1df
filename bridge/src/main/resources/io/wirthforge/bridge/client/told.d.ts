import { type Shapes } from "./fold.js";
import type { AnyEvent } from "./rules.js";
import { type State } from "./state.js";
/**
 * What listeners were told of every growing slot, so that a snapshot, which holds texts from their beginning, tells
 * them nothing twice.
 */
export declare class Told {
    #private;
    readonly shapes: Shapes;
    constructor(shapes: Shapes);
    /** Another run of the server: its texts are others. */
    clear(): void;
    /** A new connection of events mode. */
    awaitReplays(): void;
    /** Notes an event as told. */
    note(event: AnyEvent): void;
    /** What is new in an event that holds its slot from the beginning. */
    news(whole: AnyEvent): AnyEvent;
    /** Whether an event of events mode is what came before the reconnect, told again from its beginning. */
    isReplay(event: AnyEvent, state: State): boolean;
}
