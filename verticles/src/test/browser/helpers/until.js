/**
 * Waits until a condition holds, and says which one did not.
 *
 * @template T
 * @param {string} what the condition in words
 * @param {() => T | Promise<T>} condition
 * @param {number} [timeoutMs]
 * @returns {Promise<T>} the first truthy value
 */
export async function until(what, condition, timeoutMs = 20_000) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) {
      return value;
    }
    if (performance.now() > deadline) {
      throw new Error(`not within ${timeoutMs} ms: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
