import { make } from "./dom.js";

/**
 * The text of one entry: what arrives waits until {@link Written#render}, which runs once per picture. New words glow
 * for a moment; words that the model was less sure of stay marked while the text is recent, and neighbours of one
 * mark share a node, so that a long text is some nodes and not thousands.
 *
 * @typedef {{node: HTMLElement, since: number, level: number | null}} Hot
 */

const coolingMs = 500;
/** More than this at once is no word just written but text that was missed: it doesn't glow. */
const glowLimit = 300;
const maxMarked = 400;

export class Written {
  element = make("span", "written");
  isCut = false;

  /** @type {{text: string, level: number | null}[]} */ #pending = [];
  #pendingLength = 0;
  #shown = 0;
  #settled = document.createTextNode("");
  /** @type {HTMLElement[]} cool and marked, after the settled text, oldest first */ #marked = [];
  /** @type {Hot[]} after the marked, oldest first */ #hot = [];

  constructor() {
    this.element.append(this.#settled);
  }

  get length() {
    return this.#shown + this.#pendingLength;
  }

  /**
   * @param {string[]} tokens
   * @param {(number | null)[]} levels
   */
  append(tokens, levels) {
    tokens.forEach((token, i) => {
      this.#pendingLength += token.length;
      const word = token.trimStart();
      const isMarked = Boolean(levels[i]);
      // The space before a word is nothing to be unsure of.
      if (isMarked && word !== token && this.#pending.at(-1)?.level !== levels[i]) {
        this.#piece(token.slice(0, token.length - word.length), null);
        this.#piece(word, levels[i]);
      } else {
        this.#piece(token, levels[i]);
      }
    });
  }

  /**
   * @param {string} text
   * @param {number | null} level
   */
  #piece(text, level) {
    const last = this.#pending.at(-1);
    if (last && last.level === level) {
      last.text += text;
    } else if (text !== "") {
      this.#pending.push({ text, level });
    }
  }

  /**
   * @param {number} now monotonic milliseconds
   * @param {boolean} isRecent
   * @param {boolean} isCalm nothing is to glow
   * @returns {boolean} whether there is more text than before
   */
  render(now, isRecent, isCalm) {
    while (this.#hot.length > 0 && now - this.#hot[0].since >= coolingMs) {
      this.#cool(/** @type {Hot} */ (this.#hot.shift()));
    }
    const limit = isRecent ? maxMarked : 0;
    while (this.#marked.length > limit) {
      this.#settle(/** @type {HTMLElement} */ (this.#marked.shift()));
    }
    const pending = this.#pending;
    if (pending.length === 0) {
      return false;
    }
    const isMissed = this.#pendingLength > glowLimit;
    for (const { text, level } of pending) {
      const node = make("span", "hot", text);
      mark(node, level);
      this.element.append(node);
      this.#hot.push({ node, since: isMissed || isCalm ? -Infinity : now, level });
    }
    this.#shown += this.#pendingLength;
    this.#pending = [];
    this.#pendingLength = 0;
    while (this.#hot.length > 0 && this.#hot[0].since === -Infinity) {
      this.#cool(/** @type {Hot} */ (this.#hot.shift()));
    }
    return true;
  }

  /** @param {number} excess characters at the beginning that are forgotten */
  cut(excess) {
    this.#hot.splice(0).forEach((hot) => this.#cool(hot));
    this.#marked.splice(0).forEach((node) => this.#settle(node));
    const length = Math.min(excess, this.#settled.length);
    this.#settled.deleteData(0, length);
    this.#shown -= length;
    this.isCut = true;
  }

  /** @param {Hot} hot the oldest one */
  #cool({ node, level }) {
    const last = this.#marked.at(-1);
    if (last && last.dataset.certainty === node.dataset.certainty) {
      /** @type {Text} */ (last.firstChild).appendData(node.textContent ?? "");
      node.remove();
    } else if (!last && !level) {
      this.#settle(node);
    } else {
      node.className = "";
      this.#marked.push(node);
    }
  }

  /** @param {HTMLElement} node the first one after the settled text */
  #settle(node) {
    this.#settled.appendData(node.textContent ?? "");
    node.remove();
  }
}

/**
 * @param {HTMLElement} node
 * @param {number | null} level
 */
function mark(node, level) {
  if (level) {
    node.dataset.certainty = String(level);
  }
}
