import { type Frame } from "./frame.js";
import type { StreamOptions } from "./options.js";
import type { MergeRule } from "./rules.js";
import { State } from "./state.js";
import { Stream } from "./stream.js";
import type { WirthforgeEvents } from "./events.js";
/**
 * Connects to a stream. Events of an application's own types are named in the type argument:
 * `connect<WirthforgeEvents & { price: Price }>({ merges: { price: { slot: ["/payload/symbol"] } } })`.
 */
export declare function connect<Events = WirthforgeEvents>(options?: StreamOptions): Stream<Events>;
/** Frames in a row as the one frame that stands for all of them. */
export declare const mergeFrames: (frames: readonly Frame[], merges?: Readonly<Record<string, MergeRule>>) => Frame | null;
/** The state of a client that has applied frames in turn. */
export declare function stateOf(frames: readonly Frame[], merges?: Readonly<Record<string, MergeRule>>): State;
export { backoffJitter, backoffMs } from "./backoff.js";
export { handshakeTimeoutMs, silenceLossMs, silenceWarnMs } from "./connection.js";
export type { ConnectionState, Status } from "./connection.js";
export type { Clock } from "./clock.js";
export type { Frame } from "./frame.js";
export type { AnyEvent, MergeRule } from "./rules.js";
export type { Page } from "./page.js";
export type { State } from "./state.js";
export type { Stream, StreamSignals } from "./stream.js";
export type { StreamOptions } from "./options.js";
export type * from "./events.js";
export type * from "./messages.js";
