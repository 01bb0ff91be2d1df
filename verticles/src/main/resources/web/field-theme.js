/**
 * The colours of the energy picture, from the style sheet's custom properties: light and dark are decided there.
 *
 * @typedef {{low: string, middle: string, high: string}} Heat as "r g b"
 * @typedef {{stream: Heat, burst: Heat}} Ink
 *
 * @typedef {object} FieldTheme
 * @property {Ink[]} tracks
 * @property {string} text
 * @property {string} muted
 * @property {Record<string, string>} links
 * @property {boolean} isDark
 * @property {string} font
 */

/**
 * @param {string} rgb
 * @param {number} alpha
 */
export const css = (rgb, alpha) => `rgb(${rgb} / ${alpha})`;

/**
 * @param {Element} element
 * @returns {FieldTheme}
 */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const rgb = (/** @type {string} */ name) => style.getPropertyValue(name).trim() || "128 128 128";
  const burst = { low: rgb("--lightning-low"), middle: rgb("--lightning-middle"), high: rgb("--lightning-high") };
  const first = { low: rgb("--heat-low"), middle: rgb("--heat-middle"), high: rgb("--heat-high") };
  const others = ["--track-2", "--track-3", "--track-4"].map(rgb).map((one) => ({ low: one, middle: one, high: one }));
  return {
    tracks: [first, ...others].map((stream) => ({ stream, burst })),
    text: rgb("--ink-rgb"),
    muted: rgb("--muted-rgb"),
    links: {
      constructive: rgb("--constructive"),
      destructive: rgb("--destructive"),
      neutral: rgb("--muted-rgb"),
      resonance: rgb("--resonance"),
    },
    isDark: style.getPropertyValue("--is-dark").trim() === "1",
    font: style.fontFamily,
  };
}
