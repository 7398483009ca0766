"""What a reader prints and takes along: sheets, pages, the whole site as PDF and as zip."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from site_builder.publishing.taken_along import whole_pdf, whole_zip

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
TOPICS = (
    "neural-networks",
    "activations",
    "losses",
    "backpropagation",
    "initialization",
    "normalization",
    "gradient-pathologies",
    "optimization",
    "learning-rate",
    "regularization",
    "history",
)
# A browser loads no module, and no list of pages, from a file; the pages say so.
FROM_A_FILE = re.compile("blocked by CORS policy|ERR_FAILED|ERR_FILE_NOT_FOUND")


def printed(page, url):
    """Return a page as Chromium prints it, on A4."""
    page.goto(url, wait_until="networkidle")
    return PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def words(pdf):
    return " ".join(" ".join(leaf.extract_text() for leaf in pdf.pages).split())


def test_each_topic_is_here(site):
    assert {path.parts[-3] for path in site.glob("*/sheet/index.html")} == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_sheet_takes_two_pages_at_most(page, address, topic):
    pdf = printed(page, f"{address}{topic}/sheet/")
    assert "To say aloud" in words(pdf)
    assert len(pdf.pages) <= 2


def test_paper_has_what_is_folded_both_sides_and_no_buttons(page, address):
    said = words(printed(page, f"{address}losses/cross-entropy/"))
    page.emulate_media(media="print")
    clipped = page.evaluate(
        """[...document.querySelectorAll(".md-typeset pre > code")].filter((code) =>
        code.scrollWidth > code.clientWidth + 1 || code.scrollHeight > code.clientHeight + 1)
        .map((code) => code.textContent.slice(0, 80))"""
    )
    assert clipped == []
    assert "annotators disagree" in said  # a comment in a fold
    assert "return F.kl_div(input, target, reduction=reduction" in said  # the other tab
    assert "deeplearningbook.org/contents/prob.html" in said  # where a source is
    assert "Copy page" not in said
    expect(
        page.get_by_role("button", name=re.compile("^(Run|Edit|Copy)"))
    ).to_have_count(0)


def test_paper_needs_no_script_to_open_folds(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    said = words(printed(context.new_page(), f"{address}losses/cross-entropy/"))
    context.close()
    assert "annotators disagree" in said


@pytest.fixture(scope="module")
def copy(site, tmp_path_factory):
    """A copy of the built site, which gets its PDF and its zip."""
    return shutil.copytree(site, tmp_path_factory.mktemp("whole") / "site")


def test_the_whole_site_is_one_pdf_with_bookmarks_and_links(
    copy, monkeypatch, chromium
):
    def with_this_browser(document):
        page = chromium.new_page()
        data = whole_pdf.pdf_of(page, document)
        page.close()
        return data

    # A second Playwright cannot start while one runs.
    monkeypatch.setattr(whole_pdf, "_printed", with_this_browser)
    pdf = PdfReader(whole_pdf.write(ROOT / "docs", copy, made=0))
    assert pdf.metadata["/CreationDate"].startswith("D:19700101")
    titles = [mark.title for mark in pdf.outline if not isinstance(mark, list)]
    marks = {" ".join(title.split()) for title in titles}
    assert {
        "ReLU",
        "Cross-entropy",
        "Backpropagation: a sheet",
        "cross_entropy",
    } <= marks
    links = [
        note.get_object() for leaf in pdf.pages for note in leaf.get("/Annots", [])
    ]
    inside = {link["/Dest"].lstrip("/") for link in links if "/Dest" in link}
    assert len(inside) > 100
    assert inside <= {name.lstrip("/") for name in pdf.named_destinations}


@pytest.fixture(scope="module")
def unpacked(copy):
    with zipfile.ZipFile(whole_zip.write(copy)) as packed:
        packed.extractall(copy.parent / "unpacked")
    return copy.parent / "unpacked" / "worked"


def test_the_zip_is_read_by_double_click(page, unpacked):
    said = []
    page.on("console", lambda told: told.type == "error" and said.append(told.text))
    page.goto((unpacked / "index.html").as_uri())
    page.locator("article").get_by_role("link", name="Loss functions").click()
    page.locator("article").get_by_role("link", name="Cross-entropy").first.click()
    expect(page.locator("h1")).to_have_text(re.compile("^Cross-entropy"))
    expect(page.locator(".worked-unserved")).to_contain_text("http.server")
    code = page.locator("details.worked-fold pre").first
    expect(code).to_be_hidden()
    page.locator("details.worked-fold:has(pre) > summary").first.click()
    expect(code).to_be_visible()
    expect(page.locator(".worked-figure svg").first).to_be_visible()
    expect(page.locator("math").first).to_be_visible()
    assert page.evaluate("document.fonts.check('16px \"Worked Math\"')")
    page.locator(".md-nav__link", has_text="Binary cross-entropy").first.click()
    expect(page.locator("h1")).to_have_text(re.compile("^Binary"))
    assert [text for text in said if not FROM_A_FILE.search(text)] == []


def test_the_zip_runs_on_a_server_of_ones_own(page, unpacked, serve):
    with serve(unpacked) as here:
        page.goto(f"{here}index.html", wait_until="networkidle")
        page.get_by_role("button", name="Run").first.click()
        panel = page.locator(".worked-run-panel")
        expect(panel).to_contain_text("gradient -0.335", timeout=60_000)
