import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, served, sourceOf } from "../scripts/build.js";
import { typesFromSchemas } from "../scripts/types.js";

const maxBytes = 6_000;
const root = fileURLToPath(new URL("../", import.meta.url));
const textsIn = (directory) =>
  Object.fromEntries(readdirSync(directory).sort().map((file) => [file, readFileSync(join(directory, file), "utf8")]));

test("what the bridge serves is what the sources build", async () => {
  const fresh = mkdtempSync(join(tmpdir(), "wirthforge-client-"));
  try {
    await build(fresh);
    assert.deepEqual(textsIn(served), textsIn(fresh), "run `npm run build` and check its output in");
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

test("the types are what the schemas say", () => {
  for (const [file, text] of Object.entries(typesFromSchemas())) {
    assert.equal(readFileSync(sourceOf(file), "utf8"), text, "run `npm run build`");
  }
});

test(`the client in one file is at most ${maxBytes} bytes`, (t) => {
  const bytes = gzipSync(readFileSync(join(served, "wirthforge.min.js")), { level: 9 }).length;
  t.diagnostic(`${bytes} bytes minified and compressed`);
  assert.ok(bytes <= maxBytes, `${bytes} bytes`);
});

test("the one file exports what the modules export", async () => {
  const [modules, one] = await Promise.all(["wirthforge.js", "wirthforge.min.js"].map((file) => import(join(served, file))));
  assert.deepEqual(Object.keys(one), Object.keys(modules));
});

test("it needs nothing at run time", () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  assert.equal(dependencies, undefined);
  for (const [file, text] of Object.entries(textsIn(served))) {
    const foreign = [...text.matchAll(/from "([^."][^"]*)"/g)].map(([, name]) => name);
    assert.deepEqual(foreign, file.startsWith("react.") ? ["react"].slice(0, foreign.length) : [], file);
  }
});

test("the package publishes the same files", () => {
  execFileSync(process.execPath, [`${root}scripts/pack.js`]);
  try {
    assert.deepEqual(textsIn(`${root}dist`), textsIn(served));
    const { exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
    const published = Object.values(exports).flatMap((each) => (typeof each === "string" ? each : Object.values(each)));
    published.forEach((path) => assert.ok(readFileSync(join(root, path), "utf8").length > 0));
  } finally {
    rmSync(`${root}dist`, { recursive: true });
  }
});
