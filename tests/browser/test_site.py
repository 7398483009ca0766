"""What a reader's browser makes of the built site: one page of each kind, desktop and phone."""

import gzip
import keyword
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
KINDS = [
    "",
    "losses/",
    "losses/cross-entropy/",
    "losses/choosing-a-loss/",
    "losses/sheet/",
    "activations/sheet/",
    "reference/losses/",
    "reference/losses/hinge_loss/",
    "contributing/",
    "changelog/",
    "practice/",
    "practice/flashcards/",
    "practice/mock-interview/",
    "practice/plan/",
    "practice/command-line/",
    "404.html",
]
LOOKS = {"desktop": (1280, 900, "light"), "phone": (390, 844, "dark")}
TOPIC_PAGE = "losses/cross-entropy/"
LARGEST = 130 * 1024  # bytes that a page may transfer, compressed


class Seen:
    """A page with what it asked for, and what went wrong in it."""

    def __init__(self, chromium, look: str) -> None:
        width, height, scheme = LOOKS[look]
        self.context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        self.page = self.context.new_page()
        self.width = width
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda said: said.type == "error" and self.errors.append(said.text),
        )


@pytest.fixture(params=LOOKS)
def seen(chromium, request):
    found = Seen(chromium, request.param)
    yield found
    found.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_page(seen, address, kind):
    seen.page.goto(address + kind, wait_until="networkidle")
    assert seen.errors == []
    assert [url for url in seen.asked if not url.startswith((address, "data:"))] == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= seen.width
    seen.page.evaluate(AXE.read_text())  # the policy refuses it as an element
    found = seen.page.evaluate(
        "levels => axe.run(document, {runOnly: levels})", LEVELS
    )["violations"]
    told = [
        f"{one['id']}: {one['help']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]
    assert told == []


def test_a_first_visit_begins_in_the_scheme_of_the_system(chromium, address):
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.route("**/bundle.*.js", lambda route: route.abort())  # it comes last
    page.goto(address + TOPIC_PAGE)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    context.close()


def packed(path: Path) -> int:
    data = path.read_bytes()
    is_packed = path.suffix in (".woff2", ".png", ".gz")
    return len(data if is_packed else gzip.compress(data))


@pytest.mark.parametrize("rank", range(3))
def test_the_heaviest_pages_are_light(seen, address, site, rank):
    page = sorted(site.rglob("index.html"), key=packed, reverse=True)[rank]
    name = page.parent.relative_to(site).as_posix()
    seen.page.goto(f"{address}{name}/", wait_until="networkidle")
    total = 0
    for url in seen.asked:
        path = site / urlsplit(url).path.lstrip("/")
        total += packed(path / "index.html" if path.is_dir() else path)
    print(f"{name}: {total / 1024:.0f} KiB in {len(seen.asked)} requests")
    assert 20_000 < total <= LARGEST, name
    assert not any(url.endswith("search_index.json") for url in seen.asked)


def test_a_phone_scrolls_no_code_and_zooms_into_no_editor(chromium, address):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + TOPIC_PAGE, wait_until="networkidle")
    wide = page.evaluate(
        """[...document.querySelectorAll("article [data-run] pre > code")]
        .filter(code => code.offsetParent && code.scrollWidth > code.clientWidth).length"""
    )
    assert wide == 0
    block = page.locator("[data-run]:visible").first
    text = block.locator("pre > code").inner_text()
    block.get_by_role("button", name="Edit").click()
    editor = block.locator("textarea")
    assert editor.input_value().strip() == text.strip()  # lines are those of the source
    assert (
        editor.evaluate("editor => parseFloat(getComputedStyle(editor).fontSize)") >= 16
    )
    context.close()


def test_keywords_in_a_fold_are_colored_when_it_opens(page, address):
    page.goto(address + TOPIC_PAGE, wait_until="networkidle")
    colored = "CSS.highlights.get('keyword').size"
    assert page.evaluate(colored) == 0
    page.locator("article details:has(.language-python) > summary").first.click()
    page.wait_for_function(f"{colored} > 0")
    words = page.evaluate(
        "[...CSS.highlights.get('keyword')].map(range => "
        "range.startContainer.data.slice(range.startOffset, range.endOffset))"
    )
    assert set(words) <= set(keyword.kwlist)


def test_without_scripts_the_header_has_the_house_color(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    color = "element => getComputedStyle(element).backgroundColor"
    assert page.locator(".md-header").evaluate(color) == "rgb(27, 77, 92)"
    context.close()


def test_search_finds_what_one_looks_for(seen, address):
    page = seen.page
    page.goto(address + TOPIC_PAGE)
    if seen.width < 1000:
        page.locator("label.md-header__button[for=__search]").click()
    # Keys, because Material listens to them and not to the field.
    page.locator("input.md-search__input").press_sequentially("log_softmax")
    page.locator(".md-search-result__item").first.wait_for()
    assert any(url.endswith("search_index.json") for url in seen.asked)


def test_copy_page(chromium, address):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + TOPIC_PAGE)
    page.get_by_role("button", name="Copy page").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("# Cross-entropy")
    context.close()
