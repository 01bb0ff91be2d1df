/**
 * The plots of the inspector, by uPlot: how old what is drawn is, and E(t) of each model.
 *
 * @typedef {{at: number, ageMs: number, energies: Map<string, number>}} Moment
 */

const spanS = 30;
const maxMoments = spanS * 60;
const height = 130;

export class Charts {
  /** @type {Moment[]} oldest first */ #moments = [];
  /** @type {any[]} */ #plots = [];
  /** @type {any} */ #uPlot = null;
  #models = "";
  #element;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
  }

  /** @param {Moment} moment */
  add(moment) {
    this.#moments.push(moment);
    if (this.#moments.length > maxMoments * 1.2) {
      this.#moments.splice(0, this.#moments.length - maxMoments);
    }
  }

  /** Loads uPlot, once. */
  async open() {
    this.#uPlot ??= (await import("./vendor/uplot/uPlot.esm.js")).default;
    this.restyle();
  }

  /** The colours or the width changed. */
  restyle() {
    this.#models = "";
  }

  show() {
    const newest = this.#moments.at(-1);
    if (!this.#uPlot || !newest) {
      return;
    }
    const models = [...newest.energies.keys()];
    const key = `${this.#element.clientWidth} ${models.join(" ")}`;
    if (key !== this.#models) {
      this.#models = key;
      this.#make(models);
    }
    const moments = this.#moments.filter(({ at }) => at > newest.at - spanS * 1_000);
    const times = moments.map(({ at }) => (at - newest.at) / 1_000);
    this.#plots[0].setData([times, moments.map(({ ageMs }) => ageMs)]);
    this.#plots[1].setData([times, ...models.map((id) => moments.map(({ energies }) => energies.get(id) ?? null))]);
  }

  /** @param {string[]} models */
  #make(models) {
    this.#plots.forEach((plot) => plot.destroy());
    const style = getComputedStyle(this.#element);
    const colour = (/** @type {string} */ name) => `rgb(${style.getPropertyValue(name).trim()})`;
    const colours = ["--heat-middle", "--track-2", "--track-3", "--track-4"].map(colour);
    const figures = [...this.#element.querySelectorAll("figure")];
    const axis = {
      stroke: colour("--muted-rgb"),
      grid: { stroke: style.getPropertyValue("--line"), width: 1 },
      ticks: { show: false },
      font: `11px ${style.fontFamily}`,
      size: 34,
    };
    const seconds = (/** @type {any} */ _, /** @type {number[]} */ values) => values.map((v) => `${v} s`);
    const make = (/** @type {HTMLElement} */ figure, /** @type {object} */ y, /** @type {object[]} */ series) =>
      new this.#uPlot(
        {
          width: Math.max(160, figure.clientWidth),
          height,
          legend: { show: false },
          cursor: { show: false },
          scales: { x: { time: false, range: [-spanS, 0] }, y },
          axes: [{ ...axis, size: 24, values: seconds }, axis],
          series: [{}, ...series],
        },
        [[], ...series.map(() => [])],
        figure,
      );
    const line = (/** @type {number} */ i) => ({ stroke: colours[i % colours.length], width: 1.25, points: { show: false } });
    const top = (/** @type {any} */ _, /** @type {number} */ __, /** @type {number} */ max) => [0, Math.max(20, max * 1.1)];
    this.#plots = [make(figures[0], { range: top }, [line(1)]), make(figures[1], { range: [0, 1] }, models.map((_, i) => line(i)))];
  }
}
