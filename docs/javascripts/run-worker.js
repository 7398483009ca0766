// Python for one page, in a worker: an endless loop leaves the page alive, and Stop ends the worker.
//
// In:  {base}                                  the address of assets/run/, once, before anything else
//      {kind: "run", name, code}               a block, in the namespace that the page's blocks share
//      {kind: "check", concept, source}        a reader's own implementation, for the grader
//      {kind: "clear"}                         another page: its blocks share no names with the last
// Out: {kind: "loading", loaded, bytes}        while the files come
//      {kind: "ready"}                         once, before the first job begins
//      {kind: "printed", text}                 a line of the running block
//      {kind: "done", seconds, error, report}  a traceback or nothing; the grader's report
//      {kind: "broken", message}               Python cannot be used; a sentence for the reader

let python;

onmessage = async ({ data }) => {
  if (data.base) {
    python = load(data.base).catch((error) => ({ missing: lastLine(error) }));
    return;
  }
  const { missing, run, grade, names } = await python;
  if (data.kind === "clear") {
    names?.clear();
    return;
  }
  if (missing) {
    const message = `Python could not be loaded, and the page's own output stays: ${missing}.`;
    postMessage({ kind: "broken", message });
    return;
  }
  const printed = (text) => postMessage({ kind: "printed", text });
  const begin = performance.now();
  let error = "";
  let report = null;
  try {
    if (data.kind === "run") error = run(data.code, data.name, names, printed);
    else report = JSON.parse(grade(data.concept, data.source, printed));
  } catch (fatal) {
    postMessage({ kind: "broken", message: `Python stopped: ${lastLine(fatal)}.` });
    return;
  }
  postMessage({ kind: "done", seconds: (performance.now() - begin) / 1000, error, report });
};

// Pyodide puts a traceback of its insides above the line that says what happened.
function lastLine(error) {
  return String(error.message).trim().split("\n").at(-1);
}

async function load(base) {
  const manifest = await (await fetched(new URL("manifest.json", base))).json();
  countBytes(manifest.bytes);
  const lock = fetched(new URL("pyodide-lock.json", base)).then((answer) => answer.json());
  const [pyodide, numpy, own] = await Promise.all([
    import(new URL("pyodide.mjs", base)).then(({ loadPyodide }) =>
      loadPyodide({ indexURL: base, lockFileContents: lock }),
    ),
    bytesOf(new URL(manifest.numpy, base)),
    bytesOf(new URL(manifest.package, base)),
  ]);
  const wanted = (await lock).packages.numpy.sha256;
  const got = sha256(pyodide, numpy);
  if (got !== wanted) {
    throw new Error(
      "NumPy's file is not the one that belongs to this site and was not run, " +
        `wanted sha256 ${wanted.slice(0, 12)}..., got ${got.slice(0, 12)}...`,
    );
  }
  for (const wheel of [numpy, own]) pyodide.unpackArchive(wheel, "wheel");
  const inPage = pyodide.pyimport("worked.practice.in_page");
  postMessage({ kind: "ready" });
  return { run: inPage.run, grade: inPage.grade, names: pyodide.toPy({}) };
}

async function fetched(address) {
  // The wheel of this package has the same name after each change; a 304 costs little.
  const answer = await fetch(address, { cache: "no-cache" }).catch(() => null);
  if (answer?.ok) return answer;
  const name = address.pathname.split("/").at(-1);
  throw new Error(`wanted ${name}, got ${answer?.status ?? "no answer"}`);
}

async function bytesOf(address) {
  return new Uint8Array(await (await fetched(address)).arrayBuffer());
}

// Python's own hash: the browser's is missing where a preview is read over plain http.
function sha256(pyodide, data) {
  return pyodide.pyimport("hashlib").sha256(pyodide.toPy(data)).hexdigest();
}

// Report what has come, for the progress bar. Pyodide fetches with the worker's own fetch; it gets
// the answer as it is, because browsers keep compiled code only of such.
function countBytes(bytes) {
  const original = self.fetch;
  let loaded = 0;
  const count = async (stream) => {
    for (const reader = stream.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return;
      loaded += value.byteLength;
      postMessage({ kind: "loading", loaded, bytes });
    }
  };
  self.fetch = async (...request) => {
    const answer = await original(...request);
    // A connection that breaks is reported where the answer itself is read.
    if (answer.body) count(answer.clone().body).catch(() => {});
    return answer;
  };
}
