/**
 * The events of WF-TECH-003 v1.0.0 as the page reads them: text in, a checked event or nothing out.
 *
 * @typedef {object} StreamEvent
 * @property {string} type such as "token_stream"
 * @property {number} timestamp the tick's time, epoch milliseconds
 * @property {number} [frameNumber] the tick's number, on the types that carry one
 * @property {Record<string, any>} payload
 */

/** @param {unknown} value */
const isText = (value) => typeof value === "string";
/** @param {unknown} value */
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;
/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {unknown} value */
const isTextList = (value) => Array.isArray(value) && value.every(isText);

/**
 * What the page needs of each type's payload; a type without an entry is let through unread, and nobody listens to it.
 *
 * @type {Record<string, (payload: Record<string, any>) => boolean>}
 */
const checks = {
  startup_complete: (p) => isText(p.model) && isText(p.tier),
  heartbeat: (p) => isCount(p.sequence) && (p.frameRate === undefined || isNumber(p.frameRate)),
  energy_update: (p) =>
    isText(p.modelId) && isNumber(p.totalEnergy) && isNumber(p.deltaEnergy) && isCount(p.tokensGenerated),
  energy_field: (p) => isText(p.modelId) && isText(p.fieldType) && isNumber(p.intensity),
  token_stream: (p) =>
    isText(p.sessionId) && isText(p.modelId) && isTextList(p.tokens) && typeof p.isComplete === "boolean",
  reward_event: (p) => isText(p.title) && isText(p.rewardType) && isNumber(p.points),
  error_event: (p) => isText(p.severity) && isText(p.code) && isText(p.message),
};

/** Types that carry the number of their frame. */
const numbered = new Set(["energy_update", "energy_field"]);

/**
 * Reads one text message; anything that is not an event is null, never an exception.
 *
 * @param {unknown} text
 * @returns {StreamEvent | null}
 */
export function readEvent(text) {
  if (!isText(text)) {
    return null;
  }
  let event;
  try {
    event = JSON.parse(/** @type {string} */ (text));
  } catch {
    return null;
  }
  if (!isObject(event) || !isText(event.type) || !isCount(event.timestamp) || !isObject(event.payload)) {
    return null;
  }
  if (numbered.has(event.type) && !isCount(event.frameNumber)) {
    return null;
  }
  const check = Object.hasOwn(checks, event.type) ? checks[event.type] : undefined;
  return check && !check(event.payload) ? null : event;
}
