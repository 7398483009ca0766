// Formulas and graphs from standard input to standard output, both JSON: {formulas: [{tex,
// display}], graphs: [dot]} to {formulas: [{html} or {error}], graphs: [{svg} or {error}]}.
// Run in the folder that has node_modules.
import { createRequire } from "node:module";
import { cwd, stdin } from "node:process";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const installed = createRequire(`${cwd()}/package.json`);
const katex = installed("katex");

function formula({ tex, display }) {
  try {
    // MathML alone: every browser draws it, screen readers read it, and it loads nothing.
    const options = { displayMode: display, output: "mathml", strict: "error" };
    return { html: katex.renderToString(tex, options) };
  } catch (error) {
    return { error: error.message };
  }
}

async function drawn(graphs) {
  if (!graphs.length) return []; // Graphviz takes a fifth of a second to load
  const place = pathToFileURL(installed.resolve("@hpcc-js/wasm-graphviz"));
  const graphviz = await (await import(place)).Graphviz.load();
  return graphs.map((dot) => {
    try {
      return { svg: graphviz.dot(dot, "svg") };
    } catch (error) {
      return { error: error.message };
    }
  });
}

const { formulas, graphs } = await json(stdin); // read as it comes: a synchronous read can fail
const answer = { formulas: formulas.map(formula), graphs: await drawn(graphs) };
process.stdout.write(JSON.stringify(answer));
