import { useCallback, useSyncExternalStore } from "react";
import type { Status } from "./connection.js";
import type { Stream } from "./stream.js";

/** How it stands with the connection; renders when that changes. */
export function useConnection(stream: Stream<any>): Status {
  const subscribe = useCallback((changed: () => void) => stream.on("statechange", changed), [stream]);
  const status = () => stream.status;
  return useSyncExternalStore(subscribe, status, status);
}

/** One type of one stream: what the components show that use it, the same for all of them. */
class Channel {
  readonly #listeners = new Set<() => void>();
  #undo = () => {};
  #events: readonly any[] = [];

  constructor(
    readonly stream: Stream<any>,
    readonly type: string,
  ) {
    this.#look();
  }

  readonly events = (): readonly any[] => this.#events;

  readonly subscribe = (changed: () => void): (() => void) => {
    if (this.#listeners.size === 0) {
      this.#look();
      this.#undo = this.stream.on("frame", ({ reset, events }) => {
        if (reset || events.some(({ type }: { type: string }) => type === this.type)) {
          this.#look();
          this.#listeners.forEach((each) => each());
        }
      });
    }
    this.#listeners.add(changed);
    return () => {
      this.#listeners.delete(changed);
      if (this.#listeners.size === 0) {
        this.#undo();
      }
    };
  };

  #look(): void {
    const events = this.stream.state.all(this.type);
    const isSame = events.length === this.#events.length && events.every((event, i) => event === this.#events[i]);
    this.#events = isSame ? this.#events : events;
  }
}

const channels = new WeakMap<object, Map<string, Channel>>();

/** The events of a type as the state holds them; renders at most once per picture of the display. */
export function useChannel<Events, T extends keyof Events & string>(
  stream: Stream<Events>,
  type: T,
): readonly Events[T][] {
  let ofStream = channels.get(stream);
  if (!ofStream) {
    channels.set(stream, (ofStream = new Map()));
  }
  let channel = ofStream.get(type);
  if (!channel) {
    ofStream.set(type, (channel = new Channel(stream, type)));
  }
  return useSyncExternalStore(channel.subscribe, channel.events, channel.events);
}
