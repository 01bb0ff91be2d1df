import type { Clock } from "./clock.js";
/** What is known of the way to the server and of its clock. */
export declare class Timing {
    #private;
    readonly clock: Clock;
    /** The round trip of the WebSocket handshake in milliseconds, which is no less than that of a message. */
    rttMs: number | null;
    constructor(clock: Clock);
    connecting(): void;
    opened(): void;
    heartbeat(serverTime: number): void;
    /**
     * By how much the server's clock is ahead of ours: 0 as long as the fastest heartbeat of late came in a time that
     * one clock for both explains, else by that heartbeat, less half the round trip.
     */
    get offsetMs(): number | null;
    /** How old something is that the server stamped. */
    ageMs(timestamp: number): number;
}
