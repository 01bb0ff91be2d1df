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

const framesProtocol = "wirthforge.frames.v1";
const eventsProtocol = "wirthforge.v1";

/** What a connection asks for, made of the options and of what came before. */
export class Wishes {
  channels: readonly string[] | undefined;
  models: readonly string[] | undefined;
  maxFrameRate: number | undefined;

  constructor(readonly options: StreamOptions) {
    this.channels = options.channels;
    this.models = options.models;
    this.maxFrameRate = options.maxFrameRate;
  }

  /** @param resume where the stream was left, if that is known */
  url(resume: string | null): string {
    const url = new URL(this.options.url ?? "/ws", globalThis.location?.href);
    url.protocol = url.protocol.replace("http", "ws");
    const { channels, maxFrameRate } = this;
    for (const [name, value] of Object.entries({ resume, channels: channels?.join(","), rate: maxFrameRate })) {
      if (value) {
        url.searchParams.set(name, String(value));
      }
    }
    return url.href;
  }

  protocols(isPlain: boolean): string[] {
    const { mode, token } = this.options;
    const modes = isPlain || mode === "events" ? [] : mode === "frames" ? [framesProtocol] : [framesProtocol, eventsProtocol];
    // A server that takes a token understands sub-protocols.
    return token ? [...(modes.length > 0 ? modes : [eventsProtocol]), `wirthforge.token.${token}`] : modes;
  }

  /** What can't stand in the URL. */
  messages(): object[] {
    const { channels, models } = this;
    return channels && models ? [{ type: "subscribe", channels, models }] : [];
  }
}

/** Whether the server agreed to frames mode. */
export const isFrames = (protocol: string): boolean => protocol === framesProtocol;
