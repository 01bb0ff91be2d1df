// What the README shows in JavaScript runs, against a socket that is not one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

test("the README's ten lines answer heartbeats and show what comes", () => {
  const readme = readFileSync(new URL("../../../../README.md", import.meta.url), "utf8");
  const code = /```js\n(.*?)```/s.exec(readme)?.[1];
  assert.ok(code, "no JavaScript in the README");
  const sent = [];
  const shown = [];
  class WebSocket {
    constructor(url) {
      this.url = url;
      socket = this;
    }
    send(text) {
      sent.push(JSON.parse(text));
    }
  }
  let socket;
  vm.runInNewContext(code, { WebSocket, location: { host: "127.0.0.1:8145" }, show: (...a) => shown.push(a) });
  assert.equal(socket.url, "ws://127.0.0.1:8145/ws");
  socket.onmessage({ data: '{"type":"heartbeat","payload":{"sequence":7}}' });
  socket.onmessage({ data: '{"type":"price","payload":{"symbol":"WF","euro":12.5}}' });
  assert.deepEqual(sent, [{ type: "heartbeat_response", sequence: 7 }]);
  assert.deepEqual(shown, [["WF", 12.5]]);
});
