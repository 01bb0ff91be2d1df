import { type AnyEvent, type Kind, type MergeRule } from "./rules.js";
/** A rule ready for use. */
interface Shape {
    rank: number;
    slot: string[][] | null;
    fields: {
        kind: Kind;
        path: string[];
    }[];
}
/** The value at a path, or undefined. */
export declare const find: (from: any, path: readonly string[]) => any;
/** How events of every type merge: the rules of the nine, and those of an application's own types. */
export declare class Shapes {
    #private;
    constructor(own?: Readonly<Record<string, MergeRule>>);
    of(type: string): Shape;
    /** Names an event's slot; null where every event of the type is kept. */
    slotOf(event: AnyEvent): string | null;
    /** The fields of a type that grow, as text does. */
    growing(type: string): {
        path: string[];
    }[];
    /** Whether an event ends its slot: no more text will come. */
    isFinal(event: AnyEvent): boolean;
}
/** An event with another value at a path. */
export declare const changed: (event: AnyEvent, path: string[], value: unknown) => AnyEvent;
/**
 * Events in order, those that share a slot made one: the same algebra as the server's, so that a client that got any
 * merge of the frames ends in the state of one that got each.
 */
export declare class Fold {
    #private;
    readonly shapes: Shapes;
    /** How many events were merged away. */
    coalesced: number;
    constructor(shapes: Shapes);
    /** Takes an event; one whose slot is taken folds into it. The answer names its place. */
    add(event: AnyEvent): string;
    get(key: string): AnyEvent | undefined;
    delete(key: string): void;
    /** The events, by rank, those of equal rank in the order of their first appearance. */
    events(): AnyEvent[];
}
export {};
