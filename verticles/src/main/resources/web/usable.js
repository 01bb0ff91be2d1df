/**
 * What this page needs of the events it shows: one that lacks it is passed over, and breaks nothing.
 */

/** @param {unknown} value */
const isText = (value) => typeof value === "string";
/** @param {unknown} value */
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;
/** @param {unknown} value */
const isTextList = (value) => Array.isArray(value) && value.every(isText);

/** @type {Record<string, (payload: any) => boolean>} */
const checks = {
  startup_complete: (p) => isText(p.model) && isText(p.tier),
  heartbeat: (p) => isCount(p.sequence) && (p.frameRate === undefined || isNumber(p.frameRate)),
  energy_update: (p) =>
    isText(p.modelId) && isNumber(p.totalEnergy) && isNumber(p.deltaEnergy) && isCount(p.tokensGenerated),
  energy_field: (p) => isText(p.modelId) && isText(p.fieldType) && isNumber(p.intensity) && Array.isArray(p.coordinates),
  token_stream: (p) =>
    isText(p.sessionId) && isText(p.modelId) && isTextList(p.tokens) && typeof p.isComplete === "boolean",
  interference_event: (p) =>
    isText(p.patternType) && isTextList(p.models) && isNumber(p.intensity) && isNumber(p.coherenceScore),
  resonance_event: (p) =>
    isText(p.resonanceType) && isTextList(p.participants) && isNumber(p.amplitude) && isNumber(p.frequency),
  reward_event: (p) => isText(p.title) && isText(p.rewardType) && isNumber(p.points),
  error_event: (p) => isText(p.severity) && isText(p.code) && isText(p.message),
};

/** @param {any} event */
export const isUsable = (event) =>
  isCount(event.timestamp) && Object.hasOwn(checks, event.type) && checks[event.type](event.payload);
