// What the README shows in JavaScript runs, against a socket that is not one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { connect } from "../../../../bridge/src/main/resources/io/wirthforge/bridge/client/wirthforge.js";

const readme = readFileSync(new URL("../../../../README.md", import.meta.url), "utf8");
const [withClient, withSocket] = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
const price = { type: "price", channel: "market", timestamp: 1, payload: { symbol: "WF", euro: 12.5 } };

/** Runs code with a WebSocket whose other end is here. */
function run(code, globals) {
  const sent = [];
  class WebSocket {
    constructor(url) {
      this.url = url;
      this.readyState = 1;
      this.protocol = "wirthforge.frames.v1";
      seen.socket = this;
    }
    send(text) {
      sent.push(JSON.parse(text));
    }
    close() {}
  }
  const seen = { sent, socket: null };
  vm.runInNewContext(code, { WebSocket, location: { host: "127.0.0.1:8145" }, ...globals(WebSocket) });
  seen.says = (message) => seen.socket.onmessage({ data: JSON.stringify(message) });
  return seen;
}

test("the README's client shows what comes, tells how it stands, and draws once per picture", () => {
  const told = [];
  const pictures = [];
  const clock = {
    now: () => 0,
    wallTime: () => 0,
    setTimeout: () => 0,
    clearTimeout: () => {},
    requestFrame: (run) => pictures.push(run),
  };
  const [statement, code] = [/^import .*$/m.exec(withClient)?.[0], withClient.replace(/^import .*$/m, "")];
  assert.match(statement, /import { connect } from "\/client\/wirthforge\.js";/);
  const { socket, says } = run(code, (WebSocket) => ({
    connect: (options) => connect({ url: "ws://127.0.0.1:8145/ws", WebSocket, clock, ...options }),
    show: (...words) => told.push(words),
    tell: (state) => told.push(state),
    draw: (prices) => told.push(prices.map(({ payload }) => payload.euro)),
  }));
  socket.onopen();
  says({ type: "welcome", epoch: "k3f9", connectionId: "c7", resumed: false, frameRate: 60, ackWindow: 15 });
  const frame = { type: "frame", epoch: "k3f9", frameNumber: 7, fromFrame: 7, timestamp: 1, coalesced: 0, reset: true };
  says({ ...frame, events: [price] });
  pictures.forEach((each) => each());
  assert.deepEqual(told, ["handshaking", "streaming", ["WF", 12.5], [12.5]]);
});

test("the README's six lines without it answer heartbeats and show what comes", () => {
  const shown = [];
  const { socket, sent, says } = run(withSocket, () => ({ show: (...words) => shown.push(words) }));
  assert.equal(socket.url, "ws://127.0.0.1:8145/ws");
  says({ type: "heartbeat", payload: { sequence: 7 } });
  says(price);
  assert.deepEqual([sent, shown], [[{ type: "heartbeat_response", sequence: 7 }], [["WF", 12.5]]]);
});

const guide = readFileSync(new URL("../../../../bridge/MIGRATING.md", import.meta.url), "utf8");
const [before, after] = [...guide.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
const trade = { symbol: "WF", parties: ["ann", "bob"] };

test("the migration guide's page, before, shows prices and trades and places orders", () => {
  const [told, published, handlers] = [[], [], {}];
  class EventBus {
    constructor(url) {
      this.url = url;
      page.bus = this;
    }
    registerHandler(address, handler) {
      handlers[address] = (body) => handler(null, { address, body });
    }
    publish(...words) {
      published.push(words);
    }
  }
  const page = { EventBus, show: (...words) => told.push(words), tell: (body) => told.push(body) };
  vm.runInNewContext(before, page);
  page.bus.onopen();
  handlers["prices.WF"]({ symbol: "WF", euro: 12.5 });
  handlers.trades(trade);
  page.order({ symbol: "WF" });
  assert.equal(page.bus.url, "/eventbus");
  assert.deepEqual(told, [["WF", 12.5], trade]);
  assert.deepEqual(published, [["orders", { symbol: "WF" }]]);
});

test("the migration guide's page, after, does the same", () => {
  const [told, posted] = [[], []];
  const clock = { now: () => 0, wallTime: () => 0, setTimeout: () => 0, clearTimeout: () => {}, requestFrame: () => {} };
  const code = after.replace(/^import .*$/m, "");
  assert.match(after, /import { connect } from "\/client\/wirthforge\.js";/);
  const { socket, says } = run(`${code}\norder({ symbol: "WF" });`, (WebSocket) => ({
    connect: (options) => connect({ url: "ws://127.0.0.1:8145/ws", WebSocket, clock, ...options }),
    show: (...words) => told.push(words),
    tell: (body) => told.push(body),
    fetch: (...words) => posted.push(words),
  }));
  socket.onopen();
  says({ type: "welcome", epoch: "k3f9", connectionId: "c7", resumed: false, frameRate: 60, ackWindow: 15 });
  const event = { channel: "prices", timestamp: 1 };
  const events = [
    { ...event, type: "prices", payload: { symbol: "WF", euro: 12.5 } },
    { ...event, type: "trades", payload: trade },
  ];
  says({ type: "frame", epoch: "k3f9", frameNumber: 7, fromFrame: 7, timestamp: 1, coalesced: 0, reset: true, events });
  assert.deepEqual(told, [["WF", 12.5], trade]);
  assert.deepEqual(JSON.parse(JSON.stringify(posted)), [["/orders", { method: "POST", body: '{"symbol":"WF"}' }]]);
});
