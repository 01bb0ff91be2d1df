/**
 * What the energy picture shows: per model the course of E(t), the tokens, and what the council found, as the stream told.
 *
 * @typedef {object} Sample
 * @property {number} at server's time, epoch milliseconds
 * @property {number} energy E(t), 0 to 1
 * @property {boolean} isBurst lightning, not a stream
 * @property {boolean} isBreak nobody knows what was before it
 *
 * @typedef {{at: number, y: number, energy: number, isBurst: boolean}} Spark
 * @typedef {{at: number, models: string[], kind: string, strength: number, words: string}} Link
 */

export const spanMs = 12_000;
/** A frame that stands for more ticks than these says nothing of what was within. */
const knownTicks = 15;
const knownMs = 250;
const mostBackMs = 1_000;
const maxSamples = 1_024;
const maxSparks = 4_096;
const maxLinks = 256;
const frameMs = 1_000 / 60;
const maxTracks = 4;

/** @param {number} value */
const unit = (value) => Math.max(0, Math.min(1, Number(value) || 0));

export class Track {
  /** @type {Sample[]} oldest first */ samples = [];
  /** @type {Spark[]} oldest first */ sparks = [];
  energy = 0;
  isBurst = false;
  /** When energy was last spent. */
  spentAt = 0;
  /** When anything was last told of it. */
  heardAt = 0;

  /** @param {string} modelId */
  constructor(modelId) {
    this.modelId = modelId;
  }

  /**
   * @param {number} at
   * @param {boolean} isBreak
   */
  sample(at, isBreak) {
    const before = this.samples.at(-1);
    const isUnknown = isBreak || (before !== undefined && at - before.at > knownMs);
    this.samples.push({ at, energy: this.energy, isBurst: this.isBurst, isBreak: isUnknown });
    forget(this.samples, at, maxSamples);
  }
}

export class FieldHistory {
  /** @type {Map<string, Track>} */ #tracks = new Map();
  /** @type {Link[]} oldest first */ links = [];
  /** When energy was last told of. */
  newestAt = 0;
  #epoch = "";

  /** The models' tracks, in the order in which they were first heard of. */
  get tracks() {
    return [...this.#tracks.values()];
  }

  /** @param {any} frame of events that are usable */
  apply(frame) {
    const at = frame.timestamp;
    const isAnotherRun = frame.reset && frame.epoch !== this.#epoch;
    if (!Number.isSafeInteger(at) || at < 0) {
      return;
    }
    // Where a clock was set back, what was before is no longer in order.
    if (isAnotherRun || at < this.newestAt - mostBackMs) {
      this.#tracks.clear();
      this.links = [];
    }
    this.#epoch = frame.epoch;
    const isBreak = Boolean(frame.reset) || frame.frameNumber - frame.fromFrame > knownTicks;
    for (const event of frame.events) {
      this.#event(event, at, Boolean(frame.reset));
    }
    for (const [modelId, track] of this.#tracks) {
      if (track.heardAt === at) {
        this.newestAt = at;
        track.sample(at, isBreak);
      } else if (track.heardAt < at - spanMs) {
        this.#tracks.delete(modelId);
      }
    }
  }

  /** Whether all of the picture is at rest, so that drawing it again would change nothing. */
  get isStill() {
    const from = this.newestAt - spanMs;
    return (
      this.links.every(({ at }) => at < from) &&
      this.tracks.every(
        ({ samples, sparks }) => sparks.every(({ at }) => at < from) && samples.every(({ energy }) => energy < 0.002),
      )
    );
  }

  /**
   * @param {any} event
   * @param {number} at
   * @param {boolean} isPast it says where things stood, not what happened
   */
  #event({ type, payload }, at, isPast) {
    if (type === "energy_update") {
      const track = this.#heard(payload.modelId, at);
      if (track && payload.deltaEnergy > 0 && !isPast) {
        track.spentAt = at;
      }
    } else if (type === "energy_field") {
      this.#field(payload, at, isPast);
    } else if (type === "interference_event" && !isPast) {
      const { models, patternType, intensity, coherenceScore } = payload;
      this.#link(at, models, patternType, intensity, `coherence ${Number(coherenceScore).toFixed(2)}`);
    } else if (type === "resonance_event" && !isPast) {
      const { participants, resonanceType, amplitude, frequency } = payload;
      this.#link(at, participants, "resonance", amplitude, `${resonanceType} ${Number(frequency).toFixed(1)} Hz`);
    }
  }

  /**
   * @param {any} payload of an energy_field
   * @param {number} at
   * @param {boolean} isPast
   */
  #field({ modelId, fieldType, intensity, coordinates }, at, isPast) {
    const isEnergy = fieldType === "stream" || fieldType === "lightning";
    const track = isEnergy ? this.#heard(modelId, at) : undefined;
    if (!track) {
      return;
    }
    track.energy = unit(intensity);
    track.isBurst = fieldType === "lightning";
    for (const { x, y, energy } of isPast ? [] : coordinates) {
      track.sparks.push({ at: at - (1 - unit(x)) * frameMs, y: unit(y), energy, isBurst: track.isBurst });
    }
    forget(track.sparks, at, maxSparks);
  }

  /**
   * @param {number} at
   * @param {string[]} models
   * @param {string} kind
   * @param {number} strength
   * @param {string} words
   */
  #link(at, models, kind, strength, words) {
    this.links.push({ at, models: models.filter((id) => this.#tracks.has(id)), kind, strength: unit(strength), words });
    forget(this.links, at, maxLinks);
  }

  /**
   * @param {string} modelId
   * @param {number} at
   */
  #heard(modelId, at) {
    let track = this.#tracks.get(modelId);
    if (!track && this.#tracks.size < maxTracks) {
      this.#tracks.set(modelId, (track = new Track(modelId)));
    }
    if (track) {
      track.heardAt = at;
    }
    return track;
  }
}

/**
 * @param {{at: number}[]} list
 * @param {number} now
 * @param {number} limit
 */
function forget(list, now, limit) {
  let count = Math.max(0, list.length - limit);
  while (count < list.length && list[count].at < now - spanMs - 1_000) {
    count++;
  }
  // Seldom and many at once: taking the first away moves all others.
  if (count > 64 || list.length > limit) {
    list.splice(0, count);
  }
}
