/** What a stream has to know of the page it is on. */
export interface Page {
  isHidden(): boolean;
  /** Calls when the page was hidden or shown, or the network came back; the answer ends it. */
  onchange(hear: (isOnline: boolean) => void): () => void;
}

/** This browser's page; outside a browser, one that is always seen. */
export const thisPage: Page = {
  isHidden: () => globalThis.document?.hidden ?? false,
  onchange: (hear) => {
    const targets: [EventTarget | undefined, string][] = [
      [globalThis.document, "visibilitychange"],
      [globalThis.window, "online"],
    ];
    const changed = ({ type }: Event) => hear(type === "online");
    targets.forEach(([target, name]) => target?.addEventListener(name, changed));
    return () => targets.forEach(([target, name]) => target?.removeEventListener(name, changed));
  },
};
