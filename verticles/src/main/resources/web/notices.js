import { byId, make, setText } from "./dom.js";

/**
 * The quiet notices: rewards and errors as the stream tells them, the newest few shown, all of them counted.
 *
 * @typedef {import("./events.js").StreamEvent} StreamEvent
 */

const maxShown = 4;

export class Notices {
  #list = byId("notices");
  #count = 0;
  /** @type {{key: string, times: number, element: HTMLElement, repeat: HTMLElement}[]} newest first */ #shown = [];

  /** @param {StreamEvent} event a reward_event */
  reward({ payload }) {
    const text = typeof payload.description === "string" ? payload.description : "";
    const points = payload.points > 0 ? `${payload.points} points` : "";
    this.#add("reward", `reward ${payload.title}`, payload.title, text, points);
  }

  /** @param {StreamEvent} event an error_event */
  error({ payload }) {
    const { severity, code, message } = payload;
    const tone =
      severity === "error" || severity === "critical" ? "error" : severity === "warning" ? "warning" : "info";
    this.#add(tone, `error ${code}`, message, "", `${severity}, ${code}`);
  }

  /**
   * @param {string} tone
   * @param {string} key what is the same when a notice is repeated
   * @param {string} title
   * @param {string} text
   * @param {string} detail
   */
  #add(tone, key, title, text, detail) {
    this.#count++;
    const same = this.#shown.find((notice) => notice.key === key);
    if (same) {
      same.times++;
      setText(same.repeat, ` · ${same.times} times`);
    } else {
      const element = make("li", "");
      const repeat = make("small", "");
      repeat.setAttribute("aria-hidden", "true");
      element.dataset.tone = tone;
      element.append(make("b", "", title), text ? ` ${text}` : "", make("br", ""), make("small", "", detail), repeat);
      this.#list.prepend(element);
      this.#shown.unshift({ key, times: 1, element, repeat });
      this.#shown.splice(maxShown).forEach((notice) => notice.element.remove());
    }
    const all = this.#shown.reduce((sum, notice) => sum + notice.times, 0);
    setText(byId("notices-count"), all < this.#count ? `${this.#count} in all` : "");
    byId("notices-none").hidden = true;
  }
}
