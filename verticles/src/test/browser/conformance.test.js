import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eventValidator } from "./helpers/schema.js";
import { Server, post } from "./helpers/server.js";
import { StreamClient } from "./helpers/stream-client.js";
import { until } from "./helpers/until.js";

/** The stream of the real server as a client sees it that was written by others, held against the published schema. */
describe("the live stream", () => {
  /** @type {Server} */ let server;
  /** @type {StreamClient} */ let client;
  let sessionId = "";
  const idleFrames = 300;

  before(async () => {
    server = await Server.start();
    client = await StreamClient.open(server);
    const frame = () => client.of("energy_update").at(-1)?.frameNumber ?? 0;
    const first = await until("a frame", frame);
    await until("five idle seconds", () => frame() >= first + idleFrames, 15_000);
    const answer = await post(server, "prompt", { prompt: "It was a truth", parameters: { max_tokens: 60, seed: 7 } });
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    ({ sessionId } = answer.body);
    await until("the end of the text", () => client.isComplete(sessionId), 20_000);
    const last = frame();
    await until("a few frames more", () => frame() >= last + 10);
  });

  after(async () => {
    client?.close();
    await server?.stop();
  });

  test("begins with startup_complete, without a sub-protocol", () => {
    assert.equal(client.messages[0].type, "startup_complete");
    assert.equal(client.of("startup_complete").length, 1);
    assert.equal(client.socket.protocol, "");
    assert.equal(client.failure, null);
  });

  test("holds nothing but valid events", () => {
    const problemOf = eventValidator();
    assert.notEqual(problemOf({ type: "energy_update" }), null, "the validator lets everything pass");
    const problems = client.messages.map((event) => [problemOf(event), event]).filter(([problem]) => problem);
    assert.deepEqual(problems.slice(0, 3), []);
  });

  test("has one energy_update per model and tick, but for those that are counted as skipped or merged", async () => {
    const counted = await ticksNotSent(server);
    const models = grouped(client.of("energy_update"));
    for (const [modelId, updates] of models) {
      const numbers = updates.map(({ frameNumber }) => frameNumber).slice(1);
      const steps = numbers.slice(1).map((number, i) => number - numbers[i]);
      assert.ok(
        steps.every((step) => step >= 1),
        `${modelId}: a frame number did not rise`,
      );
      const missed = steps.reduce((sum, step) => sum + step - 1, 0);
      assert.ok(missed <= counted, `${modelId}: ${missed} of ${numbers.length} ticks missed, ${counted} counted`);
    }
  });

  test("stamps all events of a frame with one time", () => {
    const times = new Map();
    for (const { frameNumber, timestamp } of live()) {
      if (frameNumber !== undefined) {
        assert.equal(times.get(frameNumber) ?? timestamp, timestamp, `frame ${frameNumber}`);
        times.set(frameNumber, timestamp);
      }
    }
  });

  test("says nothing was spent while nothing was written", () => {
    const begun = client.messages.findIndex(({ type }) => type === "token_stream");
    const idle = client.messages
      .slice(0, begun)
      .filter(({ type }) => type === "energy_update")
      .slice(1, -1);
    assert.ok(idle.every(({ payload }) => payload.deltaEnergy === 0 && payload.tokensGenerated === 0));
  });

  test("adds up: deltas to totals, tokens counted to tokens sent", () => {
    const [baseline, ...updates] = client.of("energy_update").filter((event) => byModel(event) === writer());
    const spent = updates.reduce((sum, { payload }) => sum + payload.deltaEnergy, 0);
    const total = updates.at(-1).payload.totalEnergy - baseline.payload.totalEnergy;
    assert.ok(Math.abs(spent - total) < 1e-6, `${spent} of ${total}`);
    assert.ok(total > 0);
    assert.ok(updates.every(({ payload }, i) => i === 0 || payload.totalEnergy >= updates[i - 1].payload.totalEnergy));
    const counted = updates.reduce((sum, { payload }) => sum + payload.tokensGenerated, 0);
    const sent = client.of("token_stream").reduce((sum, { payload }) => sum + payload.tokens.length, 0);
    assert.equal(counted, sent);
  });

  test("ends a text exactly once, and says something", () => {
    const ends = client
      .of("token_stream")
      .filter(({ payload }) => payload.sessionId === sessionId && payload.isComplete);
    assert.equal(ends.length, 1);
    assert.ok(client.text(sessionId).length > 20);
  });

  test("beats once a second, each beat numbered one more", () => {
    const beats = client.of("heartbeat");
    assert.ok(beats.length >= 4, `${beats.length} heartbeats`);
    beats.slice(1).forEach(({ payload }, i) => assert.equal(payload.sequence, beats[i].payload.sequence + 1));
  });

  /** All but what a newcomer is told first: that speaks of earlier frames. */
  const live = () => client.messages.slice(client.messages.findIndex(({ type }) => type === "energy_update") + 1);
  const byModel = (/** @type {any} */ { payload }) => payload.modelId;
  const writer = () => byModel(client.of("token_stream")[0]);

  /** @param {any[]} events */
  function grouped(events) {
    const groups = new Map();
    for (const event of events) {
      groups.set(byModel(event), [...(groups.get(byModel(event)) ?? []), event]);
    }
    return groups;
  }
});

/**
 * The ticks that the server says it skipped, and the events it says it merged.
 *
 * @param {Server} server
 */
async function ticksNotSent(server) {
  const metrics = await (await fetch(`${server.origin}metrics`)).text();
  const counts = ["wirthforge_frames_skipped_total", "wirthforge_events_coalesced_total"].map((name) => {
    const line = metrics.split("\n").find((each) => each.startsWith(`${name} `));
    assert.ok(line, `no ${name}`);
    return Number(line.split(" ")[1]);
  });
  return counts[0] + counts[1];
}
