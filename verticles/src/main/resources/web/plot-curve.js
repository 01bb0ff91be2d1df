import { binMs } from "./energy-history.js";
import { topPx } from "./plot-frame.js";

/**
 * The drawing of one model's energy within one tile of the plot.
 *
 * @typedef {object} Piece
 * @property {CanvasRenderingContext2D} context clipped to the tile, whose left edge is x = 0
 * @property {import("./plot-frame.js").PlotFrame} frame
 * @property {import("./energy-history.js").Track} track
 * @property {import("./plot-theme.js").Inks} inks
 * @property {number} from the time of the left edge
 * @property {number} tileMs
 * @property {number} latest the newest time of all: as far as a curve may be held at its last value
 */

/**
 * Fields further apart than this are not joined. While a model pauses E does not change, and no field comes, for up to
 * half a second; a longer silence is one of which nobody knows.
 */
export const gapMs = 700;
/** Widths and opacities of the strokes that make a line and its glow, outermost first. */
const streamStrokes = [
  [8, 0.13],
  [2.2, 1],
];
const lightningStrokes = [
  [12, 0.1],
  [6, 0.28],
  [1.5, 1],
];

/**
 * Draws E(t), in runs of one kind without a gap.
 *
 * @param {Piece} piece
 */
export function drawCurve(piece) {
  const { track } = piece;
  const slots = slotsAround(piece);
  let start = 0;
  for (let i = 1; i <= slots.length; i++) {
    const isEnd = i === slots.length;
    const isFar = !isEnd && track.times[slots[i]] - track.times[slots[i - 1]] > gapMs;
    const isGap = isFar || (!isEnd && track.begins[slots[i]] === 1);
    const isOtherKind = !isEnd && track.lightning[slots[i]] !== track.lightning[slots[start]];
    if (isEnd || isGap || isOtherKind) {
      drawRun(piece, slots.slice(start, isOtherKind && !isGap ? i + 1 : i));
      start = i;
    }
  }
}

/**
 * The fields of the tile and a little to both sides of it, oldest first.
 *
 * @param {Piece} piece
 */
function slotsAround({ track, from, tileMs }) {
  const slots = [];
  for (let i = 0; i < track.length; i++) {
    const slot = track.slot(i);
    if (track.times[slot] < from - gapMs) {
      break;
    }
    if (track.times[slot] <= from + tileMs + gapMs) {
      slots.push(slot);
    }
  }
  return slots.reverse();
}

/**
 * A stream is a warm, filled curve; lightning is a bright line over a rain of strokes, one for each bin in which tokens
 * came.
 *
 * @param {Piece} piece
 * @param {number[]} slots
 */
function drawRun(piece, slots) {
  const { context, frame, track, inks } = piece;
  const isLightning = track.lightning[slots[0]] === 1;
  const ink = isLightning ? inks.lightning : inks.stream;
  const line = new Path2D();
  for (const slot of slots) {
    line.lineTo(xOf(piece, track.times[slot]), frame.y(track.energies[slot]));
  }
  const end = endOf(piece, slots[slots.length - 1]);
  line.lineTo(xOf(piece, end), frame.y(track.energies[slots[slots.length - 1]]));
  const area = new Path2D(line);
  area.lineTo(xOf(piece, end), frame.base);
  area.lineTo(xOf(piece, track.times[slots[0]]), frame.base);
  context.fillStyle = ink.fill(context, topPx, frame.base);
  context.fill(area);
  if (isLightning) {
    context.strokeStyle = ink.stroke(context, topPx, frame.base, 0.5);
    context.lineWidth = 1;
    context.stroke(rain(piece, slots));
  }
  context.lineJoin = "round";
  for (const [width, alpha] of isLightning ? lightningStrokes : streamStrokes) {
    context.lineWidth = width;
    context.strokeStyle = ink.stroke(context, topPx, frame.base, alpha);
    context.stroke(line);
  }
}

/**
 * How far a run reaches: to its last field, or to the present where that field is the newest and not too old.
 *
 * @param {Piece} piece
 * @param {number} slot of the last field
 */
function endOf({ track, latest }, slot) {
  const isHeld = slot === track.slot(0) && latest - track.times[slot] <= gapMs;
  return isHeld ? latest : track.times[slot];
}

/**
 * @param {Piece} piece
 * @param {number[]} slots
 */
function rain(piece, slots) {
  const { frame, track } = piece;
  const strokes = new Path2D();
  let lastBin = -1;
  for (const slot of slots) {
    const bin = Math.floor(track.times[slot] / binMs);
    if (bin !== lastBin && track.tokensOf(bin) > 0) {
      const x = xOf(piece, (bin + 0.5) * binMs);
      strokes.moveTo(x, frame.y(track.energies[slot]) + 3);
      strokes.lineTo(x, frame.base);
    }
    lastBin = bin;
  }
  return strokes;
}

/**
 * Draws what was spent in each bin; several tracks share a bin's width.
 *
 * @param {Piece} piece
 * @param {object} bars
 * @param {number} bars.scale the EU of a full bar
 * @param {number} bars.length of a full bar, in pixels
 * @param {number} bars.place where in a bin this track's bars begin, 0 to 1
 * @param {number} bars.share of a bin's width
 */
export function drawBars(piece, { scale, length, place, share }) {
  const { context, frame, track, inks, from, tileMs } = piece;
  const binPx = (binMs / 1_000) * frame.secondPx;
  const width = Math.max(0.5, binPx * share - Math.min(1.5, binPx / 3));
  context.fillStyle = inks.bar;
  for (let bin = from / binMs; bin < (from + tileMs) / binMs && scale > 0; bin++) {
    const spent = track.spentIn(bin);
    if (spent > 0) {
      context.fillRect(xOf(piece, (bin + place) * binMs), frame.base + 3, width, (spent / scale) * length);
    }
  }
}

/**
 * @param {Piece} piece
 * @param {number} time
 */
const xOf = ({ frame, from }, time) => ((time - from) / 1_000) * frame.secondPx;
