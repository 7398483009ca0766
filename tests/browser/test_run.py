"""Blocks that run in the page, as a reader runs, edits, breaks and stops them."""

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGE = (
    "losses/choosing-a-loss/"  # block 1 is open, block 2 in a fold, block 3 in another
)
NEXT_PAGE = "losses/cross-entropy/"  # block 2 is open
CONCEPT_PAGE = "reference/losses/hinge_loss/"
CONCEPT = "losses/hinge_loss"
FINISHED = re.compile(r"^(Done|An error) in")
STAYS = "^Python could not be loaded, and the page's own output stays: "

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(autouse=True)
def _marked(site):
    if not (site / "assets" / "run").exists():
        pytest.skip(
            "the site was built where NumPy's wheel for Pyodide is not to be had"
        )


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def block(page, number):
    return page.locator("[data-run]").nth(number - 1)


def status(page, number):
    return block(page, number).get_by_role("status")


def panel(page, number):
    """Return what the reader's run of a block printed."""
    last = block(page, number).locator(
        "xpath=following-sibling::*[contains(@class, 'worked-run-panel')][1]"
    )
    return last.locator("code")


def unfold(place):
    """Open the folds around a place as a reader does, the outermost first."""
    closed = place.locator("xpath=ancestor::details[not(@open)]")
    while closed.count():
        closed.first.locator("> summary").click()


def run(page, number):
    """Press Run, wait for the end, and return the seconds that it took."""
    unfold(block(page, number))
    begin = time.perf_counter()
    button(page, f"Run block {number}").click()
    expect(status(page, number)).to_have_text(FINISHED, timeout=60_000)
    return time.perf_counter() - begin


