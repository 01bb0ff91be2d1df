import assert from "node:assert/strict";
import { test } from "node:test";
import { energy, frame, rig, startup, text } from "./helpers/rig.js";

const acksOf = (Socket) => Socket.last.sent.filter(({ type }) => type === "ack").map(({ frameNumber }) => frameNumber);

test("every fifth frame is confirmed, and what it confirms was handled", () => {
  const { stream, Socket, clock, begin } = rig();
  begin();
  let handled = 0;
  stream.on("received", () => {
    handled++;
    assert.ok(acksOf(Socket).every((frameNumber) => frameNumber < 100 + handled + 1));
  });
  for (let n = 101; n <= 160; n++) {
    clock.advance(1_000 / 60);
    Socket.last.says(frame(n));
  }
  assert.deepEqual(acksOf(Socket), [104, 109, 114, 119, 124, 129, 134, 139, 144, 149, 154, 159]);
});

test("never more than fifteen confirmations a second, and the newest frame counts", () => {
  const { Socket, clock, begin } = rig();
  begin();
  for (let n = 101; n <= 1_100; n++) {
    clock.advance(1);
    Socket.last.says(frame(n));
  }
  const acks = acksOf(Socket);
  assert.ok(acks.length >= 13 && acks.length <= 16, String(acks));
  clock.advance(100);
  assert.equal(acksOf(Socket).at(-1), 1_100);
});

test("a small window is confirmed before it closes", () => {
  for (const ackWindow of [1, 2, 3, 7]) {
    const { Socket, clock, welcome } = rig();
    Socket.last.opens();
    welcome({ ackWindow });
    Socket.last.says(frame(1, [startup], { reset: true }));
    for (let n = 2; n < 40; n++) {
      clock.advance(100);
      const open = n - 1 - (acksOf(Socket).at(-1) ?? 0);
      assert.ok(open < ackWindow, `${open} of ${ackWindow} unconfirmed before frame ${n}`);
      Socket.last.says(frame(n));
    }
  }
});

test("a hidden page says so, says it again after a reconnect, and says when it is back", () => {
  const { Socket, clock, page, begin } = rig();
  begin();
  page.changes(true);
  assert.deepEqual(Socket.last.sent, [{ type: "visibility", hidden: true }]);
  Socket.last.ends(1006);
  clock.advance(250);
  begin();
  assert.deepEqual(Socket.last.sent, [{ type: "visibility", hidden: true }]);
  page.changes(false);
  assert.deepEqual(Socket.last.sent.at(-1), { type: "visibility", hidden: false });
});

test("what is wished is sent at once, and asked for again by every later connection", () => {
  const { stream, Socket, clock, begin } = rig({ channels: ["energy"], maxFrameRate: 30 });
  assert.equal(Socket.last.url.search, "?channels=energy&rate=30");
  begin();
  assert.deepEqual(Socket.last.sent, []);
  stream.setRate(10);
  stream.subscribe(["energy", "council"]);
  assert.deepEqual(Socket.last.sent, [
    { type: "set_rate", maxFrameRate: 10 },
    { type: "subscribe", channels: ["energy", "council"] },
  ]);
  clock.advance(2_500);
  Socket.last.says(frame(101));
  assert.equal(Socket.last.sent.length, 2, "asked again only because the server was late");
  Socket.last.ends(1006);
  clock.advance(250);
  assert.equal(Socket.last.url.search, "?resume=k3f9%3A101&channels=energy%2Ccouncil&rate=10");
});

test("onframe comes once per picture, with all since the last as one frame", () => {
  const { stream, Socket, clock, begin } = rig();
  const frames = [];
  stream.onframe = (each) => frames.push(each);
  const heard = [];
  stream.on("frame", (each) => heard.push(each));
  begin();
  clock.picture();
  assert.deepEqual(frames.map(({ frameNumber, reset }) => [frameNumber, reset]), [[100, true]]);
  clock.picture();
  assert.equal(frames.length, 1);
  Socket.last.says(frame(101, [text("s1", ["a"]), energy(101, 0.1, 0.1)]));
  Socket.last.says(frame(102, [text("s1", ["b"]), energy(102, 0.3, 0.2)]));
  Socket.last.says(frame(103, [text("s1", ["c"])]));
  clock.picture();
  const merged = frames.at(-1);
  assert.deepEqual([merged.fromFrame, merged.frameNumber, merged.coalesced], [101, 103, 3]);
  assert.deepEqual(
    merged.events.map(({ payload }) => payload.tokens ?? payload.deltaEnergy),
    [0.3, ["a", "b", "c"]],
  );
  assert.deepEqual(heard, frames);
  assert.equal(stream.state.text("s1"), "abc");
});

test("while nobody looks at frames none are kept for them", () => {
  const { stream, Socket, clock, begin } = rig();
  begin();
  Socket.last.says(frame(101, [text("s1", ["a"])]));
  stream.onframe = (each) => assert.equal(each.fromFrame, 102);
  Socket.last.says(frame(102, [text("s1", ["b"])]));
  clock.picture();
});

test("frames can be iterated; what came meanwhile comes as one", async () => {
  const { stream, Socket, begin } = rig();
  const frames = stream[Symbol.asyncIterator]();
  const first = frames.next();
  begin();
  assert.equal((await first).value.frameNumber, 100);
  Socket.last.says(frame(101, [text("s1", ["a"])]));
  Socket.last.says(frame(102, [text("s1", ["b"])]));
  const { value } = await frames.next();
  assert.deepEqual([value.fromFrame, value.frameNumber, value.events[0].payload.tokens], [101, 102, ["a", "b"]]);
  const last = frames.next();
  stream.close();
  Socket.last.ends(1000);
  assert.deepEqual(await last, { value: undefined, done: true });
  assert.deepEqual(await frames.next(), { value: undefined, done: true });
});

test("an iteration outlives connections and ends when its loop is left", async () => {
  const { stream, Socket, clock, welcome, begin } = rig();
  const seen = [];
  const loop = (async () => {
    for await (const each of stream) {
      seen.push(each.frameNumber);
      if (seen.length === 2) {
        break;
      }
    }
  })();
  begin();
  await new Promise(setImmediate);
  Socket.last.ends(1006);
  clock.advance(250);
  Socket.last.opens();
  welcome({ resumed: true });
  Socket.last.says(frame(101));
  await loop;
  assert.deepEqual(seen, [100, 101]);
});

test("an iteration that waits can be ended from outside", async () => {
  const { stream } = rig();
  const frames = stream[Symbol.asyncIterator]();
  const waiting = frames.next();
  await frames.return();
  assert.equal((await waiting).done, true);
});
