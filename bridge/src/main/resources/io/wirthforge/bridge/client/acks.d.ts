import type { Clock } from "./clock.js";
/** Confirms what was handled: the newest frame, every few frames, never more than fifteen times a second. */
export declare class Acks {
    #private;
    readonly clock: Clock;
    readonly send: (message: {
        type: "ack";
        frameNumber: number;
    }) => unknown;
    constructor(clock: Clock, send: (message: {
        type: "ack";
        frameNumber: number;
    }) => unknown);
    /** A new connection, whose server waits after so many frames unconfirmed. */
    begin(window: number): void;
    handled(frameNumber: number): void;
    stop(): void;
}
