import { make, setText } from "./dom.js";
import { SlidingWindow } from "./sliding-window.js";

/** How many events of each type came in the last second, and how many bytes they had. */

const maxTypes = 32;

export class TypeTable {
  /** @type {Map<string, {bytes: SlidingWindow, total: number, cells: HTMLElement[]}>} */ #types = new Map();
  #encoder = new TextEncoder();
  #body;

  /** @param {HTMLElement} body of a table */
  constructor(body) {
    this.#body = body;
  }

  /**
   * @param {any} frame
   * @param {number} now
   */
  add(frame, now) {
    for (const event of frame.events) {
      const known = this.#types.get(event.type) ?? (this.#types.size < maxTypes ? this.#add(event.type) : null);
      if (known) {
        known.total++;
        known.bytes.add(now, this.#encoder.encode(JSON.stringify(event)).length);
      }
    }
  }

  /** @param {number} now */
  show(now) {
    for (const { bytes, total, cells } of this.#types.values()) {
      setText(cells[0], String(bytes.count(now)));
      setText(cells[1], String(bytes.sum(now)));
      setText(cells[2], String(total));
    }
  }

  /** @param {string} type */
  #add(type) {
    const row = make("tr", "");
    const name = make("th", "", type);
    name.setAttribute("scope", "row");
    const cells = [make("td", ""), make("td", ""), make("td", "")];
    row.append(name, ...cells);
    this.#body.append(row);
    const known = { bytes: new SlidingWindow(1_000, 512), total: 0, cells };
    this.#types.set(type, known);
    return known;
  }
}
