/** What to do after a connection ended, and how long to wait before it. */
export const firstRetryMs = 250;
export const backoffMs = [firstRetryMs, 1_000, 2_000, 4_000, 8_000, 16_000];
export const backoffJitter = 0.2;
/** Policy, too large, invalid messages, authentication: the same client would only be refused again. */
const stops = [1008, 1009, 4000, 4001];
/** At capacity, rate limited: not again within a quarter of a second. */
const busy = [1013, 4002];
/** The session expired: what was left behind is not known there any more. */
const forgets = [4003];
/** Whether a close code says that trying again is of no use. */
export const isRefusal = (code) => stops.includes(code);
/** Whether a connection that ended with this code may be resumed by the next. */
export const isResumable = (code) => !forgets.includes(code);
/**
 * The wait before a retry.
 *
 * @param attempt how many were made since the last handshake
 * @param code what the last connection ended with
 * @param random 0 to 1
 */
export function retryDelayMs(attempt, code, random) {
    const step = Math.min(Math.max(attempt, busy.includes(code) ? 1 : 0), backoffMs.length - 1);
    return backoffMs[step] * (1 + backoffJitter * (2 * random - 1));
}
