// Every diagram of every page is one that Mermaid can draw.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const ROOT = new URL("../../../../", import.meta.url);
const NOT_OURS = ["node_modules", "target"];

function pagesIn(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory() && !entry.name.startsWith(".") && !NOT_OURS.includes(entry.name)) {
      return pagesIn(new URL(`${entry.name}/`, directory));
    }
    return entry.name.endsWith(".md") ? [new URL(entry.name, directory)] : [];
  });
}

const diagrams = pagesIn(ROOT).flatMap((page) =>
  [...readFileSync(page, "utf8").matchAll(/^```mermaid\n(.*?)^```$/gms)].map((block, i) => ({
    name: `${page.pathname.slice(ROOT.pathname.length)}, diagram ${i + 1}`,
    text: block[1],
  })),
);

let browser;
let page;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  page = await browser.newPage();
  await page.setContent("<main></main>");
  const mermaid = new URL("node_modules/mermaid/dist/mermaid.min.js", import.meta.url);
  await page.addScriptTag({ path: fileURLToPath(mermaid) });
});

after(() => browser?.close());

test("there are diagrams", () => assert.ok(diagrams.length >= 5, `${diagrams.length}`));

for (const { name, text } of diagrams) {
  test(`${name} is drawn`, async () => {
    const svg = await page.evaluate(async (code) => (await window.mermaid.render("drawn", code)).svg, text);
    assert.match(svg, /^<svg/);
    assert.doesNotMatch(svg, /Syntax error/);
  });
}

test("what is no diagram is not drawn", async () => {
  const failure = await page.evaluate(() => window.mermaid.parse("flowchart LR\n A --").then(() => "", String));
  assert.notEqual(failure, "");
});
