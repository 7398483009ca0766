// Run every block that the pages offer to run, in Pyodide under Node:
//
//     node site_builder/checks/run_blocks.mjs SITE
//
// One interpreter, a fresh namespace for each page, the blocks in their order. A block that raises
// fails; output that differs from the page's is shown and counted, because last digits depend on
// how NumPy was built.

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const BLOCK =
  /<div class="[^"]*" data-run>\s*<pre[^>]*>.*?<code[^>]*>(.*?)<\/code><\/pre><\/div>(?:\s*<div class="result">\s*<div class="language-text highlight">\s*<pre[^>]*>.*?<code[^>]*>(.*?)<\/code>)?/gs;

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" };

function textOf(html) {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity);
}

async function load(site) {
  const folder = join(site, "assets", "run");
  const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  const lock = JSON.parse(await readFile(join(folder, "pyodide-lock.json"), "utf8"));
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
  const pyodide = await loadPyodide({ indexURL: folder });
  const numpy = await readFile(join(folder, manifest.numpy));
  const wanted = lock.packages.numpy.sha256;
  const got = createHash("sha256").update(numpy).digest("hex");
  if (got !== wanted) throw new Error(`${manifest.numpy}: wanted sha256 ${wanted}, got ${got}`);
  const own = await readFile(join(folder, manifest.package));
  // Pyodide takes plain arrays of bytes, and a Buffer of Node is none to it.
  for (const wheel of [numpy, own]) pyodide.unpackArchive(new Uint8Array(wheel), "wheel");
  return pyodide;
}

async function main(site) {
  const pyodide = await load(site);
  const inPage = pyodide.pyimport("worked.practice.in_page");
  const count = { passed: 0, failed: 0, differ: 0 };
  const entries = await readdir(site, { recursive: true });
  for (const path of entries.filter((name) => name.endsWith(".html")).sort()) {
    const html = await readFile(join(site, path), "utf8");
    const begin = performance.now();
    const blocks = [...html.matchAll(BLOCK)];
    const marked = html.split(" data-run>").length - 1;
    if (marked !== blocks.length) {
      throw new Error(`${path}: wanted the text of ${marked} blocks, got ${blocks.length}`);
    }
    if (!blocks.length) continue;
    const names = pyodide.toPy({});
    for (const [number, [, code, result]] of blocks.entries()) {
      const printed = [];
      const name = `block ${number + 1}`;
      const out = (text) => printed.push(text);
      const error = inPage.run(textOf(code), name, names, out, () => {});
      const got = printed.join("").trimEnd();
      const wanted = textOf(result ?? "").trimEnd();
      if (error) {
        count.failed += 1;
        console.log(`${path}: ${name} failed\n${error}`);
        continue;
      }
      count.passed += 1;
      if (result !== undefined && got !== wanted) {
        count.differ += 1;
        console.log(`${path}: ${name} prints something else\n--- the page\n${wanted}`);
        console.log(`--- Pyodide\n${got}`);
      }
    }
    names.destroy();
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    console.log(`${path}: ${blocks.length} blocks in ${seconds} s`);
  }
  if (count.passed + count.failed === 0)
    throw new Error(`wanted blocks to run, got none in ${site}`);
  console.log(`${count.differ} of them print something else than the page shows`);
  console.log(`${count.passed} passed, ${count.failed} failed`);
  return count.failed ? 1 : 0;
}

if (process.argv.length !== 3) {
  console.error("wanted: node site_builder/checks/run_blocks.mjs SITE");
  process.exit(2);
}
try {
  process.exitCode = await main(resolve(process.argv[2]));
} catch (error) {
  console.error(error.message); // the stack would be one line of a megabyte
  process.exitCode = 1;
}
