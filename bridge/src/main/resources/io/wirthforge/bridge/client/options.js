const framesProtocol = "wirthforge.frames.v1";
const eventsProtocol = "wirthforge.v1";
/** What a connection asks for, made of the options and of what came before. */
export class Wishes {
    options;
    channels;
    models;
    maxFrameRate;
    constructor(options) {
        this.options = options;
        this.channels = options.channels;
        this.models = options.models;
        this.maxFrameRate = options.maxFrameRate;
    }
    /** @param resume where the stream was left, if that is known */
    url(resume) {
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
    protocols(isPlain) {
        const { mode, token } = this.options;
        const modes = isPlain || mode === "events" ? [] : mode === "frames" ? [framesProtocol] : [framesProtocol, eventsProtocol];
        // A server that takes a token understands sub-protocols.
        return token ? [...(modes.length > 0 ? modes : [eventsProtocol]), `wirthforge.token.${token}`] : modes;
    }
    /** What can't stand in the URL. */
    messages() {
        const { channels, models } = this;
        return channels && models ? [{ type: "subscribe", channels, models }] : [];
    }
}
/** Whether the server agreed to frames mode. */
export const isFrames = (protocol) => protocol === framesProtocol;
