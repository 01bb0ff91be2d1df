import assert from "node:assert/strict";
import { test } from "node:test";
import { Revival } from "../../main/resources/web/revival.js";

/** A stream that waits for its next try, and counts what is asked of the server. */
function rig() {
  const seen = { asked: 0, opened: 0, answer: Promise.resolve(false) };
  const stream = { status: { phase: /** @type {string | null} */ ("backoff") }, open: () => seen.opened++ };
  const revival = new Revival(stream, () => {
    seen.asked++;
    return seen.answer;
  });
  return { seen, stream, revival };
}

test("a server that is back is connected to at once, not at the next try", async () => {
  const { seen, revival } = rig();
  await revival.look(0, false);
  assert.deepEqual([seen.asked, seen.opened], [1, 0]);
  seen.answer = Promise.resolve(true);
  await revival.look(499, false);
  assert.deepEqual([seen.asked, seen.opened], [1, 0], "asked more than twice a second");
  await revival.look(500, false);
  assert.deepEqual([seen.asked, seen.opened], [2, 1]);
});

test("nothing is asked while the stream is there, is trying, or nobody looks", async () => {
  const { seen, stream, revival } = rig();
  await revival.look(0, true);
  stream.status.phase = "retry";
  await revival.look(1_000, false);
  stream.status.phase = null;
  await revival.look(2_000, false);
  assert.equal(seen.asked, 0);
});

test("one question at a time, and an answer that comes too late changes nothing", async () => {
  const { seen, stream, revival } = rig();
  let answer = (/** @type {boolean} */ _) => {};
  seen.answer = new Promise((done) => (answer = done));
  const asking = revival.look(0, false);
  await revival.look(1_000, false);
  assert.equal(seen.asked, 1);
  stream.status.phase = null;
  answer(true);
  await asking;
  assert.equal(seen.opened, 0);
});
