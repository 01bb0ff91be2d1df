/** Who wants to hear of what; a listener that throws harms no other, and neither the stream. */
export class Listeners {
    #byName = new Map();
    /** Adds a listener; the answer takes it away again. */
    on(name, hear, signal) {
        const entry = { hear };
        if (signal?.aborted) {
            return () => { };
        }
        let entries = this.#byName.get(name);
        if (!entries) {
            this.#byName.set(name, (entries = new Set()));
        }
        entries.add(entry);
        const undo = () => {
            entries.delete(entry);
            signal?.removeEventListener("abort", undo);
        };
        signal?.addEventListener("abort", undo);
        return undo;
    }
    has(name) {
        return (this.#byName.get(name)?.size ?? 0) > 0;
    }
    emit(name, ...args) {
        for (const { hear } of [...(this.#byName.get(name) ?? [])]) {
            call(hear, ...args);
        }
    }
}
/** Calls what is not ours: its exception is told, as an uncaught one, and goes no further. */
export function call(hear, ...args) {
    try {
        hear(...args);
    }
    catch (error) {
        (globalThis.reportError ?? console.error)(error);
    }
}
