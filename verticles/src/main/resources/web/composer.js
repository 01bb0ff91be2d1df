import { ApiError } from "./api.js";
import { byId, make } from "./dom.js";

/**
 * The prompt box: a beginning, how to go on with it, and the button that ends it.
 *
 * @typedef {object} ComposerActions
 * @property {(prompt: string, parameters: Record<string, any>) => Promise<void>} write
 * @property {() => Promise<void>} stop
 */

const maxPromptLength = 10_000;
const beginnings = ["It was a truth", "Emma said that", "The carriage arrived at", "She could not help"];

export class Composer {
  #prompt = byId("prompt");
  #error = byId("prompt-error");
  #write = byId("write");
  #stop = byId("stop");
  #isAsking = false;
  #isOwnLive = false;
  #actions;

  /** @param {ComposerActions} actions */
  constructor(actions) {
    this.#actions = actions;
    byId("composer").addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#prompt.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
    });
    this.#stop.addEventListener("click", () => this.#ask(() => this.#actions.stop()));
    const temperature = byId("temperature");
    temperature.addEventListener("input", () => {
      byId("temperature-value").value = Number(temperature.value).toFixed(2);
    });
    if (/Mac|iPhone|iPad/.test(navigator.platform)) {
      byId("shortcut").textContent = "⌘ ↵";
    }
    byId("beginnings").append(...beginnings.map((text) => this.#beginning(text)));
  }

  /**
   * @param {boolean} isLive something is being written
   * @param {boolean} isOwn it was asked for here
   */
  setLive(isLive, isOwn) {
    if (this.#stop.hidden === !isLive && this.#isOwnLive === isOwn) {
      return;
    }
    if (!isLive && document.activeElement === this.#stop) {
      this.#prompt.focus();
    }
    this.#stop.hidden = !isLive;
    this.#isOwnLive = isOwn;
    this.#enable();
  }

  /** @param {string} text */
  #beginning(text) {
    const button = /** @type {HTMLButtonElement} */ (make("button", "beginning", text));
    button.type = "button";
    button.addEventListener("click", () => {
      this.#prompt.value = text;
      this.#submit();
    });
    return button;
  }

  #submit() {
    if (this.#isAsking) {
      return;
    }
    const prompt = this.#prompt.value;
    const { parameters, problem } = this.#parameters(prompt);
    if (problem) {
      this.#complain(problem);
      this.#prompt.focus();
      return;
    }
    this.#ask(async () => {
      await this.#actions.write(prompt, parameters);
      if (this.#prompt.value === prompt) {
        this.#prompt.value = "";
      }
    });
  }

  /**
   * @param {string} prompt
   * @returns {{parameters: Record<string, any>, problem: string | null}}
   */
  #parameters(prompt) {
    const temperature = Number(byId("temperature").value);
    const maxTokens = Number(byId("max-tokens").value);
    const seed = byId("seed").value.trim();
    /** @type {Record<string, any>} */
    const parameters = { temperature, max_tokens: maxTokens };
    if (seed !== "") {
      parameters.seed = Number(seed);
    }
    const problems = [
      this.#isOwnLive && "It is still writing. Stop it first, or let it finish.",
      prompt.trim() === "" && "Write a beginning first, or choose one of those above.",
      prompt.length > maxPromptLength &&
        `A beginning may have ${maxPromptLength} characters; this one has ${prompt.length}.`,
      (!Number.isInteger(maxTokens) || maxTokens < 1) && "How many tokens at most? A whole number, 1 or more.",
      !/^(-?\d{1,15})?$/.test(seed) && "A seed is a whole number of at most 15 digits; leave it empty for chance.",
    ];
    return { parameters, problem: problems.find((problem) => typeof problem === "string") || null };
  }

  /** @param {() => Promise<void>} action */
  async #ask(action) {
    this.#isAsking = true;
    this.#complain("");
    this.#enable();
    try {
      await action();
    } catch (error) {
      this.#complain(error instanceof ApiError ? error.message : "That did not work.");
    } finally {
      this.#isAsking = false;
      this.#enable();
    }
  }

  /** @param {string} words */
  #complain(words) {
    this.#error.textContent = words;
    this.#error.hidden = words === "";
  }

  #enable() {
    const isBusy = this.#isAsking || this.#isOwnLive;
    this.#write.disabled = isBusy;
    for (const button of byId("beginnings").children) {
      button.disabled = isBusy;
    }
  }
}
