/**
 * The element of the page with this id; the page is broken without it.
 *
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`index.html has no #${id}`);
  }
  return element;
}

/**
 * A new element with a class and text; text stays text.
 *
 * @param {string} name
 * @param {string} className
 * @param {string} [text]
 */
export function make(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/**
 * Sets an element's text where it differs, so that nothing is laid out or announced for nothing.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Whether the person asked their system for less motion. */
export const reducedMotion = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)") ?? { matches: false };
