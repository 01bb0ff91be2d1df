/** What to do after a connection ended, and how long to wait before it. */
export declare const firstRetryMs = 250;
export declare const backoffMs: readonly number[];
export declare const backoffJitter = 0.2;
/** Whether a close code says that trying again is of no use. */
export declare const isRefusal: (code: number) => boolean;
/** Whether a connection that ended with this code may be resumed by the next. */
export declare const isResumable: (code: number) => boolean;
/**
 * The wait before a retry.
 *
 * @param attempt how many were made since the last handshake
 * @param code what the last connection ended with
 * @param random 0 to 1
 */
export declare function retryDelayMs(attempt: number, code: number, random: number): number;
