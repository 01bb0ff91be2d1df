import assert from "node:assert/strict";
import { test } from "node:test";
import { appender, energy, frame, heartbeat, rig, startup, text } from "./helpers/rig.js";

test("frames mode is offered first, and events mode beside it", () => {
  const { Socket } = rig({ mode: "both" });
  assert.deepEqual(Socket.last.offered, ["wirthforge.frames.v1", "wirthforge.v1"]);
});

test("a server that agrees to events mode gets events mode", () => {
  const { stream, Socket } = rig({ mode: "both" });
  const texts = appender(stream);
  Socket.last.opens("wirthforge.v1");
  Socket.last.says(startup);
  assert.deepEqual([stream.status.state, stream.mode], ["streaming", "events"]);
  Socket.last.says(text("s1", ["It", " was"]));
  Socket.last.says(energy(7, 1.5, 0.5));
  assert.deepEqual(texts, { s1: "It was" });
  assert.equal(stream.state.text("s1"), "It was");
  assert.equal(stream.state.frameNumber, 7);
});

test("a server that knows no sub-protocol is asked again at once, without", () => {
  const { stream, Socket, clock, states } = rig({ mode: "both" });
  Socket.last.ends(1006);
  assert.equal(Socket.all.length, 2);
  assert.deepEqual(Socket.last.offered, []);
  assert.equal(stream.status.state, "connecting");
  Socket.last.opens("");
  Socket.last.says(startup);
  assert.deepEqual(states(), ["handshaking", "streaming"]);
  assert.equal(stream.mode, "events");
  Socket.last.ends(1006);
  clock.advance(250);
  assert.deepEqual(Socket.last.offered, ["wirthforge.frames.v1", "wirthforge.v1"]);
});

test("where neither opens the stream waits as usual", () => {
  const { stream, Socket, clock } = rig({ mode: "both" });
  Socket.last.ends(1006);
  Socket.last.ends(1006);
  assert.equal(stream.status.retryAt - clock.now(), 250);
  clock.advance(250);
  assert.equal(Socket.all.length, 3);
});

test("frames mode alone and events mode alone are asked for as such", () => {
  const frames = rig({ mode: "frames" });
  assert.deepEqual(frames.Socket.last.offered, ["wirthforge.frames.v1"]);
  frames.Socket.last.ends(1006);
  assert.equal(frames.Socket.all.length, 1);
  const events = rig({ mode: "events" });
  assert.deepEqual(events.Socket.last.offered, []);
});

test("a token is offered as a sub-protocol, in every mode", () => {
  assert.deepEqual(rig({ token: "abc" }).Socket.last.offered, ["wirthforge.frames.v1", "wirthforge.token.abc"]);
  assert.deepEqual(rig({ mode: "events", token: "abc" }).Socket.last.offered, ["wirthforge.v1", "wirthforge.token.abc"]);
});

test("heartbeats are answered in both modes, before anybody else hears of them", () => {
  for (const isFrames of [true, false]) {
    const { stream, Socket, clock, begin, beginEvents } = rig({ mode: "both" });
    isFrames ? begin() : beginEvents();
    let answeredFirst = false;
    stream.on("heartbeat", () => (answeredFirst = Socket.last.sent.length === 1));
    Socket.last.says(isFrames ? frame(101, [heartbeat(41)]) : heartbeat(41));
    assert.deepEqual(Socket.last.sent, [
      { type: "heartbeat_response", sequence: 41, clientTime: clock.wallTime() },
    ]);
    assert.ok(answeredFirst);
  }
});

test("events mode sends no acknowledgement and no visibility, for a server of 2024 may know neither", () => {
  const { Socket, page, beginEvents } = rig({ mode: "events" });
  beginEvents();
  for (let n = 0; n < 50; n++) {
    Socket.last.says(energy(n, 1, 0));
  }
  page.changes(true);
  assert.deepEqual(Socket.last.sent, []);
});

test("events mode reconnects: text told again from its beginning is told to listeners once", () => {
  const { stream, Socket, clock, beginEvents } = rig({ mode: "events" });
  const texts = appender(stream);
  beginEvents();
  Socket.last.says(text("s1", ["It", " was"]));
  Socket.last.says(text("s2", ["Done"], true));
  Socket.last.says(energy(7, 1.5, 0.5));
  Socket.last.ends(1006);
  clock.advance(250);
  beginEvents();
  Socket.last.says(energy(300, 4, 0));
  Socket.last.says(text("s1", ["It", " was", " a", " truth"]));
  Socket.last.says(text("s1", [" universally"]));
  assert.deepEqual(texts, { s1: "It was a truth universally", s2: "Done" });
  assert.equal(stream.state.text("s1"), "It was a truth universally");
  assert.equal(stream.state.get("energy_update", "m1").payload.deltaEnergy, 0);
});

test("events mode reconnects to a server that does not tell again: what comes is appended", () => {
  const { stream, Socket, clock, beginEvents } = rig({ mode: "events" });
  const texts = appender(stream);
  beginEvents();
  Socket.last.says(text("s1", ["It", " was"]));
  Socket.last.ends(1006);
  clock.advance(250);
  beginEvents();
  Socket.last.says(text("s1", [" a", " truth"]));
  assert.equal(texts.s1, "It was a truth");
  assert.equal(stream.state.text("s1"), "It was a truth");
});

test("from events mode to frames mode and back no text is told twice", () => {
  const { stream, Socket, clock, welcome, beginEvents } = rig({ mode: "both" });
  const texts = appender(stream);
  beginEvents();
  Socket.last.says(text("s1", ["a", "b"]));
  Socket.last.ends(1006);
  clock.advance(250);
  assert.equal(Socket.last.url.searchParams.get("resume"), null);
  Socket.last.opens();
  welcome();
  Socket.last.says(frame(9, [startup, text("s1", ["a", "b", "c"])], { reset: true }));
  Socket.last.ends(1006);
  clock.advance(250);
  assert.equal(Socket.last.url.searchParams.get("resume"), "k3f9:9");
  beginEvents();
  Socket.last.says(text("s1", ["a", "b", "c", "d"]));
  assert.deepEqual([texts.s1, stream.state.text("s1")], ["abcd", "abcd"]);
});

test("messages that mean nothing disturb nothing", () => {
  for (const isFrames of [true, false]) {
    const { stream, Socket, begin, beginEvents } = rig({ mode: "both" });
    isFrames ? begin() : beginEvents();
    const events = [];
    stream.on("token_stream", (event) => events.push(event));
    for (const message of [
      "{", "null", "[]", '"frame"', "7", "", { type: 7 }, { type: "frame" }, { type: "later" }, { type: "__proto__" },
      { type: "token_stream" }, { type: "token_stream", payload: null }, { type: "constructor", payload: {} },
      { type: "frame", epoch: "k3f9", frameNumber: 101, fromFrame: 101, coalesced: 0, timestamp: 1, events: [null, 1, {}] },
    ]) {
      Socket.last.says(message);
    }
    Socket.last.onmessage({ data: new ArrayBuffer(4) });
    assert.equal(stream.status.state, "streaming");
    assert.deepEqual(events, []);
  }
});
