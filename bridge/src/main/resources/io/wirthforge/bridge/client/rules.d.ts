/** An event of any type, as it stands on the wire. */
export interface AnyEvent {
    type: string;
    channel: string;
    timestamp: number;
    frameNumber?: number;
    payload: Record<string, any>;
}
/**
 * What becomes of two events of one type that share a slot: the later one, but with the named fields made of both.
 * Fields are named as on the server, by JSON pointers such as `/payload/symbol`.
 */
export interface MergeRule {
    /** The fields whose values make the slot; without any there is one slot. */
    slot?: readonly string[];
    /** Numbers that add up, exactly as far as a double can hold the sum. */
    sum?: readonly string[];
    max?: readonly string[];
    min?: readonly string[];
    /** Booleans that are true as soon as one is. */
    or?: readonly string[];
    /** Arrays that are strung together. */
    append?: readonly string[];
    /** Texts that are strung together. */
    appendText?: readonly string[];
    /** The place within a frame, lower first; 60 unless said otherwise. */
    rank?: number;
}
/** The rules of the nine events; types without a slot are all kept, in order. */
export declare const wirthforgeRules: Readonly<Record<string, MergeRule>>;
/** Where types stand that have no rule. */
export declare const ranksOfKept: Readonly<Record<string, number>>;
/** The sum as it would be written in decimals: 0.1 + 0.2 is 0.3. */
export declare function exactSum(a: number, b: number): number;
/** The ways to make one value of two; an array that is owned grows in place. */
export declare const combines: {
    sum: typeof exactSum;
    max: (a: number, b: number) => number;
    min: (a: number, b: number) => number;
    or: (a: boolean, b: boolean) => boolean;
    append: (a: unknown[], b: unknown[], isOwned: boolean) => unknown[];
    appendText: (a: string, b: string) => string;
};
export type Kind = keyof typeof combines;
