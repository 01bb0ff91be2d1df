/** What a stream has to know of the page it is on. */
export interface Page {
    isHidden(): boolean;
    /** Calls when the page was hidden or shown, or the network came back; the answer ends it. */
    onchange(hear: (isOnline: boolean) => void): () => void;
}
/** This browser's page; outside a browser, one that is always seen. */
export declare const thisPage: Page;
