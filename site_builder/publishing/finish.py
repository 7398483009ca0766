"""What a built site still needs: formulas, things to take along, data, and what links show of it.

``finish`` is a function of two folders, the pages' Markdown and the site that a generator built of
it, so that another generator could use it. A page that is finished is left alone: in a live
preview only the pages that were built again are done.
"""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from site_builder.files import put
from site_builder.kept import kept_for
from site_builder.publishing import pages
from site_builder.publishing.cells import cells
from site_builder.publishing.math import Formulas
from site_builder.publishing.messages import line_with
from site_builder.publishing.moving import frame_problems, without_frames
from site_builder.publishing.policy import bind
from site_builder.publishing.runnable import mark_runnable
from site_builder.publishing.site import Site
from site_builder.publishing.slim import slim, without_tex
from site_builder.publishing.taken_along import (
    deck,
    llms,
    markdown,
    math_font,
    notebook,
    preview_image,
    pyodide,
    questions_json,
    scheduler,
    script,
    wheel,
)
from site_builder.publishing.taken_along.article import Article

FINISHED = '<meta property="og:type"'  # the first thing that is added to a page's head
TITLE = re.compile(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink\".*?</a>)?</h1>", re.DOTALL)
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
# Stands for the bytes of a first run until a page is written: they change with each module.
A_FIRST_RUN = "bytes-of-a-first-run"
DOCSTRING_STYLES = re.compile(r'<link rel="stylesheet" href="[^"]*_mkdocstrings\.css">')
# While the colors change nothing fades, for which the theme styles all elements twice at its start.
SWITCHING = re.compile(r"\[data-md-color-switching\] \*[^}]*\}")
LOST = "404.html"
LOST_TITLE = "<h1>404 - Not found</h1>"  # the theme's
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')


# Material's search is a dialog without a name.
NAMED_SEARCH = (
    '<div class="md-search" data-md-component="search" role="dialog">',
    '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search">',
)
# The search index is the heaviest file of all, and Material asks for it on every page. It waits
# until somebody searches: the request, which nothing else makes, is held back until then, and so is
# the worker that would read it.
LAZY_SEARCH = """<script>
{
  const { open, send } = XMLHttpRequest.prototype;
  const searched = new Promise((resolve) => {
    const asked = new URLSearchParams(location.search);
    if (asked.has("q") || asked.has("h")) resolve(); // a shared search, a page with marked words
    const search = "[data-md-component=search], [for=__search]";
    const look = ({ target }) => target.closest?.(search) && resolve();
    for (const type of ["focusin", "pointerdown"]) addEventListener(type, look);
  });
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.waits = String(url).endsWith("/search_index.json");
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    return this.waits ? void searched.then(() => send.apply(this, body)) : send.apply(this, body);
  };
  const Started = Worker;
  window.Worker = class extends EventTarget {
    constructor(url, options) {
      if (!String(url).includes("/workers/search.")) return new Started(url, options);
      super();
      this.worker = searched.then(() => {
        const worker = new Started(url, options);
        worker.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
        return worker;
      });
    }
    postMessage(data) {
      this.worker.then((worker) => worker.postMessage(data));
    }
  };
}
</script>"""

# At a first visit the theme asks for the system's scheme only when the whole page has been read,
# which shows the light one until then, and fades it. It knows a stored preference at once.
FIRST_SCHEME = """<script>
if (!__md_get("__palette"))
  __md_set("__palette", { index: 0, color: { media: "(prefers-color-scheme)" } });
</script>"""
OWN_SCRIPTS = LAZY_SEARCH + FIRST_SCHEME


def finish(site: Site) -> list[str]:
    """Finish a built site in place.

    Returns:
        One line per problem, ``docs/page.md:line: wanted ..., got ...``; empty when all is well.

    Raises:
        RuntimeError: If what comes from npm is not there.
    """
    scheduler.write(site)
    package = wheel.write(site.root, site.folder / "assets")
    first_run = pyodide.write(site.root, site.folder, package)
    _help_the_lost(site)
    for sheet in site.folder.glob("assets/stylesheets/palette.*.css"):
        put(sheet, SWITCHING.sub("", sheet.read_text(encoding="utf-8")))
    problems = _finish_pages(site, f"assets/{package.name}", first_run)
    if _characters(site.root):
        math_font.write(site, _characters(site.root))
    asked = pages.questions(site.docs)
    questions_json.write(site, asked)
    deck.write(site, asked)
    llms.write(site)
    preview_image.write(site)
    if not site.live:
        bind(site.folder, own=OWN_SCRIPTS)
    return problems


