// Run, edit and check code in the page. What can run is marked while the site is built. Python lives
// in a worker that stays from page to page; it begins to load when a reader comes near a block.

const WORKER = new URL("run-worker.js", import.meta.url);
const SIZE = "worked-run-size"; // id of the sentence that says how much the first run loads

const NO_WORKER =
  "Python could not be loaded, and the page's own output stays: its worker did not start.";

const LIMIT = 20; // seconds that a check may take: the longest takes two or three
const TOO_LONG = `No end within ${LIMIT} s, so it was stopped: is there an endless loop? Python starts anew.`;

// Make an element: its name, its attributes and properties, its children.
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

// The one worker of a tab. A page's blocks share a namespace in it, which the next page clears.
const python = {
  worker: null,
  ready: false,
  base: "",

  start() {
    if (this.worker) return;
    this.worker = new Worker(WORKER, { type: "module" });
    this.worker.onmessage = ({ data }) => this.heard(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.end();
      this.broken?.(new Error(NO_WORKER));
    };
    this.worker.postMessage({ base: this.base });
  },

  heard(data) {
    if (data.kind === "ready") this.ready = true;
    this.answers?.[data.kind]?.(data);
  },

  end() {
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
  },
};

// Load Python ahead, unless the reader saves data or is without a pointer near a block.
function warm() {
  if (!navigator.connection?.saveData) python.start();
}

// One visit of one page: its blocks, and what runs now.
class Visit {
  constructor() {
    this.runners = [];
    this.busy = null;
  }

  get blocks() {
    return this.runners.filter((runner) => runner instanceof Block);
  }

  // Send a job to Python, which is started if need be; resolves when it is done.
  job(message, runner, { doing = "Running ...", quiet = false, limited = false } = {}) {
    python.start();
    runner.say(python.ready ? doing : "Loading Python ...");
    let timer;
    const watch = () => {
      const end = () => this.abandon(new DOMException(TOO_LONG, "AbortError"));
      if (limited) timer = setTimeout(end, LIMIT * 1000);
    };
    return new Promise((resolve, reject) => {
      python.answers = {
        loading: (data) => runner.showLoading(data),
        ready: () => {
          runner.hideLoading();
          runner.say(doing);
          watch();
        },
        printed: (data) => quiet || runner.print(data.text),
        done: resolve,
        broken: (data) => reject(new Error(data.message)),
      };
      this.abandon = python.broken = reject;
      if (python.ready) {
        runner.hideLoading();
        watch();
      }
      python.worker.postMessage(message);
    }).finally(() => {
      clearTimeout(timer);
      python.answers = python.broken = null;
    });
  }

  // Let one runner work; the others wait for their turn.
  async occupy(runner, work) {
    if (this.busy) return;
    this.setBusy(runner);
    try {
      await work();
    } catch (error) {
      this.endPython();
      if (error.name === "AbortError") warm(); // what broke would break again: the next run tries it
      runner.say(error.message);
    }
    this.setBusy(null);
  }

  setBusy(runner) {
    const before = this.busy;
    this.busy = runner;
    for (const each of this.runners) each.go.setAttribute("aria-disabled", runner !== null);
    if (runner) runner.began();
    else before.ended();
  }

  stop() {
    this.abandon?.(new DOMException("Stopped. Python starts anew.", "AbortError"));
  }

  // What was stopped or broke leaves nothing behind.
  endPython() {
    python.end();
    for (const block of this.blocks) block.ran = null;
  }

  // Another page comes: its blocks begin with no names.
  leave() {
    if (this.busy) python.end();
    else python.worker?.postMessage({ kind: "clear" });
    this.abandon?.(new Error("")); // nobody is there to read it
  }
}

// What a block and an attempt share: a bar with buttons, an editor, a panel for what comes out.
class Runner {
  constructor(visit, element, label, verb) {
    this.visit = visit;
    this.element = element;
    this.pre = element.querySelector("pre");
    this.original = this.pre.querySelector("code").textContent;
    const button = (text, act, hidden) =>
      make("button", {
        type: "button",
        className: "worked-run-button",
        textContent: text,
        "aria-label": `${text} ${label}`,
        hidden,
        onclick: act,
      });
    this.go = button(verb, () => this.run(), false);
    this.go.title = "Ctrl+Enter";
    this.go.setAttribute("aria-describedby", SIZE);
    this.reset = button("Reset", () => this.toOriginal(), true);
    this.halt = button("Stop", () => visit.stop(), true);
    this.status = make("span", { className: "worked-run-status", role: "status" });
    this.progress = make("progress", { "aria-label": "Loading Python", hidden: true });
    this.bar = make("div", { className: "worked-run-bar" });
    this.bar.append(this.go, this.halt, this.reset, this.status, this.progress);
    this.editor = make("textarea", {
      className: "worked-run-editor",
      "aria-label": `Code of ${label}`,
      spellcheck: false,
      autocapitalize: "off",
      autocomplete: "off",
      wrap: "off",
      hidden: true,
      oninput: () => this.edited(),
    });
    this.output = make("code");
    this.panel = make("div", {
      className: "worked-run-panel",
      "aria-live": "polite",
      hidden: true,
    });
    this.panel.append(
      make("p", { className: "worked-run-title", textContent: "Your run" }),
      make("pre", { tabIndex: 0, "aria-label": "What your run printed" }, this.output),
    );
    this.pre.after(this.editor, this.bar);
    element.addEventListener("keydown", (event) => this.key(event));
    for (const near of ["pointerenter", "focusin"]) {
      element.addEventListener(near, warm, { once: true });
    }
    visit.runners.push(this);
  }

