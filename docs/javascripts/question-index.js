// The index of all questions: filters, what is done, and the file to take one's progress along.

import { exportText, importText, isDue, read, update, whereItStays } from "./progress.js";
import {
  allQuestions,
  button,
  choice,
  counted,
  element,
  fromAddress,
  levelsOf,
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
  const groups = [...root.querySelectorAll(".questions > details")].map((fold) => ({
    fold,
    count: fold.querySelector(".questions__count"),
    questions: [...fold.querySelectorAll("li")].map((item) => listed(item, fold)),
  }));
  const questions = groups.flatMap((group) => group.questions);
  const status = element("p", { role: "status", class: "practice__status" });
  const search = element("input", { type: "search", name: "words", placeholder: "nan loss" });
  const clear = element("button", { type: "reset", class: "md-button" }, "Clear the filter");
  const form = element(
    "form",
    { class: "practice__form", role: "search", "aria-label": "Filter the questions" },
    element("label", {}, "Words", search),
    choice("Topic", "topic", [["", "All topics"], ...topicsOf(questions)]),
    choice("Level", "level", [["", "All levels"], ...levelsOf(questions)]),
    choice("Show", "show", [
      ["all", "All questions"],
      ["not-done", "Not done"],
      ["done", "Done"],
      ["due", "Flashcard due today"],
    ]),
    clear,
  );
  let wasFiltered = false;
  let said; // what is said of a question, and typed for it, by id; once words are looked for

  const boxes = new Map();
  for (const { id, item, text } of questions) {
    const box = element("input", { type: "checkbox", "aria-label": `Done: ${text}` });
    // The list stays as it is until a filter changes: what one has just marked must not jump away.
    box.addEventListener("change", () => {
      mark(id, box.checked);
      count();
    });
    boxes.set(id, box);
    item.append(element("label", { class: "questions__done" }, box, "Done"));
  }

  function count() {
    const progress = read();
    const shown = questions.filter(({ item }) => !item.hidden).length;
    const isDone = ({ id }) => id in progress.done;
    const done = questions.filter(isDone).length;
    const due = questions.filter(({ id }) => isDue(progress.cards[id])).length;
    status.textContent = shown
      ? `${shown} of ${counted(questions.length, "question")} shown; ${done} done, ` +
        `${counted(due, "flashcard")} due today.`
      : `None of ${counted(questions.length, "question")} fits: ` +
        "try fewer or other words, or clear the filter.";
    for (const group of groups) {
      const visible = group.questions.filter(({ item }) => !item.hidden).length;
      const all = counted(group.questions.length, "question");
      const ready = group.questions.filter(isDone).length;
      group.count.textContent =
        (visible < group.questions.length ? `${visible} of ${all}` : all) +
        (ready ? `, ${ready} done` : "");
    }
  }

  function filter() {
    const progress = read();
    const [topic, level, show] = ["topic", "level", "show"].map(
      (name) => form.elements[name].value,
    );
    const isMeant = wordFilter(search.value);
    for (const question of questions) {
      const { id, item } = question;
      boxes.get(id).checked = id in progress.done;
      item.querySelector(".questions__due")?.remove();
      if (isDue(progress.cards[id])) {
        const due = element("span", { class: "questions__due" }, "flashcard due");
        item.querySelector(".level").after(due);
      }
      item.hidden = !(
        (!topic || question.topic === topic) &&
        (!level || question.level === level) &&
        SHOWN[show](id, progress) &&
        isMeant(`${question.text} ${question.topicTitle} ${said?.get(id) ?? ""}`)
      );
    }
    const isFiltered = Boolean(search.value.trim() || topic || level || show !== "all");
    clear.hidden = !isFiltered;
    for (const { fold, questions: own } of groups) {
      const isEmpty = own.every(({ item }) => item.hidden);
      fold.hidden = isEmpty;
      // What a reader has opened stays open where no filter has opened it.
      if (isFiltered || wasFiltered) fold.open = isFiltered && !isEmpty;
    }
    wasFiltered = isFiltered;
    count();
  }

  /** Filter, and once more when what is said of the questions has come. */
  async function changed() {
    filter();
    if (!search.value.trim() || said) return;
    try {
      const found = await allQuestions();
      said = new Map(found.map(({ id, spoken, search }) => [id, `${spoken} ${search}`]));
      filter();
    } catch (error) {
      console.warn(`worked: words are looked for in questions alone: ${error.message}`);
    }
  }

  form.addEventListener("input", () => {
    toAddress(form);
    changed();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      toAddress(form);
      filter();
      search.focus();
    }),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  fromAddress(form);
  root.prepend(form, status);
  root.append(progressFile(filter));
  root.classList.add("practice--ready");
  changed();
}

function listed(item, fold) {
  return {
    item,
    ...item.dataset, // id, topic, level
    topicTitle: fold.querySelector(".questions__topic").textContent,
    text: item.querySelector("a").textContent,
  };
}

/** Return the function that tells whether each of the words begins a word of a text. */
export function wordFilter(words) {
  const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const wanted = wordsOf(words);
  return (text) => {
    const there = wordsOf(text);
    return wanted.every((word) => there.some((one) => one.startsWith(word)));
  };
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
