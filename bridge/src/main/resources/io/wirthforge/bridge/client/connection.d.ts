import type { Clock } from "./clock.js";
export declare const handshakeTimeoutMs = 5000;
export declare const silenceWarnMs = 2000;
export declare const silenceLossMs = 3000;
export type ConnectionState = "disconnected" | "connecting" | "handshaking" | "streaming" | "reconnecting" | "closing";
/** How it stands with the connection; a new value at every change. */
export interface Status {
    readonly state: ConnectionState;
    /** Of reconnecting: waiting for the next try, or trying. */
    readonly phase: "backoff" | "retry" | null;
    /** How many tries since the last handshake. */
    readonly attempt: number;
    /** When the next try is due, by the clock's `now`. */
    readonly retryAt: number | null;
    /** Streaming, but nothing was heard for two seconds. */
    readonly late: boolean;
    /** Why the last connection ended. */
    readonly loss: {
        readonly code: number;
        readonly reason: string;
    } | null;
    /** The server said that trying again is of no use. */
    readonly refused: boolean;
}
/** What a connection needs of the one it works for. */
export interface Peer {
    /** Where to connect, and which sub-protocols to offer. */
    address(isPlain: boolean): {
        url: string;
        protocols: string[];
    };
    /** Whether a server that takes none of the sub-protocols is to be asked without. */
    readonly canBePlain: boolean;
    /** A handshake has begun; the sub-protocol that was agreed on. */
    opened(protocol: string): void;
    /** The first message; what is wrong with it, or null. */
    greeted(message: any): string | null;
    /** A message after the first, or the first one again. */
    received(message: any, text: string): void;
    changed(status: Status): void;
    /** A connection ended that had begun to shake hands or more. */
    ended(code: number): void;
}
/** The connection's state machine: connects, shakes hands, notices silence, and comes back by itself after a loss. */
export declare class Connection {
    #private;
    readonly WebSocket: new (url: string, protocols: string[]) => WebSocket;
    readonly clock: Clock;
    readonly random: () => number;
    readonly peer: Peer;
    constructor(WebSocket: new (url: string, protocols: string[]) => WebSocket, clock: Clock, random: () => number, peer: Peer);
    get status(): Status;
    /** Connects, unless it is connected or about to be; a wait for the next try ends here. */
    open(): void;
    /** Ends the connection and any wait for one. */
    close(): void;
    /** The page or the network woke up: the next try is made at once, and an old silence is not counted. */
    wake(): void;
    /** Sends while streaming; otherwise the answer is false. */
    send(message: object): boolean;
    /** Gives this connection up, for a reason of our own, and makes another. */
    lose(code: number, reason: string): void;
}
