/**
 * The last seconds of energy as the stream told them, one track per model, in rings of fixed size.
 *
 * @typedef {import("./events.js").StreamEvent} StreamEvent
 */

export const spanMs = 20_000;
/** Width of the bins that deltas are added up in; they lie on whole multiples of it, so none changes as it moves. */
export const binMs = 100;

const maxTracks = 4;
const fieldCapacity = 1_280;
const binCapacity = spanMs / binMs + 8;
/** The server's clock was set back, or its events are from another day: nothing old can be put beside them. */
const clockJumpMs = 2_000;

/** One model's E(t), and what it spent in each bin of time. */
export class Track {
  times = new Float64Array(fieldCapacity);
  energies = new Float32Array(fieldCapacity);
  lightning = new Uint8Array(fieldCapacity);
  /** 1 where nobody knows what was before: the first field of a connection. */
  begins = new Uint8Array(fieldCapacity);
  /** How many fields were ever written; the ring holds the last of them. */
  written = 0;
  /** When anything was last written. */
  newest = 0;
  /** The next field is the first of a connection. */
  isBeginning = true;

  bins = new Float64Array(binCapacity).fill(-1);
  spent = new Float64Array(binCapacity);
  tokens = new Uint32Array(binCapacity);

  /** @param {string} modelId */
  constructor(modelId) {
    this.modelId = modelId;
  }

  get length() {
    return Math.min(this.written, fieldCapacity);
  }

  /** @param {number} i 0 is the newest */
  slot(i) {
    return (this.written - 1 - i) % fieldCapacity;
  }

  /**
   * @param {number} time
   * @param {number} energy
   * @param {boolean} isLightning
   */
  addField(time, energy, isLightning) {
    const slot = this.written++ % fieldCapacity;
    this.newest = time;
    this.times[slot] = time;
    this.energies[slot] = energy;
    this.lightning[slot] = isLightning ? 1 : 0;
    this.begins[slot] = this.isBeginning ? 1 : 0;
    this.isBeginning = false;
  }

  /** @param {number} bin */
  spentIn(bin) {
    const slot = bin % binCapacity;
    return this.bins[slot] === bin ? this.spent[slot] : 0;
  }

  /** @param {number} bin */
  tokensOf(bin) {
    const slot = bin % binCapacity;
    return this.bins[slot] === bin ? this.tokens[slot] : 0;
  }

  /**
   * @param {number} time
   * @param {number} energySpent
   * @param {number} tokens
   */
  addSpent(time, energySpent, tokens) {
    this.newest = time;
    const bin = Math.floor(time / binMs);
    const slot = bin % binCapacity;
    if (this.bins[slot] !== bin) {
      this.bins[slot] = bin;
      this.spent[slot] = 0;
      this.tokens[slot] = 0;
    }
    this.spent[slot] += energySpent;
    this.tokens[slot] += tokens;
  }
}

export class EnergyHistory {
  /** @type {Map<string, Track>} */ #tracks = new Map();
  /** @type {number | null} the newest event's time: the right edge of every picture of this */ latest = null;
  /** How often everything was forgotten. */
  generation = 0;

  /** @returns {Track[]} */
  get tracks() {
    return [...this.#tracks.values()];
  }

  /** A new connection: what was before it and what comes now are not one curve. */
  begin() {
    this.tracks.forEach((track) => (track.isBeginning = true));
  }

  /** @param {StreamEvent} event an energy_field */
  field(event) {
    const { modelId, intensity, fieldType } = event.payload;
    this.#advance(event.timestamp);
    const energy = Math.min(1, Math.max(0, intensity));
    this.#track(modelId)?.addField(event.timestamp, energy, fieldType === "lightning");
  }

  /** @param {StreamEvent} event an energy_update whose delta counts */
  spent(event) {
    const { modelId, deltaEnergy, tokensGenerated } = event.payload;
    this.#advance(event.timestamp);
    if (tokensGenerated > 0 || deltaEnergy > 0) {
      this.#track(modelId)?.addSpent(event.timestamp, Math.max(0, deltaEnergy), tokensGenerated);
    }
  }

  /**
   * The newest E of a model and its kind, unless it is too old to be called the present.
   *
   * @param {Track} track
   * @returns {{energy: number, isLightning: boolean} | null}
   */
  present(track) {
    if (track.length === 0 || this.latest === null) {
      return null;
    }
    const slot = track.slot(0);
    const isOld = this.latest - track.times[slot] > 1_000;
    return isOld ? null : { energy: track.energies[slot], isLightning: track.lightning[slot] === 1 };
  }

  /** @param {number} time */
  #advance(time) {
    if (this.latest !== null && time < this.latest - clockJumpMs) {
      this.#tracks.clear();
      this.latest = null;
      this.generation++;
    }
    this.latest = Math.max(time, this.latest ?? time);
  }

  /** Forgets models of which the span holds nothing any more. */
  #dropSilent() {
    for (const [modelId, track] of this.#tracks) {
      if (/** @type {number} */ (this.latest) - track.newest > spanMs) {
        this.#tracks.delete(modelId);
      }
    }
  }

  /** @param {string} modelId */
  #track(modelId) {
    let track = this.#tracks.get(modelId);
    if (!track) {
      this.#dropSilent();
    }
    if (!track && this.#tracks.size < maxTracks) {
      track = new Track(modelId);
      this.#tracks.set(modelId, track);
    }
    return track;
  }
}
