import { Acks } from "./acks.js";
import { isResumable } from "./backoff.js";
import { systemClock, type Clock } from "./clock.js";
import { Connection, type Status } from "./connection.js";
import { Shapes } from "./fold.js";
import { WaitingFrame, type Frame } from "./frame.js";
import { FrameIterator } from "./iterator.js";
import { call, Listeners } from "./listeners.js";
import { isFrames, Wishes, type StreamOptions } from "./options.js";
import { thisPage, type Page } from "./page.js";
import { Reader } from "./reader.js";
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
export class Stream<Events = WirthforgeEvents> {
  /** What the stream has said so far. */
  readonly state: State<Events>;
  /** The round trip, and the server's clock beside ours. */
  readonly timing: Timing;
  /** Called at most once per picture of the display, with all that came since the last. */
  onframe: ((frame: Frame<Events[keyof Events]>) => void) | null = null;

  readonly #clock: Clock;
  readonly #page: Page;
  readonly #wishes: Wishes;
  readonly #listeners = new Listeners();
  readonly #waiting: WaitingFrame;
  readonly #reader: Reader;
  readonly #acks: Acks;
  readonly #connection: Connection;
  readonly #signal: AbortSignal | undefined;
  #picture: unknown = null;
  #wasStreaming = false;
  #unwatch: (() => void) | null = null;

  constructor(options: StreamOptions) {
    const shapes = new Shapes(options.merges);
    this.#clock = options.clock ?? systemClock;
    this.#page = options.page ?? thisPage;
    this.#wishes = new Wishes(options);
    this.#waiting = new WaitingFrame(shapes);
    this.state = new State<Events>(shapes);
    this.timing = new Timing(this.#clock);
    this.#acks = new Acks(this.#clock, (message) => this.#connection.send(message));
    this.#reader = new Reader(shapes, this.state as unknown as State, {
      heartbeat: ({ sequence, serverTime }) => {
        this.#connection.send({ type: "heartbeat_response", sequence, clientTime: this.#clock.wallTime() });
        this.timing.heartbeat(serverTime);
      },
      event: (event, frame) => this.#listeners.emit(event.type, event, frame),
      frame: (frame) => this.#frame(frame),
      gap: () => this.#connection.lose(4003, "frames are missing: the state is asked for anew"),
    });
    this.#connection = new Connection(
      options.WebSocket ?? globalThis.WebSocket,
      this.#clock,
      options.random ?? Math.random,
      this.#peer(options),
    );
    this.#signal = options.signal;
    this.#signal?.addEventListener("abort", () => this.close());
  }

  get status(): Status {
    return this.#connection.status;
  }

  /** How events come; known since the last handshake. */
  get mode(): "frames" | "events" {
    return this.#reader.isFrames ? "frames" : "events";
  }

  /** Listens to a type of event, or to one of {@link StreamSignals}; the answer ends it. */
  on<T extends keyof Events & string>(
    type: T,
    hear: (event: Events[T], frame: Frame) => void,
    options?: { signal?: AbortSignal },
  ): () => void;
  on<S extends keyof StreamSignals<unknown>>(
    signal: S,
    hear: (what: StreamSignals<Frame<Events[keyof Events]>>[S]) => void,
    options?: { signal?: AbortSignal },
  ): () => void;
  on(name: string, hear: (...args: any[]) => void, options?: { signal?: AbortSignal }): () => void {
    return this.#listeners.on(name, hear, options?.signal);
  }

  /** Connects, or ends a wait for the next try; after {@link close} or a refusal it begins again. */
  open(): void {
    if (!this.#signal?.aborted) {
      this.#unwatch ??= this.#page.onchange((isOnline) => this.#pageChanged(isOnline));
      this.#connection.open();
    }
  }

  /** Ends the connection, any wait for one, and all iterations. */
  close(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    this.#acks.stop();
    this.#connection.close();
  }

  /** Asks for these channels and models only, now and after every reconnect. */
  subscribe(channels: readonly string[], models?: readonly string[]): void {
    Object.assign(this.#wishes, { channels, models });
    this.#connection.send({ type: "subscribe", channels, models });
  }

  /** Asks for no more frames a second than these, 1 to 60. */
  setRate(maxFrameRate: number): void {
    this.#wishes.maxFrameRate = maxFrameRate;
    this.#connection.send({ type: "set_rate", maxFrameRate });
  }

  /** All frames from now on; those that came while the last was worked on come as one. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Frame<Events[keyof Events]>> {
    return new FrameIterator(this.state.shapes, this.#listeners, () => this.status.state === "disconnected") as any;
  }

  #peer(options: StreamOptions) {
    return {
      canBePlain: (options.mode ?? "both") === "both",
      address: (isPlain: boolean) => {
        this.timing.connecting();
        return { url: this.#wishes.url(this.#reader.position), protocols: this.#wishes.protocols(isPlain) };
      },
      opened: (protocol: string) => {
        this.timing.opened();
        this.#reader.begin(isFrames(protocol));
      },
      greeted: (message: any) => this.#reader.greeted(message),
      received: (message: any, text: string) => {
        if (message.type === "welcome") {
          this.#acks.begin(message.ackWindow ?? 1);
        }
        this.#listeners.emit("message", text);
        this.#reader.read(message);
      },
      ended: (code: number) => {
        this.#acks.stop();
        if (!isResumable(code)) {
          this.#reader.forgetPosition();
        }
      },
      changed: (status: Status) => {
        const isStreaming = status.state === "streaming";
        if (isStreaming && !this.#wasStreaming) {
          this.#handshakeDone();
        }
        this.#wasStreaming = isStreaming;
        this.#listeners.emit("statechange", status);
      },
    };
  }

  #handshakeDone(): void {
    this.#wishes.messages().forEach((message) => this.#connection.send(message));
    if (this.#page.isHidden()) {
      this.#tellVisibility();
    }
  }

  #pageChanged(isOnline: boolean): void {
    if (!isOnline) {
      this.#tellVisibility();
    }
    if (isOnline || !this.#page.isHidden()) {
      this.#connection.wake();
    }
  }

  #tellVisibility(): void {
    if (this.#reader.isFrames) {
      this.#connection.send({ type: "visibility", hidden: this.#page.isHidden() });
    }
  }

  #frame(frame: Frame): void {
    this.#listeners.emit("received", frame);
    if (this.onframe || this.#listeners.has("frame")) {
      this.#waiting.add(frame);
      this.#picture ??= this.#clock.requestFrame(() => this.#show());
    }
    if (this.#reader.isFrames) {
      this.#acks.handled(frame.frameNumber);
    }
  }

  #show(): void {
    this.#picture = null;
    const frame = this.#waiting.take();
    if (frame) {
      call((each) => this.onframe?.(each), frame);
      this.#listeners.emit("frame", frame);
    }
  }
}
