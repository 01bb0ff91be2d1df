import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import WebSocket from "ws";
import { connect } from "../../../../bridge/src/main/resources/io/wirthforge/bridge/client/wirthforge.js";
import { CuttingProxy } from "./helpers/cutting-proxy.js";
import { Server, post } from "./helpers/server.js";
import { StreamClient } from "./helpers/stream-client.js";
import { until } from "./helpers/until.js";

/** The browser client, in Node and with a WebSocket of others, against the real server by a way that breaks. */
describe("the client", () => {
  /** @type {Server} */ let server;
  /** @type {CuttingProxy} */ let proxy;
  /** @type {StreamClient} */ let source;

  before(async () => {
    server = await Server.start(undefined, { model: { tokensPerSecond: 200 } });
    proxy = await CuttingProxy.start(server.port);
    source = await StreamClient.open(server);
  });

  after(async () => {
    source?.close();
    await proxy?.stop();
    await server?.stop();
  });

  /** The server checks the Host; the way to it must not change it. */
  class Direct extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers: { Host: `127.0.0.1:${server.port}` } });
    }
  }

  /** A stream by way of the proxy, and what a listener appended of each text. */
  async function open(options = {}) {
    const stream = connect({ url: `ws://127.0.0.1:${proxy.port}/ws`, WebSocket: Direct, ...options });
    const texts = {};
    stream.on("token_stream", ({ payload: { sessionId, tokens } }) => {
      texts[sessionId] = (texts[sessionId] ?? "") + tokens.join("");
    });
    await until("a frame", () => stream.status.state === "streaming" && stream.state.all("energy_update").length > 0);
    return { stream, texts };
  }

  async function write(maxTokens, seed) {
    const answer = await post(server, "prompt", { prompt: "It was", parameters: { max_tokens: maxTokens, seed } });
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    return answer.body.sessionId;
  }

  const stop = (sessionId) => post(server, "stop", { sessionId });

  const isWhole = (stream, sessionId) =>
    stream.state.all("token_stream").some(({ payload }) => payload.sessionId === sessionId && payload.isComplete);

  test("agrees to frames mode, confirms, answers, and adds up", async () => {
    const { stream, texts } = await open();
    assert.equal(stream.mode, "frames");
    assert.ok(stream.timing.rttMs >= 0);
    const [{ payload: begin }] = stream.state.all("energy_update");
    const sessionId = await write(120, 1);
    await until("the end", () => isWhole(stream, sessionId), 20_000);
    await until("the source's end", () => source.isComplete(sessionId), 20_000);
    assert.equal(texts[sessionId], source.text(sessionId));
    assert.equal(stream.state.text(sessionId), source.text(sessionId));
    const { totalEnergy, deltaEnergy } = stream.state.get("energy_update", begin.modelId).payload;
    assert.ok(totalEnergy > begin.totalEnergy);
    assert.equal(deltaEnergy, Number((totalEnergy - (begin.totalEnergy - begin.deltaEnergy)).toFixed(3)));
    await until("a heartbeat", () => stream.timing.offsetMs !== null, 20_000);
    assert.ok(Math.abs(stream.timing.offsetMs) < 1_000);
    stream.close();
    await until("the goodbye", () => stream.status.state === "disconnected");
  });

  test("a text comes whole and once through a way that is cut again and again", async () => {
    const { stream, texts } = await open();
    const before = proxy.cuts;
    let resumed = 0;
    stream.on("message", (text) => (resumed += /^\{"type":"welcome".*"resumed":true/.test(text) ? 1 : 0));
    const sessionId = await write(100_000, 2);
    for (let round = 0; round < 12; round++) {
      await until("streaming", () => stream.status.state === "streaming", 20_000);
      const length = texts[sessionId]?.length ?? 0;
      if (round % 3 === 2) {
        proxy.cutAfter(1 + ((round * 7_919) % 4_000));
      } else {
        await until("more text", () => (texts[sessionId]?.length ?? 0) > length, 20_000);
        proxy.cut();
      }
      await until("the loss", () => stream.status.state !== "streaming", 20_000);
    }
    await stop(sessionId);
    await until("the end", () => isWhole(stream, sessionId), 20_000);
    await until("the source's end", () => source.isComplete(sessionId), 20_000);
    assert.ok(proxy.cuts - before >= 5, `${proxy.cuts - before} cuts`);
    assert.ok(resumed >= 5, `${resumed} resumed`);
    assert.equal(texts[sessionId], source.text(sessionId));
    assert.equal(stream.state.text(sessionId), source.text(sessionId));
    stream.close();
  });

  test("a text of which the end came while the way was down is whole as soon as it is up", async () => {
    const { stream, texts } = await open();
    const sessionId = await write(100_000, 3);
    await until("some text", () => (texts[sessionId]?.length ?? 0) > 20, 20_000);
    proxy.down();
    await stop(sessionId);
    await until("the source's end", () => source.isComplete(sessionId), 20_000);
    assert.equal(isWhole(stream, sessionId), false);
    proxy.up();
    await until("the end", () => isWhole(stream, sessionId), 30_000);
    assert.equal(texts[sessionId], source.text(sessionId));
    stream.close();
  });

  test("in events mode a text that is still written is whole and once too", async () => {
    const { stream, texts } = await open({ mode: "events" });
    assert.equal(stream.mode, "events");
    const sessionId = await write(100_000, 4);
    for (let round = 0; round < 3; round++) {
      const length = texts[sessionId]?.length ?? 0;
      await until("more text", () => (texts[sessionId]?.length ?? 0) > length, 20_000);
      proxy.cut();
      await until("the loss", () => stream.status.state !== "streaming", 20_000);
      await until("streaming", () => stream.status.state === "streaming", 20_000);
    }
    await stop(sessionId);
    await until("the end", () => isWhole(stream, sessionId), 20_000);
    await until("the source's end", () => source.isComplete(sessionId), 20_000);
    assert.equal(texts[sessionId], source.text(sessionId));
    stream.close();
  });

  test("a server that runs anew is another stream, told as such", async () => {
    const mortal = await Server.start();
    const stream = connect({ url: `${mortal.origin}ws`, WebSocket, mode: "frames" });
    const epochs = new Set();
    let resets = 0;
    stream.on("received", ({ epoch, reset }) => {
      epochs.add(epoch);
      resets += reset ? 1 : 0;
    });
    await until("a frame", () => epochs.size === 1);
    await mortal.kill();
    await until("the loss", () => stream.status.state === "reconnecting");
    const reborn = await Server.start(mortal.port);
    await until("another run's frame", () => epochs.size === 2, 20_000);
    assert.equal(resets, 2);
    stream.close();
    await reborn.stop();
  });

  test("a filter and a rate hold, and every text is whole again when the filter is gone", async () => {
    const { stream, texts } = await open({ channels: ["energy"], maxFrameRate: 10 });
    const sessionId = await write(300, 5);
    const frames = [];
    stream.on("received", (frame) => frames.push(frame));
    await until("ten frames", () => frames.length >= 10, 20_000);
    assert.equal(texts[sessionId], undefined);
    const ticks = frames.at(-1).frameNumber - frames[0].frameNumber;
    assert.ok(frames.length - 1 <= ticks / 6 + 1, `${frames.length} frames in ${ticks} ticks`);
    stream.subscribe(["energy", "experience"]);
    await until("the end", () => isWhole(stream, sessionId), 20_000);
    await until("the source's end", () => source.isComplete(sessionId), 20_000);
    assert.equal(texts[sessionId], source.text(sessionId));
    stream.close();
  });
});
