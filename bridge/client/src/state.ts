import { Fold, find, type Shapes } from "./fold.js";
import type { Frame } from "./frame.js";
import type { AnyEvent } from "./rules.js";

/** Events that are told once are remembered so far back, per type. */
const maxKept = 100;
/** Slots that grow, such as texts: beyond it those that ended are forgotten first. */
const maxTexts = 64;
const maxSlots = 10_000;

/**
 * What the stream has said so far: the merge of all its frames since the last reset. Sums are counted from there, the
 * last of every slot is kept, and of what is told once the newest hundred of a type.
 */
export class State<Events = Record<string, AnyEvent>> {
  #fold: Fold;
  readonly #keys = new Map<string, Set<string>>();
  readonly #texts = new WeakMap<unknown[], { text: string; length: number }>();

  /** The newest frame that is part of it; −1 before the first. */
  frameNumber = -1;
  /** The time of that frame, by the server's clock. */
  timestamp = 0;

  constructor(readonly shapes: Shapes) {
    this.#fold = new Fold(shapes);
  }

  /** All events of a type, those of a slot as one, in the order of their first appearance. */
  all<T extends keyof Events & string>(type: T): Events[T][] {
    return [...(this.#keys.get(type) ?? [])].map((key) => this.#fold.get(key) as Events[T]);
  }

  /** The event of a slot: `get("energy_field", modelId, "stream")`. */
  get<T extends keyof Events & string>(type: T, ...slot: unknown[]): Events[T] | undefined {
    return this.#fold.get(JSON.stringify([type, ...slot])) as Events[T] | undefined;
  }

  /** What a model has said in a session; of all its models where none is named. */
  text(sessionId: string, modelId?: string): string {
    return (this.all("token_stream" as keyof Events & string) as AnyEvent[])
      .filter(({ payload }) => payload.sessionId === sessionId && payload.modelId === (modelId ?? payload.modelId))
      .map(({ payload }) => this.#join(payload.tokens))
      .join("");
  }

  /** All of it as the events of one frame. */
  events(): AnyEvent[] {
    return this.#fold.events();
  }

  /** Takes in a frame. */
  apply(frame: Frame): void {
    if (frame.reset) {
      this.clear(() => false);
    }
    frame.events.forEach((event) => this.add(event));
    this.frameNumber = frame.frameNumber;
    this.timestamp = frame.timestamp;
  }

  add(event: AnyEvent): void {
    const key = this.#fold.add(event);
    let keys = this.#keys.get(event.type);
    if (!keys) {
      this.#keys.set(event.type, (keys = new Set()));
    }
    keys.add(key);
    this.#bound(event.type, keys);
  }

  /** Forgets the slot of an event, if it has one. */
  forget(event: AnyEvent): void {
    const key = this.shapes.slotOf(event);
    if (key) {
      this.#delete(event.type, key);
    }
  }

  /** Forgets all types but some. */
  clear(isKept: (type: string) => boolean): void {
    for (const [type, keys] of this.#keys) {
      if (!isKept(type)) {
        keys.forEach((key) => this.#delete(type, key));
      }
    }
  }

  #bound(type: string, keys: Set<string>): void {
    const isText = this.shapes.growing(type).length > 0;
    const limit = isText ? maxTexts : this.shapes.of(type).slot ? maxSlots : maxKept;
    if (keys.size > limit) {
      const ended = [...keys].find((key) => isText && this.shapes.isFinal(this.#fold.get(key)!));
      this.#delete(type, ended ?? [...keys][0]!);
    }
  }

  #delete(type: string, key: string): void {
    this.#fold.delete(key);
    this.#keys.get(type)?.delete(key);
  }

  /** Joins what was added since the last time only: texts are long, and grow a little a frame. */
  #join(tokens: string[]): string {
    const known = this.#texts.get(tokens);
    const text = (known?.text ?? "") + tokens.slice(known?.length ?? 0).join("");
    this.#texts.set(tokens, { text, length: tokens.length });
    return text;
  }
}

/** How much of a growing field there is: items or characters. */
export const lengthAt = (event: AnyEvent, path: readonly string[]): number => find(event, path)?.length ?? 0;
