import { css } from "./field-theme.js";

/**
 * The strokes of the energy picture: sparks, bolts, embers. Each paints what it is given and nothing more.
 *
 * @typedef {import("./field-history.js").Spark} Spark
 * @typedef {import("./field-theme.js").Heat} Heat
 *
 * @typedef {object} Lane
 * @property {number} middle
 * @property {number} half half its height
 * @property {import("./field-theme.js").Ink} ink
 */

/** From the middle of a lane to its edge: how strong the ribbon is there. */
const ribbon = /** @type {const} */ ([
  [0, "high", 0.95],
  [0.06, "high", 0.7],
  [0.22, "middle", 0.5],
  [0.6, "middle", 0.2],
  [1, "low", 0.08],
]);

/** How lightning is drawn: [width, strength, tone] of each stroke. */
const bolts = /** @type {const} */ ({
  past: [[0.75, 0.3, "middle"]],
  fresh: [
    [4, 0.14, "middle"],
    [1.5, 0.85, "high"],
  ],
});
const boltGapMs = 300;
export const freshMs = 450;

/** @param {Spark} spark */
const radiusOf = ({ energy }) => 0.9 + Math.min(3, Math.sqrt(Math.max(0, energy) * 100));

/**
 * How high a token stands: the higher, the more probable.
 *
 * @param {Lane} lane
 * @param {Spark} spark
 */
const heightOf = ({ middle, half }, { y }) => middle + (0.5 - y) * half * 1.8;

/**
 * The filling of a ribbon, strong in the middle of its lane and faint at the edge.
 *
 * @param {CanvasRenderingContext2D} c
 * @param {Lane} lane
 * @param {Heat} heat
 * @param {number} ratio
 */
export function columnFill(c, { middle, half }, heat, ratio) {
  const gradient = c.createLinearGradient(0, (middle - half) * ratio, 0, (middle + half) * ratio);
  for (const [distance, tone, alpha] of ribbon) {
    gradient.addColorStop(0.5 - distance / 2, css(heat[tone], alpha));
    gradient.addColorStop(0.5 + distance / 2, css(heat[tone], alpha));
  }
  return gradient;
}

/**
 * Tokens as points: the larger, the more energy.
 *
 * @param {CanvasRenderingContext2D} c
 * @param {Lane} lane
 * @param {Spark[]} sparks
 * @param {(at: number) => number} x
 */
export function paintDots(c, lane, sparks, x) {
  for (const spark of sparks) {
    c.fillStyle = css((spark.isBurst ? lane.ink.burst : lane.ink.stream).high, 0.6);
    c.beginPath();
    c.arc(x(spark.at), heightOf(lane, spark), radiusOf(spark) * 0.75, 0, 2 * Math.PI);
    c.fill();
  }
}

/**
 * Tokens that have just come, glowing.
 *
 * @param {CanvasRenderingContext2D} c
 * @param {Lane} lane
 * @param {Spark[]} sparks
 * @param {{x: (at: number) => number, now: number, glows: HTMLCanvasElement[]}} at glows of a stream, of a burst
 */
export function paintSparks(c, lane, sparks, { x, now, glows }) {
  for (const spark of sparks) {
    const fresh = Math.max(0, Math.min(1, 1 - (now - spark.at) / freshMs));
    const size = radiusOf(spark) * (4 + 7 * fresh);
    c.globalAlpha = 0.45 * fresh;
    c.drawImage(glows[spark.isBurst ? 1 : 0], x(spark.at) - size, heightOf(lane, spark) - size, 2 * size, 2 * size);
  }
  c.globalAlpha = 1;
}

/**
 * Lightning: the line through the tokens of a burst.
 *
 * @param {CanvasRenderingContext2D} c
 * @param {Lane} lane
 * @param {Spark[]} sparks
 * @param {(at: number) => number} x
 * @param {"past" | "fresh"} age
 */
export function paintBolts(c, lane, sparks, x, age) {
  c.beginPath();
  for (let i = 1; i < sparks.length; i++) {
    const [a, b] = [sparks[i - 1], sparks[i]];
    if (a.isBurst && b.isBurst && b.at - a.at < boltGapMs) {
      c.moveTo(x(a.at), heightOf(lane, a));
      c.lineTo(x(b.at), heightOf(lane, b));
    }
  }
  c.lineJoin = "round";
  for (const [width, alpha, tone] of bolts[age]) {
    c.lineWidth = width;
    c.strokeStyle = css(lane.ink.burst[tone], alpha);
    c.stroke();
  }
}

/**
 * The ember at the end of a ribbon: as large as E(t), with a ring for energy just spent.
 *
 * @param {CanvasRenderingContext2D} c
 * @param {Lane} lane
 * @param {import("./field-history.js").Track} track
 * @param {{x: number, now: number, glow: HTMLCanvasElement}} at
 */
export function paintEmber(c, lane, { energy, isBurst, spentAt }, { x, now, glow }) {
  const size = 6 + energy * Math.min(64, lane.half * 0.8);
  c.globalAlpha = 0.2 + 0.55 * energy;
  c.drawImage(glow, x - size, lane.middle - size, 2 * size, 2 * size);
  const age = (now - spentAt) / (freshMs / 2);
  const heat = isBurst ? lane.ink.burst : lane.ink.stream;
  if (age >= 0 && age < 1) {
    c.globalAlpha = 0.5 * (1 - age);
    c.strokeStyle = css(heat.high, 1);
    c.lineWidth = 1.25;
    c.beginPath();
    c.arc(x, lane.middle, 3 + size * 0.55 * age, 0, 2 * Math.PI);
    c.stroke();
  }
  c.globalAlpha = 1;
  c.fillStyle = css(heat.high, 1);
  c.beginPath();
  c.arc(x, lane.middle, 2.2 + 3.6 * energy, 0, 2 * Math.PI);
  c.fill();
}

/**
 * A round glow, painted once and stamped often.
 *
 * @param {Heat} heat
 * @param {boolean} isDark
 */
export function makeGlow(heat, isDark) {
  const radius = 48;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2 * radius;
  const c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const gradient = c.createRadialGradient(radius, radius, 0, radius, radius, radius);
  gradient.addColorStop(0, css(heat.high, isDark ? 0.95 : 0.75));
  gradient.addColorStop(0.25, css(heat.middle, isDark ? 0.5 : 0.4));
  gradient.addColorStop(1, css(heat.middle, 0));
  c.fillStyle = gradient;
  c.fillRect(0, 0, 2 * radius, 2 * radius);
  return canvas;
}
