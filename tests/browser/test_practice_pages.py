"""Practice in a browser: index, flashcards, mock interview, predict the output, progress.

It runs on a site of its own with five questions, so that counts do not change with the pages.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
KEY = "worked.progress"
MORNING = "2026-08-03T09:00:00"
LEVELS = {"losses": ["core", "core", "deeper"], "activations": ["core", "expert"]}

CONFIG = """
INHERIT: {root}/mkdocs.yml
docs_dir: docs
hooks: [hook.py]
watch: []
strict: false
plugins: [search, markdown-exec]
extra_css: [stylesheets/worked.css, stylesheets/practice.css]
extra_javascript: [{{ path: javascripts/practice.js, type: module }}]
nav:
  - practice/index.md
  - practice/flashcards.md
  - practice/mock-interview.md
  - losses/index.md
"""
HOOK = """
from pathlib import Path

from site_builder.publishing.pages import questions
from site_builder.publishing.question_index import with_question_cards
from site_builder.publishing.site import Site
from site_builder.publishing.taken_along import questions_json


def on_page_markdown(markdown, page, config, **_):
    folder = Path(page.file.src_uri).parent.as_posix()
    return with_question_cards(markdown, folder, Path(config.docs_dir))


def on_post_build(config):
    docs, folder = Path(config.docs_dir), Path(config.site_dir)
    site = Site(docs, folder, folder, config.site_url, "Name", "Words.")
    questions_json.write(site, questions(docs))
"""
PREDICT = """
<div class="predict" markdown="1">

```python exec="on" source="block" result="text"
print(6 * 7)
print("done")
```

