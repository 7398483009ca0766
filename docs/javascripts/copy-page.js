// "Copy page" puts a page's Markdown, which the build has written beside it, on the clipboard.

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

document$.subscribe(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.setAttribute("aria-live", "polite");
    button.onclick = () => copy(button);
  }
});
