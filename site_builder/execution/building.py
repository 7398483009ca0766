"""What markdown-exec asks for each Python block of a build: its result, as HTML.

Options, rendering and errors are markdown-exec's; only where and whether a block runs is decided
here. The blocks of all pages are looked up when a build begins, and those without a result run
beside the rendering; a block that nobody foresaw runs when it is met.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import markdown_exec
from markupsafe import Markup
from pymdownx.snippets import SnippetMissingError

from site_builder.execution.blocks import blocks_of, index_of, line_of
from site_builder.execution.claims import Claim, Claims, claims
from site_builder.execution.sessions import (
    Session,
    Waiting,
    Workers,
    extended,
    installed_versions,
    job_of,
)
from site_builder.execution.store import Store

log = logging.getLogger("mkdocs.execution")

# As they are before this package takes their place.
FORMATTERS: dict[str, Callable[..., Any]] = dict(markdown_exec.formatters)

# What sandbox.execute returns; an entry of the store is one too.
Result = dict[str, Any]

# HTML that does more than stand there is made anew: headings join the page's table of contents,
# and what identifiers and snippets stand for is read from elsewhere.
HEADING = re.compile(r"<h[1-6][ >]")
READ_ELSEWHERE = re.compile(r"^\s*:::|-8<-", re.MULTILINE)
# What a fence may say besides what markdown-exec takes: how its source is shown, and limits.
SHOWN = ("title", "hl_lines", "linenums", "title_mode")
LIMITS = ("timeout", "output")
RENDERED_KEPT = 4  # renderings of one result: it may stand on several pages


@dataclass
class Outcome:
    """The results of a session: found, or on their way.

    Args:
        session: Its blocks.
        results: One for each block; fewer when the session ended early.
        waiting: Waits for the results of a session that runs.
    """

    session: Session
    results: list[Result]
    waiting: Waiting | None = None


@dataclass
class Page:
    """What is known of a page while it is built.

    Args:
        name: ``docs/topic/page.md``, as messages have it.
        text: Its Markdown.
        foreseen: By key of a block, its session's outcome and its place in the session.
        sessions: The blocks met so far, by session.
        met: Number of the blocks met so far.
        line: Number of the last met block's fence.
        failed: ``docs/topic/page.md:line`` of the block that failed, or "".
        deps: The files that the page's blocks read, with what was in them.
        shown: How to make what the page shows of other pages, and what that was.
    """

    name: str
    text: str
    foreseen: dict[str, tuple[Outcome, int]] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    met: int = 0
    line: int = 0
    failed: str = ""
    deps: dict[str, str] = field(default_factory=dict)
    shown: tuple[Callable[[], str], str] = str, ""

    def place(self, line: int) -> str:
        """Return how messages name a line of the page, or the page if the line is not known."""
        return f"{self.name}:{line}" if line else self.name

    def meet(
        self, code: str, line: int, options: dict[str, Any], versions: str
    ) -> Session:
        """Add a block to its session, and return the session up to it."""
        self.met += 1
        # A block without a session is one by itself, under a name that no session has.
        name = options.get("session") or f"\n{self.met}"
        before = self.sessions.get(name, ())
        session = extended(before, code, self.name, line, options, versions)
        self.sessions[name] = session
        return session


class Building:
    """The blocks of a build, or of one build after the other in a live preview.

    Args:
        root: The project's folder: blocks run in it, and the files in it that they read count.
        docs: The folder of pages, relative to the project's, with which messages begin.
        watched: Further folders whose files count.
        store: Where results are kept.
        workers: Where blocks run.
        preload: Modules that many blocks import.
    """

    def __init__(
        self,
        root: Path,
        docs: str,
        watched: Iterable[str],
        store: Store,
        workers: Workers,
        preload: Iterable[str] = (),
    ) -> None:
        self.root = root
        self.docs = docs
        self.roots = [str(root), *watched]
        self.store = store
        self.workers = workers
        self.preload = list(preload)
        self.pages: dict[str, Page] = {}
        self.claims = Claims(self._stayed_text)
        self._page = Page("", "")
        self._begin()

    def _begin(self) -> None:
        self.store.refresh()
        self._versions = installed_versions(self.root / "constraints.txt")
        self._rendering = self._config = ""
        self._waiting = self._ran = self._reused = 0
        self._took = self._saved = 0.0
        self._missing: dict[str, int] = {}

    def name_of(self, path: str) -> str:
        """Return a page's name for messages, from its path in the folder of pages."""
        return f"{self.docs}/{path}"

    def plan(self, texts: dict[str, str]) -> None:
        """Begin a build: look up the blocks of pages, and run those that have no result.

        Args:
            texts: The pages' Markdown by name.
        """
        self._begin()
        for name, text in texts.items():
            self._foresee(name, text)

    def sessions_of(self, name: str, text: str) -> list[Session]:
        """Return the sessions of a page, read from its Markdown."""
        page = Page(name, text)
        for block in blocks_of(text):
            if block.runs:
                try:
                    page.meet(block.code, block.line, block.options, self._versions)
                except ValueError:
                    break  # run_block says what is wrong with the option
        return list(page.sessions.values())

    def _foresee(self, name: str, text: str) -> None:
        page = self.pages[name] = Page(name, text)
        for session in self.sessions_of(name, text):
            outcome = self._begun(session)
            for number, step in enumerate(session):
                page.foreseen[step.key] = outcome, number

    def _begun(self, session: Session) -> Outcome:
        found = [self.store.get(step.key) for step in session]
        results = [result for result in found if result is not None]
        if len(results) == len(session):
            self._reused += len(results)
            self._saved += sum(result["seconds"] for result in results)
            return Outcome(session, results)
        self._waiting += 1
        job = self.job(session)
        keep = partial(self._kept, session)
        return Outcome(session, [], self.workers.submit(job, keep))

    def job(self, session: Session) -> dict[str, Any]:
        """Return what a server takes to run a session of this site."""
        return job_of(session, self.root, self.roots, self.preload)

    def _kept(self, session: Session, results: list[Result]) -> list[Result]:
        """Keep the good results of a session, so that a build that is killed does not lose them."""
        return [
            result if result["error"] else self.store.put(step.key, result)
            for step, result in zip(session, results, strict=False)
        ]

    def enter(self, name: str, markdown: str) -> None:
        """Say which page is rendered next.

        Args:
            name: The page's name.
            markdown: Its text, for a page that was not there when the build began.
        """
        if name not in self.pages:
            self._foresee(name, markdown)
        self._page = self.pages[name]
        self.claims.open.clear()

    def formatters(self) -> dict[str, Callable[..., Any]]:
        """Return what ``markdown_exec.formatters`` is to be: Python's is ours, all are guarded."""
        ours = {"python": self.run_block, "py": self.run_block}
        return {
            language: self.guarded(formatter)
            for language, formatter in (FORMATTERS | ours).items()
        }

    def guarded(self, formatter: Callable[..., Any]) -> Callable[..., Any]:
        """Return one of ``markdown_exec.formatters`` so that no exception of it is lost.

        What is raised there, superfences takes for a sign that a fence is none, and leaves it on
        the page as text.
        """

        def run(code: str, md: Any, **options: Any) -> str:
            page, depth = self._page, len(self.claims.open)
            self.claims.ran(code)
            line = line_of(code, page.text, page.line + 1)
            page.line = line or page.line  # 0 for a fence that another block prints
            try:
                return formatter(code=code, md=md, **options)
            except Exception:
                del self.claims.open[depth:]
                place = page.place(line)
                log.error(
                    "%s: wanted a block that runs, got:\n%s",
                    place,
                    traceback.format_exc(),
                )
                page.failed = page.failed or place
                return Markup("<pre>{}</pre>").format(
                    f"{place}\n{traceback.format_exc()}"
                )

        return run

    def _stayed_text(self, claim: Claim) -> str:
        """Say that a fence did not run, and return what was said."""
        page = self._page
        index = index_of("\n".join([claim.opening, *claim.code]), page.text)
        place = page.place(0 if index is None else index + 1)
        log.error("%s: %s", place, claim)
        page.failed = page.failed or place
        return f"{place}: {claim}"

    def run_block(self, code: str, md: Any, **options: Any) -> Markup:
        """Return a block's HTML; what ``markdown_exec.formatters`` calls.

        Args:
            code: The block's text.
            md: The Markdown instance of the page.
            **options: What ``markdown_exec.validator`` makes of the fence's options.
        """
        page = self._page
        extra = options["extra"] = {**options.get("extra", {})}
        limits = {name: extra.pop(name, None) for name in LIMITS}
        line = line_of(code, page.text, page.line)
        place = page.place(line)
        options["id"] = options.get("id") or place
        if options.get("id_prefix") is None:
            # The id itself would be a clumsy prefix, and its line moves with the prose above.
            options["id_prefix"] = f"block-{page.met + 1}-"
        if page.failed:
            return self._render(
                code, md, options, f"Not run: the block at {page.failed} failed.\n"
            )
        try:
            if unknown := sorted(extra.keys() - set(SHOWN)):
                wanted = ", ".join([*LIMITS, *SHOWN])
                raise ValueError(
                    f"wanted options of markdown-exec or {wanted}, got {', '.join(unknown)}"
                )
            session = page.meet(code, line, {**options, **limits}, self._versions)
            result = self._result(page, session)
        except ValueError as error:
            result = {"error": f"ValueError: {error}", "stderr": ""}
        if result["stderr"]:
            log.info("%s wrote to standard error:\n%s", place, result["stderr"])
        if result["error"]:
            page.failed = place
            if result.get("missing"):
                return self._without(result["missing"], place, md, result["error"])
            return self._render(code, md, options, error=result["error"])
        return self._render_kept(session[-1].key, result, code, md, options)

    def _without(self, package: str, place: str, md: Any, error: str) -> Markup:
        """Show that a package is missing, and say so once for all the blocks that need it."""
        if package not in self._missing:
            log.error(
                "%s: wanted the package %s, got none: install it, or mend its name",
                place,
                package,
            )
        self._missing[package] = self._missing.get(package, 0) + 1
        told = markdown_exec.code_block("python", error)
        return markdown_exec.MarkdownConverter(md).convert(told)

    def _result(self, page: Page, session: Session) -> Result:
        """Return the result of a session's last block."""
        key = session[-1].key
        if key not in page.foreseen:
            page.foreseen[key] = self._begun(session), len(session) - 1
        outcome, number = page.foreseen[key]
        if outcome.waiting:
            self._finish(outcome)
        result = outcome.results[min(number, len(outcome.results) - 1)]
        page.deps |= result["deps"]
        return result

    def _finish(self, outcome: Outcome) -> None:
        """Wait for the results of a session."""
        assert outcome.waiting is not None
        if self._rendering != self._page.name:
            self._rendering = self._page.name
            progress("%s runs; sessions left: %d", self._page.name, self._waiting)
        outcome.results = outcome.waiting()
        outcome.waiting = None
        self._waiting -= 1
        self._ran += len(outcome.results)
        self._took += sum(result["seconds"] for result in outcome.results)

    def _render_kept(
        self, key: str, result: Result, code: str, md: Any, options: dict[str, Any]
    ) -> Markup:
        """Render a result, or take the HTML that an earlier build made of it."""
        self._config = self._config or _markdown_config()
        known = json.dumps([code, options, self._config], sort_keys=True)
        wanted = hashlib.sha256(known.encode()).hexdigest()
        kept: dict[str, str] = result.get("html", {})
        if wanted not in kept:
            html = self._render(code, md, options, result["output"])
            output = result["output"]
            if HEADING.search(html) or READ_ELSEWHERE.search(code + output):
                return html
            if claims(output.splitlines()):  # it prints blocks, which are to run again
                return html
            kept = {**dict(list(kept.items())[1 - RENDERED_KEPT :]), wanted: str(html)}
            result["html"] = kept
            self.store.put(key, result)
        return Markup(kept[wanted])

    def _render(
        self,
        code: str,
        md: Any,
        options: dict[str, Any],
        output: str = "",
        error: str = "",
    ) -> Markup:
        """Let markdown-exec render a block with a result that is there already."""

        def run(*_: Any, **__: Any) -> str:
            if error:
                raise markdown_exec.ExecutionError(
                    markdown_exec.code_block("python", error)
                )
            return output

        return markdown_exec.base_format(
            language="python", run=run, code=code, md=md, **options
        )

    def explained(self, error: BaseException) -> str:
        """Return what an author is told of an exception that a page's text has caused, or ""."""
        if isinstance(error, UnicodeDecodeError):
            for path in sorted((self.root / self.docs).rglob("*.md")):
                try:
                    path.read_bytes().decode("utf-8")
                except UnicodeDecodeError as found:
                    line = found.object.count(b"\n", 0, found.start) + 1
                    name = self.name_of(
                        path.relative_to(self.root / self.docs).as_posix()
                    )
                    byte = found.object[found.start]
                    return (
                        f"{name}:{line}: wanted a file in UTF-8, got the byte {byte:#x}"
                    )
        if isinstance(error, SnippetMissingError):
            path = (re.findall("'(.*)'", str(error)) or [str(error)])[0]
            index = next(
                (
                    i
                    for i, line in enumerate(self._page.text.splitlines())
                    if path in line
                ),
                -1,
            )
            place = self._page.place(index + 1)
            return f"{place}: wanted a snippet that is there, got {path!r}"
        return ""

    def waits(self, path: str) -> bool:
        """Tell whether blocks of a page are still to run."""
        page = self.pages.get(self.name_of(path))
        return bool(page) and any(o.waiting for o, _ in page.foreseen.values())

    def shows(self, path: str, made: Callable[[], str]) -> None:
        """Take note that a page shows a text that follows from other pages."""
        page = self.pages.get(self.name_of(path))
        if (
            page
        ):  # markdown-exec alone knows no pages, and nobody asks for what they show
            page.shown = made, made()

    def stale(self, name: str) -> bool:
        """Tell whether something that a page shows has changed since, or is to be fixed."""
        page = self.pages.get(name)
        if not page:
            return False
        made, before = page.shown
        return bool(page.failed or made() != before or not self.store.holds(page.deps))

    def summary(self) -> str:
        """Return one line on what ran, what was reused, and the time that it saved."""
        said = (
            f"Blocks: {self._ran} ran in {self._took:.1f} s, "
            f"{self._reused} were reused, which saved {self._saved:.1f} s"
        )
        for package, pages in self._missing.items():
            said += f"; {package} is missing on {pages} page{'s' * (pages > 1)}"
        return said


def _markdown_config() -> str:
    """Return the extensions of Markdown and their options as text."""
    config = markdown_exec.markdown_config
    known = [config.exts, config.exts_config]
    return json.dumps(known, sort_keys=True, default=_name)


def _name(thing: Any) -> str:
    """Name a function or an extension in a way that is the same in every process."""
    named = thing if hasattr(thing, "__qualname__") else type(thing)
    return f"{named.__module__}.{named.__qualname__}"


def progress(message: str, *arguments: Any) -> None:
    """Say how far a build is, to who waits for it; nobody does in CI."""
    log.log(
        logging.DEBUG if os.environ.get("CI") else logging.INFO, message, *arguments
    )
