import { combines, ranksOfKept, wirthforgeRules } from "./rules.js";
const customRank = 60;
const parse = (pointer) => pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
/** The value at a path, or undefined. */
export const find = (from, path) => path.reduce((at, step) => at?.[step], from);
/** A copy of an object with one value changed; nothing else is copied. */
const withValue = (object, [step, ...rest], value) => step === undefined ? value : { ...object, [step]: withValue(object?.[step], rest, value) };
/** How events of every type merge: the rules of the nine, and those of an application's own types. */
export class Shapes {
    #shapes = new Map();
    constructor(own = {}) {
        for (const [type, rule] of Object.entries({ ...own, ...wirthforgeRules })) {
            const fields = Object.keys(combines).flatMap((kind) => (rule[kind] ?? []).map((pointer) => ({ kind, path: parse(pointer) })));
            this.#shapes.set(type, { rank: rule.rank ?? customRank, slot: (rule.slot ?? []).map(parse), fields });
        }
    }
    of(type) {
        let shape = this.#shapes.get(type);
        if (!shape) {
            shape = { rank: ranksOfKept[type] ?? customRank, slot: null, fields: [] };
            this.#shapes.set(type, shape);
        }
        return shape;
    }
    /** Names an event's slot; null where every event of the type is kept. */
    slotOf(event) {
        const { slot } = this.of(event.type);
        return slot && JSON.stringify([event.type, ...slot.map((path) => find(event, path) ?? null)]);
    }
    /** The fields of a type that grow, as text does. */
    growing(type) {
        return this.of(type).fields.filter(({ kind }) => kind === "append" || kind === "appendText");
    }
    /** Whether an event ends its slot: no more text will come. */
    isFinal(event) {
        return this.of(event.type).fields.some(({ kind, path }) => kind === "or" && find(event, path) === true);
    }
}
/** An event with another value at a path. */
export const changed = (event, path, value) => withValue(event, path, value);
/**
 * Events in order, those that share a slot made one: the same algebra as the server's, so that a client that got any
 * merge of the frames ends in the state of one that got each.
 */
export class Fold {
    shapes;
    #places = new Map();
    /** Arrays that no event from outside holds: they grow in place. */
    #own = new WeakSet();
    #kept = 0;
    /** How many events were merged away. */
    coalesced = 0;
    constructor(shapes) {
        this.shapes = shapes;
    }
    /** Takes an event; one whose slot is taken folds into it. The answer names its place. */
    add(event) {
        const key = this.shapes.slotOf(event) ?? String(++this.#kept);
        const place = this.#places.get(key);
        if (place) {
            this.coalesced++;
            this.#merge(place, event);
        }
        else {
            this.#places.set(key, { event, shape: this.shapes.of(event.type) });
        }
        return key;
    }
    get(key) {
        return this.#places.get(key)?.event;
    }
    delete(key) {
        this.#places.delete(key);
    }
    /** The events, by rank, those of equal rank in the order of their first appearance. */
    events() {
        return [...this.#places.values()].sort((a, b) => a.shape.rank - b.shape.rank).map(({ event }) => event);
    }
    #merge(place, later) {
        let event = later;
        for (const { kind, path } of place.shape.fields) {
            const [a, b] = [find(place.event, path), find(later, path)];
            if (a !== undefined) {
                const both = b === undefined ? a : combines[kind](a, b, this.#own.has(a));
                if (kind === "append" && b !== undefined) {
                    this.#own.add(both);
                }
                event = withValue(event, path, both);
            }
        }
        place.event = event;
    }
}
