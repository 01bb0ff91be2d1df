import { Acks } from "./acks.js";
import { isResumable } from "./backoff.js";
import { systemClock } from "./clock.js";
import { Connection } from "./connection.js";
import { Shapes } from "./fold.js";
import { WaitingFrame } from "./frame.js";
import { FrameIterator } from "./iterator.js";
import { call, Listeners } from "./listeners.js";
import { isFrames, Wishes } from "./options.js";
import { thisPage } from "./page.js";
import { Reader } from "./reader.js";
import { State } from "./state.js";
import { Timing } from "./timing.js";
/**
 * A live stream: connects, resumes, confirms, and keeps the state. Listeners and wishes outlive connections, and all
 * of it may be used before there is one.
 */
export class Stream {
    /** What the stream has said so far. */
    state;
    /** The round trip, and the server's clock beside ours. */
    timing;
    /** Called at most once per picture of the display, with all that came since the last. */
    onframe = null;
    #clock;
    #page;
    #wishes;
    #listeners = new Listeners();
    #waiting;
    #reader;
    #acks;
    #connection;
    #signal;
    #picture = null;
    #wasStreaming = false;
    #unwatch = null;
    constructor(options) {
        const shapes = new Shapes(options.merges);
        this.#clock = options.clock ?? systemClock;
        this.#page = options.page ?? thisPage;
        this.#wishes = new Wishes(options);
        this.#waiting = new WaitingFrame(shapes);
        this.state = new State(shapes);
        this.timing = new Timing(this.#clock);
        this.#acks = new Acks(this.#clock, (message) => this.#connection.send(message));
        this.#reader = new Reader(shapes, this.state, {
            heartbeat: ({ sequence, serverTime }) => {
                this.#connection.send({ type: "heartbeat_response", sequence, clientTime: this.#clock.wallTime() });
                this.timing.heartbeat(serverTime);
            },
            event: (event, frame) => this.#listeners.emit(event.type, event, frame),
            frame: (frame) => this.#frame(frame),
            gap: () => this.#connection.lose(4003, "frames are missing: the state is asked for anew"),
        });
        this.#connection = new Connection(options.WebSocket ?? globalThis.WebSocket, this.#clock, options.random ?? Math.random, this.#peer(options));
        this.#signal = options.signal;
        this.#signal?.addEventListener("abort", () => this.close());
    }
    get status() {
        return this.#connection.status;
    }
    /** How events come; known since the last handshake. */
    get mode() {
        return this.#reader.isFrames ? "frames" : "events";
    }
    on(name, hear, options) {
        return this.#listeners.on(name, hear, options?.signal);
    }
    /** Connects, or ends a wait for the next try; after {@link close} or a refusal it begins again. */
    open() {
        if (!this.#signal?.aborted) {
            this.#unwatch ??= this.#page.onchange((isOnline) => this.#pageChanged(isOnline));
            this.#connection.open();
        }
    }
    /** Ends the connection, any wait for one, and all iterations. */
    close() {
        this.#unwatch?.();
        this.#unwatch = null;
        this.#acks.stop();
        this.#connection.close();
    }
    /** Asks for these channels and models only, now and after every reconnect. */
    subscribe(channels, models) {
        Object.assign(this.#wishes, { channels, models });
        this.#connection.send({ type: "subscribe", channels, models });
    }
    /** Asks for no more frames a second than these, 1 to 60. */
    setRate(maxFrameRate) {
        this.#wishes.maxFrameRate = maxFrameRate;
        this.#connection.send({ type: "set_rate", maxFrameRate });
    }
    /** All frames from now on; those that came while the last was worked on come as one. */
    [Symbol.asyncIterator]() {
        return new FrameIterator(this.state.shapes, this.#listeners, () => this.status.state === "disconnected");
    }
    #peer(options) {
        return {
            canBePlain: (options.mode ?? "both") === "both",
            address: (isPlain) => {
                this.timing.connecting();
                return { url: this.#wishes.url(this.#reader.position), protocols: this.#wishes.protocols(isPlain) };
            },
            opened: (protocol) => {
                this.timing.opened();
                this.#reader.begin(isFrames(protocol));
            },
            greeted: (message) => this.#reader.greeted(message),
            received: (message, text) => {
                if (message.type === "welcome") {
                    this.#acks.begin(message.ackWindow ?? 1);
                }
                this.#listeners.emit("message", text);
                this.#reader.read(message);
            },
            ended: (code) => {
                this.#acks.stop();
                if (!isResumable(code)) {
                    this.#reader.forgetPosition();
                }
            },
            changed: (status) => {
                const isStreaming = status.state === "streaming";
                if (isStreaming && !this.#wasStreaming) {
                    this.#handshakeDone();
                }
                this.#wasStreaming = isStreaming;
                this.#listeners.emit("statechange", status);
            },
        };
    }
    #handshakeDone() {
        this.#wishes.messages().forEach((message) => this.#connection.send(message));
        if (this.#page.isHidden()) {
            this.#tellVisibility();
        }
    }
    #pageChanged(isOnline) {
        if (!isOnline) {
            this.#tellVisibility();
        }
        if (isOnline || !this.#page.isHidden()) {
            this.#connection.wake();
        }
    }
    #tellVisibility() {
        if (this.#reader.isFrames) {
            this.#connection.send({ type: "visibility", hidden: this.#page.isHidden() });
        }
    }
    #frame(frame) {
        this.#listeners.emit("received", frame);
        if (this.onframe || this.#listeners.has("frame")) {
            this.#waiting.add(frame);
            this.#picture ??= this.#clock.requestFrame(() => this.#show());
        }
        if (this.#reader.isFrames) {
            this.#acks.handled(frame.frameNumber);
        }
    }
    #show() {
        this.#picture = null;
        const frame = this.#waiting.take();
        if (frame) {
            call((each) => this.onframe?.(each), frame);
            this.#listeners.emit("frame", frame);
        }
    }
}