_formulas = cache(Formulas)


@cache
def _characters(root: Path) -> set[int]:
    """Return the characters of a project's formulas, to which finished pages add theirs."""
    return set()


def _finish_pages(site: Site, package: str, first_run: int) -> list[str]:
    """Finish the pages that are not, and return what is wrong with them."""
    kept, formulas = kept_for(site.root), _formulas(site.root)
    new: dict[Path, str] = {}
    found: dict[Path, Any] = {}
    for path in _built_pages(site):
        data = path.read_bytes()
        if FINISHED.encode() not in data:
            new[path] = data.decode()
            found[path] = kept.get(*_told(site, path, new[path], package, first_run))
    formulas.prepare(html for path, html in new.items() if not found[path])
    problems: list[str] = []
    for path, html in new.items():
        made = found[path]
        if made is None:
            made, wrong = _finished(site, path, html, package, first_run)
            if not wrong:
                kept.put(made, *_told(site, path, html, package, first_run))
            problems += wrong
        _characters(site.root).update(made["characters"])
        for place, text in made["frames"].items():
            put(site.folder / place, text)
        for suffix, text in made["taken"].items():
            put((site.folder / made["source"]).with_suffix(suffix), text)
        put(path, made["html"].replace(A_FIRST_RUN, str(first_run), 1))
    return problems


def _told(site: Site, path: Path, html: str, package: str, first_run: int) -> list[Any]:
    """Return all that a finished page follows from."""
    known = [site.url, site.name, site.description, site.repository, package]
    source = _source(site, path)
    name = source.relative_to(site.docs).as_posix() if source else ""
    page = hashlib.sha256(html.encode()).hexdigest()
    return ["page", _address(site, path), name, *known, first_run > 0, page]


def _finished(
    site: Site, path: Path, html: str, package: str, first_run: int
) -> tuple[dict[str, Any], list[str]]:
    """Return what becomes of a page, and what is wrong with it."""
    html, wrong = _formulas(site.root).render(slim(html))
    source = _source(site, path)
    problems = [_said(site, source or path, *one) for one in wrong]
    characters = math_font.characters(FORMULA.findall(html))
    html, frames = without_frames(html, _up(site, path))
    name = (source or path).relative_to(site.docs.parent if source else site.folder)
    problems += [f"{name}:1: {problem}" for problem in frame_problems(frames)]
    html, taken = _with_head_and_links(site, path, source, html, package)
    html = without_tex(html)
    if 'class="doc ' not in html:  # nothing of mkdocstrings
        html = DOCSTRING_STYLES.sub("", html)
    if first_run:
        html = mark_runnable(html, _up(site, path), A_FIRST_RUN)
    made = {
        "html": html,
        "source": source.relative_to(site.docs).as_posix() if source else "",
        "taken": taken,
        "frames": frames,
        "characters": sorted(characters),
    }
    return made, problems


def _built_pages(site: Site) -> list[Path]:
    found = sorted(site.folder.rglob("*.html"))
    return [path for path in found if path != site.folder / LOST]


def _help_the_lost(site: Site) -> None:
    """Have the theme's page of missing pages lead on: to the search, and to the topics."""
    path = site.folder / LOST
    html = path.read_text("utf-8") if path.exists() else ""
    if LOST_TITLE not in html:
        return
    base = urlsplit(site.url).path or "/"  # the page stands for any address
    topics = [page for page in pages.pages(site.docs) if page.path.name == "index.md"]
    links = "".join(
        f'<li><a href="{base}{page.url}">{escape(page.title)}</a></li>'
        for page in topics
    )
    told = (
        "<p>There is no page at this address; it may have moved.</p>"
        '<p><label class="md-button md-button--primary" for="__search">Search</label></p>'
        f"<h2>Start from here</h2><ul>{links}</ul>"
    )
    put(path, html.replace(LOST_TITLE, f"<h1>404: not found</h1>{told}", 1))


