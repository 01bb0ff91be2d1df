import assert from "node:assert/strict";
import { test } from "node:test";
import { appender, energy, frame, heartbeat, reward, rig, startup, text } from "./helpers/rig.js";

test("nothing throws before there is a connection, and what was asked for holds when there is one", () => {
  const { stream, Socket, welcome, clock } = rig();
  const heard = [];
  const undo = stream.on("token_stream", ({ payload }) => heard.push(...payload.tokens));
  stream.onframe = () => heard.push("picture");
  stream.subscribe(["experience"], ["m1"]);
  stream.setRate(30);
  stream.setRate(20);
  assert.deepEqual([stream.state.all("token_stream"), stream.state.text("s1"), stream.state.frameNumber], [[], "", -1]);
  assert.deepEqual([stream.timing.rttMs, stream.timing.offsetMs], [null, null]);
  Socket.last.ends(1006);
  clock.advance(250);
  assert.equal(Socket.last.url.search, "?channels=experience&rate=20");
  Socket.last.opens();
  welcome();
  assert.deepEqual(Socket.last.sent, [{ type: "subscribe", channels: ["experience"], models: ["m1"] }]);
  Socket.last.says(frame(100, [text("s1", ["a"])], { reset: true }));
  undo();
  undo();
  clock.picture();
  assert.deepEqual(heard, ["a", "picture"]);
});

test("listeners outlive connections, and each can be taken away", () => {
  const { stream, Socket, clock, welcome, begin } = rig();
  const heard = [];
  stream.on("reward_event", ({ payload }) => heard.push(`one ${payload.title}`));
  const undo = stream.on("reward_event", ({ payload }) => heard.push(`two ${payload.title}`));
  begin();
  Socket.last.says(frame(101, [reward("a")]));
  undo();
  Socket.last.ends(1006);
  clock.advance(250);
  Socket.last.opens();
  welcome({ resumed: true });
  Socket.last.says(frame(110, [reward("b")], { fromFrame: 102 }));
  assert.deepEqual(heard, ["one a", "two a", "one b"]);
});

test("a listener that throws is told of, and harms nobody", () => {
  const { stream, Socket, clock, begin } = rig();
  const { reportError } = globalThis;
  const reported = [];
  globalThis.reportError = (error) => reported.push(error.message);
  try {
    const heard = [];
    stream.on("reward_event", () => {
      throw new Error("mine");
    });
    stream.on("reward_event", () => heard.push("next"));
    stream.onframe = () => {
      throw new Error("picture");
    };
    begin(reward("a"));
    clock.picture();
    assert.deepEqual([heard, reported], [["next"], ["mine", "picture"]]);
    assert.equal(stream.status.state, "streaming");
  } finally {
    globalThis.reportError = reportError;
  }
});

test("a frame is applied at once: listeners find all of it in the state", () => {
  const { stream, Socket, begin } = rig();
  begin();
  let seen;
  stream.on("energy_update", () => (seen = stream.state.text("s1")));
  Socket.last.says(frame(101, [energy(101, 2, 1), text("s1", ["whole"])]));
  assert.equal(seen, "whole");
});

test("the resumed stream goes on where it was left, with nothing lost and nothing doubled", () => {
  const { stream, Socket, clock, welcome, begin } = rig();
  const texts = appender(stream);
  begin(text("s1", ["a"]));
  Socket.last.says(frame(101, [text("s1", ["b"]), energy(101, 0.1, 0.1)]));
  Socket.last.says(frame(102, [text("s1", ["c"]), energy(102, 0.3, 0.2)]));
  Socket.last.says(frame(102, [text("s1", ["c"])]));
  Socket.last.ends(1006);
  clock.advance(250);
  assert.equal(Socket.last.url.searchParams.get("resume"), "k3f9:102");
  Socket.last.opens();
  welcome({ resumed: true });
  Socket.last.says(frame(400, [text("s1", ["d", "e"]), energy(400, 1.3, 1)], { fromFrame: 103 }));
  assert.deepEqual([texts.s1, stream.state.text("s1")], ["abcde", "abcde"]);
  assert.equal(stream.state.get("energy_update", "m1").payload.deltaEnergy, 1.3);
});

test("a snapshot replaces the state, and listeners are told only what of a text is new", () => {
  const { stream, Socket, clock, welcome, begin } = rig();
  const texts = appender(stream);
  begin(text("s1", ["a", "b"]), energy(100, 7, 7));
  Socket.last.ends(4008);
  clock.advance(250);
  Socket.last.opens();
  welcome();
  Socket.last.says(frame(9_000, [startup, text("s1", ["a", "b", "c"]), text("s2", ["new"])], { reset: true }));
  assert.deepEqual(texts, { s1: "abc", s2: "new" });
  assert.equal(stream.state.text("s1"), "abc");
  assert.equal(stream.state.get("energy_update", "m1"), undefined);
});

test("text that a filter kept away for a while is not told twice", () => {
  const { stream, Socket, begin } = rig();
  const texts = appender(stream);
  begin(text("s1", ["a"]));
  stream.subscribe(["energy"]);
  Socket.last.says(frame(100, [startup], { reset: true }));
  assert.equal(stream.state.text("s1"), "");
  stream.subscribe(["energy", "experience"]);
  Socket.last.says(frame(101, [startup, text("s1", ["a", "b"])], { reset: true }));
  assert.deepEqual([texts.s1, stream.state.text("s1")], ["ab", "ab"]);
});