</div>
"""


def topic_page(topic: str) -> str:
    head = f"---\ntitle: T\ndescription: D.\n---\n# The {topic}\n"
    return head + "".join(
        f'\n## Question {i} of {topic}? {{ #{topic}-{i} .question data-level="{level}" '
        f'data-search="typed {topic} {i}" }}\n\n'
        f"**In one breath.** The answer {i} of {topic}, said in other words.\n\n"
        f"**What they listen for**\n\n- **Core** The point {i} of {topic}.\n"
        for i, level in enumerate(LEVELS[topic])
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory, serve):
    """Address of the small site."""
    folder = tmp_path_factory.mktemp("practice")
    for name in ("practice", "javascripts", "stylesheets", "assets"):
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name)
    for topic in LEVELS:
        (folder / "docs" / topic).mkdir()
        (folder / "docs" / topic / "index.md").write_text(topic_page(topic) + PREDICT)
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT))
    (folder / "hook.py").write_text(HOOK)
    vendor = folder / "docs" / "assets" / "vendor"
    vendor.mkdir(parents=True)
    shutil.copy(ROOT / "node_modules/ts-fsrs/dist/index.mjs", vendor / "ts-fsrs.mjs")

    with serve(folder / "site") as address:
        _build(folder, address)
        yield address


def _build(folder: Path, address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=folder,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(ROOT),
            # Instant navigation asks the sitemap which pages are the site's own.
            "SITE_URL": address,
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture
def page(chromium, address):
    """An empty browser on a fixed morning, whose script errors fail the test."""
    context = chromium.new_context(base_url=address, timezone_id="UTC")
    opened = context.new_page()
    opened.clock.install(time=MORNING)
    errors = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    yield opened
    context.close()
    # Where a test has storage refused, Material's own scripts complain.
    assert [error for error in errors if "refused" not in error] == []


def progress(page):
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))


def status(page):
    return page.locator(".practice__status").first


def shown(page):
    return page.locator(".questions li:visible > a").all_inner_texts()


def opened(page, topic):
    """Open the fold of a topic, whether a filter has opened it or not."""
    fold = page.locator(".questions > details", has_text=f"The {topic}")
    fold.evaluate("fold => { fold.open = true }")


def card(due="2026-08-03T08:00:00.000Z", reviewed="2026-08-01T08:00:00.000Z"):
    numbers = {
        "stability": 2.3,
        "difficulty": 2.1,
        "elapsed_days": 0,
        "scheduled_days": 2,
        "learning_steps": 0,
        "reps": 1,
        "lapses": 0,
        "state": 2,
    }
    return {"due": due, "last_review": reviewed, **numbers}


def a_progress(**parts):
    empty = {"version": 1, "cards": {}, "done": {}, "checks": {}, "interviews": []}
    return {**empty, **parts}


def store(page, value):
    """Put a value where progress is kept, before any page is opened."""
    text = value if isinstance(value, str) else json.dumps(value)
    page.goto("/404.html")
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", text)


class TestIndex:
    def test_filters_count_and_stand_in_the_address(self, page):
        page.goto("/practice/")
        expect(status(page)).to_contain_text("5 of 5 questions shown")
        page.get_by_label("Topic").select_option("losses")
        expect(status(page)).to_contain_text("3 of 5 questions shown")
        page.get_by_label("Level").select_option(label="deeper")
        expect(status(page)).to_contain_text("1 of 5 questions shown")
        assert shown(page) == ["Question 2 of losses?"]
        assert page.url.endswith("/practice/?topic=losses&level=deeper")
        page.reload()
        expect(status(page)).to_contain_text("1 of 5 questions shown")
        assert page.get_by_label("Topic").input_value() == "losses"
        page.get_by_label("Topic").select_option("")
        page.get_by_label("Level").select_option("")
        assert page.url.endswith("/practice/")

    def test_an_address_with_a_topic_that_is_gone_shows_everything(self, page):
        page.goto("/practice/?topic=gone&level=&show=never")
        expect(status(page)).to_contain_text("5 of 5 questions shown")

    def test_an_address_that_names_no_field_sets_none(self, page):
        # Each is a property of every list of fields, or the place of one.
        page.goto("/practice/?length=1&item=1&namedItem=1&0=losses&topic=losses")
        expect(status(page)).to_contain_text("3 of 5 questions shown")
        page.goto("/practice/flashcards/?length=1&item=1&0=losses")
        expect(status(page)).to_have_text("0 cards due, 5 new, 0 later.")

    def test_done_survives_a_reload_and_can_be_taken_back(self, page):
        page.goto("/practice/")
        opened(page, "losses")
        page.get_by_label("Done: Question 1 of losses?").check()
        expect(status(page)).to_contain_text("1 done")
        page.goto("/practice/?show=done")
        expect(status(page)).to_contain_text("1 of 5 questions shown; 1 done")
        assert shown(page) == ["Question 1 of losses?"]
        opened(page, "losses")
        page.get_by_label("Done: Question 1 of losses?").uncheck()
        page.goto("/practice/?show=not-done")
        expect(status(page)).to_contain_text("5 of 5 questions shown; 0 done")

    def test_words_are_found_in_questions_and_in_what_is_said_and_typed_for_them(
        self, page
    ):
        page.goto("/practice/")
        expect(page.locator(".questions li").first).to_be_hidden()
        words = page.get_by_label("Words")
        words.fill("LOSSES 1")
        expect(status(page)).to_contain_text("1 of 5 questions shown")
        assert shown(page) == ["Question 1 of losses?"]
        expect(page.locator(".questions__count").last).to_have_text("1 of 3 questions")
        words.fill("said expert")  # words of two places are not of one question
        expect(status(page)).to_contain_text("None of 5 questions fits: try fewer")
        words.fill("other activ")  # beginnings do
        expect(status(page)).to_contain_text("2 of 5 questions shown")
        words.fill("typed losses 2")
        expect(status(page)).to_contain_text("1 of 5 questions shown")
        assert page.url.endswith("/practice/?words=typed+losses+2")
        page.reload()
        expect(status(page)).to_contain_text("1 of 5 questions shown")
        assert shown(page) == ["Question 2 of losses?"]
        page.get_by_role("button", name="Clear the filter").click()
        expect(status(page)).to_contain_text("5 of 5 questions shown")
        assert page.url.endswith("/practice/")
        expect(words).to_be_focused()
        assert shown(page) == []

    def test_without_what_is_said_words_are_looked_for_in_questions(self, page):
        page.route(
            "**/questions.json", lambda route: route.fulfill(status=200, body="[")
        )
        page.goto("/practice/?words=losses")
        expect(status(page)).to_contain_text("3 of 5 questions shown")

    def test_marking_does_not_move_the_list(self, page):
        page.goto("/practice/?show=not-done")
        opened(page, "losses")
        page.get_by_label("Done: Question 1 of losses?").check()
        assert len(shown(page)) == 5

    def test_questions_that_are_gone_are_kept_and_not_counted(self, page):
        gone = a_progress(cards={"gone": card()}, done={"gone": MORNING})
        store(page, gone)
        page.goto("/practice/")
        expect(status(page)).to_contain_text("0 done, 0 flashcards due today")
        opened(page, "losses")
        page.get_by_label("Done: Question 1 of losses?").check()
        assert set(progress(page)["done"]) == {"gone", "losses-1"}
        assert "gone" in progress(page)["cards"]

    def test_due_cards_can_be_listed(self, page):
        tomorrow = card(due="2026-08-04T00:00:00.000Z")
        store(page, a_progress(cards={"losses-0": card(), "losses-1": tomorrow}))
        page.goto("/practice/?show=due")
        expect(status(page)).to_contain_text("1 of 5 questions shown")
        assert shown(page) == ["Question 0 of losses?"]


class TestProgress:
    def test_export_then_clear_then_import_restores(self, page, tmp_path):
        page.goto("/practice/")
        opened(page, "losses")
        page.get_by_label("Done: Question 1 of losses?").check()
        before = progress(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my progress").click()
        assert download.value.suggested_filename == "worked-progress.json"
        saved = tmp_path / "worked-progress.json"
        download.value.save_as(saved)
        page.evaluate("localStorage.clear()")
        page.reload()
        expect(status(page)).to_contain_text("0 done")
        page.get_by_label("Load progress from a file").set_input_files(saved)
        expect(status(page)).to_contain_text("1 done")
        expect(page.get_by_text("Loaded: 1 entry new or later")).to_be_visible()
        assert progress(page) == before

    def test_of_two_entries_the_later_stays_and_nothing_is_lost(self, page):
        early, late = "2026-08-01T08:00:00.000Z", "2026-08-02T08:00:00.000Z"
        interview = {"at": early, "minutes": 2, "questions": []}
        mine = a_progress(
            cards={"a": card(reviewed=late), "b": card(reviewed=early)},
            done={"x": early},
            interviews=[interview],
        )
        theirs = a_progress(
            cards={"a": card(due=early, reviewed=early), "b": card(reviewed=late)},
            done={"y": early},
            checks={"losses/l1_loss": late},
            interviews=[interview, {**interview, "at": late}],
        )
        store(page, mine)
        page.goto("/practice/")
        load(page, json.dumps(theirs))
        expect(page.get_by_text("Loaded: 4 entries")).to_be_visible()
        after = progress(page)
        assert after["cards"] == {"a": mine["cards"]["a"], "b": theirs["cards"]["b"]}
        assert after["done"] == {"x": early, "y": early}
        assert after["checks"] == theirs["checks"]
        assert [entry["at"] for entry in after["interviews"]] == [early, late]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("not JSON", "wanted JSON, as this site writes it, got"),
            ("[]", "wanted progress of version 1, got []"),
            ('{"version": 2}', "wanted progress of version 1, got 2"),
            (json.dumps(a_progress(done=[])), 'wanted an object as "done", got []'),
            (
                json.dumps(a_progress(done={"x": "soon"})),
                'wanted a date for "x" in "done", got "soon"',
            ),
            (
                json.dumps(a_progress(cards={"x": {"due": MORNING}})),
                'wanted a flashcard for "x" in "cards", got {"due"',
            ),
            (json.dumps(a_progress(interviews=[1])), "wanted an interview, got 1"),
        ],
    )
    def test_a_bad_file_is_refused_and_changes_nothing(self, page, text, message):
        before = a_progress(done={"losses-1": "2026-08-01T08:00:00.000Z"})
        store(page, before)
        page.goto("/practice/")
        load(page, text)
        expect(page.get_by_text("Nothing was loaded")).to_contain_text(message)
        assert progress(page) == before

    @pytest.mark.parametrize("text", ["{", '{"version": 7, "cards": {}}', "null"])
    def test_what_cannot_be_read_is_set_aside(self, page, text):
        warnings = []
        page.on("console", lambda message: warnings.append(message.text))
        store(page, text)
        page.goto("/practice/")
        opened(page, "losses")
        page.get_by_label("Done: Question 1 of losses?").check()
        assert set(progress(page)["done"]) == {"losses-1"}
        kept = page.evaluate(
            f"Object.keys(localStorage).filter(k => k.startsWith('{KEY}.unreadable.'))"
        )
        assert len(kept) == 1
        assert page.evaluate("key => localStorage.getItem(key)", kept[0]) == text
        assert any("progress cannot be read" in w and kept[0] in w for w in warnings)

    @pytest.mark.parametrize(
        "refusal",
        [
            "Object.defineProperty(window, 'localStorage', {get() { throw Error('refused') }})",
            "Storage.prototype.setItem = () => { throw Error('refused') }",
        ],
    )
    def test_without_storage_progress_lasts_for_the_visit_and_says_so(
        self, page, refusal
    ):
        page.add_init_script(refusal)
        page.goto("/practice/")
        opened(page, "losses")
        page.get_by_label("Done: Question 1 of losses?").check()
        expect(status(page)).to_contain_text("1 done")
        page.get_by_role("link", name="Flashcards").first.click()
        expect(page.get_by_text("This browser stores nothing")).to_be_visible()
        page.go_back()
        expect(status(page)).to_contain_text("1 done")


def load(page, text):
    page.get_by_label("Load progress from a file").set_input_files(
        {"name": "p.json", "mimeType": "application/json", "buffer": text.encode()}
    )


class TestFlashcards:
    def test_a_card_rated_good_leaves_todays_queue(self, page):
        page.goto("/practice/flashcards/?topic=losses&new=1")
        expect(status(page)).to_have_text("0 cards due, 1 new, 0 later.")
        page.get_by_role("button", name="Start").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=2)).to_be_focused()
        expect(page.get_by_text("The answer 0 of losses, ")).to_be_hidden()
        page.keyboard.press("3")  # nothing can be rated before the answer is seen
        page.keyboard.press("Space")
        page.keyboard.press("Space")  # once too often
        expect(page.get_by_text("The answer 0 of losses, ")).to_be_visible()
        page.keyboard.press("3")
        expect(page.get_by_role("heading", name="Session over")).to_be_focused()
        expect(page.get_by_text("1 rating given. Nothing due today")).to_be_visible()
        (kept,) = progress(page)["cards"].items()
        assert kept[0] == "losses-0"
        assert kept[1]["due"].startswith("2026-08-05T09:00")
        page.goto("/practice/flashcards/?topic=losses&new=0")
        expect(status(page)).to_contain_text(
            "Nothing due today; the next card in 2 days"
        )
        expect(page.get_by_role("button", name="Start")).to_be_disabled()

    def test_a_card_rated_again_comes_back_after_the_others(self, page):
        page.goto("/practice/flashcards/?new=2")
        page.get_by_role("button", name="Start").click()
        seen = []
        for grade in ("1", "3", "3"):
            seen.append(page.locator(".practice__card h2").inner_text())
            page.keyboard.press("Space")
            page.keyboard.press(grade)
        assert seen == [
            "Question 0 of activations?",
            "Question 1 of activations?",
            "Question 0 of activations?",
        ]
        expect(page.get_by_role("heading", name="Session over")).to_be_visible()

    def test_buttons_show_the_next_interval(self, page):
        page.goto("/practice/flashcards/")
        page.get_by_role("button", name="Start").click()
        page.get_by_role("button", name="Show answer").click()
        group = page.get_by_role("group", name="How well did you know it?")
        assert [
            " ".join(t.split()) for t in group.get_by_role("button").all_inner_texts()
        ] == [
            "1 Again 10 minutes",
            "2 Hard 15 minutes",
            "3 Good 2 days",
            "4 Easy 8 days",
        ]

    def test_new_cards_are_limited_and_due_ones_come_first(self, page):
        store(page, a_progress(cards={"losses-2": card()}))
        page.goto("/practice/flashcards/")
        expect(status(page)).to_have_text("1 card due, 4 new, 0 later.")
        page.get_by_label("New cards at most").fill("2")
        page.get_by_label("New cards at most").press("Tab")
        expect(status(page)).to_have_text("1 card due, 2 new, 0 later.")
        page.get_by_role("button", name="Start").click()
        expect(page.locator(".practice__card h2")).to_have_text("Question 2 of losses?")
        for _ in range(3):
            page.keyboard.press("Space")
            page.keyboard.press("4")
        expect(page.get_by_text("3 ratings given.")).to_be_visible()
        assert len(progress(page)["cards"]) == 3

    def test_a_card_from_a_clock_ahead_can_be_rated(self, page):
        ahead = card(reviewed="2026-08-09T08:00:00.000Z")
        store(page, a_progress(cards={"losses-0": ahead}))
        page.goto("/practice/flashcards/?new=0")
        page.get_by_role("button", name="Start").click()
        page.keyboard.press("Space")
        page.keyboard.press("3")
        assert progress(page)["cards"]["losses-0"]["due"] > "2026-08-09"

    def test_a_card_shows_what_they_listen_for_and_fetches_a_page_once(self, page):
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/practice/flashcards/?topic=losses")
        page.get_by_role("button", name="Start").click()
        for number in range(2):
            page.keyboard.press("Space")
            card = page.locator(".practice__card")
            expect(
                card.get_by_role("heading", name="What they listen for")
            ).to_be_visible()
            expect(card.locator("li")).to_have_text(
                f"Core The point {number} of losses."
            )
            page.keyboard.press("3")
        assert sum(url.endswith("/losses/") for url in asked) == 1

    def test_a_card_without_its_page_has_the_spoken_answer(self, page):
        page.goto("/practice/flashcards/?topic=losses")
        page.route(
            "**/losses/", lambda route: route.fulfill(status=200, body="no page")
        )
        page.get_by_role("button", name="Start").click()
        page.keyboard.press("Space")
        expect(page.get_by_text("The answer 0 of losses, ")).to_be_visible()
        expect(page.locator(".practice__card h3")).to_have_count(0)


class TestMockInterview:
    def test_what_is_not_known_is_drawn_more_often(self, page):
        """Draws with numbers of a seeded generator, and counts."""
        later = card(due="2026-09-01T08:00:00.000Z")
        cards = {
            "known": later,
            "due": card(),
            "missed": {**later, "state": 3},
            "partly": {**later, "state": 1},
        }
        page.goto("/practice/")
        counts = page.evaluate(
            """async ([cards, ids]) => {
              const { drawnFrom, weight } = await import("/javascripts/mock-interview.js");
              let seed = 1;
              const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
              const now = new Date("2026-08-03T09:00:00Z");
              const count = (weigh) => {
                const found = Object.fromEntries(ids.map((id) => [id, 0]));
                for (let i = 0; i < 14000; i++) {
                  const drawn = drawnFrom(ids.map((id) => ({ id })), 2, weigh, random);
                  if (drawn.length !== 2 || drawn[0].id === drawn[1].id) throw Error("twice");
                  found[drawn[0].id] += 1;
                }
                return found;
              };
              return [count(({ id }) => weight(cards[id], now)), count(() => 1)];
            }""",
            [cards, [*cards, "new"]],
        )
        weighted, even = counts
        # Weights 1, 3, 8, 8, 8 of 28: 500 for each unit of weight; five standard deviations.
        wanted = {"known": 1, "due": 3, "missed": 8, "partly": 8, "new": 8}
        for id, weight in wanted.items():
            share = weight / 28
            spread = 5 * (14000 * share * (1 - share)) ** 0.5
            assert abs(weighted[id] - 500 * weight) < spread, counts
            assert abs(even[id] - 2800) < 240, counts

    def test_the_choice_of_the_draw_reaches_the_draw(self, page):
        later = card(due="2026-09-01T08:00:00.000Z")
        known = {f"losses-{i}": later for i in range(3)} | {"activations-0": later}
        store(page, a_progress(cards=known))
        # Equal random numbers: a weight alone decides, and without weights the order stays.
        page.add_init_script("Math.random = () => 0.5")
        page.goto("/practice/mock-interview/")
        first = page.locator(".practice__card h2")
        page.get_by_role("button", name="Start interview").click()
        expect(first).to_have_text("Question 1 of activations?")
        page.get_by_role("button", name="End interview").click()
        page.get_by_label("Draw").select_option("Every question alike")
        page.get_by_role("button", name="Start interview").click()
        expect(first).to_have_text("Question 0 of activations?")

    def test_from_start_to_summary_by_keyboard(self, page):
        page.goto("/practice/mock-interview/")
        expect(status(page)).to_have_text("5 questions to draw from.")
        reach(page, "Questions")
        page.keyboard.type("3")
        page.keyboard.press("Enter")
        asked = []
        for rating in ("Missed", "Nailed it", "Partly"):
            expect(page.locator(".practice__card h2")).to_be_focused()
            asked.append(page.locator(".practice__card h2").inner_text())
            reach(page, "Reveal the answer")
            page.keyboard.press("Enter")
            expect(page.locator(".practice__answer")).to_be_focused()
            link = page.get_by_role("link", name="The whole answer (new tab)")
            assert link.get_attribute("target") == "_blank"
            reach(page, rating)
            page.keyboard.press("Space")
        expect(page.get_by_role("heading", name="Summary")).to_be_focused()
        expect(page.get_by_text("1 of 3 nailed.")).to_be_visible()
        assert len(set(asked)) == 3
        repeat = page.locator("h3:has-text('To repeat') + ul a").all_inner_texts()
        assert repeat == [asked[0], asked[2]]
        (interview,) = progress(page)["interviews"]
        ratings = [entry["rating"] for entry in interview["questions"]]
        assert ratings == ["missed", "nailed it", "partly"]
        # What was missed is due among the flashcards today.
        page.goto("/practice/?show=due")
        expect(status(page)).to_contain_text("2 of 5 questions shown")
        assert set(shown(page)) == {asked[0], asked[2]}
        page.goto("/practice/mock-interview/")
        expect(page.get_by_text("August 3, 2026: 1 of 3 nailed")).to_be_visible()

    def test_clock_speaks_twice_and_can_be_paused(self, page):
        page.goto("/practice/mock-interview/")
        page.get_by_label("Minutes for each answer").fill("1")
        page.get_by_role("button", name="Start interview").click()
        page.clock.pause_at("2026-08-03T09:30:00")
        page.get_by_role("button", name="End interview").click()
        page.get_by_role("button", name="Start interview").click()
        clock, said = page.get_by_role("timer"), page.locator(".practice__said")
        assert clock.inner_text() == "1:00"
        page.clock.run_for(20_000)
        assert clock.inner_text() == "0:40"
        expect(said).to_have_text("")
        page.get_by_role("button", name="Pause").click()
        page.clock.run_for(60_000)
        assert clock.inner_text() == "0:40"
        page.get_by_role("button", name="Resume").click()
        page.clock.run_for(11_000)
        expect(said).to_have_text("Half the time is over, 0:30 left.")
        page.clock.run_for(30_000)
        expect(said).to_contain_text("Time is over.")
        assert clock.inner_text() == "0:00"
        page.get_by_role("button", name="Reveal the answer").click()
        expect(page.get_by_text("You took 1:01.")).to_be_visible()

    def test_a_choice_without_questions_does_not_start(self, page):
        page.goto("/practice/mock-interview/")
        for level in ("core", "deeper", "expert"):
            page.get_by_label(level, exact=True).uncheck()
        expect(status(page)).to_contain_text("No question to draw from")
        page.get_by_role("button", name="Start interview").click()
        expect(page.locator(".practice__card")).to_have_count(0)
        page.get_by_label("expert", exact=True).check()
        page.get_by_role("button", name="Start interview").click()
        expect(page.locator(".practice__card h2")).to_have_text(
            "Question 1 of activations?"
        )
        expect(page.get_by_text("Question 1 of 1", exact=True)).to_be_visible()


def reach(page, name):
    """Press Tab until the element of that accessible name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(e => (e.labels?.[0] ?? e).textContent.trim())(document.activeElement)"
        )
        if focused == name:
            return
    raise AssertionError(
        f"wanted to reach {name!r} with Tab, got as far as {focused!r}"
    )


