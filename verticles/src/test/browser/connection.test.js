import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Connection, backoffMs } from "../../main/resources/web/connection.js";
import { FakeClock, FakeSocket, heartbeat, startup } from "./helpers/fakes.js";

let clock;
let connection;
let states;

beforeEach(() => {
  FakeSocket.all = [];
  clock = new FakeClock();
  connection = new Connection({ url: "ws://here/ws", WebSocket: FakeSocket, clock, random: () => 0.5 });
  states = [];
  connection.addEventListener("statechange", ({ detail }) =>
    states.push(detail.phase ? `${detail.state}/${detail.phase}` : detail.state),
  );
});

function stream() {
  connection.connect();
  FakeSocket.last.opens();
  FakeSocket.last.says(startup);
}

test("connecting, handshaking and streaming follow each other, and startup_complete makes the difference", () => {
  assert.equal(connection.status.state, "disconnected");
  stream();
  assert.deepEqual(states, ["connecting", "handshaking", "streaming"]);
  assert.equal(FakeSocket.last.url, "ws://here/ws");
});

test("connecting twice opens one socket", () => {
  connection.connect();
  connection.connect();
  assert.equal(FakeSocket.all.length, 1);
});

test("an address that can't be connected to is a loss, not an exception", () => {
  class Refusing {
    constructor() {
      throw new SyntaxError("no such address");
    }
  }
  connection = new Connection({ url: "nonsense", WebSocket: Refusing, clock, random: () => 0.5 });
  connection.connect();
  assert.equal(connection.status.state, "reconnecting");
});

for (const [name, first] of Object.entries({
  "another event": heartbeat(0),
  "text that is not JSON": "{",
  "a startup_complete without a model": { ...startup, payload: {} },
  "an array": "[]",
})) {
  test(`${name} as first message fails the handshake`, () => {
    connection.connect();
    FakeSocket.last.opens();
    FakeSocket.last.says(first);
    assert.equal(connection.status.state, "reconnecting");
    assert.match(FakeSocket.last.closed.reason, /startup_complete/);
  });
}

for (const opens of [false, true]) {
  test(`a handshake that takes 5 s is given up, ${opens ? "even after open" : "even before open"}`, () => {
    connection.connect();
    if (opens) {
      FakeSocket.last.opens();
    }
    clock.advance(4_999);
    assert.notEqual(connection.status.state, "reconnecting");
    clock.advance(1);
    assert.equal(connection.status.state, "reconnecting");
    assert.ok(FakeSocket.last.closed);
  });
}

test("retries come after 250 ms, then 1, 2, 4, 8, 16, 16 … seconds", () => {
  stream();
  FakeSocket.last.ends(1006);
  const waits = [];
  for (let i = 0; i < 8; i++) {
    waits.push(Math.round(connection.status.retryAt - clock.now()));
    clock.advance(connection.status.retryAt - clock.now());
    assert.equal(connection.status.attempt, i + 1);
    assert.equal(connection.status.phase, "retry");
    FakeSocket.last.ends(1006);
  }
  assert.deepEqual(waits, [250, 1_000, 2_000, 4_000, 8_000, 16_000, 16_000, 16_000]);
  assert.deepEqual([...backoffMs], waits.slice(0, 6));
});

for (const [random, factor] of [
  [0, 0.8],
  [1, 1.2],
]) {
  test(`jitter stretches a wait by ${factor} at most`, () => {
    connection = new Connection({ url: "ws://here/ws", WebSocket: FakeSocket, clock, random: () => random });
    stream();
    FakeSocket.last.ends(1001);
    assert.equal(Math.round(connection.status.retryAt - clock.now()), 250 * factor);
  });
}

test("the handshake resets the attempts, opening does not", () => {
  stream();
  FakeSocket.last.ends(1006);
  clock.advance(250);
  FakeSocket.last.ends(1006);
  clock.advance(1_000);
  FakeSocket.last.opens();
  assert.equal(connection.status.attempt, 2);
  FakeSocket.last.says(startup);
  assert.equal(connection.status.attempt, 0);
  FakeSocket.last.ends(1006);
  assert.equal(Math.round(connection.status.retryAt - clock.now()), 250);
});

for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 1013, 4002, 4003, 4008, 4999]) {
  test(`close code ${code} leads to another try`, () => {
    stream();
    FakeSocket.last.ends(code, "because");
    assert.equal(connection.status.state, "reconnecting");
    assert.deepEqual(connection.status.loss, { code, reason: "because" });
    clock.advance(1_000);
    assert.equal(FakeSocket.all.length, 2);
  });
}

for (const code of [1008, 1009, 4000, 4001]) {
  test(`close code ${code} stops until a person asks again`, () => {
    stream();
    FakeSocket.last.ends(code, "not like this");
    assert.equal(connection.status.state, "disconnected");
    assert.equal(connection.status.refused, true);
    assert.deepEqual(connection.status.loss, { code, reason: "not like this" });
    connection.wake();
    clock.advance(600_000);
    assert.equal(FakeSocket.all.length, 1);
    connection.connect();
    assert.equal(FakeSocket.all.length, 2);
    assert.equal(connection.status.refused, false);
  });
}

for (const code of [1013, 4002]) {
  test(`after ${code} the first retry waits a whole second`, () => {
    stream();
    FakeSocket.last.ends(code);
    assert.equal(Math.round(connection.status.retryAt - clock.now()), 1_000);
  });
}

