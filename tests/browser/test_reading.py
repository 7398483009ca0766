"""What a reader opens, moves and plans: folds, moving pictures, the learning plan."""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TOPIC_PAGE = "losses/cross-entropy/"
PICTURE_PAGE = "losses/what-a-loss-is/"
A_FOLD = "details.worked-fold:not([open])"


def test_a_link_into_a_fold_opens_it(page, address):
    page.goto(address + TOPIC_PAGE, wait_until="networkidle")
    inside = page.locator(f"{A_FOLD} pre:not(details details pre)").first
    inside.evaluate("element => { element.id = 'inside' }")
    inside = page.locator("#inside")
    expect(inside).not_to_be_visible()
    page.evaluate("location.hash = 'inside'")
    expect(inside).to_be_visible()
    expect(inside).to_be_in_viewport()


def test_a_link_within_the_page_leaves_the_page_as_it_is(page, address):
    """The theme would fetch the page again, and what was edited or run in it would be lost."""
    page.goto(address + TOPIC_PAGE, wait_until="networkidle")
    page.locator("article").evaluate("article => { article.dataset.seen = 'yes' }")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    link = page.locator(".md-sidebar--secondary a.md-nav__link:visible").last
    link.click()
    expect(page).to_have_url(re.compile("#."))
    page.go_back()
    expect(page).not_to_have_url(re.compile("#."))
    page.wait_for_timeout(500)
    assert page.locator("article").get_attribute("data-seen") == "yes"
    assert [url for url in asked if TOPIC_PAGE in url] == []


def test_folds_are_open_on_paper_and_as_they_were_after(page, address):
    page.goto(address + TOPIC_PAGE, wait_until="networkidle")
    shut = page.locator("article details:not([open])")
    before = shut.count()
    assert before > 5
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(shut).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(shut).to_have_count(before)


def test_words_that_a_search_marks_are_not_left_in_a_fold(page, address):
    page.goto(address + TOPIC_PAGE)
    text = page.locator(f"{A_FOLD} .result pre").first.text_content()
    word = max(re.findall("[a-z]+", text), key=len)
    with page.expect_request("**/search_index.json"):  # nobody touches the field
        page.goto(f"{address}{TOPIC_PAGE}?h={word}")
    marks = page.locator("article mark", has_text=word)
    expect(marks.first).to_be_attached(timeout=20_000)
    folded = page.locator("article details mark", has_text=word)
    assert folded.count() > 0
    expect(page.locator("details:not([open]) mark")).to_have_count(0)
    assert page.locator(A_FOLD).count() > 0  # what has no such word stays shut


def picture(page, address):
    """Return the first moving picture of a page, its folds open."""
    page.goto(address + PICTURE_PAGE, wait_until="networkidle")
    found = page.locator(".worked-frames[data-frames]").first
    folds = found.locator("xpath=ancestor::details[not(@open)]")
    while folds.count():
        folds.first.locator("> summary").click()
    return found


def drawing(found):
    """Return a picture's drawing as text, without the names of its parts."""
    return found.locator("svg").first.evaluate("svg => svg.outerHTML")


def test_a_picture_moves_by_arrow_key_and_not_by_itself(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    found = picture(page, address)
    slider = found.get_by_role("slider")
    label = found.locator(".worked-frames__label")
    first, said = drawing(found), label.inner_text()
    page.wait_for_timeout(1500)  # more than two frames of one that plays
    assert (drawing(found), label.inner_text()) == (first, said)
    assert not [url for url in asked if "assets/frames" in url]

    slider.press("ArrowRight")
    expect(label).not_to_have_text(said)
    expect(slider).to_have_attribute("aria-valuetext", label.inner_text())
    assert drawing(found) != first
    slider.press("ArrowLeft")
    expect(label).to_have_text(said)
    assert drawing(found) == first
    assert len([url for url in asked if "assets/frames" in url]) == 1


def test_a_picture_plays_to_its_end(page, address):
    found = picture(page, address)
    slider = found.get_by_role("slider")
    last = slider.get_attribute("max")
    slider.fill(str(int(last) - 3))  # the end of it, because a frame takes its time
    first = drawing(found)
    found.get_by_role("button", name="Play").click()
    expect(found.get_by_role("button", name="Pause")).to_be_visible()
    expect(slider).to_have_value(last, timeout=10_000)
    expect(found.get_by_role("button", name="Play")).to_be_visible()
    assert drawing(found) != first


def test_a_picture_has_no_play_for_who_wants_less_motion(page, address):
    page.emulate_media(reduced_motion="reduce")
    found = picture(page, address)
    expect(found.get_by_role("slider")).to_be_visible()
    expect(found.get_by_role("button")).to_have_count(0)


def test_the_plan_lists_each_core_question_once(page, address, site):
    asked = json.loads((site / "questions.json").read_text())
    core = sorted(each["question"] for each in asked if each["level"] == "core")
    assert len(core) > 10
    page.goto(address + "practice/plan/")
    page.get_by_label("How deep").select_option("core")
    page.get_by_label("Days").fill("7")
    days = page.locator(".plan__days > li")
    expect(days).to_have_count(7)
    boxes = days.get_by_role("checkbox")
    named = boxes.evaluate_all("all => all.map((box) => box.ariaLabel)")
    assert sorted(name.removeprefix("Done: ") for name in named) == core
    lengths = [day.get_by_role("checkbox").count() for day in days.all()]
    assert lengths[-1] == 0  # the mock interview
    assert max(lengths[:-1]) - min(lengths[:-1]) <= 1


def test_a_tick_in_the_plan_moves_the_progress_and_stays(page, address):
    page.goto(address + "practice/plan/")
    box = page.locator(".plan__days").get_by_role("checkbox").first
    bars = page.locator(".plan__topics progress")

    def done():
        return bars.evaluate_all("all => all.reduce((sum, bar) => sum + bar.value, 0)")

    expect(box).to_be_visible()
    assert done() == 0
    box.check()
    assert done() == 1
    page.reload()
    expect(box).to_be_checked()
    assert done() == 1
    box.uncheck()
    assert done() == 0
