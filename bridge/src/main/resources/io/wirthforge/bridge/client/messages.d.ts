import type { FrameNumber, ModelId, Timestamp, WirthforgeEvent } from "./events.js";
/** Any message from client to server. */
export type ClientMessage = HeartbeatResponse | Subscribe | SetRate | Ack | Visibility;
/** Any message from server to client in frames mode. */
export type ServerMessage = Welcome | FrameMessage;
/** The name of a channel; an application may have channels of its own. */
export type Channel = string;
/** Names one run of the server; frame numbers of different runs have nothing to do with one another. */
export type Epoch = string;
/** The answer to a heartbeat. */
export interface HeartbeatResponse {
    type: "heartbeat_response";
    /** The heartbeat's sequence. */
    sequence: number;
    clientTime?: Timestamp;
}
/** The wish to get these channels only. The system channel always comes. */
export interface Subscribe {
    type: "subscribe";
    /** The channels wanted. */
    channels: Channel[];
    /** The models wanted; all where this is left out. */
    models?: ModelId[];
}
/** The wish to get no more frames than these; frames in between are merged. */
export interface SetRate {
    type: "set_rate";
    /** Frames per second. */
    maxFrameRate: number;
}
/** The confirmation, in frames mode, that all frames up to this one were handled. */
export interface Ack {
    type: "ack";
    frameNumber: FrameNumber;
}
/** News of whether anybody looks. A hidden page gets one frame a second. */
export interface Visibility {
    type: "visibility";
    /** Whether the page is hidden. */
    hidden: boolean;
}
/** The first message of a connection in frames mode. */
export interface Welcome {
    type: "welcome";
    epoch: Epoch;
    /** Which connection this is. */
    connectionId: string;
    /** Whether the next frame continues where the client left off. */
    resumed: boolean;
    /** Frames per second that the client gets at most. */
    frameRate: number;
    /** How many frames may be unconfirmed before the server waits. */
    ackWindow: number;
}
/** All that one client is due, to be applied at once. */
export interface FrameMessage {
    type: "frame";
    epoch: Epoch;
    frameNumber: FrameNumber;
    fromFrame: FrameNumber;
    timestamp: Timestamp;
    /** How many events were merged into others. */
    coalesced: number;
    /** Present where the frame replaces all state instead of adding to it. */
    reset?: true;
    /** Whole events, in order. */
    events: (WirthforgeEvent | ApplicationEvent)[];
}
/** An event of a type that an application declared beside the nine. */
export interface ApplicationEvent {
    /** A name in snake_case that none of the nine has. */
    type: string;
    channel: Channel;
    timestamp: Timestamp;
    frameNumber?: FrameNumber;
    /** What the application says it is. */
    payload: Record<string, unknown>;
}
