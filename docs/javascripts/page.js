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

// Keys scroll what has the focus, so a box that scrolls takes a tab stop.
function reach() {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .worked-sides pre")) {
    const isWide = box.scrollWidth > box.clientWidth;
    if (isWide || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

// Words that one searched for are marked some time after the page is there; a fold that hides one opens.
const marks = new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (!node.matches?.("mark[data-md-highlight]")) continue;
      for (let fold = node; (fold = fold.parentElement?.closest("details")); ) fold.open = true;
    }
  }
});

document$.subscribe(() => {
  marks.disconnect();
  const article = document.querySelector("article");
  if (article) marks.observe(article, { childList: true, subtree: true });
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.setAttribute("aria-live", "polite");
    button.onclick = () => copy(button);
  }
  reach();
});

addEventListener("resize", reach);
addEventListener("change", reach); // another tab shows another side
