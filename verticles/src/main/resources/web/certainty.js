/**
 * How sure the model was of each token: energy_field holds a token's probability as its height, in the same frame.
 *
 * Told only where it is certain which token a point stands for: one text of the model in the frame, and one point
 * per token. A model whose source tells no probabilities has points of 0.5, which say nothing.
 */

const unknown = 0.5;
/** From here on up: fairly sure, one of a few; below, a long shot. */
const levels = [0.25, 0.1];

/**
 * The level of each token of a text, 0 fairly sure, 1 one of a few, 2 a long shot; null where it is not known.
 *
 * @param {any} event a token_stream
 * @param {any} frame that holds it
 * @returns {(number | null)[]}
 */
export function certaintyOf({ payload: { tokens, modelId } }, frame) {
  const points = pointsOf(frame, modelId);
  const isKnown = points?.length === tokens.length;
  return tokens.map((/** @type {string} */ _, /** @type {number} */ i) => (isKnown ? levelOf(points[i].y) : null));
}

/** @param {number} probability */
function levelOf(probability) {
  if (typeof probability !== "number" || probability === unknown) {
    return null;
  }
  const level = levels.findIndex((least) => probability >= least);
  return level < 0 ? levels.length : level;
}

/**
 * @param {any} frame
 * @param {string} modelId
 */
function pointsOf(frame, modelId) {
  const of = (/** @type {string} */ name) =>
    frame.events.filter((/** @type {any} */ { type, payload }) => type === name && payload.modelId === modelId);
  const [texts, fields] = [of("token_stream"), of("energy_field")];
  const points = fields.length === 1 && texts.length === 1 && fields[0].timestamp === texts[0].timestamp;
  return points && Array.isArray(fields[0].payload.coordinates) ? fields[0].payload.coordinates : null;
}