for (const [name, act] of Object.entries({ wake: (c) => c.wake(), connect: (c) => c.connect() })) {
  test(`${name}() ends a wait at once and leaves no timer of it behind`, () => {
    stream();
    FakeSocket.last.ends(1006);
    act(connection);
    assert.equal(FakeSocket.all.length, 2);
    assert.equal(connection.status.phase, "retry");
    act(connection);
    clock.advance(300);
    assert.equal(FakeSocket.all.length, 2);
  });
}

test("close() ends the connection and every wait", () => {
  stream();
  connection.close();
  assert.deepEqual(states.slice(-2), ["closing", "disconnected"]);
  assert.equal(FakeSocket.last.closed.code, 1000);
  connection.connect();
  FakeSocket.last.ends(1006);
  connection.close();
  assert.equal(clock.pending, 0);
  clock.advance(60_000);
  assert.equal(FakeSocket.all.length, 2);
});

test("a heartbeat is answered with its sequence and the client's time", () => {
  stream();
  FakeSocket.last.says(heartbeat(7));
  assert.deepEqual(FakeSocket.last.sent, [{ type: "heartbeat_response", sequence: 7, clientTime: clock.wallTime() }]);
});

test("silence is a warning after 2 s and a loss after 3 s", () => {
  stream();
  clock.advance(1_999);
  assert.equal(connection.status.heartbeatLate, false);
  clock.advance(1);
  assert.equal(connection.status.heartbeatLate, true);
  assert.equal(connection.status.state, "streaming");
  clock.advance(1_000);
  assert.equal(connection.status.state, "reconnecting");
  assert.ok(FakeSocket.last.closed);
});

test("a heartbeat in time takes the warning back", () => {
  stream();
  clock.advance(2_500);
  FakeSocket.last.says(heartbeat(1));
  assert.equal(connection.status.heartbeatLate, false);
  clock.advance(1_999);
  assert.equal(connection.status.heartbeatLate, false);
  clock.advance(1_001);
  assert.equal(connection.status.state, "reconnecting");
});

test("other events are no heartbeat", () => {
  stream();
  for (let i = 0; i < 30; i++) {
    clock.advance(100);
    FakeSocket.last.says({ type: "energy_update", timestamp: 1, frameNumber: i, payload: {} });
  }
  assert.equal(connection.status.state, "reconnecting");
});

test("a machine that slept does not blame the server", () => {
  stream();
  clock.sleep(60_000);
  assert.equal(connection.status.state, "streaming");
  clock.advance(3_000);
  assert.equal(connection.status.state, "reconnecting");
});

test("waking while streaming forgives an old silence", () => {
  stream();
  clock.advance(2_900);
  connection.wake();
  clock.advance(1_999);
  assert.equal(connection.status.state, "streaming");
  assert.equal(connection.status.heartbeatLate, false);
});

test("a dropped socket is heard no more", () => {
  stream();
  const old = FakeSocket.last;
  clock.advance(3_000);
  clock.advance(250);
  const before = connection.status;
  old.says(startup);
  old.ends(1008, "late");
  assert.equal(connection.status, before);
});

test("messages go out while streaming only, and a refusal is an answer", () => {
  assert.equal(connection.send({ type: "visibility", hidden: true }), false);
  stream();
  assert.equal(connection.send({ type: "visibility", hidden: true }), true);
  assert.deepEqual(FakeSocket.last.sent, [{ type: "visibility", hidden: true }]);
  FakeSocket.last.ends(1001);
  assert.equal(connection.send({ type: "visibility", hidden: false }), false);
});

test("malformed and unknown messages are counted in bytes and harm nothing", () => {
  stream();
  const got = [];
  connection.addEventListener("message", ({ detail }) => got.push([detail.event?.type ?? null, detail.bytes]));
  const texts = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"x"',
    "{}",
    '{"type":7}',
    '{"type":"heartbeat","timestamp":1,"payload":{}}',
    '{"type":"heartbeat","timestamp":1,"payload":{"sequence":-1}}',
    '{"type":"toString","timestamp":1,"payload":{}}',
    '{"type":"token_stream","timestamp":1,"payload":{"sessionId":"s","modelId":"m","tokens":[1],"isComplete":false}}',
    '{"type":"energy_field","timestamp":1,"payload":{"modelId":"m","fieldType":"stream","intensity":1}}',
    "ü€",
  ];
  texts.forEach((text) => FakeSocket.last.says(text));
  FakeSocket.last.onmessage({ data: new ArrayBuffer(8) });
  assert.equal(connection.status.state, "streaming");
  assert.deepEqual(got.map(([type]) => type).filter(Boolean), ["toString"]);
  assert.equal(got.at(-2)[1], 5);
  assert.equal(FakeSocket.last.sent.length, 0);
});

test("events reach listeners in order, startup_complete of each connection first", () => {
  const got = [];
  connection.addEventListener("message", ({ detail }) => got.push(detail.event.type));
  stream();
  FakeSocket.last.says(heartbeat(0));
  FakeSocket.last.ends(1001);
  clock.advance(250);
  FakeSocket.last.opens();
  FakeSocket.last.says(startup);
  FakeSocket.last.says(heartbeat(0));
  assert.deepEqual(got, ["startup_complete", "heartbeat", "startup_complete", "heartbeat"]);
});
