import { Shapes } from "./fold.js";
import type { Frame } from "./frame.js";
import type { AnyEvent } from "./rules.js";
import type { State } from "./state.js";
import { Told } from "./told.js";

/** Whom a reader tells of what it read. */
interface Hearers {
  heartbeat(payload: { sequence: number; serverTime: number }): void;
  event(event: AnyEvent, frame: Frame): void;
  frame(frame: Frame): void;
  /** Frames are missing before this one. */
  gap(): void;
}

/** Makes frames of messages, in both modes, and applies each once: to the state, then to those who listen. */
export class Reader {
  readonly #told: Told;
  #epoch = "";
  #frameNumber = -1;
  /** Whether the server speaks frames mode. */
  isFrames = false;

  constructor(
    readonly shapes: Shapes,
    readonly state: State,
    readonly hearers: Hearers,
  ) {
    this.#told = new Told(shapes);
  }

  /** Where the stream was left, as the server wants to be told; null if there is no such place. */
  get position(): string | null {
    return this.#epoch && this.#frameNumber >= 0 ? `${this.#epoch}:${this.#frameNumber}` : null;
  }

  forgetPosition(): void {
    this.#frameNumber = -1;
  }

  /** A connection opened. */
  begin(isFrames: boolean): void {
    this.isFrames = isFrames;
    if (!isFrames) {
      this.#epoch = "";
      this.forgetPosition();
      this.#told.awaitReplays();
    }
  }

  /** Takes the first message; what is wrong with it, or null. */
  greeted(message: any): string | null {
    const first = this.isFrames ? "welcome" : "startup_complete";
    if (message?.type !== first) {
      return `the server did not begin with ${first}`;
    }
    if (this.isFrames) {
      this.#run(String(message.epoch));
      if (!message.resumed) {
        this.forgetPosition();
      }
    }
    return null;
  }

  read(message: any): void {
    if (!this.isFrames) {
      this.#event(message);
    } else if (message.type === "frame" && Array.isArray(message.events) && Number.isInteger(message.frameNumber)) {
      const { type: _, ...frame } = message;
      this.#frame({ ...frame, events: frame.events.filter(isEvent) });
    }
  }

  #run(epoch: string): void {
    if (epoch !== this.#epoch) {
      if (this.#epoch) {
        this.#told.clear();
      }
      this.#epoch = epoch;
      this.forgetPosition();
    }
  }

  #frame(frame: Frame): void {
    if (!frame.reset) {
      if (frame.epoch !== this.#epoch || frame.fromFrame > this.#frameNumber + 1) {
        this.hearers.gap();
        return;
      }
      if (frame.frameNumber <= this.#frameNumber) {
        return;
      }
    }
    this.#frameNumber = frame.frameNumber;
    this.#beats(frame.events);
    this.state.apply(frame);
    for (const event of frame.events) {
      this.#tell(event, frame, !!frame.reset);
    }
    this.hearers.frame(frame);
  }

  #event(event: any): void {
    if (!isEvent(event)) {
      return;
    }
    this.#beats([event]);
    const isBegin = event.type === "startup_complete";
    const isReplay = this.#told.isReplay(event, this.state);
    if (isBegin) {
      // What was written before is not told again if it ended in between.
      this.state.clear((type) => this.shapes.growing(type).length > 0);
    } else if (isReplay) {
      this.state.forget(event);
    }
    const number = event.frameNumber ?? Math.max(0, this.state.frameNumber);
    const frame: Frame = {
      epoch: "",
      frameNumber: number,
      fromFrame: number,
      timestamp: event.timestamp,
      coalesced: 0,
      events: [event],
    };
    this.state.apply(frame);
    this.#tell(event, frame, isReplay);
    this.hearers.frame(frame);
  }

  /** Answers first: the server measures the way, not what listeners do. */
  #beats(events: AnyEvent[]): void {
    for (const { type, payload } of events) {
      if (type === "heartbeat") {
        this.hearers.heartbeat(payload as any);
      }
    }
  }

  /** @param isWhole whether the event holds its slot from the beginning */
  #tell(event: AnyEvent, frame: Frame, isWhole: boolean): void {
    const news = isWhole ? this.#told.news(event) : event;
    this.#told.note(news);
    this.hearers.event(news, frame);
  }
}

const isEvent = (event: any): event is AnyEvent =>
  typeof event?.type === "string" && typeof event.payload === "object" && event.payload !== null;
