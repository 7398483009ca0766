// The mock interview: random questions against the clock, the spoken answer first.

import { rate } from "./flashcards.js";
import { isDue, RATINGS, read, update, whereItStays } from "./progress.js";
import {
  allQuestions,
  answerTo,
  button,
  choice,
  counted,
  element,
  levelsOf,
  number,
  topicsOf,
} from "./questions.js";

// How a flashcard takes what one says of one's own answer.
const GRADES = { missed: "Again", partly: "Hard", "nailed it": "Good" };
const TITLES = { missed: "Missed", partly: "Partly", "nailed it": "Nailed it" };

const DRAWS = [
  ["weak", "More of what I do not know yet"],
  ["even", "Every question alike"],
];

/** Return how much more often a question is drawn than one that is known, by its flashcard. */
export function weight(card, now = new Date()) {
  const isNew = card === undefined;
  // A card is in review (2) once its answer was known; missed or half known, it is learned again.
  if (isNew || card.state !== 2) return 8;
  return isDue(card, now) ? 3 : 1;
}

/** Draw `count` questions without repetition, each in proportion to its weight among the rest. */
export function drawnFrom(questions, count, weigh, random = Math.random) {
  // The first of independent exponential times, whose rates are the weights, is such a draw.
  return questions
    .map((question) => [-Math.log(1 - random()) / weigh(question), question])
    .sort(([a], [b]) => a - b)
    .slice(0, count)
    .map(([, question]) => question);
}

export async function start(root) {
  const questions = await allQuestions();
  const tool = element("div", { class: "practice" });
  const status = element("p", { role: "status", class: "practice__status" });
  const past = element("div");
  const place = element("p", { class: "practice__note" });
  const form = element(
    "form",
    { class: "practice__form", "aria-label": "Choose the interview" },
    boxes("Topics", "topic", topicsOf(questions)),
    boxes("Levels", "level", levelsOf(questions)),
    choice("Draw", "draw", DRAWS),
    number("Questions", "count", 5, 1, 50),
    number("Minutes for each answer", "minutes", 2, 1, 15),
    element("button", { class: "md-button md-button--primary" }, "Start interview"),
  );

  function chosen() {
    const data = new FormData(form);
    const [topics, levels] = [data.getAll("topic"), data.getAll("level")];
    return questions.filter((q) => topics.includes(q.topic) && levels.includes(q.level));
  }

  function count() {
    const found = chosen().length;
    status.textContent = found
      ? `${counted(found, "question")} to draw from.`
      : "No question to draw from: choose a topic and a level.";
  }

  form.addEventListener("change", count);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    count();
    if (chosen().length) begin();
  });

  function setUp() {
    count();
    past.replaceChildren(...pastInterviews());
    place.textContent = whereItStays();
    tool.replaceChildren(form, status, past, place);
  }

  function begin() {
    const { count, draw } = form.elements;
    const { cards } = read();
    const weigh = draw.value === "even" ? () => 1 : ({ id }) => weight(cards[id]);
    const drawn = drawnFrom(chosen(), Number(count.value), weigh);
    const minutes = Number(form.elements.minutes.value);
    const at = new Date().toISOString();
    const answered = [];

    function ask() {
      const question = drawn[answered.length];
      if (!question) return finish();
      const place = `Question ${answered.length + 1} of ${drawn.length}`;
      const card = questionCard(question, place, minutes, (rating, seconds) => {
        rate(question.id, GRADES[rating]);
        answered.push({ id: question.id, rating, seconds });
        ask();
      });
      tool.replaceChildren(card, button("End interview", finish));
      card.querySelector("h2").focus();
    }

    function finish() {
      if (!answered.length) {
        setUp();
        form.elements.count.focus();
        return;
      }
      update((progress) => {
        progress.interviews.push({ at, minutes, questions: answered });
      });
      const title = element("h2", { tabindex: "-1" }, "Summary");
      const again = button("Another interview", () => {
        setUp();
        form.elements.count.focus();
      }, true);
      tool.replaceChildren(title, ...summary(drawn, answered), again);
      title.focus();
    }

    ask();
  }

  setUp();
  root.replaceChildren(tool);
  root.classList.add("practice--ready");
}

