import type { Clock } from "./clock.js";
import type { Page } from "./page.js";
import type { MergeRule } from "./rules.js";
/** What a stream may be told at its beginning; all of it may be left out in a browser. */
export interface StreamOptions {
    /** Of the WebSocket; `/ws` on the page's own server unless said otherwise. */
    url?: string | URL;
    /** Both: frames mode, and events mode where the server knows no other. */
    mode?: "both" | "frames" | "events";
    /** The channels wanted; all unless said otherwise. */
    channels?: readonly string[];
    /** The models wanted; all unless said otherwise. Only together with channels. */
    models?: readonly string[];
    /** 1 to 60. */
    maxFrameRate?: number;
    /** How events of the application's own types merge; as declared on the server. */
    merges?: Readonly<Record<string, MergeRule>>;
    /** Closes the stream for good. */
    signal?: AbortSignal;
    /** The token that a server asks for which can't read a cookie or header. */
    token?: string;
    WebSocket?: new (url: string, protocols: string[]) => WebSocket;
    clock?: Clock;
    random?: () => number;
    page?: Page;
}
/** What a connection asks for, made of the options and of what came before. */
export declare class Wishes {
    readonly options: StreamOptions;
    channels: readonly string[] | undefined;
    models: readonly string[] | undefined;
    maxFrameRate: number | undefined;
    constructor(options: StreamOptions);
    /** @param resume where the stream was left, if that is known */
    url(resume: string | null): string;
    protocols(isPlain: boolean): string[];
    /** What can't stand in the URL. */
    messages(): object[];
}
/** Whether the server agreed to frames mode. */
export declare const isFrames: (protocol: string) => boolean;
