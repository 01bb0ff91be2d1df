import { Entry } from "./entry.js";

/**
 * The transcript: every text that the stream brought, newest last, bounded in entries and in characters.
 *
 * @typedef {import("./events.js").StreamEvent} StreamEvent
 */

const maxEntries = 20;
const maxCharacters = 200_000;
const nearBottomPx = 48;

export class Transcript {
  /** @type {Entry[]} oldest first */ #entries = [];
  #element;
  #blank;
  #follows = true;
  #isConnected = true;

  /** @type {(entry: Entry) => void} called when a text has come to its end */ onend = () => {};

  /**
   * @param {HTMLElement} element
   * @param {HTMLElement} blank what is there while there is no text
   */
  constructor(element, blank) {
    this.#element = element;
    this.#blank = blank;
    element.addEventListener("scroll", () => {
      this.#follows = element.scrollHeight - element.scrollTop - element.clientHeight < nearBottomPx;
    });
  }

  /** Entries whose text is still being written, newest first, this window's own before others. */
  get live() {
    const live = this.#entries.filter((entry) => entry.isLive).reverse();
    return live.sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
  }

  /**
   * A prompt of this window was accepted; its text may already have begun to come.
   *
   * @param {string} sessionId
   * @param {string} prompt
   * @param {string[]} models
   */
  own(sessionId, prompt, models) {
    const session = this.#ofSession(sessionId);
    const isAlone = models.length <= 1;
    for (const modelId of isAlone ? [models[0] ?? ""] : models) {
      const begun = session.find((entry) => isAlone || entry.modelId === modelId);
      (begun ?? this.#add(sessionId, modelId)).own(prompt);
    }
    this.#follows = true;
  }

  /** @param {string} sessionId its end was asked for */
  stopping(sessionId) {
    this.#ofSession(sessionId).forEach((entry) => (entry.isStopping = true));
  }

  /** A new connection: the first tokens of every session are its whole text so far. */
  begin() {
    this.#entries.forEach((entry) => (entry.awaitsReplay = true));
  }

  /** The server has said all it knows of old sessions: those it did not mention are over. */
  endOfReplay() {
    for (const entry of this.#entries) {
      if (entry.awaitsReplay && entry.isLive) {
        entry.cutOff();
        this.onend(entry);
      }
      entry.awaitsReplay = false;
    }
  }

  /** @param {boolean} isConnected */
  setConnected(isConnected) {
    this.#isConnected = isConnected;
  }

  /** @param {StreamEvent} event a token_stream */
  tokens(event) {
    const { sessionId, modelId, tokens, isComplete } = event.payload;
    const entry = this.#entry(sessionId, modelId);
    const wasLive = entry.isLive;
    entry.receive(tokens, event.timestamp, isComplete);
    if (wasLive && !entry.isLive) {
      this.onend(entry);
    }
    if (entry.length > maxCharacters * 2) {
      this.render(performance.now());
    }
  }

  /**
   * Puts on the page what came since the last time; once per frame.
   *
   * @param {number} now monotonic milliseconds
   */
  render(now) {
    for (const entry of this.#entries) {
      entry.render(now);
      entry.describe(this.#isConnected);
    }
    this.#bound();
    this.#blank.hidden = this.#entries.length > 0;
    const busy = String(this.#entries.some((entry) => entry.isLive));
    if (this.#element.getAttribute("aria-busy") !== busy) {
      this.#element.setAttribute("aria-busy", busy);
    }
    if (this.#follows) {
      this.#element.scrollTop = this.#element.scrollHeight;
    }
  }

  #bound() {
    let characters = this.#entries.reduce((sum, entry) => sum + entry.length, 0);
    while (this.#entries.length > 1 && (this.#entries.length > maxEntries || characters > maxCharacters)) {
      const oldest = /** @type {Entry} */ (this.#entries.find((entry) => !entry.isLive) ?? this.#entries[0]);
      characters -= oldest.length;
      oldest.element.remove();
      this.#entries.splice(this.#entries.indexOf(oldest), 1);
    }
    if (characters > maxCharacters) {
      this.#entries[0].cut(characters - maxCharacters);
    }
  }

  /** @param {string} sessionId */
  #ofSession(sessionId) {
    return this.#entries.filter((entry) => entry.sessionId === sessionId);
  }

  /**
   * The entry of a session and model: the one there is, else one of its session that still waits, else new.
   *
   * @param {string} sessionId
   * @param {string} modelId
   */
  #entry(sessionId, modelId) {
    const session = this.#ofSession(sessionId);
    const known = session.find((entry) => entry.modelId === modelId);
    const waiting = session.find((entry) => entry.isOwn && entry.tokens === 0);
    const entry = known ?? waiting ?? this.#add(sessionId, modelId);
    entry.modelId = modelId;
    return entry;
  }

  /**
   * @param {string} sessionId
   * @param {string} modelId
   */
  #add(sessionId, modelId) {
    const entry = new Entry(sessionId, modelId);
    this.#entries.push(entry);
    this.#element.append(entry.element);
    if (this.#entries.length > maxEntries * 2) {
      this.#bound();
    }
    return entry;
  }
}
