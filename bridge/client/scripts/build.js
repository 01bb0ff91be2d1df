// Compiles the client to where the bridge serves it, or to the directory named as argument.
import { build as bundle } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { typesFromSchemas } from "./types.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const { name, version, license } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

export const served = resolve(root, "../src/main/resources/io/wirthforge/bridge/client");
/** Where a file of generated types belongs. */
export const sourceOf = (/** @type {string} */ file) => `${root}src/${file}`;

/** @param {string} outDir */
export async function build(outDir) {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root, "--outDir", outDir], {
    stdio: "inherit",
  });
  await bundle({
    entryPoints: [`${outDir}/wirthforge.js`],
    outfile: `${outDir}/wirthforge.min.js`,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    banner: { js: `/*! ${name} ${version} ${license} */` },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(typesFromSchemas())) {
    writeFileSync(sourceOf(file), text);
  }
  await build(resolve(process.argv[2] ?? served));
}
