// What a reader has done, as JSON under one key of the browser's localStorage:
//   version     1
//   cards       {question id: card of ts-fsrs, dates as text}
//   done        {question id: date}
//   checks      {concept: date}
//   interviews  [{at: date, minutes, questions: [{id, rating, seconds}]}]
// Ids that the site no longer has stay: a question may come back.

const KEY = "worked.progress";
const VERSION = 1;
const CARD_NUMBERS = [
  "stability",
  "difficulty",
  "elapsed_days",
  "scheduled_days",
  "learning_steps",
  "reps",
  "lapses",
  "state",
];

export const RATINGS = ["missed", "partly", "nailed it"];

// The text to use instead of localStorage, once the browser has refused to read or write it.
let memory = null;

/** Return the progress; an empty one where nothing can be read. */
export function read() {
  const text = stored();
  if (text === null) return empty();
  try {
    return parsed(text);
  } catch (error) {
    setAside(text, error);
    return empty();
  }
}

/** Let `change` work on the progress, keep the outcome and return it. */
export function update(change) {
  const progress = read();
  change(progress);
  keep(JSON.stringify(progress));
  return read();
}

/** Return the progress as the text of a file. */
export function exportText() {
  return `${JSON.stringify(read(), null, 1)}\n`;
}

/**
 * Add what a file holds; of two entries for the same thing the later one stays.
 *
 * Returns the number of entries that were new or later. Throws an Error that says what is wrong
 * with the text, and then nothing has changed.
 */
export function importText(text) {
  const theirs = parsed(text);
  let taken = 0;
  const merged = (mine, added, date) => {
    const later = Object.entries(added).filter(
      ([id, value]) =>
        !Object.hasOwn(mine, id) || Date.parse(date(value)) > Date.parse(date(mine[id])),
    );
    taken += later.length;
    return Object.fromEntries([...Object.entries(mine), ...later]);
  };
  update((mine) => {
    mine.cards = merged(mine.cards, theirs.cards, (card) => card.last_review);
    mine.done = merged(mine.done, theirs.done, (date) => date);
    mine.checks = merged(mine.checks, theirs.checks, (date) => date);
    const known = new Set(mine.interviews.map((interview) => interview.at));
    const others = theirs.interviews.filter((interview) => !known.has(interview.at));
    taken += others.length;
    mine.interviews.push(...others);
    mine.interviews.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  });
  return taken;
}

/** Tell the reader in one sentence where the progress is. */
export function whereItStays() {
  return memory === null
    ? "Progress stays in this browser."
    : "This browser stores nothing for this site: closing or reloading the page loses progress.";
}

/** Tell whether a card is to be repeated today. */
export function isDue(card, now = new Date()) {
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  return card !== undefined && new Date(card.due) < tomorrow;
}

function empty() {
  return { version: VERSION, cards: {}, done: {}, checks: {}, interviews: [] };
}

function stored() {
  if (memory !== null) return memory;
  try {
    return localStorage.getItem(KEY);
  } catch {
    memory = JSON.stringify(empty());
    return memory;
  }
}

function keep(text) {
  if (memory === null) {
    try {
      localStorage.setItem(KEY, text);
      return;
    } catch {
      // Full or forbidden: what was stored before stays as it was.
    }
  }
  memory = text;
}

function setAside(text, error) {
  const key = `${KEY}.unreadable.${Date.now()}`;
  try {
    localStorage.setItem(key, text);
    localStorage.removeItem(KEY);
    console.warn(`worked: progress cannot be read: ${error.message}; kept as ${key}`);
  } catch {
    memory = JSON.stringify(empty());
    console.warn(`worked: progress cannot be read: ${error.message}; left as ${KEY}`);
  }
}

function parsed(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error(`wanted JSON, as this site writes it, got ${shown(text)}`);
  }
  if (!isRecord(found) || found.version !== VERSION) {
    throw new Error(
      `wanted progress of version ${VERSION}, got ${shown(found?.version ?? found)}`,
    );
  }
  const progress = { ...empty(), ...found };
  for (const part of ["cards", "done", "checks"]) {
    const isRight = part === "cards" ? isCard : isDate;
    if (!isRecord(progress[part])) {
      throw new Error(`wanted an object as "${part}", got ${shown(progress[part])}`);
    }
    for (const [id, value] of Object.entries(progress[part])) {
      if (!isRight(value)) {
        const wanted = part === "cards" ? "a flashcard" : "a date";
        throw new Error(`wanted ${wanted} for "${id}" in "${part}", got ${shown(value)}`);
      }
    }
  }
  if (!Array.isArray(progress.interviews)) {
    throw new Error(`wanted a list as "interviews", got ${shown(progress.interviews)}`);
  }
  const wrong = progress.interviews.find((interview) => !isInterview(interview));
  if (wrong !== undefined) throw new Error(`wanted an interview, got ${shown(wrong)}`);
  return progress;
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isDate(value) {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function isCard(value) {
  return (
    isRecord(value) &&
    isDate(value.due) &&
    isDate(value.last_review) &&
    CARD_NUMBERS.every((name) => Number.isFinite(value[name])) &&
    [1, 2, 3].includes(value.state) && // learning, review, relearning: a stored card was rated
    value.stability > 0 &&
    value.difficulty >= 1
  );
}

function isInterview(value) {
  return (
    isRecord(value) &&
    isDate(value.at) &&
    Number.isFinite(value.minutes) &&
    Array.isArray(value.questions) &&
    value.questions.every(
      (question) =>
        isRecord(question) &&
        typeof question.id === "string" &&
        RATINGS.includes(question.rating) &&
        Number.isFinite(question.seconds),
    )
  );
}

function shown(value) {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
