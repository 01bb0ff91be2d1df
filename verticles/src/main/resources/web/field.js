import { spanMs } from "./field-history.js";
import { columnFill, freshMs, makeGlow, paintBolts, paintEmber, paintSparks } from "./field-paint.js";
import { Strip } from "./field-strip.js";
import { css, readTheme } from "./field-theme.js";

/**
 * The living picture of the energy: time runs to the left, each model has a lane, and all that moves was measured.
 *
 * @typedef {import("./field-history.js").FieldHistory} FieldHistory
 */

const maxPixelRatio = 2;
const marginRight = 92;
const marginBottom = 18;
const fadeShare = 0.14;
/** A narrow picture shows less of the past, so that moments stay apart. */
const leastMsPerPx = 15;
const leastViewMs = 5_000;
/** Beyond the newest frame the picture goes on for so long only: what nobody told is not shown. */
const knownMs = 120;
/** While nothing happens the quiet line grows at this pace. */
const stillDrawMs = 500;

export class Field {
  #canvas;
  #history;
  #context;
  #strip = new Strip();
  /** @type {import("./field-theme.js").FieldTheme} */ #theme;
  /** @type {HTMLCanvasElement[][]} per track: of a stream, of a burst */ #glows = [];
  #drawnAt = -Infinity;
  #drawnTracks = 0;
  /** What the strip was made for. */
  #made = "";
  #viewMs = spanMs;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {FieldHistory} history
   */
  constructor(canvas, history) {
    this.#canvas = canvas;
    this.#history = history;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.#theme = readTheme(canvas);
    this.restyle();
  }

  /** The colours changed. */
  restyle() {
    this.#theme = readTheme(this.#canvas);
    const { tracks, isDark } = this.#theme;
    this.#glows = tracks.map(({ stream, burst }) => [makeGlow(stream, isDark), makeGlow(burst, isDark)]);
    this.#made = "";
    this.invalidate();
  }

  /** The next drawing has to be made, even if nothing moves. */
  invalidate() {
    this.#drawnAt = -Infinity;
  }

  /** @param {number} serverNow epoch milliseconds by the server's clock */
  draw(serverNow) {
    const { isStill, tracks } = this.#history;
    if (isStill && tracks.length === this.#drawnTracks && Math.abs(serverNow - this.#drawnAt) < stillDrawMs) {
      return;
    }
    this.#drawnAt = serverNow;
    this.#drawnTracks = tracks.length;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const endX = width - marginRight;
    this.#fit(width, height, endX);
    const now = Math.min(serverNow, this.#history.newestAt + knownMs);
    const lanes = this.#lanes(height);
    this.#strip.advance(now, this.#history, lanes, this.#theme);
    const c = this.#context;
    c.clearRect(0, 0, width, height);
    c.font = `11px ${this.#theme.font}`;
    this.#paintScale(endX, height);
    this.#strip.paintOn(c);
    c.globalCompositeOperation = this.#theme.isDark ? "lighter" : "source-over";
    lanes.forEach((lane, i) => this.#paintPresent(i, lane, now, endX));
    c.globalCompositeOperation = "source-over";
    this.#fade(endX * fadeShare, height);
    this.#paintNames(lanes, endX);
  }

  /**
   * Takes on the element's size, and a new strip where size, lanes or colours are others.
   *
   * @param {number} width
   * @param {number} height
   * @param {number} endX
   */
  #fit(width, height, endX) {
    const ratio = Math.min(maxPixelRatio, devicePixelRatio || 1);
    const made = [width, height, ratio, this.#history.tracks.map(({ modelId }) => modelId)].join(" ");
    if (made !== this.#made) {
      this.#made = made;
      this.#canvas.width = Math.round(width * ratio);
      this.#canvas.height = Math.round(height * ratio);
      this.#viewMs = Math.max(leastViewMs, Math.min(spanMs, endX * leastMsPerPx));
      this.#strip.reset({ width: endX, height: height - marginBottom, ratio, viewMs: this.#viewMs });
    }
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  /** @param {number} height */
  #lanes(height) {
    const { tracks } = this.#history;
    const tall = (height - marginBottom) / Math.max(1, tracks.length);
    return tracks.map((_, i) => ({ middle: tall * (i + 0.5), half: tall * 0.46, ink: this.#theme.tracks[i] }));
  }

  /**
   * What is not past yet: from the newest frame to now, the tokens that just came, the ember.
   *
   * @param {number} i
   * @param {import("./field-paint.js").Lane} lane
   * @param {number} now
   * @param {number} endX
   */
  #paintPresent(i, lane, now, endX) {
    const c = this.#context;
    const track = this.#history.tracks[i];
    const { x } = this.#strip;
    const from = Math.min(endX, Math.max(0, x(this.#history.newestAt)));
    const half = 0.75 + track.energy * lane.half;
    c.fillStyle = columnFill(c, lane, track.isBurst ? lane.ink.burst : lane.ink.stream, 1);
    c.fillRect(from, lane.middle - half, endX - from, 2 * half);
    let first = track.sparks.length;
    while (first > 0 && now - track.sparks[first - 1].at < freshMs) {
      first--;
    }
    const fresh = track.sparks.slice(first);
    paintBolts(c, lane, fresh, x, "fresh");
    paintSparks(c, lane, fresh, { x, now, glows: this.#glows[i] });
    paintEmber(c, lane, track, { x: endX, now, glow: this.#glows[i][track.isBurst ? 1 : 0] });
  }

  /**
   * @param {number} endX
   * @param {number} height
   */
  #paintScale(endX, height) {
    const c = this.#context;
    c.textBaseline = "alphabetic";
    c.textAlign = "center";
    for (let seconds = 0; seconds < this.#viewMs / 1_000; seconds += this.#viewMs > 6_000 ? 2 : 1) {
      const x = endX - ((seconds * 1_000) / this.#viewMs) * endX;
      c.fillStyle = css(this.#theme.text, seconds === 0 ? 0.16 : 0.07);
      c.fillRect(Math.round(x), 6, 1, height - marginBottom - 6);
      c.fillStyle = css(this.#theme.muted, 1);
      c.fillText(seconds === 0 ? "now" : `−${seconds} s`, x, height - 5);
    }
  }

  /**
   * The past sinks into the ground.
   *
   * @param {number} width
   * @param {number} height
   */
  #fade(width, height) {
    const c = this.#context;
    const gradient = c.createLinearGradient(0, 0, width, 0);
    gradient.addColorStop(0, css("0 0 0", 1));
    gradient.addColorStop(1, css("0 0 0", 0));
    c.globalCompositeOperation = "destination-out";
    c.fillStyle = gradient;
    c.fillRect(0, 0, width, height - marginBottom);
    c.globalCompositeOperation = "source-over";
  }

  /**
   * @param {{middle: number}[]} lanes
   * @param {number} endX
   */
  #paintNames(lanes, endX) {
    const c = this.#context;
    c.textAlign = "left";
    this.#history.tracks.forEach(({ modelId, energy }, i) => {
      const { middle } = lanes[i];
      c.font = `600 13px ${this.#theme.font}`;
      c.fillStyle = css(this.#theme.text, 1);
      c.fillText(energy.toFixed(2), endX + 22, middle + 1);
      c.font = `11px ${this.#theme.font}`;
      c.fillStyle = css(this.#theme.muted, 1);
      c.fillText("E(t)", endX + 22, middle + 15);
      if (lanes.length > 1) {
        c.fillText(modelId.length > 12 ? `${modelId.slice(0, 11)}…` : modelId, endX + 22, middle - 14, marginRight - 26);
      }
    });
  }
}
