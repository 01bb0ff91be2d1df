import { byId, setText } from "./dom.js";

/** What the council found last, in words, as long as it holds. */

const heldMs = 1_500;

/** @type {Record<string, string>} */
const patterns = {
  constructive: "rise and fall together",
  destructive: "rise where the other falls",
  neutral: "go their own ways",
};

export class Council {
  /** @type {{words: string, kind: string, detail: string, at: number} | null} */ #interference = null;
  /** @type {{words: string, kind: string, detail: string, at: number} | null} */ #resonance = null;

  /**
   * @param {any} event an interference_event
   * @param {number} now
   */
  interference({ payload }, now) {
    const { patternType, models, coherenceScore, intensity } = payload;
    this.#interference = {
      words: `${models.join(" and ")} ${patterns[patternType] ?? patternType}`,
      kind: patternType,
      detail: `${patternType} · intensity ${intensity.toFixed(2)} · coherence ${coherenceScore.toFixed(2)}`,
      at: now,
    };
  }

  /**
   * @param {any} event a resonance_event
   * @param {number} now
   */
  resonance({ payload }, now) {
    const { resonanceType, frequency, amplitude, participants, phase } = payload;
    const ahead = typeof phase === "number" ? ` · phase ${Math.round(phase)}°` : "";
    this.#resonance = {
      words: `${participants.join(" and ")} speak in one rhythm`,
      kind: resonanceType,
      detail: `${resonanceType} · ${frequency.toFixed(1)} Hz · amplitude ${amplitude.toFixed(2)}${ahead}`,
      at: now,
    };
  }

  /**
   * @param {number} now monotonic milliseconds
   * @param {number} models how many are heard of
   */
  show(now, models) {
    const [interference, resonance] = [this.#interference, this.#resonance];
    byId("council").hidden = models < 2 && !interference && !resonance;
    for (const [id, found] of /** @type {const} */ ([
      ["interference", interference],
      ["resonance", resonance],
    ])) {
      const element = byId(id);
      element.dataset.kind = found?.kind ?? "";
      element.dataset.held = String(found !== null && now - found.at < heldMs);
      setText(element.querySelector("b"), found?.words ?? "nothing found yet");
      setText(element.querySelector("small"), found?.detail ?? "");
    }
  }
}
