import { Charts } from "./charts.js";
import { byId } from "./dom.js";
import { FrameList } from "./frame-list.js";
import { ServerFigures } from "./server-figures.js";
import { Stages } from "./stages.js";
import { Trials } from "./trials.js";
import { TypeTable } from "./type-table.js";
import { Waterfall } from "./waterfall.js";

/** The inspector: explains what the stream does, and costs next to nothing while it is closed. */

const lookMs = 2_000;

export class Inspector {
  #details = /** @type {HTMLDetailsElement} */ (byId("inspector"));
  #frames = new FrameList();
  #types = new TypeTable(byId("types"));
  #waterfall = new Waterfall(byId("waterfall"));
  #charts = new Charts(byId("charts"));
  #trials = new Trials();
  #figures = new ServerFigures();
  #lookedAt = -Infinity;
  stages = new Stages();

  constructor() {
    this.#details.addEventListener("toggle", () => {
      if (this.#details.open) {
        this.#charts.open();
        this.#details.scrollIntoView({ block: "start", behavior: "instant" });
      }
    });
  }

  /**
   * @param {any} frame at its arrival
   * @param {number} now monotonic milliseconds
   */
  received(frame, now) {
    this.#trials.received(frame);
    if (this.#details.open) {
      this.#frames.add(frame);
      this.#types.add(frame, now);
    }
  }

  /** @param {import("./charts.js").Moment} moment of a picture that was drawn */
  drawn(moment) {
    if (this.#details.open) {
      this.#charts.add(moment);
    }
  }

  restyle() {
    this.#charts.restyle();
  }

  /** @param {number} now monotonic milliseconds */
  show(now) {
    if (!this.#details.open) {
      return;
    }
    if (now - this.#lookedAt > lookMs) {
      this.#lookedAt = now;
      this.#figures.look();
    }
    this.#frames.show();
    this.#types.show(now);
    this.#charts.show();
    if (this.stages.last) {
      this.#waterfall.show(this.stages.last, this.#figures.means);
    }
  }
}
