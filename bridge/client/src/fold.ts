import { combines, ranksOfKept, wirthforgeRules, type AnyEvent, type Kind, type MergeRule } from "./rules.js";

const customRank = 60;

/** A rule ready for use. */
interface Shape {
  rank: number;
  slot: string[][] | null;
  fields: { kind: Kind; path: string[] }[];
}

interface Place {
  event: AnyEvent;
  shape: Shape;
}

const parse = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/** The value at a path, or undefined. */
export const find = (from: any, path: readonly string[]): any => path.reduce((at, step) => at?.[step], from);

/** A copy of an object with one value changed; nothing else is copied. */
const withValue = (object: any, [step, ...rest]: string[], value: unknown): any =>
  step === undefined ? value : { ...object, [step]: withValue(object?.[step], rest, value) };

/** How events of every type merge: the rules of the nine, and those of an application's own types. */
export class Shapes {
  readonly #shapes = new Map<string, Shape>();

  constructor(own: Readonly<Record<string, MergeRule>> = {}) {
    for (const [type, rule] of Object.entries({ ...own, ...wirthforgeRules })) {
      const fields = (Object.keys(combines) as Kind[]).flatMap((kind) =>
        (rule[kind] ?? []).map((pointer) => ({ kind, path: parse(pointer) })),
      );
      this.#shapes.set(type, { rank: rule.rank ?? customRank, slot: (rule.slot ?? []).map(parse), fields });
    }
  }

  of(type: string): Shape {
    let shape = this.#shapes.get(type);
    if (!shape) {
      shape = { rank: ranksOfKept[type] ?? customRank, slot: null, fields: [] };
      this.#shapes.set(type, shape);
    }
    return shape;
  }

  /** Names an event's slot; null where every event of the type is kept. */
  slotOf(event: AnyEvent): string | null {
    const { slot } = this.of(event.type);
    return slot && JSON.stringify([event.type, ...slot.map((path) => find(event, path) ?? null)]);
  }

  /** The fields of a type that grow, as text does. */
  growing(type: string): { path: string[] }[] {
    return this.of(type).fields.filter(({ kind }) => kind === "append" || kind === "appendText");
  }

  /** Whether an event ends its slot: no more text will come. */
  isFinal(event: AnyEvent): boolean {
    return this.of(event.type).fields.some(({ kind, path }) => kind === "or" && find(event, path) === true);
  }
}

/** An event with another value at a path. */
export const changed = (event: AnyEvent, path: string[], value: unknown): AnyEvent => withValue(event, path, value);

/**
 * Events in order, those that share a slot made one: the same algebra as the server's, so that a client that got any
 * merge of the frames ends in the state of one that got each.
 */
export class Fold {
  readonly #places = new Map<string, Place>();
  /** Arrays that no event from outside holds: they grow in place. */
  readonly #own = new WeakSet<unknown[]>();
  #kept = 0;
  /** How many events were merged away. */
  coalesced = 0;

  constructor(readonly shapes: Shapes) {}

  /** Takes an event; one whose slot is taken folds into it. The answer names its place. */
  add(event: AnyEvent): string {
    const key = this.shapes.slotOf(event) ?? String(++this.#kept);
    const place = this.#places.get(key);
    if (place) {
      this.coalesced++;
      this.#merge(place, event);
    } else {
      this.#places.set(key, { event, shape: this.shapes.of(event.type) });
    }
    return key;
  }

  get(key: string): AnyEvent | undefined {
    return this.#places.get(key)?.event;
  }

  delete(key: string): void {
    this.#places.delete(key);
  }

  /** The events, by rank, those of equal rank in the order of their first appearance. */
  events(): AnyEvent[] {
    return [...this.#places.values()].sort((a, b) => a.shape.rank - b.shape.rank).map(({ event }) => event);
  }

  #merge(place: Place, later: AnyEvent): void {
    let event = later;
    for (const { kind, path } of place.shape.fields) {
      const [a, b] = [find(place.event, path), find(later, path)];
      if (a !== undefined) {
        const both = b === undefined ? a : (combines[kind] as any)(a, b, this.#own.has(a));
        if (kind === "append" && b !== undefined) {
          this.#own.add(both);
        }
        event = withValue(event, path, both);
      }
    }
    place.event = event;
  }
}
