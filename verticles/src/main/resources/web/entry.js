import { make, reducedMotion, setText } from "./dom.js";

/**
 * One text in the transcript: what was typed, what one model wrote after it, and how it stands with it.
 *
 * What arrives waits as a string until {@link Entry#render}, which runs once per frame. New words glow and cool for a
 * moment in spans of their own, then join the settled text, so that a long text is one node and not thousands.
 *
 * @typedef {"waiting" | "writing" | "done" | "stopped" | "cut off"} EntryState
 */

const coolingMs = 1_200;
/** More than this at once is no word just written but text that was missed: it doesn't glow. */
const glowLimit = 300;

/** @type {Record<EntryState, string>} */
const words = {
  waiting: "waiting for the first word",
  writing: "writing",
  done: "done",
  stopped: "stopped",
  "cut off": "cut off with the connection",
};

export class Entry {
  /** @type {EntryState} */ state = "waiting";
  /** The next tokens are the whole text so far, for the connection is a new one. */
  awaitsReplay = false;
  /** A person asked for the end. */
  isStopping = false;
  isOwn = false;
  tokens = 0;

  #pending = "";
  #shown = 0;
  #isCut = false;
  #firstAt = 0;
  #lastAt = 0;
  #settled = document.createTextNode("");
  /** @type {{node: HTMLElement, since: number}[]} oldest first */ #hot = [];
  /** Prompts travel in no event: what was typed elsewhere is not known here. */
  #prompt = make("span", "prompt", "…");
  #written = make("span", "written");
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
    this.#written.append(this.#settled);
    const text = make("p", "text");
    text.append(this.#prompt, this.#written, this.#caret);
    this.element.append(text, this.#footer);
    this.describe(true);
  }

  get isLive() {
    return this.state === "waiting" || this.state === "writing";
  }

  /** Characters this entry holds, shown or about to be. */
  get length() {
    return this.#shown + this.#pending.length;
  }

  /** @param {string} prompt what was typed in this window */
  own(prompt) {
    this.isOwn = true;
    this.#prompt.textContent = prompt;
  }

  /**
   * @param {string[]} tokens
   * @param {number} timestamp epoch milliseconds
   * @param {boolean} isComplete
   */
  receive(tokens, timestamp, isComplete) {
    if (this.awaitsReplay) {
      this.awaitsReplay = false;
      this.#clear();
    }
    if (tokens.length > 0) {
      this.#firstAt = this.#firstAt || timestamp;
      this.#lastAt = timestamp;
      this.tokens += tokens.length;
      this.#pending += tokens.join("");
    }
    this.state = isComplete ? (this.isStopping ? "stopped" : "done") : this.tokens > 0 ? "writing" : "waiting";
  }

  /** Nothing more will come: the session did not outlive the connection. */
  cutOff() {
    this.state = "cut off";
  }

  /**
   * Puts what arrived on the page.
   *
   * @param {number} now monotonic milliseconds
   */
  render(now) {
    while (this.#hot.length > 0 && now - this.#hot[0].since >= coolingMs) {
      const { node } = /** @type {{node: HTMLElement}} */ (this.#hot.shift());
      this.#settled.appendData(node.textContent ?? "");
      node.remove();
    }
    if (this.#pending === "") {
      return;
    }
    this.#shown += this.#pending.length;
    if (this.#pending.length > glowLimit || reducedMotion.matches) {
      this.#settleAll();
      this.#settled.appendData(this.#pending);
    } else {
      const node = make("span", "hot", this.#pending);
      this.#written.append(node);
      this.#hot.push({ node, since: now });
    }
    this.#pending = "";
  }

  /**
   * Forgets the beginning of a text too long to keep.
   *
   * @param {number} excess characters
   */
  cut(excess) {
    this.#settleAll();
    const length = Math.min(excess, this.#settled.length);
    this.#settled.deleteData(0, length);
    this.#shown -= length;
    this.#isCut = true;
  }

  /** @param {boolean} isConnected */
  describe(isConnected) {
    const { state } = this;
    this.#caret.hidden = !this.isLive;
    this.element.dataset.state = state;
    const seconds = (this.#lastAt - this.#firstAt) / 1_000;
    const count = `${this.tokens} ${this.tokens === 1 ? "token" : "tokens"}`;
    const parts = [
      this.modelId,
      this.isOwn ? "" : "begun elsewhere",
      this.isLive && !isConnected ? "not heard of since the connection was lost" : words[state],
      this.tokens > 0 ? count + (this.isLive || seconds <= 0 ? "" : ` in ${seconds.toFixed(1)} s`) : "",
      this.#isCut ? "its beginning is no longer kept" : "",
    ];
    setText(this.#footer, parts.filter(Boolean).join(" · "));
  }

  #clear() {
    this.#settleAll();
    this.#settled.data = "";
    this.#pending = "";
    this.#shown = 0;
    this.tokens = 0;
  }

  #settleAll() {
    for (const { node } of this.#hot.splice(0)) {
      this.#settled.appendData(node.textContent ?? "");
      node.remove();
    }
  }
}
