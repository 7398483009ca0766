"""Pages as data: front matter, questions, and what breaks the contract of a page.

Everything reads ``docs/**/*.md`` as text, so that another site generator could use it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from site_builder.execution.blocks import blocks_of, fences
from site_builder.publishing.messages import Unreadable, text_of

LEVELS = ("core", "deeper", "expert")
# How long an answer takes to say: 40 to 60 words are 20 to 30 seconds.
SPOKEN_WORDS = (40, 60)
# What the site's column shows without a scroll bar.
CODE_COLUMNS = 88
SPOKEN = "**In one breath.**"
LIST_HERE, NUMBER_HERE = "<!-- questions -->", "<!-- number of questions -->"

HEADING = re.compile(
    r"^(?P<marks>#{1,6})\s+(?P<text>.*?)\s*(?:\{\s*(?P<attributes>[^}]*)\})?\s*$"
)
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\([^)]*\)")
SNIPPET = re.compile(r'^\s*-+8<-+\s+"(?P<name>[^"]+)"\s*$')
REQUIRED = ("title", "description")


@dataclass(frozen=True)
class Question:
    """One interview question: a heading with the class ``question``.

    Args:
        id: The heading's id; stable, links and progress depend on it.
        question: The heading's text.
        topic: The folder of the page.
        level: ``core``, ``deeper`` or ``expert``.
        url: Address relative to the site's root, with the fragment.
        spoken: The answer to be said aloud, plain text.
        place: ``path:line`` of the heading.
        search: What people type for it, separated by commas; None where nothing is said.
    """

    id: str
    question: str
    topic: str
    level: str
    url: str
    spoken: str
    place: str
    search: str | None = None

    @property
    def line(self) -> int:
        """Number of the heading's line."""
        return int(self.place.rpartition(":")[2])

    @property
    def source(self) -> str:
        """The page's file, relative to the folder of pages."""
        return self.place.rpartition(":")[0].partition("/")[2]


@dataclass(frozen=True)
class Page:
    """One Markdown file.

    Args:
        path: The file.
        docs: The folder of all pages.
    """

    path: Path
    docs: Path

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines."""
        return text_of(self.path).splitlines()

    @property
    def name(self) -> str:
        """The path with the folder's name, for messages."""
        return self.path.relative_to(self.docs.parent).as_posix()

    @property
    def title(self) -> str:
        """The first heading, or the file's name where there is none."""
        titles = [
            match["text"] for _, match in self.headings() if match["marks"] == "#"
        ]
        return plain_text(titles[0]) if titles else self.path.stem

    @property
    def url(self) -> str:
        """The page's address relative to the site's root."""
        parts = self.path.relative_to(self.docs).with_suffix("").as_posix()
        parts = parts.removesuffix("index").rstrip("/")
        return f"{parts}/" if parts else ""

    @cached_property
    def front_matter_end(self) -> int:
        """Number of lines that the front matter takes; 0 where there is none."""
        if not self.lines or self.lines[0] != "---":
            return 0
        ends = [i for i, line in enumerate(self.lines[1:], 2) if line in ("---", "...")]
        return ends[0] if ends else 0

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The front matter; empty where there is none that can be read."""
        text = "\n".join(self.lines[1 : max(self.front_matter_end - 1, 1)])
        try:
            found = yaml.safe_load(text)
        except yaml.YAMLError:
            return {}
        return found if isinstance(found, dict) else {}

    def prose(self) -> Iterator[tuple[int, str]]:
        """Yield number and text of the lines outside front matter and code."""
        skipped = set(range(self.front_matter_end + 1))
        for start, end, _ in fences(self.lines):
            skipped.update(range(start, end + 1))
        for number, line in enumerate(self.lines, 1):
            if number not in skipped:
                yield number, line

    def headings(self) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield line number and match of every heading."""
        for number, line in self.prose():
            match = HEADING.match(line)
            if match:
                yield number, match

    def questions(self) -> Iterator[Question]:
        """Yield the page's questions; fields that are missing are empty."""
        headings = list(self.headings())
        ends = [*(number for number, _ in headings), len(self.lines) + 1][1:]
        for (number, match), after in zip(headings, ends, strict=True):
            attributes = match["attributes"] or ""
            if ".question" not in attributes.split():
                continue
            identity = re.search(r"#([\w-]+)", attributes)
            level = re.search(r'data-level="?([\w-]*)"?', attributes)
            search = re.search(r'data-search="([^"]*)"', attributes)
            fragment = identity[1] if identity else ""
            yield Question(
                id=fragment,
                question=plain_text(match["text"]),
                topic=self.path.parent.relative_to(self.docs).as_posix(),
                level=level[1] if level else "",
                url=f"{self.url}#{fragment}",
                spoken=self._spoken(number, after),
                place=f"{self.name}:{number}",
                search=search[1] if search else None,
            )

    def _spoken(self, start: int, end: int) -> str:
        paragraph: list[str] = []
        for line in self.lines[start : end - 1]:
            if line.startswith(SPOKEN):
                paragraph = [line.removeprefix(SPOKEN)]
            elif paragraph and line.strip():
                paragraph.append(line)
            elif paragraph:
                break
        return plain_text(" ".join(paragraph))


