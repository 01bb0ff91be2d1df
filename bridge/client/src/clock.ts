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

const withoutDisplayMs = 16;

/** The clock of this browser, or of Node, where a picture is a timer. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wallTime: () => Date.now(),
  setTimeout: (run, delayMs) => setTimeout(run, delayMs),
  clearTimeout: (timer) => clearTimeout(timer),
  requestFrame: (run) =>
    "requestAnimationFrame" in globalThis ? requestAnimationFrame(run) : setTimeout(run, withoutDisplayMs),
};
