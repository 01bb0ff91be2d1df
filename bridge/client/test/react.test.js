import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { createElement, act } from "react";
import { create } from "react-test-renderer";
import { served } from "../scripts/build.js";
import { energy, frame, reward, rig, text } from "./helpers/rig.js";

globalThis.IS_REACT_ACT_ENVIRONMENT = true;

/** Where React is found beside the client, as in an application that installed both. */
const beside = fileURLToPath(new URL("../target/", import.meta.url));
let hooks;

before(async () => {
  rmSync(beside, { recursive: true, force: true });
  cpSync(served, beside, { recursive: true });
  hooks = await import(join(beside, "react.js"));
});
after(() => rmSync(beside, { recursive: true }));

const quietly = (run) => {
  const { error } = console;
  console.error = (...words) => /deprecated/.test(String(words[0])) || error(...words);
  try {
    return run();
  } finally {
    console.error = error;
  }
};

function mount(component) {
  let renderer;
  quietly(() => act(() => (renderer = create(createElement(component)))));
  return renderer;
}

test("the connection's state is rendered as it changes", () => {
  const { stream, begin, Socket } = rig();
  const seen = [];
  const renderer = mount(() => {
    seen.push(hooks.useConnection(stream).state);
    return null;
  });
  act(() => begin());
  act(() => Socket.last.ends(1006));
  assert.deepEqual(seen, ["connecting", "streaming", "reconnecting"]);
  act(() => renderer.unmount());
  Socket.last.ends(1006);
  assert.equal(seen.length, 3);
});

test("a channel renders once per picture, however many frames came, and only for its own type", () => {
  const { stream, begin, Socket, clock } = rig();
  const seen = [];
  mount(() => {
    seen.push(hooks.useChannel(stream, "token_stream").map(({ payload }) => payload.tokens.join("")));
    return null;
  });
  act(() => {
    begin();
    clock.picture();
  });
  for (let n = 101; n < 111; n++) {
    act(() => Socket.last.says(frame(n, [text("s1", ["x"])])));
  }
  assert.deepEqual(seen, [[]]);
  act(() => clock.picture());
  assert.deepEqual(seen, [[], ["xxxxxxxxxx"]]);
  act(() => {
    Socket.last.says(frame(111, [energy(111, 1, 1), reward("r")]));
    clock.picture();
  });
  assert.equal(seen.length, 2);
});

test("two channels of one picture are one render", () => {
  const { stream, begin, Socket, clock } = rig();
  let renders = 0;
  mount(() => {
    renders++;
    hooks.useChannel(stream, "token_stream");
    hooks.useChannel(stream, "energy_update");
    return null;
  });
  act(() => {
    begin();
    Socket.last.says(frame(101, [text("s1", ["x"]), energy(101, 1, 1)]));
    clock.picture();
  });
  assert.equal(renders, 2);
});

test("a component that comes late, or again, shows what there is", () => {
  const { stream, begin, Socket, clock } = rig();
  const titles = () => {
    let last;
    const renderer = mount(() => {
      last = hooks.useChannel(stream, "reward_event").map(({ payload }) => payload.title);
      return null;
    });
    act(() => renderer.unmount());
    return last;
  };
  begin(reward("a"));
  assert.deepEqual(titles(), ["a"]);
  Socket.last.says(frame(101, [reward("b")]));
  clock.picture();
  assert.deepEqual(titles(), ["a", "b"]);
});