def _address(site: Site, path: Path) -> str:
    """Return a built page's address relative to the site's: ``losses/cross-entropy/``."""
    name = path.relative_to(site.folder).as_posix()
    return name.removesuffix("index.html")


def _source(site: Site, path: Path) -> Path | None:
    """Return the Markdown file of a built page; None for a page that was generated."""
    address = _address(site, path).rstrip("/")
    for name in (f"{address}.md", f"{address}/index.md".lstrip("/")):
        if (site.docs / name).is_file():
            return site.docs / name
    return None


def _said(site: Site, source: Path, tex: str, error: str) -> str:
    line = line_with(tex, source)
    return f"{source.relative_to(site.docs.parent)}:{line}: wanted TeX, got {tex!r}: {error}"


def _up(site: Site, path: Path) -> str:
    """Return the way from a built page to the site's root: ``../../``, or nothing."""
    return "../" * (len(path.relative_to(site.folder).parts) - 1)


def _with_head_and_links(
    site: Site, path: Path, source: Path | None, html: str, package: str
) -> tuple[str, dict[str, str]]:
    """Return a page with its head and its links, and what one takes along of it, by suffix."""
    address = _address(site, path)
    title = pages.plain_text(re.sub("<[^>]+>", "", _first(TITLE, html))) or site.name
    links, taken = "", {}
    if source:
        target = site.folder / source.relative_to(site.docs)
        url = urljoin(site.url, address)
        page = Article(title, url, cells(html, url), urljoin(site.url, package))
        taken[".md"] = markdown.text(page)
        if page.runs:
            taken |= {".ipynb": notebook.text(page), ".py": script.text(page)}
        if address:  # the landing page stays clear
            links = _links(site, target, path, page.runs) + _needs(page)
    html = html.replace(*NAMED_SEARCH).replace("</h1>", f"</h1>\n{links}", 1)
    head = _head(site, address, title, _first(DESCRIPTION, html))
    return html.replace("</head>", f"{head}</head>", 1), taken


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _head(site: Site, address: str, title: str, description: str) -> str:
    told = {
        "og:type": "website",
        "og:site_name": site.name,
        "og:title": title,
        "og:description": description,
        "og:url": urljoin(site.url, address),
        "og:image": urljoin(site.url, preview_image.NAME),
        "og:image:alt": f"{site.name}: {site.description}",
    }
    lines = [
        f'<meta property="{name}" content="{escape(value, quote=True)}">'
        for name, value in told.items()
    ]
    lines.append('<meta name="twitter:card" content="summary_large_image">')
    return "\n".join([*lines, OWN_SCRIPTS, ""])


def _needs(page: Article) -> str:
    """Return a fold that says how to install what the blocks of a page import; or nothing."""
    if "worked" not in page.imports:
        return ""
    return (
        '<details class="worked-fold worked-needs"><summary>Install</summary>'
        "<p>Copied blocks import <code>worked</code>: "
        f"<code>pip install {page.wheel}</code></p></details>"
    )


def _links(site: Site, target: Path, path: Path, runs: bool) -> str:
    """Return the line under a page's title that offers the page to be taken along."""
    here = os.path.relpath(target, path.parent).removesuffix(".md")
    copy = f'<button type="button" data-copy="{here}.md">Copy page</button>'
    parts = [copy, f'<a href="{here}.md">Markdown</a>']
    if runs:
        parts.append(f'<a href="{here}.ipynb" download>Notebook</a>')
        parts.append(f'<a href="{here}.py" download>Script</a>')
    if runs and site.repository:
        name = target.relative_to(site.folder).with_suffix("").as_posix()
        where = (
            f"https://colab.research.google.com/github/{site.repository}/blob/notebooks"
        )
        parts.append(f'<a href="{where}/{name}.ipynb">Open in Colab</a>')
    return f'<p class="worked-take">{" ".join(parts)}</p>'
