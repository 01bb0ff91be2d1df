import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Server } from "./helpers/server.js";

const run = promisify(execFile);
const stallSeconds = Number(process.env.WIRTHFORGE_STALL_SECONDS ?? 3);
const stallFrames = stallSeconds * 60;
const ackWindow = 15;
const framesPerPing = 5;
const python = process.env.PYTHON ?? "/usr/bin/python3"; // Debian's, for which python3-websockets is installed.

/** Clients that were written by others, know nothing of credit, hang for seconds, and read on. */
describe("a client that hangs", () => {
  /** @type {Server} */ let server;
  before(async () => (server = await Server.start()));
  after(() => server?.stop());

  for (const [name, command, file] of [
    ["Node's ws", process.execPath, "helpers/stalled-reader.js"],
    ["Python's websockets", python, "helpers/stalled_reader.py"],
  ]) {
    test(`sees a window of old frames, then the current ones: ${name}`, async (context) => {
      const path = fileURLToPath(new URL(file, import.meta.url));
      const { stdout } = await run(command, [path, String(server.port), String(stallSeconds)]);
      const frames = JSON.parse(stdout);
      const steps = frames.slice(1).map((/** @type {number} */ frame, /** @type {number} */ i) => frame - frames[i]);
      const stale = steps.findIndex((/** @type {number} */ step) => step > stallFrames / 2);
      context.diagnostic(`${stale} old frames after ${stallSeconds} s, then ${steps[stale]} ticks on`);
      assert.ok(stale >= 0, "no merged frame");
      assert.ok(stale <= ackWindow + framesPerPing, `${stale} old frames`);
      assert.equal(steps.filter((/** @type {number} */ step) => step > stallFrames / 2).length, 1);
    });
  }
});
