"""What the content security policy lets through: all that a reader does, and no planted script."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect
from test_site import KINDS

pytestmark = pytest.mark.browser

TOPIC_PAGE = "losses/cross-entropy/"
CONCEPT_PAGE = "reference/losses/hinge_loss/"
HEARD = """addEventListener("securitypolicyviolation", (event) =>
  violated(`${location.pathname}: ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`)
)"""
PLANTED = """<script>window.planted = "script"</script>
<img src="nowhere.png" alt="" onerror="window.planted = 'handler'">
<a id="link" href="javascript:window.planted = 'link'">link</a>
<iframe srcdoc="<script>parent.planted = 'frame'</script>"></iframe>"""


class Reader:
    """A page, and what the policy refused in it."""

    def __init__(self, chromium, address: str) -> None:
        self.context = chromium.new_context(
            base_url=address, permissions=["clipboard-read", "clipboard-write"]
        )
        self.refused: list[str] = []
        self.context.expose_binding(
            "violated", lambda _, what: self.refused.append(what)
        )
        self.context.add_init_script(HEARD)
        # Instant navigation asks the sitemap which pages are the site's own.
        self.context.route("**/sitemap.xml", lambda route: _at(route, address))
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))


def _at(route, address):
    text = re.sub(r"(?<=<loc>)https?://[^/]+/", address, route.fetch().text())
    route.fulfill(body=text, content_type="application/xml")


@pytest.fixture
def reader(chromium, address):
    found = Reader(chromium, address)
    yield found
    found.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind(reader, kind):
    reader.page.goto(kind, wait_until="networkidle")
    assert (reader.refused, reader.errors) == ([], [])


def follow(page, kind):
    """Go to a page as instant navigation goes."""
    page.locator(f'a[href$="{kind}"]').first.evaluate("link => link.click()")
    page.wait_for_url(f"**/{kind}")
    page.wait_for_timeout(300)  # its scripts are evaluated by then


def test_instant_navigation_from_page_to_page(reader):
    page = reader.page
    page.goto("", wait_until="networkidle")
    page.evaluate("window.stays = true")
    for kind in (
        "losses/",
        TOPIC_PAGE,
        "losses/choosing-a-loss/",
        "practice/",
        "practice/flashcards/",
        "practice/mock-interview/",
        "practice/plan/",
        "contributing/",
        "reference/",
        "reference/losses/",
        CONCEPT_PAGE,
    ):
        follow(page, kind)
    assert page.evaluate("window.stays") is True
    assert (reader.refused, reader.errors) == ([], [])


def test_what_a_reader_does_with_the_theme(reader):
    page = reader.page
    page.goto(TOPIC_PAGE, wait_until="networkidle")
    page.locator("input.md-search__input").press_sequentially("log_softmax")
    page.locator(".md-search-result__item").first.wait_for()
    page.locator("[data-md-component=search-share]").click()
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    page.goto(TOPIC_PAGE)
    page.locator("label[for^=__palette]:visible").click()
    page.locator("details.worked-sides > summary").first.click()
    page.locator(".tabbed-labels label", has_text="PyTorch").first.click()
    page.locator("button[data-md-type=copy]:visible").first.click()
    page.get_by_role("button", name="Copy page").click()
    page.get_by_role("button", name="Copied").wait_for()
    page.reload(wait_until="networkidle")  # scripts set the theme and the tabs again
    assert page.evaluate("document.body.dataset.mdColorScheme") in ("default", "slate")
    assert (reader.refused, reader.errors) == ([], [])


def test_practice(reader):
    page = reader.page
    page.goto("practice/?show=all", wait_until="networkidle")
    page.locator(".questions > details").first.locator("summary").click()
    page.get_by_label("Done:").first.check()
    page.goto("practice/flashcards/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.keyboard.press("Space")
    page.keyboard.press("3")
    page.goto("practice/mock-interview/")
    page.get_by_role("button", name="Start interview").click()
    page.get_by_role("button", name="Reveal the answer").click()
    assert (reader.refused, reader.errors) == ([], [])


@pytest.fixture
def header(site):
    """What a host can send that binds the worker, too: the policy as a header of every answer."""
    html = (site / "index.html").read_text()
    return re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1]


@pytest.fixture
def elsewhere():
    """Another host's address, and the paths that it was asked for."""
    asked = []

    class Host(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()


def send_with(header, route):
    """Answer as a host does that sends the policy with every file."""
    answer = route.fetch()
    headers = {**answer.headers, "content-security-policy": header}
    route.fulfill(response=answer, headers=headers)


@pytest.mark.parametrize("is_header", [False, True], ids=["meta", "header"])
def test_python_in_the_page(reader, site, header, is_header, elsewhere):
    if not (site / "assets" / "run").exists():
        pytest.skip("the site was built where NumPy for Pyodide is not to be had")
    page = reader.page
    if is_header:
        reader.context.route("**/*", lambda route: send_with(header, route))
    page.goto(CONCEPT_PAGE)
    page.get_by_role("button", name="Run block 1", exact=True).click()
    status = page.locator("[data-run]").first.get_by_role("status")
    expect(status).to_have_text(re.compile("^Done in"), timeout=60_000)
    page.locator(".worked-try-box summary").first.click()
    page.get_by_role("button", name=re.compile("^Check")).first.click()
    attempt = page.locator(".worked-try").first.get_by_role("status")
    expect(attempt).to_contain_text("Core: 0 of", timeout=60_000)
    assert (reader.refused, reader.errors) == ([], [])

    # What CONTRIBUTING.md says of the worker: the header binds it, the page's own policy does not.
    address, asked = elsewhere
    page.get_by_role("button", name="Edit block 1", exact=True).click()
    page.get_by_label("Code of block 1", exact=True).fill(
        "import js\nr = js.XMLHttpRequest.new()\n"
        f"r.open('GET', '{address}', False)\nr.send()"
    )
    page.get_by_role("button", name="Run block 1", exact=True).click()
    expect(status).to_have_text(re.compile("^An error in"), timeout=60_000)
    assert asked == ([] if is_header else ["/"])


@pytest.mark.parametrize("arrives", ["at first", "by instant navigation"])
def test_a_planted_script_does_not_run(reader, arrives):
    page = reader.page

    def plant(route):
        html = route.fetch().text()
        route.fulfill(
            body=html.replace("</h1>", f"</h1>{PLANTED}", 1), content_type="text/html"
        )

    reader.context.route(f"**/{TOPIC_PAGE}", plant)
    if arrives == "at first":
        page.goto(TOPIC_PAGE)
    else:
        page.goto("losses/", wait_until="networkidle")
        page.evaluate("window.stays = true")
        follow(page, TOPIC_PAGE)
        assert page.evaluate("window.stays") is True
    page.locator("#link").evaluate("link => link.click()")
    page.wait_for_timeout(500)
    assert page.evaluate("window.planted") is None
    told = " ".join(reader.refused)
    assert all(name in told for name in ("script-src-elem", "script-src-attr"))