/** Make one question with its clock; `rated` is called with the rating and the seconds taken. */
function questionCard(question, place, minutes, rated) {
  const clock = element("span", { role: "timer", class: "practice__clock" });
  const said = element("p", { role: "status", class: "practice__said" });
  const back = element("div", { class: "practice__answer", tabindex: "-1", hidden: true });
  const timer = countdown(minutes * 60, clock, said);
  const pause = button("Pause", () => {
    pause.textContent = timer.toggle() ? "Pause" : "Resume";
  });
  const reveal = button("Reveal the answer", () => {
    const seconds = timer.stop();
    controls.hidden = true;
    said.textContent = "";
    back.append(
      element("p", { class: "practice__note" }, `You took ${time(seconds)}.`),
      ...answerTo(question),
      element(
        "div",
        { role: "group", class: "practice__grades", "aria-label": "How was your answer?" },
        ...RATINGS.map((rating) => button(TITLES[rating], () => rated(rating, seconds))),
      ),
    );
    back.hidden = false;
    back.focus();
  }, true);
  const controls = element("div", { class: "practice__row" }, clock, pause, reveal);
  return element(
    "section",
    { class: "practice__card", "aria-label": place },
    element("p", { class: "practice__about" }, place),
    element("h2", { tabindex: "-1" }, question.text),
    element("p", { class: "practice__note" }, "Answer aloud, in full sentences."),
    controls,
    said,
    back,
  );
}

/** Count down in `clock`; say only at half the time and at its end. */
function countdown(total, clock, said) {
  let left = total; // seconds
  let last = Date.now();
  let runs = true;
  const show = () => {
    clock.textContent = time(Math.max(0, Math.ceil(left)));
  };
  const tick = () => {
    // The page may have been left, or the interview ended.
    if (!clock.isConnected) return clearInterval(ticking);
    const now = Date.now();
    const before = left;
    if (runs) left -= (now - last) / 1000;
    last = now;
    if (before > total / 2 && left <= total / 2) {
      said.textContent = `Half the time is over, ${time(total / 2)} left.`;
    }
    if (before > 0 && left <= 0) {
      said.textContent = "Time is over. Finish your sentence, then reveal the answer.";
    }
    show();
  };
  const ticking = setInterval(tick, 250);
  show();
  return {
    toggle() {
      tick();
      runs = !runs;
      return runs;
    },
    stop() {
      tick();
      clearInterval(ticking);
      return Math.round(total - left);
    },
  };
}

function summary(drawn, answered) {
  const rows = answered.map(({ rating, seconds }, i) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, drawn[i].text),
      element("td", {}, TITLES[rating]),
      element("td", {}, time(seconds)),
    ),
  );
  const head = ["Question", "Answer", "Time"].map((text) =>
    element("th", { scope: "col" }, text),
  );
  const repeat = drawn.filter((_, i) => answered[i] && answered[i].rating !== "nailed it");
  const parts = [
    element("p", {}, `${score(answered)}.`),
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...rows),
    ),
  ];
  if (!repeat.length) return parts;
  return [
    ...parts,
    element("h3", {}, "To repeat"),
    element(
      "ul",
      {},
      ...repeat.map((q) => element("li", {}, element("a", { href: q.href }, q.text))),
    ),
    element("p", {}, "What you missed is due among the flashcards, too."),
  ];
}

function pastInterviews() {
  const { interviews } = read();
  if (!interviews.length) return [];
  return [
    element("h2", {}, "Your last interviews"),
    element(
      "ul",
      {},
      ...interviews
        .slice(-5)
        .reverse()
        .map(({ at, questions }) => {
          const day = new Date(at).toLocaleDateString("en", { dateStyle: "long" });
          return element("li", {}, `${day}: ${score(questions)}`);
        }),
    ),
  ];
}

function score(answered) {
  const nailed = answered.filter(({ rating }) => rating === "nailed it").length;
  return `${nailed} of ${answered.length} nailed`;
}

function boxes(legend, name, options) {
  const made = options.map(([value, title]) =>
    element("label", {}, element("input", { type: "checkbox", name, value, checked: true }), title),
  );
  return element("fieldset", {}, element("legend", {}, legend), ...made);
}

function time(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
