// The index of all questions: filters, what is done, and the file to take one's progress along.

import { exportText, importText, isDue, read, update, whereItStays } from "./progress.js";
import {
  button,
  choice,
  counted,
  element,
  fromAddress,
  levelsOf,
  questionsOf,
  toAddress,
  topicsOf,
} from "./questions.js";

const SHOWN = {
  all: () => true,
  "not-done": (id, progress) => !(id in progress.done),
  done: (id, progress) => id in progress.done,
  due: (id, progress) => isDue(progress.cards[id]),
};

export function start(root) {
  const questions = questionsOf(root);
  const status = element("p", { role: "status", class: "practice__status" });
  const form = element(
    "form",
    { class: "practice__form", "aria-label": "Filter the questions" },
    choice("Topic", "topic", [["", "All topics"], ...topicsOf(questions)]),
    choice("Level", "level", [["", "All levels"], ...levelsOf(questions)]),
    choice("Show", "show", [
      ["all", "All questions"],
      ["not-done", "Not done"],
      ["done", "Done"],
      ["due", "Flashcard due today"],
    ]),
  );

  const boxes = new Map();
  for (const { id, item, text } of questions) {
    const box = element("input", { type: "checkbox", "aria-label": `Done: ${text}` });
    // The list stays as it is until a filter changes: what one has just marked must not jump away.
    box.addEventListener("change", () => {
      mark(id, box.checked);
      count();
    });
    boxes.set(id, box);
    const due = element("span", { class: "questions__due", hidden: true }, "flashcard due");
    const about = item.querySelector(".questions__about");
    about.append(due);
    about.after(element("label", { class: "questions__done" }, box, "Done"));
  }

  function count() {
    const progress = read();
    const shown = questions.filter(({ item }) => !item.hidden).length;
    const done = questions.filter(({ id }) => id in progress.done).length;
    const due = questions.filter(({ id }) => isDue(progress.cards[id])).length;
    status.textContent =
      `${shown} of ${counted(questions.length, "question")} shown; ${done} done, ` +
      `${counted(due, "flashcard")} due today.`;
  }

  function filter() {
    const progress = read();
    const [topic, level, show] = ["topic", "level", "show"].map(
      (name) => form.elements[name].value,
    );
    for (const question of questions) {
      const { id, item } = question;
      boxes.get(id).checked = id in progress.done;
      item.querySelector(".questions__due").hidden = !isDue(progress.cards[id]);
      item.hidden = !(
        (!topic || question.topic === topic) &&
        (!level || question.level === level) &&
        SHOWN[show](id, progress)
      );
    }
    count();
  }

  form.addEventListener("change", () => {
    toAddress(form);
    filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  fromAddress(form);
  root.prepend(form, status);
  root.append(progressFile(filter));
  root.classList.add("practice--ready");
  filter();
}

function mark(id, isDone) {
  update((progress) => {
    if (isDone) progress.done[id] = new Date().toISOString();
    else delete progress.done[id];
  });
}

/** Make the section that writes and loads the file; `changed` is called after a file was loaded. */
function progressFile(changed) {
  const status = element("p", { role: "status", class: "practice__status" });
  const place = element("p", {}, whereItStays());
  const file = element("input", { type: "file", accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    try {
      const taken = importText(await file.files[0].text());
      const entries = counted(taken, "entry", "entries");
      status.textContent = `Loaded: ${entries} new or later than here.`;
      changed();
    } catch (error) {
      status.textContent = `Nothing was loaded: ${error.message}.`;
    }
    place.textContent = whereItStays();
    file.value = ""; // the same file may be chosen again
  });
  return element(
    "section",
    { class: "practice__progress" },
    element("h2", {}, "Your progress"),
    place,
    element(
      "div",
      { class: "practice__row" },
      button("Download my progress", download),
      element("label", {}, "Load progress from a file", file),
    ),
    status,
  );
}

function download() {
  const address = URL.createObjectURL(
    new Blob([exportText()], { type: "application/json" }),
  );
  element("a", { href: address, download: "worked-progress.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
