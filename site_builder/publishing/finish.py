"""What a built site still needs: formulas, things to take along, data, and what links show of it.

``finish`` is a function of two folders, the pages' Markdown and the site that a generator built of
it, so that another generator could use it. A page that is finished is left alone: in a live
preview only the pages that were built again are done.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urljoin

import yaml

from site_builder.publishing import pages, takeaway
from site_builder.publishing.anki import write_deck
from site_builder.publishing.cells import cells
from site_builder.publishing.math import Formulas
from site_builder.publishing.math_font import characters, write_math_font
from site_builder.publishing.messages import line_with
from site_builder.publishing.moving import MOST, without_frames
from site_builder.publishing.policy import bind
from site_builder.publishing.preview_image import write_preview_image
from site_builder.publishing.question_index import topic_titles
from site_builder.publishing.running import mark_runnable, package_wheel, prepare, put

FINISHED = '<meta property="og:type"'  # the first thing that is added to a page's head
TITLE = re.compile(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink\".*?</a>)?</h1>", re.DOTALL)
ADDRESS = re.compile(r' (href|src)="([^"#][^"]*)"')
PREVIEW = "assets/preview.png"
FSRS = "node_modules/ts-fsrs/dist/index.mjs"  # when flashcards come back
MATH_FONT = "assets/math.woff2"  # the style sheet names it too


# Material's search is a dialog without a name.
NAMED_SEARCH = (
    '<div class="md-search" data-md-component="search" role="dialog">',
    '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search">',
)
# The search index is the heaviest file of all, and Material asks for it on every page. It waits
# until somebody searches: the request, which nothing else makes, is held back until then.
LAZY_SEARCH = """<script>
{
  const { open, send } = XMLHttpRequest.prototype;
  const searched = new Promise((resolve) => {
    if (new URLSearchParams(location.search).has("q")) resolve();
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
}
</script>"""


@dataclass(frozen=True)
class Site:
    """A site that is finished.

    Args:
        docs: The folder of pages.
        folder: The folder of what was built of them.
        root: The project's folder, which has ``node_modules``.
        url: The address at which the site will be, with a slash at its end.
        name: Its name.
        description: One sentence.
        repository: ``owner/name`` on GitHub, whose branch ``notebooks`` has the notebooks; or "".
        live: It is shown by a live preview, which puts a script of its own into each page.
    """

    docs: Path
    folder: Path
    root: Path
    url: str
    name: str
    description: str
    repository: str = ""
    live: bool = False


def finish(site: Site) -> list[str]:
    """Finish a built site in place.

    Returns:
        One line per problem, ``docs/page.md:line: wanted ..., got ...``; empty when all is well.

    Raises:
        RuntimeError: If what comes from npm is not there.
    """
    if not (site.root / FSRS).is_file():
        raise RuntimeError(
            f"wanted {FSRS} in {site.root.name}/, got none; make environment installs it"
        )
    built = {path: path.read_text(encoding="utf-8") for path in _built_pages(site)}
    new = {path: html for path, html in built.items() if FINISHED not in html}
    wheel = package_wheel(site.root, site.folder / "assets")
    first_run = prepare(site.root, site.folder, wheel)
    formulas = _formulas(site.root)
    formulas.prepare(new.values())
    problems: list[str] = []
    for path, html in new.items():
        html, wrong = formulas.render(html)
        source = _source(site, path)
        html, bytes_ = without_frames(html, site.folder, _up(site, path))
        if bytes_ > MOST:
            problems.append(
                f"{source or path}:1: wanted moving pictures of {MOST} bytes at most on a "
                f"page, packed, got {bytes_}; draw fewer points or frames"
            )
        problems += [_said(site, source or path, *one) for one in wrong]
        html = _finished_page(site, path, source, html, f"assets/{wheel.name}")
        built[path] = mark_runnable(html, _up(site, path), first_run)
        _write(path, built[path])
    if formulas.html:
        wanted = characters(formulas.html)
        write_math_font(site.folder / MATH_FONT, wanted, site.root)
    write_preview_image(site.folder / PREVIEW, site.root / ".cache")
    _write_questions(site, built)
    _write_llms(site)
    write_deck(site.docs, site.folder / "worked.apkg", site.url)
    put(site.folder / "assets/vendor/ts-fsrs.mjs", (site.root / FSRS).read_bytes())
    if not site.live:
        bind(site.folder, own=LAZY_SEARCH)
    return problems


_formulas = cache(Formulas)


def _built_pages(site: Site) -> list[Path]:
    found = sorted(site.folder.rglob("*.html"))
    return [path for path in found if path != site.folder / "404.html"]


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


def _finished_page(
    site: Site, path: Path, source: Path | None, html: str, wheel: str
) -> str:
    """Return a page with its head and its links, having written what one takes along."""
    address = _address(site, path)
    title = pages.plain_text(re.sub("<[^>]+>", "", _first(TITLE, html))) or site.name
    links = ""
    if source:
        target = site.folder / source.relative_to(site.docs)
        url = urljoin(site.url, address)
        page = takeaway.Page(title, url, cells(html, url), urljoin(site.url, wheel))
        _write(target, takeaway.markdown(page))
        if page.runs:
            _write(target.with_suffix(".ipynb"), takeaway.notebook(page))
            _write(target.with_suffix(".py"), takeaway.script(page))
        if address:  # the landing page stays clear
            links = _links(site, target, path, page.runs)
    description = _first(
        re.compile(r'<meta name="description" content="([^"]*)"'), html
    )
    html = html.replace(*NAMED_SEARCH).replace("</h1>", f"</h1>\n{links}", 1)
    return html.replace(
        "</head>", f"{_head(site, address, title, description)}</head>", 1
    )


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
        "og:image": urljoin(site.url, PREVIEW),
        "og:image:alt": f"{site.name}: {site.description}",
    }
    lines = [
        f'<meta property="{name}" content="{escape(value, quote=True)}">'
        for name, value in told.items()
    ]
    lines.append('<meta name="twitter:card" content="summary_large_image">')
    return "\n".join([*lines, LAZY_SEARCH, ""])


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


def _write_questions(site: Site, built: dict[Path, str]) -> None:
    """Write ``questions.json``: the questions with their answers as HTML that stands alone."""
    entries = []
    for question in pages.questions(site.docs):
        address = question.url.partition("#")[0]
        html = built.get(site.folder / address / "index.html", "")
        entries.append(
            {
                "id": question.id,
                "question": question.question,
                "topic": question.topic,
                "level": question.level,
                "url": urljoin(site.url, question.url),
                "spoken": question.spoken,
                "answer": _answer(html, question.id, urljoin(site.url, address)),
            }
        )
    text = json.dumps(entries, indent=1, ensure_ascii=False)
    _write(site.folder / "questions.json", text + "\n")


def _answer(html: str, identity: str, url: str) -> str:
    """Return what stands between a question's heading and the next one, links made absolute."""
    pattern = rf'<h2[^>]* id="{identity}"[^>]*>.*?</h2>(.*?)(?=<h2|</article>)'
    answer = _first(re.compile(pattern, re.DOTALL), html).strip()
    return ADDRESS.sub(
        lambda match: f' {match[1]}="{escape(urljoin(url, match[2]))}"', answer
    )


def _write_llms(site: Site) -> None:
    """Write what language models read: an index of the pages, and all of them as one text."""
    titles = topic_titles(site.docs)
    sections: dict[str, list[str]] = {}
    whole = []
    for page in pages.pages(site.docs):
        name = page.path.relative_to(site.docs).as_posix()
        meta = (
            yaml.safe_load("\n".join(page.lines[1 : page.front_matter_end - 1])) or {}
        )
        title = titles.get(name.partition("/")[0], "About")
        line = f"- [{page.title}]({urljoin(site.url, name)}): {meta.get('description', '')}"
        sections.setdefault(title, []).append(line)
        whole.append((site.folder / name).read_text(encoding="utf-8"))
    parts = [f"# {site.name}", f"> {site.description}"]
    for title, lines in sections.items():
        parts.append("\n".join([f"## {title}", "", *lines]))
    _write(site.folder / "llms.txt", "\n\n".join(parts) + "\n")
    _write(site.folder / "llms-full.txt", "\n\n".join(whole))


def _write(path: Path, text: str) -> None:
    put(path, text.encode())
