const withoutDisplayMs = 16;
/** The clock of this browser, or of Node, where a picture is a timer. */
export const systemClock = {
    now: () => performance.now(),
    wallTime: () => Date.now(),
    setTimeout: (run, delayMs) => setTimeout(run, delayMs),
    clearTimeout: (timer) => clearTimeout(timer),
    requestFrame: (run) => "requestAnimationFrame" in globalThis ? requestAnimationFrame(run) : setTimeout(run, withoutDisplayMs),
};
