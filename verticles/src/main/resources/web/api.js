/**
 * The server's HTTP interface, as far as the page uses it; every failure is an {@link ApiError} in plain words.
 *
 * @typedef {{id: string, name: string, source: string, state: string, certainty?: string}} Model
 */

const timeoutMs = 15_000;

/** A request that was not granted; its message is for a person to read. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {string} code
   */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** What to say where the server said nothing. */
const wordsOfStatus = new Map([
  [400, "The server could not use this request."],
  [401, "Not signed in: open the address that the server printed when it started."],
  [403, "The server refuses requests from this page."],
  [404, "The server does not know this text any more."],
  [413, "That is more text than the server takes."],
  [429, "Too many requests; wait a moment."],
  [503, "The model is not ready yet; try again in a moment."],
]);

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function request(path, init = {}) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(timeoutMs), ...init });
  } catch {
    throw new ApiError("The server can't be reached. Is it still running?", "UNREACHABLE");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    const words = typeof body?.message === "string" && body.message !== "" ? body.message : null;
    const code = typeof body?.code === "string" ? body.code : `HTTP_${response.status}`;
    throw new ApiError(words ?? wordsOfStatus.get(response.status) ?? "The server could not do this.", code);
  }
  return body;
}

/**
 * @param {string} path
 * @param {object} body
 */
const post = (path, body) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/**
 * Asks for a text.
 *
 * @param {string} prompt
 * @param {Record<string, any>} parameters
 * @param {string[] | null} models the usual one where null
 * @returns {Promise<{sessionId: string, models: string[]}>}
 */
export async function writePrompt(prompt, parameters, models) {
  const body = await post("prompt", models ? { prompt, models, parameters } : { prompt, parameters });
  if (typeof body?.sessionId !== "string") {
    throw new ApiError("The server's answer could not be understood.", "BAD_ANSWER");
  }
  const asked = Array.isArray(body.models)
    ? body.models.filter((/** @type {any} */ id) => typeof id === "string")
    : [];
  return { sessionId: body.sessionId, models: asked };
}

/**
 * Asks for the end of a text.
 *
 * @param {string} sessionId
 */
export const stopSession = (sessionId) => post("stop", { sessionId });

/**
 * The models there are, and which of them writes unless another is asked for.
 *
 * @returns {Promise<{active: string, models: Model[]}>}
 */
export async function listModels() {
  const body = await request("models");
  return { active: String(body?.active ?? ""), models: Array.isArray(body?.models) ? body.models : [] };
}
