import { type Status } from "./connection.js";
import { type Frame } from "./frame.js";
import { type StreamOptions } from "./options.js";
import { State } from "./state.js";
import { Timing } from "./timing.js";
import type { WirthforgeEvents } from "./events.js";
/** What a stream tells beside events. */
export interface StreamSignals<F> {
    /** The connection's state changed. */
    statechange: Status;
    /** All that came since the last picture of the display, as one frame; at most once a picture. */
    frame: F;
    /** A frame, at its arrival. In events mode every event is a frame of its own. */
    received: F;
    /** The text of a message, at its arrival. */
    message: string;
}
/**
 * A live stream: connects, resumes, confirms, and keeps the state. Listeners and wishes outlive connections, and all
 * of it may be used before there is one.
 */
export declare class Stream<Events = WirthforgeEvents> {
    #private;
    /** What the stream has said so far. */
    readonly state: State<Events>;
    /** The round trip, and the server's clock beside ours. */
    readonly timing: Timing;
    /** Called at most once per picture of the display, with all that came since the last. */
    onframe: ((frame: Frame<Events[keyof Events]>) => void) | null;
    constructor(options: StreamOptions);
    get status(): Status;
    /** How events come; known since the last handshake. */
    get mode(): "frames" | "events";
    /** Listens to a type of event, or to one of {@link StreamSignals}; the answer ends it. */
    on<T extends keyof Events & string>(type: T, hear: (event: Events[T], frame: Frame) => void, options?: {
        signal?: AbortSignal;
    }): () => void;
    on<S extends keyof StreamSignals<unknown>>(signal: S, hear: (what: StreamSignals<Frame<Events[keyof Events]>>[S]) => void, options?: {
        signal?: AbortSignal;
    }): () => void;
    /** Connects, or ends a wait for the next try; after {@link close} or a refusal it begins again. */
    open(): void;
    /** Ends the connection, any wait for one, and all iterations. */
    close(): void;
    /** Asks for these channels and models only, now and after every reconnect. */
    subscribe(channels: readonly string[], models?: readonly string[]): void;
    /** Asks for no more frames a second than these, 1 to 60. */
    setRate(maxFrameRate: number): void;
    /** All frames from now on; those that came while the last was worked on come as one. */
    [Symbol.asyncIterator](): AsyncIterableIterator<Frame<Events[keyof Events]>>;
}
