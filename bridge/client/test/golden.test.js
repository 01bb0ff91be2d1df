import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { mergeFrames, stateOf } from "../../src/main/resources/io/wirthforge/bridge/client/wirthforge.js";
import { rig } from "./helpers/rig.js";

/** The merges that the server is held against as well. */
const golden = new URL("../../src/test/resources/golden/merge-vectors.json", import.meta.url);
const { merges, vectors } = JSON.parse(readFileSync(golden, "utf8"));

const known = (state) => ({
  texts: Object.fromEntries(
    state
      .all("token_stream")
      .map(({ payload: { sessionId, modelId } }) => [`${sessionId} ${modelId}`, state.text(sessionId, modelId)]),
  ),
  energy: Object.fromEntries(
    state.all("energy_update").map(({ payload }) => [
      payload.modelId,
      { sum: payload.deltaEnergy, tokens: payload.tokensGenerated, total: payload.totalEnergy },
    ]),
  ),
});

for (const { name, frames, merged, state } of vectors) {
  describe(name, () => {
    test("merges so, in any grouping", () => {
      const before = JSON.stringify(frames);
      assert.deepEqual(mergeFrames(frames, merges), merged);
      for (let split = 1; split < frames.length; split++) {
        const [early, late] = [frames.slice(0, split), frames.slice(split)].map((part) => mergeFrames(part, merges));
        assert.deepEqual(mergeFrames([early, late], merges), merged);
      }
      assert.equal(JSON.stringify(frames), before, "a merge changed a frame");
    });

    test("ends in this state, frame by frame and merged", () => {
      for (const schedule of [frames, [merged]]) {
        const reduced = stateOf(schedule, merges);
        assert.deepEqual(known(reduced), state);
        assert.deepEqual(reduced.events(), merged.events);
      }
    });

    test("ends in this state over the wire", () => {
      const { stream, Socket, welcome } = rig({ merges });
      Socket.last.opens();
      welcome();
      const first = frames.some(({ reset }) => reset) ? [] : [{ ...frames[0], frameNumber: 0, fromFrame: 0, reset: true, events: [] }];
      let next = 1;
      for (const each of [...first, ...frames]) {
        const fromFrame = each.reset ? each.fromFrame : Math.min(next, each.fromFrame);
        if (each.reset || next > 1 || first.length > 0) {
          Socket.last.says({ type: "frame", ...each, fromFrame });
          next = each.frameNumber + 1;
        }
      }
      assert.equal(stream.status.state, "streaming");
      assert.deepEqual(known(stream.state), state);
    });
  });
}
