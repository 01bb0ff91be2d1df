import { useCallback, useSyncExternalStore } from "react";
/** How it stands with the connection; renders when that changes. */
export function useConnection(stream) {
    const subscribe = useCallback((changed) => stream.on("statechange", changed), [stream]);
    const status = () => stream.status;
    return useSyncExternalStore(subscribe, status, status);
}
/** One type of one stream: what the components show that use it, the same for all of them. */
class Channel {
    stream;
    type;
    #listeners = new Set();
    #undo = () => { };
    #events = [];
    constructor(stream, type) {
        this.stream = stream;
        this.type = type;
        this.#look();
    }
    events = () => this.#events;
    subscribe = (changed) => {
        if (this.#listeners.size === 0) {
            this.#look();
            this.#undo = this.stream.on("frame", ({ reset, events }) => {
                if (reset || events.some(({ type }) => type === this.type)) {
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
    #look() {
        const events = this.stream.state.all(this.type);
        const isSame = events.length === this.#events.length && events.every((event, i) => event === this.#events[i]);
        this.#events = isSame ? this.#events : events;
    }
}
const channels = new WeakMap();
/** The events of a type as the state holds them; renders at most once per picture of the display. */
export function useChannel(stream, type) {
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