class TestPredict:
    def test_output_is_folded_until_there_is_a_guess(self, page):
        page.goto("/losses/")
        result = page.locator(".predict .result")
        expect(result).to_be_hidden()
        page.get_by_role("button", name="Compare").click()
        expect(page.get_by_text("Write what you expect")).to_be_visible()
        expect(result).to_be_hidden()
        page.get_by_label("Your guess").fill("42\ndone")
        page.get_by_role("button", name="Compare").click()
        expect(result).to_be_visible()
        expect(page.get_by_text("Your guess is what the block prints.")).to_be_focused()
        expect(page.get_by_label("Your guess")).to_be_visible()

    def test_another_guess_stands_beside_the_output(self, page):
        page.goto("/losses/")
        page.get_by_label("Your guess").fill("41")
        page.get_by_role("button", name="Compare").click()
        expect(page.get_by_text("Compare your guess")).to_be_visible()
        guess = page.get_by_label("Your guess").bounding_box()
        result = page.locator(".predict .result").bounding_box()
        assert guess["x"] + guess["width"] <= result["x"]

    def test_just_show(self, page):
        page.goto("/losses/")
        page.get_by_role("button", name="Just show").click()
        expect(page.locator(".predict .result")).to_be_visible()
        expect(page.get_by_label("Your guess")).to_be_hidden()


