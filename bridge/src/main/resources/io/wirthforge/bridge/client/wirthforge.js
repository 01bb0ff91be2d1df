import { Shapes } from "./fold.js";
import { mergeFrames as merge } from "./frame.js";
import { State } from "./state.js";
import { Stream } from "./stream.js";
/**
 * Connects to a stream. Events of an application's own types are named in the type argument:
 * `connect<WirthforgeEvents & { price: Price }>({ merges: { price: { slot: ["/payload/symbol"] } } })`.
 */
export function connect(options = {}) {
    const stream = new Stream(options);
    stream.open();
    return stream;
}
/** Frames in a row as the one frame that stands for all of them. */
export const mergeFrames = (frames, merges) => merge(frames, new Shapes(merges));
/** The state of a client that has applied frames in turn. */
export function stateOf(frames, merges) {
    const state = new State(new Shapes(merges));
    frames.forEach((frame) => state.apply(frame));
    return state;
}
export { backoffJitter, backoffMs } from "./backoff.js";
export { handshakeTimeoutMs, silenceLossMs, silenceWarnMs } from "./connection.js";
