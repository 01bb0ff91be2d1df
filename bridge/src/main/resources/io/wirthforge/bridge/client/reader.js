import { Shapes } from "./fold.js";
import { Told } from "./told.js";
/** Makes frames of messages, in both modes, and applies each once: to the state, then to those who listen. */
export class Reader {
    shapes;
    state;
    hearers;
    #told;
    #epoch = "";
    #frameNumber = -1;
    /** Whether the server speaks frames mode. */
    isFrames = false;
    constructor(shapes, state, hearers) {
        this.shapes = shapes;
        this.state = state;
        this.hearers = hearers;
        this.#told = new Told(shapes);
    }
    /** Where the stream was left, as the server wants to be told; null if there is no such place. */
    get position() {
        return this.#epoch && this.#frameNumber >= 0 ? `${this.#epoch}:${this.#frameNumber}` : null;
    }
    forgetPosition() {
        this.#frameNumber = -1;
    }
    /** A connection opened. */
    begin(isFrames) {
        this.isFrames = isFrames;
        if (!isFrames) {
            this.#epoch = "";
            this.forgetPosition();
            this.#told.awaitReplays();
        }
    }
    /** Takes the first message; what is wrong with it, or null. */
    greeted(message) {
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
    read(message) {
        if (!this.isFrames) {
            this.#event(message);
        }
        else if (message.type === "frame" && Array.isArray(message.events) && Number.isInteger(message.frameNumber)) {
            const { type: _, ...frame } = message;
            this.#frame({ ...frame, events: frame.events.filter(isEvent) });
        }
    }
    #run(epoch) {
        if (epoch !== this.#epoch) {
            if (this.#epoch) {
                this.#told.clear();
            }
            this.#epoch = epoch;
            this.forgetPosition();
        }
    }
    #frame(frame) {
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
    #event(event) {
        if (!isEvent(event)) {
            return;
        }
        this.#beats([event]);
        const isBegin = event.type === "startup_complete";
        const isReplay = this.#told.isReplay(event, this.state);
        if (isBegin) {
            // What was written before is not told again if it ended in between.
            this.state.clear((type) => this.shapes.growing(type).length > 0);
        }
        else if (isReplay) {
            this.state.forget(event);
        }
        const number = event.frameNumber ?? Math.max(0, this.state.frameNumber);
        const frame = {
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
    #beats(events) {
        for (const { type, payload } of events) {
            if (type === "heartbeat") {
                this.hearers.heartbeat(payload);
            }
        }
    }
    /** @param isWhole whether the event holds its slot from the beginning */
    #tell(event, frame, isWhole) {
        const news = isWhole ? this.#told.news(event) : event;
        this.#told.note(news);
        this.hearers.event(news, frame);
    }
}
const isEvent = (event) => typeof event?.type === "string" && typeof event.payload === "object" && event.payload !== null;
