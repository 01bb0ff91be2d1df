/** This browser's page; outside a browser, one that is always seen. */
export const thisPage = {
    isHidden: () => globalThis.document?.hidden ?? false,
    onchange: (hear) => {
        const targets = [
            [globalThis.document, "visibilitychange"],
            [globalThis.window, "online"],
        ];
        const changed = ({ type }) => hear(type === "online");
        targets.forEach(([target, name]) => target?.addEventListener(name, changed));
        return () => targets.forEach(([target, name]) => target?.removeEventListener(name, changed));
    },
};
