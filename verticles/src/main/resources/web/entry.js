import { make, reducedMotion, setText } from "./dom.js";
import { Written } from "./written.js";

/**
 * One text in the transcript: what was typed, what one model wrote after it, and how it stands with it.
 *
 * @typedef {"waiting" | "writing" | "done" | "stopped" | "cut off"} EntryState
 */

/** @type {Record<EntryState, string>} */
const words = {
  waiting: "waiting for the first word",
  writing: "writing",
  done: "done",
  stopped: "stopped",
  "cut off": "cut off: the server began anew",
};

export class Entry {
  /** @type {EntryState} */ state = "waiting";
  /** A person asked for the end. */
  isStopping = false;
  isOwn = false;
  tokens = 0;

  #firstAt = 0;
  #lastAt = 0;
  #written = new Written();
  /** Prompts travel in no event: what was typed elsewhere is not known here. */
  #prompt = make("span", "prompt", "…");
  #caret = make("span", "caret");
  #footer = make("footer", "");

  /**
   * @param {string} sessionId
   * @param {string} modelId empty until known
   */
  constructor(sessionId, modelId) {
    this.sessionId = sessionId;
    this.modelId = modelId;
    this.element = make("article", "entry");
    this.#caret.setAttribute("aria-hidden", "true");
    const text = make("p", "text");
    text.append(this.#prompt, this.#written.element, this.#caret);
    this.element.append(text, this.#footer);
    this.describe(true);
  }

  get isLive() {
    return this.state === "waiting" || this.state === "writing";
  }

  /** Characters this entry holds, shown or about to be. */
  get length() {
    return this.#written.length;
  }

  /** @param {string} prompt what was typed in this window */
  own(prompt) {
    this.isOwn = true;
    this.#prompt.textContent = prompt;
  }

  /**
   * @param {{tokens: string[], isComplete: boolean}} payload
   * @param {(number | null)[]} levels how sure the model was of each token
   * @param {number} timestamp epoch milliseconds
   */
  receive({ tokens, isComplete }, levels, timestamp) {
    if (tokens.length > 0) {
      this.#firstAt = this.#firstAt || timestamp;
      this.#lastAt = timestamp;
      this.tokens += tokens.length;
      this.#written.append(tokens, levels);
    }
    if (this.isLive) {
      this.state = isComplete ? (this.isStopping ? "stopped" : "done") : this.tokens > 0 ? "writing" : "waiting";
    }
  }

  /** Nothing more will come: the session did not outlive the server. */
  cutOff() {
    this.state = "cut off";
  }

  /**
   * Puts what arrived on the page.
   *
   * @param {number} now monotonic milliseconds
   * @param {boolean} isRecent whether its certainties are still kept apart
   */
  render(now, isRecent) {
    return this.#written.render(now, isRecent, reducedMotion.matches);
  }

  /**
   * Forgets the beginning of a text too long to keep.
   *
   * @param {number} excess characters
   */
  cut(excess) {
    this.#written.cut(excess);
  }

  /** @param {boolean} isConnected */
  describe(isConnected) {
    const { state } = this;
    if (this.element.dataset.state !== state) {
      this.element.dataset.state = state;
      this.#caret.hidden = !this.isLive;
    }
    const seconds = (this.#lastAt - this.#firstAt) / 1_000;
    const count = `${this.tokens} ${this.tokens === 1 ? "token" : "tokens"}`;
    const parts = [
      this.modelId,
      this.isOwn ? "" : "begun elsewhere",
      this.isLive && !isConnected ? "not heard of since the connection was lost" : words[state],
      this.tokens > 0 ? count + (this.isLive || seconds <= 0 ? "" : ` in ${seconds.toFixed(1)} s`) : "",
      this.#written.isCut ? "its beginning is no longer kept" : "",
    ];
    setText(this.#footer, parts.filter(Boolean).join(" · "));
  }
}