test("another run of the server is another stream", () => {
  const { stream, Socket, clock, welcome, begin } = rig();
  const texts = appender(stream);
  begin(text("s1", ["a"]));
  Socket.last.ends(1006);
  clock.advance(250);
  Socket.last.opens();
  welcome({ epoch: "new1" });
  Socket.last.says(frame(3, [startup, text("s1", ["x", "y"])], { epoch: "new1", reset: true }));
  Socket.last.says(frame(4, [text("s1", ["z"])], { epoch: "new1" }));
  assert.equal(texts.s1, "axyz");
  assert.equal(stream.state.text("s1"), "xyz");
  Socket.last.ends(1001);
  clock.advance(250);
  assert.equal(Socket.last.url.searchParams.get("resume"), "new1:4");
});

test("a gap is never silent: the state is asked for anew", () => {
  for (const wrong of [frame(103), frame(101, [], { epoch: "other" })]) {
    const { stream, Socket, clock, begin } = rig();
    begin();
    Socket.last.says(wrong);
    assert.equal(stream.status.state, "reconnecting");
    assert.match(stream.status.loss.reason, /missing/);
    clock.advance(250);
    assert.equal(Socket.last.url.searchParams.get("resume"), null);
  }
});

test("skipped ticks that the frame's range covers are no gap", () => {
  const { stream, Socket, begin } = rig();
  begin();
  Socket.last.says(frame(105, [], { fromFrame: 101 }));
  assert.equal(stream.status.state, "streaming");
});

test("an abort closes the stream for good", () => {
  const abort = new AbortController();
  const { stream, Socket, clock, begin } = rig({ signal: abort.signal });
  begin();
  abort.abort();
  assert.equal(stream.status.state, "closing");
  Socket.last.ends(1000);
  stream.open();
  assert.equal(stream.status.state, "disconnected");
  assert.equal(clock.pending, 0);
  const never = rig({ signal: AbortSignal.abort() });
  assert.equal(never.stream.status.state, "disconnected");
  assert.equal(never.Socket.all.length, 0);
});

test("an abort takes a listener away", () => {
  const { stream, Socket, begin } = rig();
  const abort = new AbortController();
  const heard = [];
  stream.on("reward_event", () => heard.push(1), { signal: abort.signal });
  stream.on("reward_event", () => heard.push(2), { signal: AbortSignal.abort() });
  begin(reward("a"));
  abort.abort();
  Socket.last.says(frame(101, [reward("b")]));
  assert.deepEqual(heard, [1]);
});

test("the handshake tells the round trip, heartbeats the server's clock", () => {
  const { stream, Socket, clock, welcome } = rig();
  clock.wallOffset = -5_000;
  clock.advance(8);
  Socket.last.opens();
  assert.equal(stream.timing.rttMs, 8);
  welcome();
  Socket.last.says(frame(100, [startup], { reset: true }));
  for (const [lagMs, n] of [[12, 101], [4, 102], [30, 103]]) {
    const sent = clock.serverTime();
    clock.advance(lagMs);
    Socket.last.says(frame(n, [heartbeat(n, sent)]));
  }
  assert.equal(stream.timing.offsetMs, 5_000);
  assert.equal(stream.timing.ageMs(clock.serverTime() - 100), 100);
});

test("one clock for both is not taken for two because the handshake was slow", () => {
  const { stream, Socket, clock, welcome } = rig();
  clock.advance(400);
  Socket.last.opens();
  welcome();
  Socket.last.says(frame(100, [startup, heartbeat(1, clock.serverTime() - 1)], { reset: true }));
  assert.equal(stream.timing.offsetMs, 0);
});

test("own types merge as declared, are listened to, and are in the state", () => {
  const merges = { price: { slot: ["/payload/symbol"], sum: ["/payload/volume"] } };
  const { stream, Socket, clock, begin } = rig({ merges });
  const price = (symbol, last, volume) => ({
    type: "price", channel: "market", timestamp: 1, payload: { symbol, last, volume },
  });
  const heard = [];
  stream.on("price", ({ payload }) => heard.push(payload.last));
  stream.onframe = ({ events }) => heard.push(events);
  begin();
  clock.picture();
  heard.length = 0;
  Socket.last.says(frame(101, [price("WF", 1, 2)]));
  Socket.last.says(frame(102, [price("WF", 3, 4), price("X", 5, 6)]));
  clock.picture();
  assert.deepEqual(heard, [1, 3, 5, [price("WF", 3, 6), price("X", 5, 6)]]);
  assert.deepEqual(stream.state.get("price", "WF").payload, { symbol: "WF", last: 3, volume: 6 });
});

test("the state is bounded", () => {
  const { stream, Socket, begin } = rig();
  begin();
  Socket.last.says(frame(101, [text("long", ["still being written"])]));
  for (let n = 102; n < 1_102; n++) {
    Socket.last.says(frame(n, [reward(`r${n}`), text(`s${n}`, ["x"], true), energy(n, n, 1)]));
  }
  const { state } = stream;
  assert.equal(state.all("reward_event").length, 100);
  assert.equal(state.all("reward_event").at(-1).payload.title, "r1101");
  assert.equal(state.all("token_stream").length, 64);
  assert.equal(state.text("long"), "still being written");
  assert.equal(state.text("s1101"), "x");
  assert.equal(state.get("energy_update", "m1").payload.deltaEnergy, 1_000);
});
