import { changed, find } from "./fold.js";
import { lengthAt } from "./state.js";
const maxSlots = 1_000;
/**
 * What listeners were told of every growing slot, so that a snapshot, which holds texts from their beginning, tells
 * them nothing twice.
 */
export class Told {
    shapes;
    #lengths = new Map();
    /** In events mode: slots whose next event may be their whole text so far. */
    #awaited = new Set();
    constructor(shapes) {
        this.shapes = shapes;
    }
    /** Another run of the server: its texts are others. */
    clear() {
        this.#lengths.clear();
        this.#awaited.clear();
    }
    /** A new connection of events mode. */
    awaitReplays() {
        [...this.#lengths.keys()].forEach((key) => this.#awaited.add(key));
    }
    /** Notes an event as told. */
    note(event) {
        const fields = this.shapes.growing(event.type);
        const key = fields.length > 0 && this.shapes.slotOf(event);
        if (key) {
            const told = this.#lengths.get(key);
            this.#lengths.delete(key);
            this.#lengths.set(key, fields.map(({ path }, i) => (told?.[i] ?? 0) + lengthAt(event, path)));
            if (this.#lengths.size > maxSlots) {
                this.#lengths.delete(this.#lengths.keys().next().value);
            }
        }
    }
    /** What is new in an event that holds its slot from the beginning. */
    news(whole) {
        const told = this.#lengths.get(this.shapes.slotOf(whole) ?? "");
        const fields = this.shapes.growing(whole.type);
        if (!told || fields.some(({ path }, i) => lengthAt(whole, path) < told[i])) {
            return whole;
        }
        return fields.reduce((event, { path }, i) => changed(event, path, find(event, path)?.slice(told[i])), whole);
    }
    /** Whether an event of events mode is what came before the reconnect, told again from its beginning. */
    isReplay(event, state) {
        const key = this.shapes.slotOf(event);
        if (!key || !this.#awaited.delete(key)) {
            return false;
        }
        const known = state.get(event.type, ...JSON.parse(key).slice(1));
        return (!!known &&
            this.shapes.growing(event.type).every(({ path }) => {
                const [old, all] = [find(known, path) ?? [], find(event, path) ?? []];
                return old.length <= all.length && JSON.stringify(all.slice(0, old.length)) === JSON.stringify(old);
            }));
    }
}
