/** The time, the timers and the display's beat. A test brings its own, which stand still until told. */
export interface Clock {
    /** Monotonic milliseconds. */
    now(): number;
    /** Milliseconds since 1970. */
    wallTime(): number;
    setTimeout(run: () => void, delayMs: number): unknown;
    clearTimeout(timer: any): void;
    /** Runs once with the next picture of the display. */
    requestFrame(run: () => void): unknown;
}
/** The clock of this browser, or of Node, where a picture is a timer. */
export declare const systemClock: Clock;
