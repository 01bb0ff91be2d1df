type Listener = (...args: any[]) => void;
/** Who wants to hear of what; a listener that throws harms no other, and neither the stream. */
export declare class Listeners {
    #private;
    /** Adds a listener; the answer takes it away again. */
    on(name: string, hear: Listener, signal?: AbortSignal): () => void;
    has(name: string): boolean;
    emit(name: string, ...args: unknown[]): void;
}
/** Calls what is not ours: its exception is told, as an uncaught one, and goes no further. */
export declare function call(hear: Listener, ...args: unknown[]): void;
export {};