@pytest.fixture(scope="module")
def own_page(chromium, address):
    """A page that the tests of this module share, because loading Python takes seconds."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    errors = []
    opened.on("pageerror", lambda error: errors.append(error))
    opened.goto(address + PAGE)
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def loaded(own_page):
    """The shared page, with all blocks as they were."""
    yield own_page
    own_page.set_viewport_size({"width": 1280, "height": 900})
    resets = own_page.get_by_role("button", name=re.compile("^Reset"))
    while resets.count():
        resets.first.click()


def python_workers(page):
    return [worker for worker in page.workers if "run-worker" in worker.url]


def expect_no_python(page):
    """Wait until the worker is gone; Playwright hears of it only while it waits itself."""
    end = time.monotonic() + 10
    while python_workers(page):
        assert time.monotonic() < end
        page.wait_for_timeout(50)


def expect_another_python(page, before):
    """Wait until the workers of before are gone and a new one is there."""
    assert len(before) == 1
    end = time.monotonic() + 10
    while len(now := python_workers(page)) != 1 or now == before:
        assert time.monotonic() < end
        page.wait_for_timeout(50)


def edit(page, number, code):
    unfold(block(page, number))
    button(page, f"Edit block {number}").click()
    page.get_by_label(f"Code of block {number}", exact=True).fill(code)


def built_output(page, number):
    return block(page, number).locator("+ .result code").inner_text()


def test_the_first_run_loads_python_and_later_ones_do_not(page, address):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + PAGE)
    page.wait_for_load_state("networkidle")
    assert not [url for url in requests if "assets/run" in url or "run-worker" in url]
    said = re.compile(r"^The NumPy blocks run in this page; .* Python, 1\d MB at most")
    expect(page.locator("#worked-run-size")).to_have_text(said)
    expect(button(page, "Run block 1")).to_have_accessible_description(said)

    page.route("**/worked-*.whl", lambda route: (time.sleep(1), route.continue_()))
    begin = time.perf_counter()
    button(page, "Run block 1").click()
    bar = block(page, 1).get_by_role("progressbar", name="Loading Python")
    expect(bar).to_be_visible()
    expect(status(page, 1)).to_have_text("Loading Python ...")
    expect(status(page, 1)).to_have_text(FINISHED, timeout=60_000)
    first = time.perf_counter() - begin
    expect(bar).to_be_hidden()
    expect(page.locator("#worked-run-size")).to_have_count(0)
    assert panel(page, 1).inner_text().strip() == built_output(page, 1).strip()

    before = len(requests)
    print(f"\nfirst run {first:.1f} s, the same block again {run(page, 1):.2f} s")
    assert panel(page, 1).inner_text().strip() == built_output(page, 1).strip()
    assert len(requests) == before


def test_an_edit_runs_by_keyboard_and_is_taken_back(loaded):
    page = loaded
    button(page, "Edit block 1").focus()
    page.keyboard.press("Enter")
    editor = page.get_by_label("Code of block 1", exact=True)
    expect(editor).to_be_focused()
    expect(button(page, "Reset block 1")).to_be_hidden()
    editor.fill("for i in range(2):\n    x = 6 * i")
    page.keyboard.press("Enter")
    page.keyboard.type("print(x + 1)")
    assert editor.input_value().endswith(
        "\n    print(x + 1)"
    )  # indented as the line above
    page.keyboard.press("Control+Enter")
    expect(status(page, 1)).to_have_text(FINISHED, timeout=60_000)
    assert panel(page, 1).inner_text() == "1\n7\n"
    page.keyboard.press("Tab")
    expect(editor).not_to_be_focused()
    button(page, "Reset block 1").press("Enter")
    expect(editor).to_be_hidden()
    expect(button(page, "Edit block 1")).to_be_focused()
    run(page, 1)
    assert panel(page, 1).inner_text().strip() == built_output(page, 1).strip()


def test_a_traceback_shows_the_readers_line_and_no_machinery(loaded):
    page = loaded
    edit(
        page, 1, "import numpy as np\n\nvalues = np.ones(3)\nprint(values @ np.ones(4))"
    )
    run(page, 1)
    shown = panel(page, 1).inner_text()
    assert 'File "block 1", line 4, in <module>' in shown
    assert "print(values @ np.ones(4))" in shown
    assert "ValueError: matmul" in shown
    assert shown.count("File ") == 1
    expect(status(page, 1)).to_have_text(re.compile("^An error in"))


def test_a_traceback_shows_the_lines_of_the_package(loaded):
    page = loaded
    edit(
        page,
        1,
        "import numpy as np\n"
        "from worked.losses.hinge_loss.with_numpy import hinge_loss\n"
        "hinge_loss(np.ones(2), np.zeros(2))",
    )
    run(page, 1)
    shown = panel(page, 1).inner_text()
    assert 'File "worked/losses/hinge_loss/with_numpy.py"' in shown
    assert "wanted labels -1 or +1, got 0.0" in shown


def test_blocks_above_run_first_as_they_stand(loaded):
    page = loaded
    edit(page, 1, "shared = 41")
    edit(page, 3, "print(shared + 1)")
    run(page, 3)
    expect(status(page, 3)).to_have_text(re.compile("after the 2 blocks above"))
    assert panel(page, 3).inner_text() == "42\n"
    run(page, 3)
    expect(status(page, 3)).not_to_have_text(re.compile("above"))
    page.get_by_label("Code of block 1", exact=True).fill("shared = 1")
    run(page, 3)
    assert panel(page, 3).inner_text() == "2\n"


def test_an_error_above_is_said(loaded):
    page = loaded
    edit(page, 2, "1 / 0")
    unfold(block(page, 3))
    button(page, "Run block 3").click()
    expect(status(page, 3)).to_have_text(
        "Not run: block 2, above, raised an error.", timeout=60_000
    )
    assert "ZeroDivisionError" in panel(page, 3).inner_text()


def test_a_phone_has_no_sideways_scroll(loaded):
    page = loaded
    page.set_viewport_size({"width": 390, "height": 844})
    edit(page, 1, f"print('wide ' * 60)\nlong = '{'x' * 200}'\nraise ValueError(long)")
    run(page, 1)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)


def test_an_endless_loop_is_stopped_and_python_starts_anew(loaded):
    page = loaded
    unfold(block(page, 2))
    edit(page, 1, "while True: print('again')")
    button(page, "Run block 1").click()
    cut = "Only the first 20,000 characters are shown"
    expect(panel(page, 1)).to_contain_text(cut, timeout=60_000)
    assert len(panel(page, 1).inner_text()) < 20_100
    expect(button(page, "Run block 2")).to_have_attribute("aria-disabled", "true")
    before = python_workers(page)
    begin = time.perf_counter()
    with page.expect_request("**/pyodide.asm.wasm", timeout=60_000):  # nobody asks
        button(page, "Stop block 1").press("Enter")
        expect(status(page, 1)).to_have_text("Stopped. Python starts anew.")
        stopped = time.perf_counter() - begin
        expect(button(page, "Run block 1")).to_be_focused()
    expect_another_python(page, before)
    button(page, "Reset block 1").click()
    print(f"\nstopped in {stopped:.2f} s, the next run took {run(page, 1):.1f} s")
    assert panel(page, 1).inner_text().strip() == built_output(page, 1).strip()


def test_what_was_printed_is_dimmed_while_other_code_stands_there(loaded):
    page = loaded
    printed = block(page, 1).locator("+ .result")
    old = re.compile(r"\bworked-run-old\b")
    expect(printed).not_to_have_class(old)
    edit(page, 1, "print('other')")
    expect(printed).to_have_class(old)
    expect(printed).to_have_css("opacity", re.compile(r"^0\."))
    run(page, 1)
    expect(printed).to_have_class(old)
    button(page, "Reset block 1").click()
    expect(printed).not_to_have_class(old)


@pytest.mark.parametrize("path", [PAGE, NEXT_PAGE, CONCEPT_PAGE, ""])
def test_how_much_is_loaded_is_said_where_one_sees_it(page, address, path):
    page.goto(address + path)
    expect(page.locator("#worked-run-size")).to_be_visible()
    expect(page.locator("details #worked-run-size")).to_have_count(0)


def test_stop_ends_the_loading_too(page, address):
    page.goto(address + PAGE)
    page.route("**/pyodide.mjs", lambda route: None)  # a network that never answers
    with page.expect_request("**/pyodide.mjs"):
        button(page, "Run block 1").click()
    before = python_workers(page)
    button(page, "Stop block 1").click()
    expect(status(page, 1)).to_have_text("Stopped. Python starts anew.")
    expect_another_python(page, before)


@pytest.mark.parametrize(
    ("name", "answer", "sentence"),
    [
        ("numpy-*.whl", {"status": 404}, r"wanted numpy-\S+\.whl, got 404\.$"),
        ("numpy-*.whl", None, r"wanted numpy-\S+\.whl, got no answer\.$"),
        ("pyodide.mjs", {"status": 404}, r"pyodide\.mjs\.$"),
        ("run-worker.js", {"status": 404}, r"its worker did not start\.$"),
    ],
)
def test_without_a_file_one_sentence(page, address, name, answer, sentence):
    page.goto(address + PAGE)
    page.route(f"**/{name}", lambda r: r.fulfill(**answer) if answer else r.abort())
    button(page, "Run block 1").click()
    said = re.compile(STAYS + ".*" + sentence)
    expect(status(page, 1)).to_have_text(said, timeout=60_000)
    expect(block(page, 1).locator("+ .result")).to_be_visible()
    expect(panel(page, 1)).to_be_hidden()
    expect(button(page, "Run block 1")).to_have_attribute("aria-disabled", "false")


def test_a_changed_wheel_is_refused_and_the_right_one_runs(page, address, site):
    (wheel,) = (site / "assets" / "run").glob("numpy-*.whl")
    data = bytearray(wheel.read_bytes())
    data[len(data) // 2] ^= 1
    page.goto(address + PAGE)
    page.route("**/numpy-*.whl", lambda r: r.fulfill(status=200, body=bytes(data)))
    button(page, "Run block 1").click()
    said = re.compile(STAYS + "NumPy's file .* was not run, wanted sha256 .*, got ")
    expect(status(page, 1)).to_have_text(said, timeout=60_000)
    expect(panel(page, 1)).to_be_hidden()
    expect_no_python(page)
    page.unroute("**/numpy-*.whl")
    run(page, 1)
    assert panel(page, 1).inner_text().strip() == built_output(page, 1).strip()


def test_without_javascript_one_sentence(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    assert "Running code in the page needs JavaScript" in page.content()
    expect(page.get_by_role("button", name=re.compile("^Run"))).to_have_count(0)
    context.close()


def test_python_stays_from_page_to_page(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url.split("/")[-1]))
    # The sitemap has the address for which the site was built; only its pages are fetched.
    page.route(
        "**/sitemap.xml",
        lambda route: route.fulfill(
            content_type="application/xml",
            body=re.sub(r"http://[^/<]+/", address, route.fetch().text()),
        ),
    )
    page.goto(address + PAGE)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.sameDocument = true")
    edit(page, 1, "left_behind = 1")
    run(page, 1)
    assert asked.count("pyodide.asm.wasm") == 1
    before = python_workers(page)
    assert len(before) == 1
    page.locator("nav a.md-nav__link[href$='/cross-entropy/']").first.click()
    expect(page.locator("h1")).to_contain_text("Cross-entropy")
    assert page.evaluate("window.sameDocument")
    expect(button(page, "Run block 2")).to_be_visible()
    expect(page.locator("#worked-run-size")).to_have_count(0)
    run(page, 2)
    assert panel(page, 2).inner_text().strip() == built_output(page, 2).strip()
    edit(page, 1, "print(left_behind)")
    run(page, 1)
    expect(panel(page, 1)).to_contain_text("NameError")  # names do not come along
    assert asked.count("pyodide.asm.wasm") == 1
    assert python_workers(page) == before
    page.go_back()
    expect(page.locator("h1")).to_contain_text("hoosing")
    expect(button(page, "Run block 1")).to_be_visible()


@pytest.fixture
def with_try(page, address):
    """A page with a place to try that is unfolded."""
    page.goto(address + CONCEPT_PAGE)
    unfold(attempt(page))
    return page


def attempt(page):
    return page.locator(f".worked-try[data-concept='{CONCEPT}']")


def check(page, code):
    page.get_by_label(f"Code of {CONCEPT}").fill(code)
    button(page, f"Check {CONCEPT}").click()


# The grader refuses an import of the answer, and takes its text.
OURS = (Path(__file__).parents[2] / f"worked/{CONCEPT}/with_numpy.py").read_text()
WRONG = f"""{OURS}

