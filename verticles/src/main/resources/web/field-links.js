import { css } from "./field-theme.js";

/**
 * What the council found, painted between the lanes at the moment it was found.
 *
 * @typedef {import("./field-history.js").Link} Link
 * @typedef {import("./field-paint.js").Lane} Lane
 */

/**
 * @param {CanvasRenderingContext2D} c
 * @param {Link[]} links
 * @param {Map<string, Lane>} lanes
 * @param {import("./field-theme.js").FieldTheme} theme
 * @param {(at: number) => number} place
 */
export function paintLinks(c, links, lanes, theme, place) {
  for (const link of links) {
    const ends = link.models.flatMap((id) => lanes.get(id) ?? []);
    if (ends.length < 2) {
      continue;
    }
    const x = place(link.at);
    const [top, bottom] = [Math.min(...ends.map((e) => e.middle)), Math.max(...ends.map((e) => e.middle))];
    const colour = theme.links[link.kind] ?? theme.muted;
    c.strokeStyle = css(colour, 0.2 + 0.7 * link.strength);
    if (link.kind === "resonance") {
      paintResonance(c, x, [top, bottom], link.strength, Math.min(ends[0].half, 34));
      c.fillStyle = css(colour, 1);
      c.textAlign = "center";
      c.fillText(link.words, x, (top + bottom) / 2 + 4);
    } else {
      paintInterference(c, x, [top, bottom], link);
    }
  }
  c.setLineDash([]);
}

/**
 * Together: strings drawn taut. Against one another: strings that cross over. Neither: dots.
 *
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {[number, number]} ends
 * @param {Link} link
 */
function paintInterference(c, x, [top, bottom], { kind, strength }) {
  const bow = kind === "constructive" ? 5 : kind === "destructive" ? -14 : 0;
  c.lineWidth = 0.75 + 2 * strength;
  c.setLineDash(kind === "neutral" ? [1, 6] : kind === "destructive" ? [5, 4] : []);
  for (const side of kind === "neutral" ? [0] : [-1, 1]) {
    c.beginPath();
    c.moveTo(x - (kind === "destructive" ? side * 7 : 0), top);
    c.bezierCurveTo(x + side * bow, top + (bottom - top) / 3, x + side * bow, bottom - (bottom - top) / 3, x + (kind === "destructive" ? side * 7 : 0), bottom);
    c.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {[number, number]} ends
 * @param {number} amplitude
 * @param {number} reach
 */
function paintResonance(c, x, ends, amplitude, reach) {
  c.setLineDash([]);
  for (const y of ends) {
    for (const ring of [0.45, 0.75, 1]) {
      c.lineWidth = 1.4 * ring;
      c.beginPath();
      c.arc(x, y, reach * ring * amplitude, 0, 2 * Math.PI);
      c.stroke();
    }
  }
}
