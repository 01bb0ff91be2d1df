const remembered = 16;
/** What is known of the way to the server and of its clock. */
export class Timing {
    clock;
    #lags = [];
    #openedAt = 0;
    /** The round trip of the WebSocket handshake in milliseconds, which is no less than that of a message. */
    rttMs = null;
    constructor(clock) {
        this.clock = clock;
    }
    connecting() {
        this.#openedAt = this.clock.now();
    }
    opened() {
        this.rttMs = this.clock.now() - this.#openedAt;
        this.#lags.length = 0;
    }
    heartbeat(serverTime) {
        this.#lags.push(this.clock.wallTime() - serverTime);
        if (this.#lags.length > remembered) {
            this.#lags.shift();
        }
    }
    /**
     * By how much the server's clock is ahead of ours: 0 as long as the fastest heartbeat of late came in a time that
     * one clock for both explains, else by that heartbeat, less half the round trip.
     */
    get offsetMs() {
        const leastMs = Math.min(...this.#lags);
        const rttMs = this.rttMs ?? 0;
        return this.#lags.length === 0 ? null : leastMs >= -1 && leastMs <= rttMs + 1 ? 0 : rttMs / 2 - leastMs;
    }
    /** How old something is that the server stamped. */
    ageMs(timestamp) {
        return Math.max(0, this.clock.wallTime() + (this.offsetMs ?? 0) - timestamp);
    }
}
