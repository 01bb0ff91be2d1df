/**
 * The colours of the energy plot, read from the style sheet's custom properties: light and dark are decided there.
 *
 * @typedef {[number, number, number]} Rgb
 *
 * @typedef {object} Ink a colour that depends on how much energy it shows
 * @property {(energy: number) => string} at
 * @property {(c: CanvasRenderingContext2D, top: number, base: number) => CanvasGradient} fill
 * @property {(c: CanvasRenderingContext2D, top: number, base: number, alpha: number) => CanvasGradient} stroke
 * @property {(c: CanvasRenderingContext2D, x: number, y: number, radius: number) => CanvasGradient} halo
 *
 * @typedef {{stream: Ink, lightning: Ink, bar: string}} Inks
 *
 * @typedef {object} PlotTheme
 * @property {Inks[]} tracks
 * @property {string} text
 * @property {string} label
 * @property {string} grid
 * @property {string} paper
 * @property {string} font
 */

/**
 * @param {Rgb} colour
 * @param {number} alpha
 */
const css = ([r, g, b], alpha) => `rgb(${r} ${g} ${b} / ${alpha})`;

/**
 * @param {Rgb} low
 * @param {Rgb} high
 * @param {number} share
 * @returns {Rgb}
 */
const mix = (low, high, share) =>
  /** @type {Rgb} */ (low.map((value, i) => Math.round(value + (high[i] - value) * share)));

/**
 * @param {Rgb} low without energy
 * @param {Rgb} middle
 * @param {Rgb} high at full energy
 * @returns {Ink}
 */
function ink(low, middle, high) {
  const colourAt = (/** @type {number} */ energy) =>
    energy < 0.5 ? mix(low, middle, energy * 2) : mix(middle, high, energy * 2 - 1);
  return {
    at: (energy) => css(colourAt(energy), 1),
    fill: (context, top, base) => {
      const gradient = context.createLinearGradient(0, top, 0, base);
      gradient.addColorStop(0, css(high, 0.5));
      gradient.addColorStop(0.5, css(middle, 0.26));
      gradient.addColorStop(1, css(low, 0.05));
      return gradient;
    },
    stroke: (context, top, base, alpha) => {
      const gradient = context.createLinearGradient(0, top, 0, base);
      gradient.addColorStop(0, css(high, alpha));
      gradient.addColorStop(0.5, css(middle, alpha));
      gradient.addColorStop(1, css(low, alpha));
      return gradient;
    },
    halo: (context, x, y, radius) => {
      const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
      gradient.addColorStop(0, css(high, 0.55));
      gradient.addColorStop(0.4, css(middle, 0.22));
      gradient.addColorStop(1, css(middle, 0));
      return gradient;
    },
  };
}

/**
 * @param {Element} element
 * @returns {PlotTheme}
 */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const text = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const rgb = (/** @type {string} */ name) => {
    const numbers = (text(name).match(/\d+/g) ?? []).slice(0, 3).map(Number);
    return /** @type {Rgb} */ (numbers.length === 3 ? numbers : [128, 128, 128]);
  };
  const lightningHigh = rgb("--lightning-high");
  const first = {
    stream: ink(rgb("--heat-low"), rgb("--heat-middle"), rgb("--heat-high")),
    lightning: ink(rgb("--lightning-low"), rgb("--lightning-middle"), lightningHigh),
    bar: css(rgb("--heat-middle"), 0.75),
  };
  const others = ["--track-2", "--track-3", "--track-4"].map(rgb).map((colour) => ({
    stream: ink(colour, colour, colour),
    lightning: ink(colour, colour, lightningHigh),
    bar: css(colour, 0.75),
  }));
  return {
    tracks: [first, ...others],
    text: css(rgb("--ink-rgb"), 1),
    label: css(rgb("--muted-rgb"), 1),
    grid: css(rgb("--ink-rgb"), 0.16),
    paper: css(rgb("--paper-rgb"), 1),
    font: style.fontFamily,
  };
}
