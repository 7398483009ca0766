// Loaded on every page; what practices is loaded where a page has a place for it.

const TOOLS = {
  ".question-index": "./question-index.js",
  ".flashcards": "./flashcards.js",
  ".learning-plan": "./plan.js",
  ".mock-interview": "./mock-interview.js",
  ".predict": "./predict.js",
};

// Material's instant navigation changes the page and keeps the scripts.
document$.subscribe(() => {
  for (const [place, module] of Object.entries(TOOLS)) {
    for (const root of document.querySelectorAll(place)) start(module, root);
  }
});

async function start(module, root) {
  try {
    await (await import(module)).start(root);
  } catch (error) {
    console.error(error);
    // What stands there can be read without a script.
    root.classList.add("practice--failed");
  }
}
