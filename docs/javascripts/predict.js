// Predict the output: what a block printed stays folded until the reader has said a guess.

import { button, element } from "./questions.js";

let made = 0;

export function start(root) {
  const results = [...root.querySelectorAll(".result")];
  const id = `guess-${(made += 1)}`;
  const guess = element("textarea", { id, rows: 3, spellcheck: "false" });
  const status = element("p", { role: "status", class: "practice__status" });
  const controls = element(
    "div",
    { class: "practice__row" },
    button("Compare", compare, true),
    button("Just show", () => unfold("This is what the block prints.")),
  );
  const label = element("label", { for: id, class: "predict__label" }, "Your guess");
  const form = element("div", { class: "predict__guess" }, label, guess, controls, status);

  function compare() {
    if (!guess.value.trim()) {
      status.textContent = "Write what you expect, or choose “Just show”.";
      guess.focus();
      return;
    }
    const printed = results.map((result) => result.textContent).join("\n");
    const isSame = words(guess.value) === words(printed);
    unfold(isSame ? "Your guess is what the block prints." : "Compare your guess with the output.");
  }

  function unfold(message) {
    controls.remove();
    guess.readOnly = true;
    label.hidden = guess.hidden = !guess.value.trim();
    output.hidden = false;
    status.textContent = message;
    status.focus();
  }

  status.tabIndex = -1; // takes the focus when the buttons go
  const output = element("div", { class: "predict__output", hidden: true });
  const sides = element("div", { class: "predict__sides" }, form, output);
  results[0].before(sides);
  output.append(element("p", { class: "predict__label" }, "Output"), ...results);
  root.classList.add("practice--ready");
}

function words(text) {
  return text.trim().split(/\s+/).join(" ");
}
