// Flashcards: the scheduler is FSRS, a card is a question with its spoken answer.

import {
  createEmptyCard,
  fsrs,
  Rating,
  State,
} from "../assets/vendor/ts-fsrs.mjs";
import { isDue, read, update, whereItStays } from "./progress.js";
import {
  allQuestions,
  answerTo,
  button,
  choice,
  counted,
  element,
  fromAddress,
  levelsOf,
  number,
  toAddress,
  topicsOf,
} from "./questions.js";

// One short step: what was known leaves today's queue, what was not comes back once.
const scheduler = fsrs({ learning_steps: ["10m"], relearning_steps: ["10m"] });
const GRADES = [Rating.Again, Rating.Hard, Rating.Good, Rating.Easy];
const UNITS = [
  ["year", 365 * 86400],
  ["month", 30 * 86400],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

/** Keep how well a question was known: `"Again"`, `"Hard"`, `"Good"` or `"Easy"`. */
export function rate(id, grade) {
  update((progress) => {
    progress.cards[id] = outcome(progress.cards[id], Rating[grade]);
  });
}

export async function start(root) {
  const questions = await allQuestions();
  const tool = element("div", { class: "practice" });
  const form = element(
    "form",
    { class: "practice__form", "aria-label": "Choose the cards" },
    choice("Topic", "topic", [["", "All topics"], ...topicsOf(questions)]),
    choice("Level", "level", [["", "All levels"], ...levelsOf(questions)]),
    number("New cards at most", "new", 10, 0, 100),
  );
  let newLeft = 0;
  let rated = 0;

  form.addEventListener("change", () => {
    if (!form.reportValidity()) return;
    toAddress(form);
    setUp();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  function chosen() {
    const { topic, level } = form.elements;
    return questions.filter(
      (q) =>
        (!topic.value || q.topic === topic.value) && (!level.value || q.level === level.value),
    );
  }

  const status = element("p", { role: "status", class: "practice__status" });
  const startButton = button("Start", begin, true);
  const place = element("p", { class: "practice__note" });

  function setUp() {
    newLeft = Number(form.elements.new.value);
    const { due, fresh, later } = piles(chosen(), newLeft);
    const isEmpty = due.length + fresh.length === 0;
    status.textContent = isEmpty
      ? nothing(later)
      : `${counted(due.length, "card")} due, ${fresh.length} new, ${later.length} later.`;
    startButton.disabled = isEmpty;
    place.textContent = whereItStays();
    // Moving a field takes its focus away, so what is there stays.
    if (!form.isConnected) tool.replaceChildren(form, status, startButton, place);
  }

  function begin() {
    if (!form.reportValidity()) return;
    rated = 0;
    next();
  }

  function next() {
    const { due, fresh } = piles(chosen(), newLeft);
    const question = pick(due, fresh);
    if (question) ask(question, due.length, fresh.length);
    else finish();
  }

  function ask(question, due, fresh) {
    const title = element("h2", { tabindex: "-1" }, question.text);
    const back = element("div", { class: "practice__answer", tabindex: "-1", hidden: true });
    const showButton = button("Show answer", turn, true);
    showButton.append(" ", element("kbd", { "aria-hidden": "true" }, "Space"));
    showButton.setAttribute("aria-keyshortcuts", "Space");
    const card = element(
      "section",
      { class: "practice__card", tabindex: "-1", "aria-label": "Flashcard" },
      element(
        "p",
        { class: "practice__about" },
        `${question.topicTitle} · ${question.level} · left: ${due} due, ${fresh} new`,
      ),
      title,
      element("p", { class: "practice__note" }, "Think aloud, then look."),
      showButton,
      back,
    );
    let grades = [];

    function turn() {
      grades = gradeButtons(question.id);
      back.append(
        ...answerTo(question),
        element(
          "div",
          { role: "group", class: "practice__grades", "aria-label": "How well did you know it?" },
          ...grades,
        ),
      );
      showButton.hidden = true;
      back.hidden = false;
      back.focus();
    }

    function gradeButtons(id) {
      const card = read().cards[id];
      const now = new Date();
      return GRADES.map((grade) => {
        const made = button("", () => {
          if (!card) newLeft -= 1;
          rate(id, Rating[grade]);
          rated += 1;
          next();
        });
        made.setAttribute("aria-keyshortcuts", grade);
        made.append(
          element("kbd", { "aria-hidden": "true" }, String(grade)),
          ` ${Rating[grade]} `,
          element("small", {}, interval(new Date(outcome(card, grade, now).due) - now)),
        );
        return made;
      });
    }

    // Only keys pressed inside the card count, so that typing elsewhere rates nothing.
    card.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === " " && back.hidden && event.target !== showButton) {
        event.preventDefault();
        turn();
      } else if (grades[event.key - 1]) {
        event.preventDefault();
        grades[event.key - 1].click();
      }
    });
    tool.replaceChildren(card, button("End session", finish));
    title.focus();
  }

  function finish() {
    const title = element("h2", { tabindex: "-1" }, "Session over");
    const { due, later } = piles(chosen(), 0);
    const left = due.length ? `${counted(due.length, "card")} still due today.` : nothing(later);
    tool.replaceChildren(
      title,
      element("p", {}, `${counted(rated, "rating")} given. ${left}`),
      element("p", { class: "practice__note" }, whereItStays()),
      button("Another session", () => {
        setUp();
        form.elements.topic.focus();
      }),
    );
    title.focus();
  }

  fromAddress(form);
  setUp();
  root.replaceChildren(tool);
  root.classList.add("practice--ready");
}

/** Sort questions into those due today, the new ones of this session, and those due later. */
function piles(questions, newLeft) {
  const { cards } = read();
  const byDate = (a, b) => new Date(a.card.due) - new Date(b.card.due);
  const known = questions
    .filter((q) => q.id in cards)
    .map((q) => ({ ...q, card: cards[q.id] }))
    .sort(byDate);
  return {
    due: known.filter((q) => isDue(q.card)),
    fresh: questions.filter((q) => !(q.id in cards)).slice(0, newLeft),
    later: known.filter((q) => !isDue(q.card)),
  };
}

/** Choose the next question; one that was just missed waits while there are others. */
function pick(due, fresh) {
  const isReady = ({ card }) => card.state === State.Review || new Date(card.due) <= new Date();
  return due.find(isReady) ?? fresh[0] ?? due[0];
}

function outcome(card, grade, now = new Date()) {
  if (!card) return scheduler.next(createEmptyCard(now), now, grade).card;
  // A card that comes from a clock ahead of ours: the scheduler refuses to go back in time.
  const then = new Date(card.last_review);
  return scheduler.next(card, then > now ? then : now, grade).card;
}

function nothing(later) {
  if (!later.length) return "Nothing to repeat here.";
  const wait = interval(new Date(later[0].card.due) - new Date());
  return `Nothing due today; the next card in ${wait}.`;
}

function interval(milliseconds) {
  const seconds = Math.max(60, milliseconds / 1000);
  const [unit, size] = UNITS.find(([, size]) => seconds >= size);
  const amount = Math.round(seconds / size);
  return new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long" }).format(amount);
}
