"""What a page may execute: one policy for a site, and the check that finds what is outside it."""

import base64
import hashlib
import re

import pytest

from site_builder.checks.built_site import site_problems
from site_builder.publishing.policy import META, bind, inline_scripts, policy

SCOPE = '<script>__md_scope=new URL("{}",location)</script>'
PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    {scope}
    <script src="{root}assets/theme.js"></script>
    <script type="application/json">{{"base": "{root}"}}</script>
  </head><body>{body}<script>theme()</script></body></html>
"""
OWN = "<script>own()</script>"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "topic/page").mkdir(parents=True)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/theme.js").write_text("")
    pages = {
        "404.html": ("/base/", "/base/"),
        "index.html": (".", ""),
        "topic/page/index.html": ("../..", "../../"),
    }
    for name, (scope, root) in pages.items():
        text = PAGE.format(scope=SCOPE.format(scope), root=root, body=OWN)
        (tmp_path / name).write_text(text)
    bind(tmp_path, own=OWN)
    return tmp_path


def sources(allowed: str) -> dict[str, list[str]]:
    """Return the sources that a policy allows, by directive."""
    return {part.split()[0]: part.split()[1:] for part in allowed.split(";")}


def test_all_pages_have_one_policy_above_their_scripts(site):
    texts = [path.read_text() for path in site.rglob("*.html")]
    assert len(texts) == 3
    assert len({META.search(text)[1] for text in texts}) == 1
    for text in texts:
        above = text[: text.index("Content-Security-Policy")]
        assert "<script" not in above
        # A browser looks for the encoding in the first kilobyte.
        assert '<meta charset="utf-8">' in above
    assert site_problems(site) == []


def test_scripts_are_allowed_by_hash_and_nothing_is_evaluated(site):
    html = (site / "topic/page/index.html").read_text()
    (allowed,) = META.findall(html)
    found = sources(allowed)
    assert inline_scripts(html)[1:] == ["own()", "theme()"]
    for script in inline_scripts(html):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in found["script-src"]
    rest = [one for one in found["script-src"] if not one.startswith("'sha256-")]
    assert rest == ["'self'", "'wasm-unsafe-eval'"]
    assert found["default-src"] == found["base-uri"] == ["'none'"]
    assert "'unsafe-inline'" not in found["style-src"]
    assert "http" not in allowed


def test_what_is_bound_stays(site):
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    bind(site, own=OWN)
    assert {path: path.read_bytes() for path in site.rglob("*.html")} == before


def test_a_script_of_a_page_is_not_in_the_policy(site):
    page = site / "topic/page/index.html"
    page.write_text(page.read_text().replace("<body>", "<body><script>bad()</script>"))
    bind(site, own=OWN)
    (found,) = site_problems(site)
    assert re.match(
        r"topic/page/index.html:\d+: wanted no script but the site's own, got 'bad\(\)'",
        found,
    )


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<script src="../../assets/other.js"></script>', "wanted no script but"),
        ('<script src="other/assets/theme.js"></script>', "wanted no script but"),
        ('<script type="module">bad()</script>', "got 'bad()'"),
        ("<p onclick='bad()'>", "wanted a page without handlers, got 'onclick'"),
        ('<a href="javascript:bad()">', "got 'javascript:bad()'"),
    ],
)
def test_what_executes_is_found(site, html, wanted):
    page = site / "topic/page/index.html"
    page.write_text(page.read_text().replace("<body>", f"<body>{html}"))
    found = site_problems(site)
    assert any(wanted in problem for problem in found), found


@pytest.mark.parametrize(
    "change",
    [
        lambda html: META.sub("", html),
        lambda html: html.replace("default-src 'none'", "default-src *"),
        lambda html: html.replace("<head>", "<head><script>theme()</script>"),
    ],
)
def test_a_page_without_the_policy_of_the_others_is_found(site, change):
    page = site / "topic/page/index.html"
    page.write_text(change(page.read_text()))
    (found,) = site_problems(site)
    assert "topic/page/index.html:1: wanted the one content security policy" in found


def test_the_policy_does_not_depend_on_the_pages():
    assert policy(OWN) == policy(OWN + OWN)
    assert policy(OWN) != policy(SCOPE.format("."))
    assert policy(SCOPE.format("/a/")) != policy(SCOPE.format("/b/"))
