import { byId, make, setText } from "./dom.js";

/**
 * What the page says in words and figures: the connection, the model, what is going on, the meters.
 *
 * @typedef {import("./meter.js").Reading} Reading
 * @typedef {import("./api.js").Model} Model
 */

const wordsOfCode = new Map([
  [1008, "The server refused this page."],
  [1009, "The server was sent more than it takes."],
  [4000, "The server could not read what this page sent."],
  [4001, "Not signed in: open the address that the server printed when it started."],
]);

/**
 * The connection in a few words.
 *
 * @param {any} status of the stream
 * @param {number} now monotonic milliseconds
 */
function connectionWords({ state, phase, attempt, retryAt, late }, now) {
  switch (state) {
    case "streaming":
      return late ? "Streaming, but no heartbeat" : "Streaming";
    case "reconnecting": {
      const seconds = Math.max(0, (retryAt ?? now) - now) / 1_000;
      return phase === "backoff" ? `Reconnecting in ${seconds.toFixed(1)} s` : `Reconnecting, try ${attempt}`;
    }
    default:
      return state[0].toUpperCase() + state.slice(1);
  }
}

/**
 * @param {any} status of the stream
 * @param {number} now monotonic milliseconds
 */
export function showConnection(status, now) {
  const { state, phase, late, loss, refused } = status;
  const lamp = state === "streaming" && late ? "late" : state;
  if (byId("connection").dataset.state !== lamp) {
    byId("connection").dataset.state = lamp;
  }
  setText(byId("connection-text"), connectionWords(status, now));
  const canAsk = state === "disconnected" || (state === "reconnecting" && phase === "backoff");
  byId("reconnect").hidden = !canAsk;
  setText(byId("reconnect"), state === "disconnected" ? "Reconnect" : "Now");
  const banner = byId("banner");
  banner.hidden = !refused;
  const words = wordsOfCode.get(loss?.code ?? 0) ?? "The server ended the connection.";
  setText(banner, refused ? [words, loss?.reason, `(${loss?.code})`].filter(Boolean).join(" ") : "");
}

/**
 * What is going on, in the fewest words.
 *
 * @param {any} status of the stream
 * @param {{live: import("./entry.js").Entry[], energy: number}} work
 */
export function doingWords({ state, late }, { live, energy }) {
  if (state === "reconnecting") {
    return "Connection lost";
  }
  if (state !== "streaming") {
    return state === "disconnected" ? "Not connected" : "Connecting";
  }
  if (late) {
    return "The server is silent";
  }
  if (live.length > 0) {
    return live.some((entry) => entry.state === "writing") ? "Writing" : "Waiting for the first word";
  }
  return energy >= 0.02 ? "Cooling down" : "At rest";
}

const dash = "–";
const decimals = (/** @type {number | null} */ value, /** @type {number} */ places, unit = "") =>
  value === null ? dash : value.toFixed(places) + unit;
const milliseconds = (/** @type {number | null} */ value) =>
  value === null ? dash : value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;

/**
 * @param {Reading} reading
 * @param {{isStreaming: boolean, rttMs: number | null, totalEnergy: number | null}} more
 */
export function showReading(reading, { isStreaming, rttMs, totalEnergy }) {
  const { serverFrameRate } = reading;
  setText(byId("frame-rate"), isStreaming ? decimals(reading.frameRate, 1, " Hz") : dash);
  setText(byId("server-frame-rate"), isStreaming && serverFrameRate ? `server ${serverFrameRate.toFixed(1)}` : "");
  setText(byId("rtt"), isStreaming ? milliseconds(rttMs) : dash);
  setText(byId("age-median"), milliseconds(isStreaming ? reading.ageMedianMs : null));
  setText(byId("age-p99"), milliseconds(isStreaming ? reading.ageP99Ms : null));
  setText(byId("coalesced"), String(reading.coalesced));
  setText(byId("bytes"), isStreaming ? `${(reading.bytesPerSecond / 1_000).toFixed(1)} kB/s` : dash);
  setText(byId("tokens-per-second"), isStreaming ? String(reading.tokensPerSecond) : dash);
  setText(byId("tokens"), String(reading.tokens));
  setText(byId("total-energy"), decimals(totalEnergy, 3));
}

/**
 * @param {{name: string, source?: string, state?: string}} model
 * @param {string} tier
 */
export function showModel({ name, source, state }, tier) {
  byId("model").hidden = name === "";
  setText(byId("model-name"), name);
  setText(byId("model-about"), [source, state === "ready" ? "" : state, tier].filter(Boolean).join(" · "));
  const isOther = source !== undefined && source !== "embedded";
  const honest = byId("honest");
  byId("honest-embedded").hidden = isOther;
  honest.querySelector(".other")?.remove();
  if (isOther) {
    honest.append(make("span", "other", `${name} writes on this machine, by way of ${source}.`));
  }
}
