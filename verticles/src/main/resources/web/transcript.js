import { certaintyOf } from "./certainty.js";
import { make } from "./dom.js";
import { Entry } from "./entry.js";

/** The transcript: every text that the stream brought, newest last, bounded in entries and in characters. */

const maxEntries = 20;
const maxRecent = 4;
const maxCharacters = 200_000;
const nearBottomPx = 48;

export class Transcript {
  /** @type {Entry[]} oldest first */ #entries = [];
  #element;
  #blank;
  #follows = true;
  #hasGrown = false;
  #epoch = "";

  isConnected = true;
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
    this.#follows = this.#hasGrown = true;
  }

  /** @param {string} sessionId its end was asked for */
  stopping(sessionId) {
    this.#ofSession(sessionId).forEach((entry) => (entry.isStopping = true));
  }

  /**
   * What is new of a text.
   *
   * @param {any} event a token_stream
   * @param {any} frame that holds it
   */
  tokens(event, frame) {
    const { sessionId, modelId, tokens, isComplete } = event.payload;
    const entry = this.#entry(sessionId, modelId);
    const wasLive = entry.isLive;
    entry.receive({ tokens, isComplete }, certaintyOf(event, frame), event.timestamp);
    if (wasLive && !entry.isLive) {
      this.onend(entry);
    }
    if (entry.length > maxCharacters * 2) {
      this.render(performance.now());
    }
  }

  /**
   * The whole state came: what is still said to be written, and is not in it, has ended unseen.
   *
   * @param {string} epoch names the server's run
   * @param {(sessionId: string) => boolean} isKnown
   */
  reset(epoch, isKnown) {
    const isAnotherRun = this.#epoch !== "" && epoch !== this.#epoch;
    this.#epoch = epoch;
    for (const entry of this.#entries) {
      const mayBegin = entry.tokens === 0 && !isAnotherRun;
      if (entry.isLive && !mayBegin && !isKnown(entry.sessionId)) {
        entry.cutOff();
        this.onend(entry);
      }
    }
  }

  /**
   * Puts on the page what came since the last time; once per picture.
   *
   * @param {number} now monotonic milliseconds
   */
  render(now) {
    const recent = this.#entries.length - maxRecent;
    this.#entries.forEach((entry, i) => {
      this.#hasGrown = entry.render(now, i >= recent) || this.#hasGrown;
      entry.describe(this.isConnected);
    });
    this.#bound();
    this.#blank.hidden = this.#entries.length > 0;
    const busy = String(this.#entries.some((entry) => entry.isLive));
    if (this.#element.getAttribute("aria-busy") !== busy) {
      this.#element.setAttribute("aria-busy", busy);
    }
    // To ask how tall it is lays the page out: only where there is cause to.
    if (this.#follows && this.#hasGrown) {
      this.#hasGrown = false;
      this.#element.scrollTop = this.#element.scrollHeight;
    }
  }

  #bound() {
    let characters = this.#entries.reduce((sum, entry) => sum + entry.length, 0);
    while (this.#entries.length > 1 && (this.#entries.length > maxEntries || characters > maxCharacters)) {
      const oldest = /** @type {Entry} */ (this.#entries.find((entry) => !entry.isLive) ?? this.#entries[0]);
      characters -= oldest.length;
      this.#remove(oldest);
      this.#entries.splice(this.#entries.indexOf(oldest), 1);
    }
    if (characters > maxCharacters) {
      this.#entries[0].cut(characters - maxCharacters);
    }
  }

  /** @param {Entry} entry */
  #remove({ element }) {
    const session = element.parentElement;
    element.remove();
    if (session?.childElementCount === 0) {
      session.remove();
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
    const waiting = session.find((entry) => entry.isOwn && entry.tokens === 0 && entry.modelId === "");
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
    const beside = this.#ofSession(sessionId)[0]?.element.parentElement;
    const session = beside ?? make("div", "session");
    session.append(entry.element);
    if (!beside) {
      this.#element.append(session);
    }
    this.#entries.push(entry);
    if (this.#entries.length > maxEntries * 2) {
      this.#bound();
    }
    return entry;
  }
}
