type Listener = (...args: any[]) => void;

/** Who wants to hear of what; a listener that throws harms no other, and neither the stream. */
export class Listeners {
  readonly #byName = new Map<string, Set<{ hear: Listener }>>();

  /** Adds a listener; the answer takes it away again. */
  on(name: string, hear: Listener, signal?: AbortSignal): () => void {
    const entry = { hear };
    if (signal?.aborted) {
      return () => {};
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

  has(name: string): boolean {
    return (this.#byName.get(name)?.size ?? 0) > 0;
  }

  emit(name: string, ...args: unknown[]): void {
    for (const { hear } of [...(this.#byName.get(name) ?? [])]) {
      call(hear, ...args);
    }
  }
}

/** Calls what is not ours: its exception is told, as an uncaught one, and goes no further. */
export function call(hear: Listener, ...args: unknown[]): void {
  try {
    hear(...args);
  } catch (error) {
    (globalThis.reportError ?? console.error)(error);
  }
}
