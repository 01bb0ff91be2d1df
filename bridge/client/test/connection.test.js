import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, backoffMs } from "../../src/main/resources/io/wirthforge/bridge/client/wirthforge.js";
import { FakeClock, FakePage, fakeWebSocket } from "./helpers/fakes.js";
import { frame, heartbeat, rig, startup } from "./helpers/rig.js";

test("connects, shakes hands and streams", () => {
  const { stream, Socket, welcome, states } = rig();
  assert.equal(stream.status.state, "connecting");
  Socket.last.opens();
  assert.equal(stream.status.state, "handshaking");
  welcome();
  assert.equal(stream.status.state, "streaming");
  assert.deepEqual(states(), ["handshaking", "streaming"]);
  assert.equal(stream.mode, "frames");
});

test("a lost connection waits, tries, shakes hands and streams again", () => {
  const { stream, Socket, clock, begin, states } = rig();
  begin();
  Socket.last.ends(1006);
  assert.deepEqual([stream.status.phase, stream.status.retryAt], ["backoff", clock.now() + 250]);
  clock.advance(250);
  begin();
  assert.deepEqual(states().slice(2), ["reconnecting/backoff", "reconnecting/retry", "handshaking", "streaming"]);
  assert.equal(stream.status.loss, null);
});

test("every state but disconnected and closing can be lost", () => {
  for (const steps of [[], ["opens"], ["opens", "welcome"]]) {
    const { stream, Socket, welcome } = rig();
    steps.forEach((step) => (step === "opens" ? Socket.last.opens() : welcome()));
    Socket.last.ends(1006, "gone");
    assert.equal(stream.status.state, "reconnecting");
    assert.deepEqual(stream.status.loss, { code: 1006, reason: "gone" });
  }
});

test("the waits are 250 ms, then 1, 2, 4, 8, 16 and 16 seconds, without end", () => {
  const { stream, Socket, clock } = rig();
  const waits = [];
  for (let i = 0; i < 9; i++) {
    Socket.last.ends(1006);
    waits.push(stream.status.retryAt - clock.now());
    clock.advance(waits.at(-1));
    assert.deepEqual([stream.status.phase, stream.status.attempt], ["retry", i + 1]);
  }
  assert.deepEqual(waits, [...backoffMs, 16_000, 16_000, 16_000]);
});

test("waits differ by a fifth either way", () => {
  for (const [random, factor] of [
    [0, 0.8],
    [0.5, 1],
    [1, 1.2],
  ]) {
    const { stream, Socket, clock } = rig({ random: () => random });
    Socket.last.ends(1006);
    assert.equal(Math.round(stream.status.retryAt - clock.now()), 250 * factor);
    clock.advance(300);
    Socket.last.ends(1006);
    assert.equal(Math.round(stream.status.retryAt - clock.now()), 1_000 * factor);
  }
});

test("the handshake starts the waits anew, and opening does not", () => {
  const { stream, Socket, clock, begin } = rig();
  Socket.last.ends(1006);
  clock.advance(250);
  Socket.last.opens();
  Socket.last.ends(1006);
  assert.equal(stream.status.retryAt - clock.now(), 1_000);
  clock.advance(1_000);
  begin();
  assert.equal(stream.status.attempt, 0);
  Socket.last.ends(1006);
  assert.equal(stream.status.retryAt - clock.now(), 250);
});

for (const code of [1000, 1001, 1002, 1005, 1006, 1011, 1012, 1013, 4002, 4008, 4999]) {
  test(`close code ${code}: comes back and resumes`, () => {
    const { stream, Socket, clock, begin } = rig();
    begin();
    Socket.last.ends(code, "because");
    assert.deepEqual(stream.status.loss, { code, reason: "because" });
    clock.advance(1_000);
    assert.equal(Socket.all.length, 2);
    assert.equal(Socket.last.url.searchParams.get("resume"), "k3f9:100");
  });
}

test("close code 4003: comes back and does not resume", () => {
  const { Socket, clock, begin } = rig();
  begin();
  Socket.last.ends(4003);
  clock.advance(250);
  assert.equal(Socket.last.url.searchParams.get("resume"), null);
});

for (const code of [1008, 1009, 4000, 4001]) {
  test(`close code ${code}: stops until somebody asks again`, () => {
    const { stream, Socket, clock, page, begin } = rig();
    begin();
    Socket.last.ends(code, "not like this");
    assert.deepEqual(
      [stream.status.state, stream.status.refused, stream.status.loss.code],
      ["disconnected", true, code],
    );
    assert.equal(clock.pending, 0);
    page.changes();
    clock.advance(60_000);
    assert.equal(Socket.all.length, 1);
    stream.open();
    assert.deepEqual([stream.status.state, stream.status.refused], ["connecting", false]);
  });
}

for (const code of [1013, 4002]) {
  test(`close code ${code}: the first wait is a whole second`, () => {
    const { stream, Socket, clock, begin } = rig();
    begin();
    Socket.last.ends(code);
    assert.equal(stream.status.retryAt - clock.now(), 1_000);
  });
}

test("a handshake that takes five seconds is given up, open or not", () => {
  for (const opens of [true, false]) {
    const { stream, Socket, clock } = rig();
    opens && Socket.last.opens();
    clock.advance(4_999);
    assert.notEqual(stream.status.state, "reconnecting");
    clock.advance(1);
    assert.equal(stream.status.state, "reconnecting");
    assert.match(stream.status.loss.reason, /5 seconds/);
    assert.equal(Socket.last.closed.code, 1000);
  }
});