def pages(docs: Path, topic: str = "") -> list[Page]:
    """Return every Markdown file under ``docs``, or under one topic, sorted by path."""
    return [Page(path, docs) for path in sorted((docs / topic).rglob("*.md"))]


def questions(docs: Path, topic: str = "") -> list[Question]:
    """Return the questions of the site, or of one topic, in reading order.

    Topics come as the home page links to them, pages as their topic's ``index.md`` does; what
    neither names comes last, by file.
    """
    ordered = sorted(pages(docs, topic), key=lambda page: _place(page.path, docs))
    return [question for page in ordered for question in questions_of(page.path, docs)]


def _place(path: Path, docs: Path) -> tuple[int, int]:
    """Return where the home page links to a page's topic, and where the topic links to the page."""
    folder = path.parent.relative_to(docs).as_posix()
    home = _found_at(docs / "index.md", f"({folder}/index.md)")
    return home, _found_at(path.parent / "index.md", f"({path.name})")


def _found_at(path: Path, link: str) -> int:
    text = text_of(path) if path.exists() else ""
    place = text.find(link)
    return place if place >= 0 else len(text)


def questions_of(path: Path, docs: Path) -> list[Question]:
    """Return the questions of one page."""
    return _questions_of(path, docs, path.stat().st_mtime_ns)


@cache  # lists ask for the questions of all pages, again and again
def _questions_of(path: Path, docs: Path, changed: int) -> list[Question]:
    return list(Page(path, docs).questions())


def question_list(topic: str, docs: Path = Path("docs")) -> str:
    """Return the questions of a topic as Markdown: a line each, with its level.

    Pages come in the order in which the topic's ``index.md`` links to them.

    Args:
        topic: A folder of ``docs/``, such as ``"losses"``.
        docs: The folder of all pages; builds run beside it.

    Raises:
        LookupError: If the topic has no question.
    """
    # Only the topic's own pages are read: an edit elsewhere does not concern the list.
    found = [q for q in questions(docs, topic) if q.topic == topic]
    if not found:
        raise LookupError(f"wanted a topic with questions, got {topic!r}")
    return "\n".join(
        f'- <a href="{q.url.removeprefix(f"{topic}/")}">{as_markdown(q.question)}</a> '
        f'<span class="level">{q.level}</span>'
        for q in found
    )


def with_questions(markdown: str, topic: str, docs: Path) -> str:
    """Return a page's Markdown with the topic's list, or the site's number, where it is asked for.

    They follow from headings alone, so that nothing runs for them.

    Args:
        markdown: Text that may hold ``<!-- questions -->`` or ``<!-- number of questions -->``.
        topic: The page's folder.
        docs: The folder of all pages.

    Raises:
        LookupError: If a list is asked for and the topic has no question.
    """
    markdown = filled(markdown, LIST_HERE, lambda: question_list(topic, docs))
    return filled(markdown, NUMBER_HERE, lambda: str(len(questions(docs))))


def filled(markdown: str, here: str, made: Callable[[], str]) -> str:
    """Return a page's Markdown with something made where a comment asks for it, but not in code.

    Args:
        markdown: The page's text.
        here: The comment.
        made: Makes what stands there; called only if the comment is there.
    """
    if here not in markdown:
        return markdown
    lines = markdown.splitlines()
    code = {
        number
        for start, end, _ in fences(lines)
        for number in range(start - 1, min(end, len(lines)))
    }
    for number, line in enumerate(lines):
        if here in line and number not in code:
            # Code in a line is what stands between backticks, every second part.
            parts = re.split(r"(`+[^`]*`+)", line)
            parts[::2] = [
                part.replace(here, made()) if here in part else part
                for part in parts[::2]
            ]
            lines[number] = "".join(parts)
    return "\n".join(lines)


def as_markdown(text: str) -> str:
    """Return Markdown that shows a text as it is: nothing in it is a mark or an element."""
    return re.sub(r"[^\w\s.,;:?/+'-]|_", lambda match: f"&#{ord(match[0])};", text)


def plain_text(markdown: str) -> str:
    """Return inline Markdown as it would be read aloud: no links, no marks, one space."""
    text = re.sub(r"\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])", r"\1", markdown)
    return " ".join(re.sub(r"[`*]|(?<!\w)_|_(?!\w)", "", text).split())