ours = hinge_loss

def hinge_loss(input, target, reduction="mean"):
    print("called")
    return 2 * ours(input, target, reduction)
"""


def test_an_attempt_is_checked_until_it_passes(with_try):
    page = with_try
    said = attempt(page).get_by_role("status")
    table = attempt(page).locator("table")
    begin = time.perf_counter()
    button(page, f"Check {CONCEPT}").click()
    nothing = re.compile(r"^Core: 0 of \d+\. Awkward inputs: 0 of \d+\.")
    expect(said).to_have_text(nothing, timeout=60_000)
    print(f"\nfirst check {time.perf_counter() - begin:.1f} s")
    expect(table).to_contain_text("NotImplementedError")

    check(page, WRONG)
    expect(table).to_contain_text("Wanted")
    expect(table).not_to_contain_text("NotImplementedError")
    expect(attempt(page).locator(".worked-run-panel")).to_contain_text("called")
    edit(page, 1, "1 / 0")
    run(page, 1)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert findings_of_axe(page) == []

    check(page, OURS)
    expect(said).to_have_text(re.compile(r"^All \d+ cases pass\."))
    expect(table).to_have_count(0)
    page.wait_for_function("localStorage.getItem('worked.progress')")
    progress = json.loads(page.evaluate("localStorage.getItem('worked.progress')"))
    assert CONCEPT in progress["checks"]

    missed = OURS.replace("raise TypeError", "return 0 and TypeError")
    check(page, missed)
    expect(said).to_have_text(re.compile(r"^Core: (\d+) of \1\. Awkward inputs: "))
    expect(attempt(page).locator("li").first).to_contain_text("wanted TypeError")

    check(page, "print('begun')\nwhile True: pass")
    expect(attempt(page).locator(".worked-run-panel")).to_contain_text("begun")
    button(page, f"Stop {CONCEPT}").click()
    expect(said).to_have_text(re.compile("^Stopped"))


# Half faded from one scheme to the other, a color has no contrast of its own.
FADED = """async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(fading.map((one) => one.finished));
}"""


def findings_of_axe(page):
    """Return what axe finds at WCAG 2.2 A and AA in what these tests are about."""
    page.evaluate(AXE.read_text())  # the policy refuses it as an element
    page.evaluate(FADED)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run('article', { runOnly: tags })", tags)
    return [
        (violation["id"], node["html"][:150])
        for violation in found["violations"]
        for node in violation["nodes"]
        if "worked-" in node["html"] or "worked-" in str(node["target"])
    ]


def test_an_attempt_survives_a_reload_and_is_taken_back(with_try):
    page = with_try
    editor = page.get_by_label(f"Code of {CONCEPT}")
    stub = editor.input_value()
    editor.fill("# mine")
    page.reload()
    unfold(attempt(page))
    expect(editor).to_have_value("# mine")
    button(page, f"Reset {CONCEPT}").click()
    expect(editor).to_have_value(stub)
    page.reload()
    expect(editor).to_have_value(stub)


def test_an_endless_loop_in_an_attempt_ends_by_itself(page, address):
    page.clock.install()
    page.goto(address + CONCEPT_PAGE)
    unfold(attempt(page))
    said = attempt(page).get_by_role("status")
    check(page, "print('begun')\nwhile True: pass")
    begun = attempt(page).locator(".worked-run-panel")
    expect(begun).to_contain_text("begun", timeout=60_000)
    page.clock.fast_forward(21_000)
    expect(said).to_have_text(re.compile(r"^No end within 20 s, .* endless loop"))
    expect(button(page, f"Check {CONCEPT}")).to_have_attribute("aria-disabled", "false")


def test_an_attempt_has_hints_one_at_a_time_and_no_solution_above(page, address):
    page.goto(address + CONCEPT_PAGE)
    summaries = page.locator("article .worked-hint > summary:visible")
    expect(summaries).to_have_text([re.compile("^Hint 1 of")])
    summaries.first.click()
    expect(summaries).to_have_count(2)
    found = page.locator("article h2").all_inner_texts()
    headings = [text.rstrip("¶") for text in found]
    assert headings.index("Try it yourself") < headings.index("Both sides")


def test_a_block_that_cannot_run_says_why(page, address):
    page.goto(address + "losses/what-a-loss-is/")
    notes = page.locator(".worked-cannot")
    assert notes.count() > 0
    texts = notes.all_text_contents()
    assert any(text.startswith("No Run here, it needs PyTorch;") for text in texts)
    hrefs = notes.first.locator("a").evaluate_all("all => all.map((a) => a.href)")
    assert hrefs
    assert all(href.endswith(".ipynb") for href in hrefs)
    page.emulate_media(media="print")
    assert notes.evaluate_all("all => all.every((a) => !a.checkVisibility())")


def test_a_page_says_how_to_install_what_its_blocks_import(page, address):
    page.goto(address + "losses/cross-entropy/")
    needs = page.locator(".worked-needs")
    needs.locator("summary").click()
    expect(needs.locator("p")).to_be_visible()
    expect(needs).to_contain_text(re.compile(r"pip install http.*worked-.*\.whl"))
