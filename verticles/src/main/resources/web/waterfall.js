import { make, setText } from "./dom.js";

/**
 * The way of one frame as bars, one under the other, as long as it took.
 *
 * @typedef {import("./stages.js").Way} Way
 */

const least = 20;

/** @type {[string, string, (way: Way) => [number, number]][]} */
const bars = [
  ["sealed, written, received", "from the server's tick, stamped in whole milliseconds", (way) => [way.tick, way.arrived]],
  ["applied", "read, merged into the state, told to listeners", (way) => [way.arrived, way.applied]],
  ["waiting", "for the display's next picture", (way) => [way.applied, way.drawing]],
  ["drawn", "by this page's script", (way) => [way.drawing, way.drawn]],
  ["painted", "style, layout and paint, up to the browser's next task", (way) => [way.drawn, way.painted]],
];

export class Waterfall {
  #rows;
  #total;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#rows = bars.map(([name, about]) => {
      const row = make("div", "fall");
      const bar = make("i", "");
      const track = make("span", "track");
      track.setAttribute("aria-hidden", "true");
      track.append(bar);
      const label = make("dt", "", name);
      label.title = about;
      const time = make("dd", "");
      row.append(label, track, time);
      element.append(row);
      return { bar, time };
    });
    this.#total = make("p", "note");
    element.after(this.#total);
  }

  /**
   * @param {Way} way
   * @param {{sealMs: number | null, lateMs: number | null}} server its own figures, as means of the last seconds
   */
  show(way, { sealMs, lateMs }) {
    const begin = Math.min(way.tick, way.arrived);
    const all = Math.max(least, way.painted - begin);
    this.#rows.forEach(({ bar, time }, i) => {
      const [from, to] = bars[i][2](way);
      const length = Math.max(0, to - from);
      bar.style.marginInlineStart = `${(100 * Math.max(0, from - begin)) / all}%`;
      bar.style.width = `${Math.max(0.4, (100 * length) / all)}%`;
      setText(time, `${length.toFixed(2)} ms`);
    });
    const figures = [
      `Frame ${way.frameNumber}: ${Math.max(0, way.painted - way.tick).toFixed(1)} ms from tick to screen, ± 1 ms.`,
      `Its energy took ${way.workMs.toFixed(2)} ms to compute.`,
      sealMs === null ? "" : `The server sealed its frames in ${sealMs.toFixed(2)} ms`,
      lateMs === null ? "" : `with its ticks ${lateMs.toFixed(2)} ms late, on average since the last look.`,
    ];
    setText(this.#total, figures.filter(Boolean).join(" "));
  }
}
