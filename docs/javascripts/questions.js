// The questions as the page lists them, and the few elements that every practice tool is made of.

/** Return the questions that the page lists, in its order. */
export function questionsOf(root) {
  return [...root.querySelectorAll(".questions > li")].map((item) => ({
    item,
    id: item.dataset.id,
    topic: item.dataset.topic,
    topicTitle: item.querySelector(".questions__topic").textContent,
    level: item.dataset.level,
    text: item.querySelector("a").textContent,
    href: item.querySelector("a").href,
    spoken: item.querySelector(".questions__spoken").textContent,
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
