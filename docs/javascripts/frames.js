// Moving pictures: a slider under the first frame. The other frames are differences from it, in a
// file that is fetched when the slider is first reached for. Nothing moves by itself.

const STEP = 600; // milliseconds a frame while it plays

function make(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

class Picture {
  constructor(figure) {
    this.figure = figure;
    this.label = figure.querySelector(".worked-frames__label");
    this.slider = make("input", {
      type: "range",
      min: 0,
      max: figure.dataset.count - 1,
      value: 0,
      oninput: () => this.move(),
      onfocus: () => this.load(),
      onpointerdown: () => this.load(),
    });
    this.slider.setAttribute("aria-label", "Frame of the picture");
    this.slider.setAttribute("aria-valuetext", this.label.textContent);
    const bar = make("p", { className: "worked-frames__bar" });
    // Who asked for less motion moves the slider.
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.button = make("button", { type: "button", textContent: "Play" });
      this.button.onclick = () => (this.timer ? this.stop() : this.play());
      bar.append(this.button);
    }
    bar.append(this.slider);
    this.label.after(bar);
  }

  // Fetch the frames, once.
  load() {
    this.loading ??= fetch(new URL(this.figure.dataset.frames, document.baseURI))
      .then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      })
      .catch(() => {
        this.loading = null; // the next touch tries again
        this.label.textContent = "The other frames could not be loaded.";
        this.stop();
      });
    return this.loading;
  }

  async move() {
    const frames = await this.load();
    if (!frames) return;
    const number = Number(this.slider.value);
    const lines = frames.first.split("\n");
    for (const [start, count, text] of frames.changes[number].toReversed()) {
      lines.splice(start, count, ...(text ? [text] : []));
    }
    const template = make("template", { innerHTML: lines.join("\n") });
    this.figure.querySelector("svg").replaceWith(template.content.querySelector("svg"));
    this.label.textContent = frames.labels[number];
    this.slider.setAttribute("aria-valuetext", frames.labels[number]);
  }

  async play() {
    if (!(await this.load())) return;
    if (this.slider.value === this.slider.max) this.slider.value = 0;
    else this.slider.stepUp();
    await this.move();
    this.button.textContent = "Pause";
    this.timer = setInterval(async () => {
      if (!this.figure.isConnected || this.slider.value === this.slider.max) {
        this.stop();
        return;
      }
      this.slider.stepUp();
      await this.move();
    }, STEP);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    if (this.button) this.button.textContent = "Play";
  }
}

function start() {
  for (const figure of document.querySelectorAll(".worked-frames[data-frames]")) {
    if (!figure.querySelector(".worked-frames__bar")) new Picture(figure);
  }
}

if (window.document$) window.document$.subscribe(start);
else start();