  get text() {
    return this.editor.hidden ? this.original : this.editor.value;
  }

  open(text) {
    this.pre.hidden = true;
    this.editor.hidden = false;
    this.editor.value = text;
    this.edited();
  }

  edited() {
    this.editor.rows = this.editor.value.split("\n").length;
    this.reset.hidden = this.editor.value === this.original;
  }

  key(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.run();
    } else if (event.target === this.editor && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      const line = this.editor.value.slice(0, this.editor.selectionStart).split("\n").at(-1);
      // The one way to insert text that Ctrl+Z takes back.
      document.execCommand("insertText", false, "\n" + line.match(/^[ \t]*/)[0]);
    }
  }

  say(text) {
    this.status.textContent = text;
  }

  print(text) {
    this.panel.hidden = false;
    this.output.append(text);
  }

  showLoading({ loaded, bytes }) {
    this.progress.hidden = false;
    this.progress.max = bytes;
    this.progress.value = loaded;
  }

  hideLoading() {
    this.progress.hidden = true;
    document.getElementById(SIZE)?.remove();
  }

  began() {
    this.halt.hidden = false;
    this.output.textContent = "";
    this.panel.setAttribute("aria-busy", "true"); // a reader hears the output once, whole
  }

  ended() {
    if (document.activeElement === this.halt) this.go.focus();
    this.halt.hidden = true;
    this.progress.hidden = true;
    this.panel.removeAttribute("aria-busy");
  }
}

// A block of the page: runs in the namespace that all blocks of the page share.
class Block extends Runner {
  constructor(visit, element) {
    const number = visit.blocks.length + 1;
    super(visit, element, `block ${number}`, "Run");
    this.number = number;
    this.ran = null; // the text that ran in the present worker
    this.edit = make("button", {
      type: "button",
      className: "worked-run-button",
      textContent: "Edit",
      "aria-label": `Edit block ${number}`,
      onclick: () => this.startEditing(),
    });
    this.go.after(this.edit);
    this.bar.append(
      make("span", { className: "worked-run-number", textContent: `block ${number}` }),
    );
    const next = element.nextElementSibling;
    const exhibit = element.closest(".worked-exhibit");
    const below = next?.classList.contains("result") ? next : null;
    this.shown = below ?? exhibit?.querySelector(":scope > .result");
    (below ?? element).after(this.panel);
  }

  // What the build printed is not what other code prints.
  edited() {
    super.edited();
    this.shown?.classList.toggle("worked-run-old", !this.reset.hidden);
  }

  startEditing() {
    this.open(this.original);
    this.edit.hidden = true;
    this.editor.focus();
  }

  toOriginal() {
    this.editor.hidden = this.reset.hidden = true;
    this.pre.hidden = this.edit.hidden = false;
    this.shown?.classList.remove("worked-run-old");
    this.edit.focus();
  }

  run() {
    return this.visit.occupy(this, async () => {
      const { blocks } = this.visit;
      const own = this.number - 1;
      // A block that ran again or changed may matter to all blocks below it.
      const first = blocks.findIndex((block, index) => index >= own || block.ran !== block.text);
      const above = blocks.slice(first, own);
      const count = above.length > 1 ? `the ${above.length} blocks above` : "the block above";
      for (const block of above) {
        const options = { doing: `Running ${count} first ...`, quiet: true };
        const { error } = await block.execute(this, options);
        if (error) {
          this.print(error);
          this.say(`Not run: block ${block.number}, above, raised an error.`);
          return;
        }
      }
      const { error, seconds } = await this.execute(this);
      if (error) this.print(error);
      this.panel.classList.toggle("worked-run-failed", Boolean(error));
      const printed = this.output.textContent ? "" : ", and printed nothing";
      const after = above.length ? `, after ${count}` : "";
      const how = error ? "An error" : "Done";
      this.say(`${how} in ${seconds.toFixed(2)} s${after}${error ? "" : printed}.`);
    });
  }