def page_problems(docs: Path) -> list[str]:
    """Return every breach of the contract of a page.

    Returns:
        One line per problem, ``path:line: wanted ..., got ...``; empty when all is well.

    Raises:
        Unreadable: If a page cannot be read, or takes in a file that is not there.
    """
    everything = pages(docs)
    _readable(everything)
    found: list[str] = [*_stem_problems(everything)]
    first: dict[str, str] = {}
    for page in everything:
        found += _front_matter_problems(page)
        found += _image_problems(page)
        found += _block_problems(page)
        for question in page.questions():
            found += _question_problems(question)
            if question.id in first:
                found.append(
                    f"{question.place}: wanted each question id once, got {question.id!r} that "
                    f"stands at {first[question.id]} already"
                )
            first.setdefault(question.id, question.place)
    return found


def _readable(everything: list[Page]) -> None:
    """Raise if no generator can read a page, with a line for each."""
    fatal: list[str] = []
    for page in everything:
        try:
            fatal += _snippet_problems(page)
        except Unreadable as error:
            fatal.append(str(error).replace(str(page.path), page.name))
    if fatal:
        raise Unreadable("\n".join(fatal))


def _snippet_problems(page: Page) -> Iterator[str]:
    for number, line in enumerate(page.lines, 1):
        match = SNIPPET.match(line)
        # A name may be followed by lines or a section, name.md:2:10.
        if match and not (page.docs.parent / match["name"].partition(":")[0]).is_file():
            yield f"{page.name}:{number}: wanted a file to take in, got none: {match['name']}"


def _front_matter_problems(page: Page) -> Iterator[str]:
    if not page.front_matter_end:
        got = "the first of them alone" if page.lines[:1] == ["---"] else "none"
        yield f"{page.name}:1: wanted front matter between two lines of ---, got {got}"
        return
    text = "\n".join(page.lines[1 : page.front_matter_end - 1])
    try:
        meta = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", "") or "not YAML"
        yield (
            f"{page.name}:{line}: wanted front matter in YAML, got: {problem}; "
            "quote a value that holds a colon"
        )
        return
    if not isinstance(meta, dict):
        wanted = " and ".join(f"`{key}: ...`" for key in REQUIRED)
        yield f"{page.name}:1: wanted {wanted} as front matter, got {meta!r}"
        return
    for key in REQUIRED:
        if not isinstance(meta.get(key), str):
            yield f"{page.name}:1: wanted `{key}: ...` in the front matter, got none"
    for key, value in meta.items():
        if isinstance(value, str) and re.search('[<>"]', value):
            yield (
                f'{page.name}:1: wanted `{key}: ...` without <, > and ", because the theme puts '
                f"it into HTML as it is, got {value!r}"
            )


def _image_problems(page: Page) -> Iterator[str]:
    for number, line in page.prose():
        for match in IMAGE.finditer(line):
            if not match["alt"].strip():
                yield (
                    f"{page.name}:{number}: wanted an alternative text, ![what it shows](...), "
                    f"got {match[0]}"
                )


def _block_problems(page: Page) -> Iterator[str]:
    stem = page.path.stem
    for block in blocks_of("\n".join(page.lines)):
        place = f"{page.name}:{block.line}"
        if block.options.get("exec") != "on":
            yield f'{place}: wanted every Python block to run, exec="on", got one that does not'
        elif block.options.get("source") and block.options.get("session") != stem:
            # Sessions are shared by all pages of a build, so a page's session has its name.
            yield f'{place}: wanted session="{stem}", got {block.options.get("session")!r}'
        shown = block.code.splitlines() if block.options.get("source") else []
        for number, line in enumerate(shown, block.line + 1):
            if len(line) > CODE_COLUMNS and "markdown-exec: hide" not in line:
                yield (
                    f"{page.name}:{number}: wanted code of {CODE_COLUMNS} columns at most, "
                    f"got {len(line)}"
                )


def _stem_problems(found: list[Page]) -> Iterator[str]:
    first: dict[str, str] = {}
    for page in found:
        stem = page.path.stem
        if stem == "index":
            continue
        if stem in first:
            yield f"{page.name}:1: wanted a file name of its own, got that of {first[stem]}"
        first.setdefault(stem, page.name)


def _question_problems(question: Question) -> Iterator[str]:
    if not question.id:
        yield f"{question.place}: wanted an id, {{ #some-id .question }}, got none"
    if question.level not in LEVELS:
        yield (
            f'{question.place}: wanted data-level="core", "deeper" or "expert", '
            f"got {question.level!r}"
        )
    if question.search is not None and not all(
        map(str.strip, question.search.split(","))
    ):
        yield (
            f'{question.place}: wanted data-search="words that people type, other words", '
            f"got {question.search!r}"
        )
    words = len(question.spoken.split())
    least, most = SPOKEN_WORDS
    if not words:
        yield f"{question.place}: wanted a paragraph that begins {SPOKEN}, got none"
    elif not least <= words <= most:
        yield f"{question.place}: wanted a spoken answer of {least} to {most} words, got {words}"
    if re.search(r"[$=\\]", question.spoken):
        yield f"{question.place}: wanted a spoken answer without symbols, got {question.spoken!r}"
