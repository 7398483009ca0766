"""The whole site as one PDF, printed by Chromium from the pages that are built already.

The articles stand one after the other in one document, so that links between them lead on inside
it and its headings become bookmarks. It loads no script: folds and tabs are open on paper by style.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from site_builder.files import put
from site_builder.publishing import pages
from site_builder.publishing.finish import TITLE
from site_builder.publishing.sheets import topics

NAME = "worked.pdf"
ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
STYLES = re.compile(r'<link rel="stylesheet" href="[^"]*">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
IDENTITY = re.compile(r'(?<=\sid=")([^"]+)(?=")')
LINK = re.compile(r'(?<=\shref=")([^"]*)(?=")')
CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
SPAN = re.compile(r"</?span\b[^>]*>")
INNER = re.compile(r'(?<=url\(#)([^)]+)(?=\))|(?<=xlink:href="#)([^"]+)(?=")')
FOOTER = (
    '<div style="width: 100%; text-align: center; font-size: 8px">'
    '<span class="pageNumber"></span></div>'
)
DATES = re.compile(rb"(?<=Date \(D:)\d{14}")
# Bookmarks leave out the blank at which a heading's line is broken, unless it is kept.
STYLE = """
section { break-before: page }
body > article > ul { columns: 2; list-style: none }
.md-typeset :is(h1, h2, h3) { white-space: pre-wrap }
"""
# A container has no sandbox; paper has no need of a GPU.
FLAGS = ["--no-sandbox", "--disable-gpu"]


def write(docs: Path, site: Path, made: int) -> Path:
    """Print a built site, and return the file's path in it.

    Args:
        docs: The folder of pages.
        site: The folder of what was built of them.
        made: The time that the file carries, in seconds since 1970.

    Raises:
        RuntimeError: If there is no Chromium.
    """
    half = put(site / ".whole.html", document(docs, site))
    try:
        data = _printed(half)
    finally:
        half.unlink()
    # Chromium writes the hour in which it printed; what was built has the commit's.
    date = time.strftime("%Y%m%d%H%M%S", time.gmtime(made)).encode()
    return put(site / NAME, DATES.sub(date, data))


def document(docs: Path, site: Path) -> str:
    """Return one HTML document of everything that is read: topics, sheets, the reference."""
    read = {
        a: (site / a / "index.html").read_text("utf-8") for a in _addresses(docs, site)
    }
    first, html = next(iter(read.items()))
    styles = "\n".join(STYLES.findall(html)).replace("../" * first.count("/"), "")
    here = CANONICAL.search(html)
    root = here[1].removesuffix(first) if here else ""
    contents, articles = [], []
    for address, html in read.items():
        article = ARTICLE.search(html)
        title = TITLE.search(html)
        if not article or not title:
            raise ValueError(f"wanted an article with a heading in {address}, got none")
        contents.append(f'<li><a href="#{_name(address)}">{title[1]}</a></li>')
        inside = _led(article[1], address, read, root)
        articles.append(f'<section id="{_name(address)}">{inside}</section>')
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Worked</title>\n'
        f"{styles}\n<style>{STYLE}</style></head>\n"
        '<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom">'
        '<article class="md-content__inner md-typeset">\n<h1>Worked</h1>\n'
        f"<p>Printed from <a href='{escape(root)}'>{escape(root)}</a>, where every block "
        f"runs.</p>\n<ul>{''.join(contents)}</ul>\n{''.join(articles)}</article></body></html>"
    )


def _addresses(docs: Path, site: Path) -> Iterator[str]:
    """Yield the addresses of the pages to print, in the order of reading."""
    for topic in topics(docs):
        yield f"{topic}/"
        asked = pages.questions(docs, topic)
        yield from dict.fromkeys(question.url.partition("#")[0] for question in asked)
        yield f"{topic}/sheet/"
    for folder in sorted(path.parent for path in site.glob("reference/**/index.html")):
        yield f"{folder.relative_to(site).as_posix()}/"


def _name(address: str, fragment: str = "") -> str:
    """Return the id that a page, or an id on it, has in the document."""
    return f"{address.strip('/').replace('/', '--')}{'--' * bool(fragment)}{fragment}"


def _led(html: str, address: str, printed: dict[str, str], root: str) -> str:
    """Return a page's article with its ids and links as they are in the document."""

    def leads(match: re.Match[str]) -> str:
        parts = urlsplit(match[1])
        if parts.scheme or parts.netloc:
            return match[1]
        path = (
            posixpath.normpath(posixpath.join(address, parts.path))
            if parts.path
            else ""
        )
        target = f"{path}/" if path else address
        if target in printed:
            return f"#{_name(target, parts.fragment)}"
        return urljoin(urljoin(root, address), match[1])

    # A PDF has an object for each colored word, which made five sixths of the file.
    html = CODE.sub(lambda match: SPAN.sub("", match[0]), html)
    html = html.replace("<details", "<details open")
    html = IDENTITY.sub(lambda match: _name(address, match[1]), html)
    html = INNER.sub(lambda match: _name(address, match[1] or match[2]), html)
    return LINK.sub(leads, html)


def _printed(document: Path) -> bytes:
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise RuntimeError("wanted chromium or google-chrome for the PDF, got neither")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        data = pdf_of(browser.new_page(), document)
        browser.close()
    return data


def pdf_of(page: Any, document: Path) -> bytes:
    """Return a document as a page of Playwright's Chromium prints it."""
    page.goto(document.resolve().as_uri(), timeout=120_000)
    return page.pdf(
        format="A4",
        prefer_css_page_size=True,
        outline=True,
        tagged=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=FOOTER,
    )
