import { byId, setText } from "./dom.js";

/** The last frames as JSON: the newest while it runs, any of them while it is held. */

const maxFrames = 60;

export class FrameList {
  /** @type {any[]} oldest first */ #frames = [];
  #isHeld = false;
  #index = 0;

  constructor() {
    byId("frame-hold").addEventListener("click", () => this.#hold(!this.#isHeld));
    byId("frame-older").addEventListener("click", () => this.#step(-1));
    byId("frame-newer").addEventListener("click", () => this.#step(1));
  }

  /** @param {any} frame */
  add(frame) {
    if (!this.#isHeld) {
      this.#frames.push(frame);
      if (this.#frames.length > maxFrames * 2) {
        this.#frames.splice(0, this.#frames.length - maxFrames);
      }
    }
  }

  show() {
    const index = this.#isHeld ? this.#index : this.#frames.length - 1;
    const frame = this.#frames[index];
    const back = this.#frames.length - 1 - index;
    setText(byId("frame-json"), frame ? JSON.stringify(frame, null, 1) : "No frame yet.");
    setText(byId("frame-which"), this.#isHeld ? `held, ${back} back` : "newest");
  }

  /** @param {boolean} isHeld */
  #hold(isHeld) {
    this.#isHeld = isHeld;
    this.#index = this.#frames.length - 1;
    byId("frame-hold").setAttribute("aria-pressed", String(isHeld));
    this.show();
  }

  /** @param {number} step */
  #step(step) {
    if (!this.#isHeld) {
      this.#hold(true);
    }
    this.#index = Math.max(0, Math.min(this.#frames.length - 1, this.#index + step));
    this.show();
  }
}
