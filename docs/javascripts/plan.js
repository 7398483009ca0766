// A plan for the days until the interview, from questions.json, and progress by topic.

import { read, update } from "./progress.js";
import {
  allQuestions,
  choice,
  counted,
  element,
  fromAddress,
  number,
  ROOT,
  toAddress,
} from "./questions.js";

const LEVELS = ["core", "deeper", "expert"];
const DEPTHS = [
  ["core", "Core questions"],
  ["deeper", "Core and deeper"],
  ["expert", "All questions"],
];
const MINUTES = 6; // to read an answer, say it aloud twice, and run its example

export async function start(root) {
  const questions = await allQuestions();
  const days = element("ol", { class: "plan__days" });
  const status = element("p", { role: "status", class: "practice__status" });
  const topics = element("ul", { class: "plan__topics" });
  const form = element(
    "form",
    { class: "practice__form", "aria-label": "Make a plan" },
    choice("How deep", "depth", DEPTHS),
    number("Days", "days", 7, 1, 60),
  );

  function show() {
    if (!form.reportValidity()) return;
    const wanted = LEVELS.indexOf(form.elements.depth.value);
    const chosen = inOrder(questions.filter((q) => LEVELS.indexOf(q.level) <= wanted));
    const count = Number(form.elements.days.value);
    const parts = spread(chosen, Math.max(1, count - 1));
    days.replaceChildren(
      ...parts.map((part) => day(part, progressBars)),
      ...(count > 1 ? [lastDay()] : []),
    );
    const most = Math.max(...parts.map((part) => part.length));
    status.textContent =
      `${counted(chosen.length, "question")} in ${counted(count, "day")}: ` +
      `at most ${most} a day, about ${most * MINUTES} minutes.`;
    progressBars();
  }

  function progressBars() {
    const { done } = read();
    const byTopic = Map.groupBy(questions, (question) => question.topicTitle);
    topics.replaceChildren(
      ...[...byTopic].map(([title, own]) => {
        const ready = own.filter(({ id }) => id in done).length;
        const bar = element("progress", {
          max: String(own.length),
          value: String(ready),
          "aria-label": `${title}: ${ready} of ${own.length} done`,
        });
        return element("li", {}, element("span", {}, title), bar, `${ready} of ${own.length}`);
      }),
    );
  }

  form.addEventListener("input", () => {
    toAddress(form);
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  fromAddress(form);
  root.replaceChildren(
    form,
    status,
    days,
    element("h2", {}, "Your progress by topic"),
    topics,
  );
  show();
}

// Topics in the site's order; within one, core questions first.
function inOrder(questions) {
  const topics = [...new Set(questions.map(({ topic }) => topic))];
  const place = ({ topic, level }) => topics.indexOf(topic) * 10 + LEVELS.indexOf(level);
  return questions.toSorted((a, b) => place(a) - place(b));
}

/** Cut a list into at most `count` parts whose lengths differ by one at most. */
export function spread(list, count) {
  const parts = Math.min(count, list.length);
  return Array.from({ length: parts }, (_, index) =>
    list.slice(
      Math.floor((index * list.length) / parts),
      Math.floor(((index + 1) * list.length) / parts),
    ),
  );
}

function day(questions, changed) {
  const { done } = read();
  return element(
    "li",
    {},
    element(
      "ul",
      { class: "plan__day" },
      ...questions.map((question) => {
        const box = element("input", { type: "checkbox" });
        box.checked = question.id in done;
        box.addEventListener("change", () => {
          update((progress) => {
            if (box.checked) progress.done[question.id] = new Date().toISOString();
            else delete progress.done[question.id];
          });
          changed();
        });
        box.setAttribute("aria-label", `Done: ${question.text}`);
        const link = element("a", { href: question.href }, question.text);
        return element("li", {}, box, link, element("span", { class: "level" }, question.level));
      }),
    ),
  );
}

function lastDay() {
  return element(
    "li",
    {},
    element(
      "ul",
      { class: "plan__day" },
      element(
        "li",
        {},
        element("a", { href: new URL("practice/mock-interview/", ROOT).href }, "Mock interview"),
        ", then the ",
        element("a", { href: new URL("practice/flashcards/", ROOT).href }, "flashcards"),
        " that are due",
      ),
    ),
  );
}