class TestEverywhere:
    def test_instant_navigation_starts_each_tool(self, page):
        page.goto("/practice/")
        # Until the sitemap has come, Material follows links as browsers do.
        page.wait_for_load_state("networkidle")
        page.evaluate("window.stays = true")
        page.get_by_role("link", name="Flashcards").first.click()
        expect(page.get_by_role("button", name="Start")).to_be_visible()
        page.get_by_role("link", name="Mock interview").first.click()
        expect(page.get_by_role("button", name="Start interview")).to_be_visible()
        page.go_back()
        expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
        assert page.evaluate("window.stays") is True

    def test_without_javascript_everything_can_be_read(self, chromium, address):
        context = chromium.new_context(base_url=address, java_script_enabled=False)
        page = context.new_page()
        page.goto("/practice/")
        for fold in page.locator(".questions summary").all():
            fold.click()
        assert len(shown(page)) == 5
        for path in ("flashcards/", "mock-interview/"):
            page.goto(f"/practice/{path}")
            expect(page.locator(".practice-without")).to_be_visible()
        page.goto("/losses/")
        expect(page.locator(".predict .result")).to_be_visible()
        context.close()

    @pytest.mark.parametrize("file", ["ts-fsrs.mjs", "questions.json"])
    def test_a_tool_that_does_not_load_leads_to_the_list(self, chromium, address, file):
        context = chromium.new_context(base_url=address)
        page = context.new_page()
        page.route(f"**/{file}", lambda route: route.abort())
        page.goto("/practice/flashcards/")
        expect(page.locator(".flashcards.practice--failed")).to_be_visible()
        page.locator(".practice-without a").click()
        expect(status(page)).to_contain_text("5 of 5 questions shown")
        context.close()

    def test_a_list_waits_for_its_script_and_no_longer_than_three_seconds(
        self, chromium, address
    ):
        context = chromium.new_context(base_url=address)
        page = context.new_page()
        page.route("**/practice.js", lambda route: route.abort())
        for path in ("/practice/flashcards/", "/losses/"):
            page.goto(path, wait_until="commit")
            waiting = page.locator(".practice-without, .predict .result")
            expect(waiting).to_be_attached()
            expect(waiting).to_be_hidden(timeout=1)
            expect(waiting).to_be_visible(timeout=5000)
        context.close()

    @pytest.mark.parametrize(
        "path", ["practice/", "practice/flashcards/", "practice/mock-interview/"]
    )
    def test_no_sideways_scroll_on_a_phone(self, page, path):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"/{path}")
        expect(status(page)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
