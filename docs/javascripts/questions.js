// The questions of the site, and the few elements that every practice tool is made of.

// Where the site lies: this file is in a folder of its root.
export const ROOT = new URL("../", import.meta.url);

/** Return the questions of the site in reading order, each with its spoken answer. */
export async function allQuestions() {
  const answer = await fetch(new URL("questions.json", ROOT));
  if (!answer.ok) throw new Error(`wanted questions.json, got ${answer.status}`);
  return (await answer.json()).map((question) => ({
    ...question,
    topicTitle: question.topic_title,
    text: question.question,
    href: new URL(question.path, ROOT).href,
  }));
}

/** Return [value, title] of each topic, in the order of the questions. */
export function topicsOf(questions) {
  return [...new Map(questions.map((q) => [q.topic, q.topicTitle]))];
}

/** Return [value, title] of each level, from core to expert. */
export function levelsOf(questions) {
  return ["core", "deeper", "expert"]
    .filter((level) => questions.some((q) => q.level === level))
    .map((level) => [level, level]);
}

/** Make an element; an attribute `onclick` takes a function, any other one text or a boolean. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") made.toggleAttribute(key, value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Make a button. */
export function button(text, onclick, primary = false) {
  const look = primary ? "md-button md-button--primary" : "md-button";
  return element("button", { type: "button", class: look, onclick }, text);
}

/** Make the link to a question's page; in a tab of its own, because the tool waits here. */
export function pageLink(question, text = "The whole answer") {
  const attributes = { href: question.href, target: "_blank", rel: "noopener" };
  return element("a", attributes, `${text} (new tab)`);
}

const LISTENED = "What they listen for";
const pages = new Map();

/**
 * Return what interviewers listen for, as a list that the question's page has; null without one.
 *
 * The page is fetched when an answer is shown, and once for all of its questions.
 */
export async function listenedFor(question) {
  const [address, id] = question.href.split("#");
  if (!pages.has(address)) pages.set(address, fetch(address).then(parsedPage));
  const page = await pages.get(address);
  const title = page.getElementById(id);
  for (let next = title?.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches("h2")) return null;
    if (next.textContent.trim() === LISTENED) {
      const list = next.nextElementSibling;
      return list.matches("ul") ? document.importNode(list, true) : null;
    }
  }
  return null;
}

async function parsedPage(answer) {
  if (!answer.ok) throw new Error(`wanted a page, got ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Make the answer that a tool shows: said aloud, then what interviewers listen for, and the link. */
export function answerTo(question) {
  const more = element("div");
  const shown = (list) => list && more.replaceChildren(element("h3", {}, LISTENED), list);
  listenedFor(question).then(shown, console.warn); // the answer stands without it
  return [element("p", {}, question.spoken), more, element("p", {}, pageLink(question))];
}

/** Make a labeled choice among `options`, pairs of value and title. */
export function choice(label, name, options) {
  const made = options.map(([value, title]) => element("option", { value }, title));
  return element("label", {}, label, element("select", { name }, ...made));
}

/** Make a labeled whole number. */
export function number(label, name, value, least, most) {
  const attributes = { type: "number", name, value, min: least, max: most, required: true };
  return element("label", {}, label, element("input", attributes));
}

/** Set the fields of a form that the address names, so that a link can hold a choice. */
export function fromAddress(form) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (!field) continue;
    const before = field.value;
    field.value = value;
    if (!field.value || !field.checkValidity()) field.value = before;
  }
}

/** Write a form's fields into the address, without those that are as at first. */
export function toAddress(form) {
  const address = new URL(location.href);
  for (const field of form.querySelectorAll("[name]")) {
    const first = field.options ? field.options[0].value : field.defaultValue;
    if (field.value === first) address.searchParams.delete(field.name);
    else address.searchParams.set(field.name, field.value);
  }
  history.replaceState(history.state, "", address);
}

/** Return how many of something, in words: 1 card, 2 cards. */
export function counted(amount, noun, nouns = `${noun}s`) {
  return `${amount} ${amount === 1 ? noun : nouns}`;
}
