import { spanMs } from "./field-history.js";
import { paintLinks } from "./field-links.js";
import { columnFill, paintBolts, paintDots } from "./field-paint.js";

/**
 * The past of the energy picture, painted once and then only moved: a strip that slides to the left, one pixel column
 * for a few milliseconds.
 *
 * @typedef {import("./field-history.js").FieldHistory} FieldHistory
 * @typedef {import("./field-history.js").Track} Track
 * @typedef {import("./field-paint.js").Lane} Lane
 */

/** Room beyond "now", in CSS pixels, for what is wider than its moment. */
const overhang = 80;
const restPx = 0.75;

export class Strip {
  #canvas = document.createElement("canvas");
  #c = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext("2d"));
  #ratio = 1;
  #columnsPerMs = 1;
  /** The column, counted from 1970, that stands at "now". */
  #now = 0;
  #paintedTo = 0;
  #linkedTo = 0;
  #sparkedTo = 0;
  #isFresh = true;

  /**
   * A strip of that size, with nothing painted on it.
   *
   * @param {{width: number, height: number, ratio: number, viewMs: number}} size in CSS pixels up to "now", and in time
   */
  reset({ width, height, ratio, viewMs }) {
    this.#ratio = ratio;
    this.#canvas.width = Math.round((width + overhang) * ratio);
    this.#canvas.height = Math.round(height * ratio);
    this.#columnsPerMs = (width * ratio) / viewMs;
    this.#isFresh = true;
  }

  /**
   * Slides to a moment and paints what is new.
   *
   * @param {number} nowMs
   * @param {FieldHistory} history
   * @param {Lane[]} lanes
   * @param {import("./field-theme.js").FieldTheme} theme
   */
  advance(nowMs, history, lanes, theme) {
    const now = Math.floor(nowMs * this.#columnsPerMs);
    const moved = now - this.#now;
    const isAnew = this.#isFresh || moved < 0 || moved >= this.#canvas.width;
    this.#slide(isAnew ? this.#canvas.width : moved);
    this.#now = now;
    if (isAnew) {
      this.#isFresh = false;
      this.#paintedTo = this.#linkedTo = this.#sparkedTo = nowMs - spanMs;
    }
    const c = this.#c;
    c.globalCompositeOperation = theme.isDark ? "lighter" : "source-over";
    history.tracks.forEach((track, i) => this.#ribbon(track, lanes[i]));
    c.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    const x = this.x;
    history.tracks.forEach((track, i) => {
      const since = newer(track.sparks, this.#sparkedTo);
      const fresh = track.sparks.slice(since);
      paintBolts(c, lanes[i], track.sparks.slice(Math.max(0, since - 1)), x, "past");
      paintDots(c, lanes[i], fresh, x);
    });
    c.globalCompositeOperation = "source-over";
    c.font = `11px ${theme.font}`;
    const links = history.links.slice(newer(history.links, this.#linkedTo));
    paintLinks(c, links, new Map(history.tracks.map(({ modelId }, i) => [modelId, lanes[i]])), theme, x);
    c.setTransform(1, 0, 0, 1, 0, 0);
    this.#paintedTo = history.newestAt;
    this.#linkedTo = history.links.at(-1)?.at ?? this.#linkedTo;
    this.#sparkedTo = Math.max(this.#sparkedTo, ...history.tracks.map(({ sparks }) => sparks.at(-1)?.at ?? 0));
  }

  /**
   * @param {CanvasRenderingContext2D} c in CSS pixels
   */
  paintOn(c) {
    c.drawImage(this.#canvas, 0, 0, this.#canvas.width / this.#ratio, this.#canvas.height / this.#ratio);
  }

  /** Where a moment stands, in CSS pixels. @type {(at: number) => number} */
  x = (at) => (this.#canvas.width - overhang * this.#ratio + at * this.#columnsPerMs - this.#now) / this.#ratio;

  /** @param {number} columns */
  #slide(columns) {
    if (columns >= this.#canvas.width) {
      this.#c.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    } else if (columns > 0) {
      this.#c.globalCompositeOperation = "copy";
      this.#c.drawImage(this.#canvas, -columns, 0);
    }
  }

  /**
   * The course of E(t), column by column: the taller, the more energy.
   *
   * @param {Track} track
   * @param {Lane} lane
   */
  #ribbon({ samples }, lane) {
    const c = this.#c;
    const right = this.#canvas.width - Math.round(overhang * this.#ratio);
    const fills = [columnFill(c, lane, lane.ink.stream, this.#ratio), columnFill(c, lane, lane.ink.burst, this.#ratio)];
    for (let i = Math.max(1, newer(samples, this.#paintedTo)); i < samples.length; i++) {
      const [a, b] = [samples[i - 1], samples[i]];
      if (b.isBreak) {
        continue;
      }
      const [from, to] = [a.at, b.at].map((at) => Math.floor(at * this.#columnsPerMs));
      c.fillStyle = fills[b.isBurst ? 1 : 0];
      for (let column = from + 1; column <= to; column++) {
        const energy = a.energy + ((b.energy - a.energy) * (column - from)) / (to - from);
        const half = (restPx + energy * lane.half) * this.#ratio;
        c.fillRect(right + column - this.#now, lane.middle * this.#ratio - half, 1, 2 * half);
      }
    }
  }
}

/**
 * The index of the first that is newer than a moment.
 *
 * @param {{at: number}[]} list oldest first
 * @param {number} at
 */
function newer(list, at) {
  let i = list.length;
  while (i > 0 && list[i - 1].at > at) {
    i--;
  }
  return i;
}
