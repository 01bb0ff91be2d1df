import { binMs, spanMs } from "./energy-history.js";

/**
 * What stands around the curves of the energy plot: the places of things, the grid, the fading past, the live end.
 *
 * @typedef {import("./plot-theme.js").PlotTheme} PlotTheme
 * @typedef {import("./plot-theme.js").Ink} Ink
 */

export const topPx = 22;
export const barsPx = 34;
const axisPx = 24;
const headPx = 76;

/** The places of a plot of one size, in CSS pixels. */
export class PlotFrame {
  /**
   * @param {number} width
   * @param {number} height
   * @param {number} ratio device pixels per CSS pixel
   */
  constructor(width, height, ratio) {
    this.width = width;
    this.height = height;
    this.ratio = ratio;
    /** Where the present is. */
    this.right = Math.max(0, width - headPx);
    /** The width of a second, a whole number of device pixels. */
    this.secondPx = Math.max(1, Math.floor((this.right * ratio * 1_000) / spanMs)) / ratio;
    /** Where E is 0. */
    this.base = height - axisPx - barsPx;
    /** Where words at the left edge begin. */
    this.left = width < 544 ? 16 : 23;
  }

  /** @param {number} energy */
  y(energy) {
    return this.base - energy * (this.base - topPx);
  }

  /** @param {number} ageMs */
  x(ageMs) {
    return this.right - (ageMs / 1_000) * this.secondPx;
  }

  /**
   * Lets the oldest quarter fade away.
   *
   * @param {CanvasRenderingContext2D} context
   */
  fadePast(context) {
    const width = this.right / 4;
    const fade = context.createLinearGradient(0, 0, width, 0);
    fade.addColorStop(0, "rgb(0 0 0 / 1)");
    fade.addColorStop(1, "rgb(0 0 0 / 0)");
    context.save();
    context.globalAlpha = 1;
    context.globalCompositeOperation = "destination-out";
    context.fillStyle = fade;
    context.fillRect(0, 0, width, this.height);
    context.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {PlotTheme} theme
   * @param {number} barScale the EU of a full bar, 0 while there are none
   * @param {string} edge the word for the right edge, empty while there is no data
   */
  drawGrid(context, theme, barScale, edge) {
    context.fillStyle = theme.grid;
    for (const energy of [0, 0.5, 1]) {
      context.fillRect(0, Math.round(this.y(energy)), this.right, energy === 0 ? 1 : 0.5);
    }
    context.fillStyle = theme.label;
    context.font = `11px ${theme.font}`;
    context.textBaseline = "alphabetic";
    context.textAlign = "left";
    context.fillText("E = 1", this.left, this.y(1) - 5);
    context.fillText("½", this.left, this.y(0.5) - 5);
    if (barScale > 0) {
      const words = `full bar: ${Number(barScale.toPrecision(2))} EU in ${binMs} ms`;
      context.fillText(words, this.left, this.base + barsPx - 2);
    }
    if (edge !== "") {
      this.#drawTimes(context, edge);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} edge
   */
  #drawTimes(context, edge) {
    const y = this.height - 8;
    const stepMs = this.width < 600 ? 10_000 : 5_000;
    context.textAlign = "center";
    for (let ageMs = stepMs; ageMs < spanMs; ageMs += stepMs) {
      context.fillText(`${ageMs / 1_000} s ${edge === "now" ? "ago" : "before"}`, this.x(ageMs), y);
    }
    context.fillText(edge, this.right, y);
  }

  /**
   * The live end of a curve: the brighter, the more energy; hollow when it is no longer live.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {PlotTheme} theme
   * @param {Ink} ink
   * @param {{energy: number, isLive: boolean, isAlone: boolean}} head
   */
  drawHead(context, theme, ink, { energy, isLive, isAlone }) {
    const x = this.right;
    const y = this.y(energy);
    if (isLive) {
      const radius = 8 + 30 * energy;
      context.fillStyle = ink.halo(context, x, y, radius);
      context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
    }
    context.beginPath();
    context.arc(x, y, 4.5, 0, 2 * Math.PI);
    context.fillStyle = isLive ? ink.at(energy) : theme.paper;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = ink.at(energy);
    context.stroke();
    if (isAlone) {
      context.fillStyle = theme.text;
      context.font = `600 19px ${theme.font}`;
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.fillText(energy.toFixed(2), x + 15, y);
    }
  }
}
