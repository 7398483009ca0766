// Formulas from standard input to standard output, both JSON: [{tex, display}] to
// [{html} or {error}]. Run in the folder that has node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cwd } from "node:process";

const katex = createRequire(`${cwd()}/package.json`)("katex");

function rendered({ tex, display }) {
  try {
    // MathML alone: every browser draws it, screen readers read it, and it loads nothing.
    const options = { displayMode: display, output: "mathml", strict: "error" };
    return { html: katex.renderToString(tex, options) };
  } catch (error) {
    return { error: error.message };
  }
}

const formulas = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(formulas.map(rendered)));
