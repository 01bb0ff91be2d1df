import { byId, setText } from "./dom.js";
import { dropConnection, stream } from "./stream.js";

/** The buttons that make the connection worse, and what came of it, in figures of the stream. */

const hangMs = 2_000;
const slowRate = 5;
const fullRate = 60;

export class Trials {
  /** @type {{what: string, at: number, frames: number} | null} */ #open = null;
  #isSlow = false;

  constructor() {
    byId("trial-hang").addEventListener("click", () => this.#hang());
    byId("trial-slow").addEventListener("click", () => this.#slow());
    byId("trial-drop").addEventListener("click", () => {
      this.#begin("Dropped");
      dropConnection();
    });
  }

  /**
   * The first frames after a trial tell what it did.
   *
   * @param {any} frame at its arrival
   */
  received(frame) {
    const trial = this.#open;
    const ticks = frame.frameNumber - frame.fromFrame + 1;
    if (!trial || (ticks === 1 && !frame.reset && ++trial.frames < 120)) {
      return;
    }
    this.#open = null;
    const seconds = ((performance.now() - trial.at) / 1_000).toFixed(1);
    const came = frame.reset
      ? "the whole state came anew"
      : `one frame came for ${ticks} ticks, ${frame.coalesced} events merged into others, no text lost`;
    setText(byId("trial-result"), `${trial.what}; after ${seconds} s ${came}.`);
  }

  /** @param {string} what */
  #begin(what) {
    this.#open = { what, at: performance.now(), frames: 0 };
    setText(byId("trial-result"), `${what}…`);
  }

  /** Keeps the only thread of this page busy: nothing is read, nothing confirmed, and the server waits. */
  #hang() {
    this.#begin(`The page hung for ${hangMs / 1_000} s`);
    const end = performance.now() + hangMs;
    // After the words are on the screen.
    setTimeout(() => {
      while (performance.now() < end) {
        // Busy.
      }
    }, 50);
  }

  #slow() {
    this.#isSlow = !this.#isSlow;
    byId("trial-slow").setAttribute("aria-pressed", String(this.#isSlow));
    this.#begin(this.#isSlow ? `Slowed to ${slowRate} frames a second` : "Back to full speed");
    stream.setRate(this.#isSlow ? slowRate : fullRate);
  }
}
