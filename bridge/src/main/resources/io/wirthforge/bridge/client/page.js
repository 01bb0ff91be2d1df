/** This browser's page; outside a browser, one that is always seen. */
export const thisPage = {
    isHidden: () => globalThis.document?.hidden ?? false,
    onchange: (hear) => {
        const targets = [
            [globalThis.document, "visibilitychange"],
            [globalThis.window, "online"],
        ];
        targets.forEach(([target, name]) => target?.addEventListener(name, hear));
        return () => targets.forEach(([target, name]) => target?.removeEventListener(name, hear));
    },
};
