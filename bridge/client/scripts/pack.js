// Puts the checked-in output where the package publishes it from.
import { cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { served } from "./build.js";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
rmSync(dist, { recursive: true, force: true });
cpSync(served, dist, { recursive: true });
