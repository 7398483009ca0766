// Small things that every page has: its Markdown for the clipboard, and boxes within reach of keys.

async function copy(button) {
  const label = button.textContent;
  try {
    const answer = await fetch(button.dataset.copy);
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    await navigator.clipboard.writeText(await answer.text());
    button.textContent = "Copied";
  } catch (error) {
    button.textContent = "Not copied; open Markdown instead";
    console.error(error);
  }
  setTimeout(() => (button.textContent = label), 2000);
}

// Keys scroll what has the focus, so a box that scrolls takes a tab stop. To measure all boxes at
// once would lay out all folds of the page; each is measured when it is drawn.
const reach = new ResizeObserver((drawn) => {
  for (const { target: box } of drawn) {
    const isWide = box.scrollWidth > box.clientWidth;
    if (isWide || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});

function watch() {
  reach.disconnect();
  const boxes = document.querySelectorAll(".md-typeset__scrollwrap, .worked-sides pre");
  for (const box of boxes) reach.observe(box);
}

// The theme marks the words that one searched for, and leaves out a fold that is shut: one that has
// them all is opened.
function unfold() {
  const searched = new URLSearchParams(location.search).get("h")?.toLowerCase().trim();
  if (!searched) return;
  const words = searched.split(/\s+/);
  for (const fold of document.querySelectorAll("article details:not([open])")) {
    const text = fold.textContent.toLowerCase();
    if (words.every((word) => text.includes(word))) fold.open = true;
  }
}

// Code in a fold has no elements for its keywords: they get their color when it is opened.
const KEYWORDS =
  /\b(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)\b/g;
const keywords = window.Highlight && new Highlight(); // without it they stay plain
if (keywords) CSS.highlights.set("keyword", keywords);

function color({ target: fold }) {
  if (!keywords || !fold.open || fold.dataset.colored) return;
  fold.dataset.colored = "";
  for (const code of fold.querySelectorAll(".language-python:not(.result *) code")) {
    // What is within an element is a string or a comment.
    for (const text of [...code.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)) {
      for (const { index, 0: word } of text.data.matchAll(KEYWORDS)) {
        const range = new StaticRange({
          startContainer: text,
          startOffset: index,
          endContainer: text,
          endOffset: index + word.length,
        });
        keywords.add(range);
      }
    }
  }
}

addEventListener("toggle", color, true);

// The theme does not know which page it started on: it would answer the first link within that page
// by fetching the page again, and what was edited or run there would be lost. So the browser alone
// answers such links until another page has been read.
const start = location.href.split("#")[0];
let onStart = true;
const isWithin = (url) => onStart && url.split("#")[0] === start;

document.querySelector("[data-md-component=container]").addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#']");
  if (link && isWithin(link.href)) event.stopPropagation();
});

const next = location$.next.bind(location$);
location$.next = (url) => isWithin(url.href) || next(url);

// When a family of the reference was one page, its functions were anchors in it, such as
// #worked.losses.cross_entropy.with_numpy.cross_entropy; the concept's page has the same anchor now.
function leadOn() {
  const [, family, concept, side] = location.hash.split(/[#.]/).slice(1);
  if (side && location.pathname.endsWith(`/reference/${family}/`)) {
    location.replace(new URL(`${concept}/${location.hash}`, location.href.split("#")[0]));
  }
}

addEventListener("hashchange", leadOn);
document$.subscribe(() => {
  leadOn();
  onStart &&= isWithin(location.href);
  keywords?.clear();
  unfold();
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.setAttribute("aria-live", "polite");
    button.onclick = () => copy(button);
  }
  watch();
});