  // Run this block's text; what it prints goes to the runner that asked for it.
  async execute(runner, options) {
    const { text, number, visit } = this;
    const message = { kind: "run", name: `block ${number}`, code: text };
    const done = await visit.job(message, runner, options);
    for (const block of visit.blocks.slice(number - 1)) block.ran = null;
    if (!done.error) this.ran = text;
    return done;
  }
}

// A place to write one's own implementation: graded with the concept's cases.
class Attempt extends Runner {
  constructor(visit, element) {
    const concept = element.dataset.concept;
    super(visit, element, concept, "Check");
    this.concept = concept;
    this.storage = `worked.try.${concept}`;
    element.append(this.panel);
    this.open(stored(this.storage) ?? this.original);
  }

  edited() {
    super.edited();
    store(this.storage, this.reset.hidden ? null : this.editor.value);
  }

  toOriginal() {
    this.open(this.original);
    this.editor.focus();
  }

  run() {
    return this.visit.occupy(this, async () => {
      this.failure?.remove();
      const message = { kind: "check", concept: this.concept, source: this.text };
      const options = { doing: "Checking ...", limited: true };
      const { report } = await this.visit.job(message, this, options);
      const { total, summary, failure, note } = report;
      if (!failure) {
        this.say(`All ${total} cases pass. ${note ?? ""}`);
        await this.remember();
        return;
      }
      const [core, awkward, ...gaps] = summary;
      this.say([core, awkward, "What fails first is shown below."].join(" "));
      this.failure = failureTable(failure);
      if (gaps.length) this.failure.append(listOf(gaps));
      this.bar.after(this.failure);
    });
  }

  async remember() {
    // Only who passes needs this module.
    const { update } = await import("./progress.js");
    update((progress) => {
      progress.checks[this.concept] = new Date().toISOString();
    });
  }
}

const FAILURE = [
  ["Case", "case"],
  ["Input", "input"],
  ["Wanted", "wanted"],
  ["Got", "got"],
  ["Likely cause", "cause"],
  ["Error", "error"],
];

function failureTable(failure) {
  const table = make("table");
  for (const [title, key] of FAILURE) {
    if (!failure[key]) continue;
    const head = make("th", { scope: "row", textContent: title });
    const cell = make("td", {}, key === "cause" ? failure[key] : make("code", {}, failure[key]));
    table.append(make("tr", {}, head, cell));
  }
  return make("div", { className: "worked-run-failure" }, table);
}

// What everybody must get right is right; these are the awkward inputs that are not.
function listOf(gaps) {
  const items = gaps.map((gap) => make("li", { textContent: gap }));
  const title = make("p", { textContent: "Awkward inputs that are not answered yet:" });
  return make("div", {}, title, make("ul", {}, ...items));
}

// The reader's text survives a reload; where the browser keeps nothing, it lasts for the visit.
function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Private windows: nothing to be done, and nothing that the reader must know now.
  }
}

// Blocks that need what a browser does not have say so, and offer where they run.
function sayWhyNot() {
  const notebooks = [...document.querySelectorAll(".worked-take a[href$='.ipynb']")];
  for (const element of document.querySelectorAll("[data-cannot]")) {
    const isSide = element.closest(".worked-sides"); // a source, which prints nothing anywhere
    if (isSide || element.querySelector(".worked-cannot")) continue;
    const links = notebooks.flatMap((link) => [" ", link.cloneNode(true)]);
    const where = links.length ? "; it runs in the" : ".";
    const text = `No Run here, it needs ${element.dataset.cannot}${where}`;
    element.append(make("p", { className: "worked-cannot" }, text, ...links));
  }
}

let visit = null;

// Called for the first page and for each one that instant navigation brings.
function start() {
  visit?.leave();
  visit = null;
  sayWhyNot();
  const meta = document.querySelector('meta[name="worked-run"]');
  if (!meta) return;
  python.base = new URL(meta.content, location.href).href;
  visit = new Visit();
  for (const element of document.querySelectorAll("[data-run]")) new Block(visit, element);
  for (const element of document.querySelectorAll(".worked-try")) new Attempt(visit, element);
  const size = Math.ceil(meta.dataset.bytes / 1e6);
  // Where a reader sees it: not in a fold that is shut.
  let place = visit.runners[0]?.element;
  for (let fold; (fold = place?.parentElement.closest("details, .worked-exhibit")); ) place = fold;
  if (python.ready) return;
  place?.before(
    make("p", {
      id: SIZE,
      className: "worked-run-note",
      textContent: `The NumPy blocks run in this page; the first run loads Python, ${size} MB at most, once.`,
    }),
  );
}

if (window.document$) window.document$.subscribe(start);
else start();
