import { binMs, spanMs } from "./energy-history.js";
import { drawBars, drawCurve, gapMs } from "./plot-curve.js";
import { PlotFrame, barsPx } from "./plot-frame.js";
import { readTheme } from "./plot-theme.js";

/**
 * The picture of energy: E(t) of each model above the base line, what was spent hanging below it, drawn from an
 * {@link EnergyHistory} and nothing else. Its right edge is the newest event, so without events nothing moves.
 *
 * A second that is over looks the same for as long as it is in sight: it is drawn once, into a strip that holds one
 * tile per second as a ring. A frame draws the last few tiles again and copies the strip.
 *
 * @typedef {import("./energy-history.js").EnergyHistory} EnergyHistory
 */

const tileMs = 1_000;
const tilesInSight = spanMs / tileMs + 1;
const tileSlots = tilesInSight + 2;
/** A tile is final when this much time lies behind it, so that the curve's next point is known. */
const settleMs = gapMs + 100;
const roundSteps = [1, 1.5, 2, 3, 4, 6, 8, 10];

export class EnergyPlot {
  #canvas;
  #context;
  #strip = document.createElement("canvas");
  #stripContext = /** @type {CanvasRenderingContext2D} */ (this.#strip.getContext("2d"));
  #history;
  #theme;
  #frame = new PlotFrame(0, 0, 1);
  /** Which second each slot of the strip holds in its final form. */
  #finalTiles = new Float64Array(tileSlots).fill(-1);
  #drawnFor = "";

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {EnergyHistory} history
   */
  constructor(canvas, history) {
    this.#canvas = canvas;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.#history = history;
    this.#theme = readTheme(canvas);
  }

  /** The colour scheme changed. */
  restyle() {
    this.#theme = readTheme(this.#canvas);
    this.#finalTiles.fill(-1);
  }

  /** @param {boolean} isLive false dims the picture: what it shows is the past */
  draw(isLive) {
    this.#fit();
    const context = this.#context;
    const frame = this.#frame;
    const { tracks, latest } = this.#history;
    const scale = this.#barScale();
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.clearRect(0, 0, frame.width, frame.height);
    context.globalAlpha = isLive ? 1 : 0.45;
    if (latest !== null) {
      this.#drawTiles(latest, scale);
    }
    frame.fadePast(context);
    tracks.forEach((track, i) => {
      const present = this.#history.present(track);
      const { stream, lightning } = this.#theme.tracks[i];
      if (present) {
        const head = { energy: present.energy, isLive, isAlone: tracks.length === 1 };
        frame.drawHead(context, this.#theme, present.isLightning ? lightning : stream, head);
      }
    });
    context.globalAlpha = 1;
    frame.drawGrid(context, this.#theme, scale, latest === null ? "" : isLive ? "now" : "last heard");
  }

  #fit() {
    const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
    const { clientWidth, clientHeight } = this.#canvas;
    const { width, height } = this.#frame;
    if (clientWidth !== width || clientHeight !== height || ratio !== this.#frame.ratio) {
      this.#frame = new PlotFrame(clientWidth, clientHeight, ratio);
      this.#canvas.width = Math.round(clientWidth * ratio);
      this.#canvas.height = Math.round(clientHeight * ratio);
      this.#strip.width = Math.round(this.#frame.secondPx * ratio) * tileSlots;
      this.#strip.height = this.#canvas.height;
      this.#finalTiles.fill(-1);
    }
  }

  /**
   * The EU that a full bar stands for: the least round number that holds every bar in sight.
   */
  #barScale() {
    const oldest = Math.floor((this.#history.latest ?? 0) / binMs) - spanMs / binMs;
    let most = 0;
    for (const track of this.#history.tracks) {
      track.bins.forEach((bin, slot) => (most = bin >= oldest ? Math.max(most, track.spent[slot]) : most));
    }
    if (most === 0) {
      return 0;
    }
    const power = 10 ** Math.floor(Math.log10(most));
    return roundSteps.map((step) => step * power).find((step) => step >= most) ?? most;
  }

  /**
   * @param {number} latest
   * @param {number} scale the EU of a full bar
   */
  #drawTiles(latest, scale) {
    const { tracks, generation } = this.#history;
    const drawnFor = [generation, scale, ...tracks.map((track) => track.modelId)].join(" ");
    if (drawnFor !== this.#drawnFor) {
      this.#drawnFor = drawnFor;
      this.#finalTiles.fill(-1);
    }
    const newest = Math.floor(latest / tileMs);
    for (let tile = newest - tilesInSight + 1; tile <= newest; tile++) {
      const slot = tile % tileSlots;
      if (this.#finalTiles[slot] !== tile) {
        this.#drawTile(tile, slot, latest, scale);
        this.#finalTiles[slot] = latest >= (tile + 1) * tileMs + settleMs ? tile : -1;
      }
      this.#copyTile(tile, slot, latest);
    }
  }

  /**
   * @param {number} tile
   * @param {number} slot
   * @param {number} latest
   * @param {number} scale
   */
  #drawTile(tile, slot, latest, scale) {
    const context = this.#stripContext;
    const { ratio, secondPx, height } = this.#frame;
    const { tracks } = this.#history;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, Math.round(secondPx * ratio) * slot, 0);
    context.beginPath();
    context.rect(0, 0, secondPx, height);
    context.clip();
    context.clearRect(0, 0, secondPx, height);
    tracks.forEach((track, i) => {
      const piece = {
        context,
        frame: this.#frame,
        track,
        inks: this.#theme.tracks[i],
        from: tile * tileMs,
        tileMs,
        latest,
      };
      drawCurve(piece);
      drawBars(piece, { scale, length: barsPx - 4, place: i / tracks.length, share: 1 / tracks.length });
    });
    context.restore();
  }

  /**
   * @param {number} tile
   * @param {number} slot
   * @param {number} latest
   */
  #copyTile(tile, slot, latest) {
    const { ratio, secondPx, right, height } = this.#frame;
    const tilePixels = Math.round(secondPx * ratio);
    const x = Math.round((right - ((latest - tile * tileMs) / 1_000) * secondPx) * ratio);
    const pixels = Math.min(tilePixels, Math.round(right * ratio) - x);
    if (pixels > 0 && x + pixels > 0) {
      const canvasHeight = this.#strip.height;
      this.#context.drawImage(
        this.#strip,
        slot * tilePixels,
        0,
        pixels,
        canvasHeight,
        x / ratio,
        0,
        pixels / ratio,
        canvasHeight / ratio,
      );
    }
  }
}
