// What the package's own page shows in JavaScript runs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { rig, text } from "./helpers/rig.js";

test("the page's sample appends text and draws once per picture", () => {
  const { stream, clock, begin } = rig();
  const page = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const [, code] = /```js\n(.*?)```/s.exec(page);
  const statement = 'import { connect } from "@wirthforge/client";';
  assert.ok(code.startsWith(statement));
  const told = [];
  vm.runInNewContext(code.replace(statement, ""), {
    connect: () => stream,
    append: (words) => told.push(words),
    draw: (state) => told.push(state === stream.state),
  });
  begin(text("s1", ["a", "b"]));
  clock.picture();
  assert.deepEqual(told, ["ab", true]);
});
