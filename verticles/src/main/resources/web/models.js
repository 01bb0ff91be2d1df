import { byId, make } from "./dom.js";

/**
 * The choice of who writes: one model, or several at once, who are then a council. Not shown while there is one only.
 *
 * @typedef {import("./api.js").Model} Model
 */
export class ModelPicker {
  #fieldset = byId("models");
  /** @type {Map<string, HTMLInputElement>} */ #boxes = new Map();
  #usual = "";

  /**
   * @param {Model[]} models
   * @param {string} active writes unless another is chosen
   */
  offer(models, active) {
    const before = this.chosen ?? [active];
    this.#usual = active;
    this.#boxes.clear();
    const labels = models.map(({ id, name, source, state }) => {
      const box = /** @type {HTMLInputElement} */ (make("input", ""));
      box.type = "checkbox";
      box.value = id;
      box.checked = before.includes(id);
      box.disabled = state === "failed";
      box.addEventListener("change", () => this.#keepOne(box));
      this.#boxes.set(id, box);
      const label = make("label", "choice");
      label.append(box, make("span", "", name), make("small", "", source ?? ""));
      return label;
    });
    this.#fieldset.replaceChildren(make("legend", "", "Who writes"), ...labels);
    this.#fieldset.hidden = models.length < 2;
  }

  /** The models chosen; null where it is the usual one, which need not be named. */
  get chosen() {
    const chosen = [...this.#boxes.values()].filter(({ checked }) => checked).map(({ value }) => value);
    return chosen.length === 0 || (chosen.length === 1 && chosen[0] === this.#usual) ? null : chosen;
  }

  /** @param {HTMLInputElement} changed */
  #keepOne(changed) {
    if (![...this.#boxes.values()].some(({ checked }) => checked)) {
      changed.checked = true;
    }
  }
}