test("a server that begins with something else is left", () => {
  for (const first of ["no JSON", startup, frame(1), { type: "toString" }, "null", "[]"]) {
    const { stream, Socket } = rig();
    Socket.last.opens();
    Socket.last.says(first);
    assert.equal(stream.status.state, "reconnecting", JSON.stringify(first));
    assert.match(stream.status.loss.reason, /welcome/);
  }
});

test("two silent seconds are told, and a message ends them", () => {
  const { stream, Socket, clock, begin } = rig();
  begin();
  clock.advance(1_999);
  assert.equal(stream.status.late, false);
  clock.advance(1);
  assert.deepEqual([stream.status.state, stream.status.late], ["streaming", true]);
  Socket.last.says(frame(101, [heartbeat(1)]));
  assert.equal(stream.status.late, false);
  clock.advance(1_999);
  assert.equal(stream.status.late, false);
});

test("three silent seconds end the connection", () => {
  const { stream, clock, begin } = rig();
  begin();
  clock.advance(3_000);
  assert.equal(stream.status.state, "reconnecting");
  assert.match(stream.status.loss.reason, /3 seconds/);
});

test("one timer watches, however many messages come", () => {
  const { Socket, clock, stream, begin } = rig();
  begin();
  for (let n = 101; n < 400; n++) {
    Socket.last.says(frame(n));
    clock.advance(16);
  }
  assert.equal(stream.status.late, false);
  assert.ok(clock.pending <= 2, `${clock.pending} timers`);
});

test("a sleep of the machine is nobody's silence", () => {
  const { stream, clock, begin } = rig();
  begin();
  clock.sleep(60_000);
  assert.deepEqual([stream.status.state, stream.status.late], ["streaming", false]);
  clock.advance(3_000);
  assert.equal(stream.status.state, "reconnecting");
});

for (const back of ["page", "network"]) {
  test(`the ${back}'s return ends a wait at once`, () => {
    const { stream, Socket, clock, page, begin } = rig();
    begin();
    page.hidden = back === "network";
    Socket.last.ends(1006);
    back === "network" ? page.online() : page.changes();
    assert.equal(stream.status.phase, "retry");
    assert.equal(Socket.all.length, 2);
    clock.advance(4_999);
    assert.equal(Socket.all.length, 2, "the timer of the wait still ran");
  });
}

test("hiding the page does not end a wait", () => {
  const { stream, Socket, page, begin } = rig();
  begin();
  Socket.last.ends(1006);
  page.changes(true);
  assert.equal(stream.status.phase, "backoff");
});

test("closing says goodbye, waits for the answer, and is then over", () => {
  const { stream, Socket, clock, page, begin, states } = rig();
  begin();
  stream.close();
  assert.equal(stream.status.state, "closing");
  assert.equal(Socket.last.closed.code, 1000);
  Socket.last.ends(1000);
  assert.equal(stream.status.state, "disconnected");
  assert.deepEqual(states().slice(2), ["closing", "disconnected"]);
  assert.equal(page.listeners, 0);
  clock.advance(60_000);
  assert.equal(Socket.all.length, 1);
  assert.equal(clock.pending, 0);
});

test("closing does not wait for ever", () => {
  const { stream, clock, begin } = rig();
  begin();
  stream.close();
  clock.advance(1_000);
  assert.equal(stream.status.state, "disconnected");
});

test("closing cancels a wait", () => {
  const { stream, Socket, clock } = rig();
  Socket.last.ends(1006);
  stream.close();
  assert.equal(stream.status.state, "disconnected");
  assert.equal(clock.pending, 0);
});

test("opening while closing begins at once, and the old socket is no longer heard", () => {
  const { stream, Socket, begin } = rig();
  begin();
  const old = Socket.last;
  stream.close();
  stream.open();
  assert.equal(stream.status.state, "connecting");
  old.ends(1000);
  assert.equal(stream.status.state, "connecting");
  begin();
  assert.equal(stream.status.state, "streaming");
});

test("opening twice opens one connection", () => {
  const { stream, Socket, begin } = rig();
  stream.open();
  begin();
  stream.open();
  assert.equal(Socket.all.length, 1);
});

test("a late close of a socket that was given up changes nothing", () => {
  const { stream, Socket, clock, begin } = rig();
  begin();
  const old = Socket.last;
  clock.advance(3_250);
  begin();
  old.ends(4001, "too late");
  old.says(frame(101));
  assert.equal(stream.status.state, "streaming");
});

test("an address that can't be connected to is a loss, not an exception", () => {
  const clock = new FakeClock();
  class Refusing {
    constructor() {
      throw new SyntaxError("no");
    }
  }
  const stream = connect({ url: "ws://x/", WebSocket: Refusing, clock, page: new FakePage() });
  assert.equal(stream.status.phase, "backoff");
  const nowhere = connect({ WebSocket: fakeWebSocket(), clock, page: new FakePage() });
  assert.equal(nowhere.status.phase, "backoff");
  stream.close();
  nowhere.close();
  assert.equal(clock.pending, 0);
});

test("a listener that closes the stream at a loss is obeyed", () => {
  const { stream, Socket, clock, begin } = rig();
  begin();
  stream.on("statechange", ({ phase }) => phase === "backoff" && stream.close());
  Socket.last.ends(1006);
  assert.equal(stream.status.state, "disconnected");
  assert.equal(clock.pending, 0);
});
