"""Run what a change touches: ``make test CHANGED=1``.

The change is everything that differs from where the branch left ``main``, committed or not. A test
depends on the modules that its file imports or it names, as far as imports lead; one that has a
concept or a page as a parameter, on that concept or page besides, and a page on the files that its
blocks have read in the last build. Tests that look at every concept or page say so by
``pytest.mark.reads``. A change of anything else, such as conftest or the builder, runs everything.

In every run of the tests `watched` holds them to that: a test that opens a file of a concept, a
run or a page that it was not known to depend on fails.
"""

import ast
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType

import pytest

from site_builder.execution.building import Building
from site_builder.execution.sessions import Workers
from site_builder.execution.site import store_of
from worked.checking import Concept, families

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PUBLISHED = ROOT / "tests" / "published_questions.txt"
# Changes that concern only the tests that depend on them; a folder counts with all that is in it.
CONTENT = [DOCS, *(ROOT / "worked" / name for name in [*families(), "experiments"])]
DOTTED = re.compile(r"\b(?:worked|site_builder)(?:\.\w+)+")
NAMED = re.compile(r"\b\w+/\w+\b")


def is_content(path: Path) -> bool:
    """Tell whether a file is part of a concept, a run or a page."""
    inside = any(folder in path.parents for folder in CONTENT)
    return inside and path.suffix in (".py", ".md")


def changed_files() -> tuple[str, list[Path]]:
    """Return the commit where the branch left main, and the files that differ from it."""
    base = _git("merge-base", "HEAD", "main").strip()
    names = _git("diff", "--name-only", "--no-renames", "-z", base)
    names += _git("ls-files", "--others", "--exclude-standard", "-z")
    return base, [ROOT / name for name in names.split("\0") if name]


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise pytest.UsageError(
            f"CHANGED: wanted a branch of main, got: {done.stderr.strip()}"
        )
    return done.stdout


def selected(items: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Return the tests that the change touches, and the others."""
    _, changed = changed_files()
    own = {path for path in changed if is_test(path) or path == PUBLISHED}
    if any(path not in own and not is_content(path) for path in changed):
        return items, []
    touched, others = [], []
    for item in items:
        known = depends(item)
        whole = any(concerns(known, path) for path in changed)
        (touched if whole else others).append(item)
    return touched, others


def is_test(path: Path) -> bool:
    return path.name.startswith("test_") and ROOT / "tests" in path.parents


def concerns(known: tuple[list[Path], set[Path]], path: Path) -> bool:
    """Tell whether a file is among what a test depends on."""
    everything, files = known
    return path in files or any(
        top == path or top in path.parents for top in everything
    )


def depends(item: pytest.Function) -> tuple[list[Path], set[Path]]:
    """Return the folders and the files that a test depends on."""
    callspec = getattr(item, "callspec", None)
    given = list(callspec.params.values()) if callspec else []
    marks = item.iter_markers("reads")
    everything = [ROOT / name for mark in marks for name in mark.args]
    files = set(mentioned(item.path, item.originalname))
    for value in given:
        if isinstance(value, Concept):
            files |= reached(tuple(value.path.glob("*.py")))
        elif isinstance(value, str) and (ROOT / "worked" / value).is_dir():
            files |= reached(tuple((ROOT / "worked" / value).glob("*.py")))
        elif isinstance(value, Path) and DOCS in value.parents:
            files |= read_by(value)
    by_page = any(isinstance(value, Path) and DOCS in value.parents for value in given)
    if "site" in getattr(item, "fixturenames", ()) and not by_page:
        everything += CONTENT  # the built one
    return everything, files


@cache
def mentioned(path: Path, name: str) -> set[Path]:
    """Return a test's file, and what the modules and concepts lead to that its text names.

    Its text is its own and what stands outside of the file's other tests.
    """
    text = text_of(path)[""] + text_of(path)[name]
    found = [path]
    for helper in re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE):
        found += [p for p in [path.parent / f"{helper}.py"] if p.exists()]
    for module in DOTTED.findall(text):
        found += modules_of(module)
    for concept in NAMED.findall(text):
        if (ROOT / "worked" / concept / "__init__.py").exists():
            found += (ROOT / "worked" / concept).glob("*.py")
    return reached(tuple(found))


@cache
def text_of(path: Path) -> dict[str, str]:
    """Return the text of a file's tests by name, and under "" what stands outside of them."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            for number in range(first - 1, node.end_lineno or first):
                found[node.name] = found.get(node.name, "") + lines[number]
                lines[number] = ""
    return {**found, "": "".join(lines)}


@cache
def reached(paths: tuple[Path, ...]) -> set[Path]:
    """Return files and all that their imports lead to."""
    found: set[Path] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += imports_of(path)
    return found


@cache
def imports_of(path: Path) -> list[Path]:
    """Return the project's files that a file imports, inside functions too."""
    found: list[Path] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            found += modules_of(name)
    return found


@cache
def modules_of(name: str) -> list[Path]:
    """Return the files that importing a dotted name of this project runs; a concept is whole."""
    folder, found = ROOT, []
    for part in name.split("."):
        found += [
            p
            for p in (folder / f"{part}.py", folder / part / "__init__.py")
            if p.exists()
        ]
        folder = folder / part
    if name.startswith("worked.") and folder.parent.parent == ROOT / "worked":
        found += folder.glob("*.py")
    return found


@cache
def read_by(page: Path) -> set[Path]:
    """Return a page, and what its blocks read in the last build; without one, all there is."""
    found, text = {page}, page.read_text(encoding="utf-8")
    building = _building()
    for session in building.sessions_of(page.relative_to(ROOT).as_posix(), text):
        for step in session:
            entry = building.store.get(step.key)
            if entry is None:
                return {page, *(p for top in CONTENT for p in top.rglob("*.*"))}
            found |= {ROOT / name for name in entry["deps"]}
    return found


@cache
def _building() -> Building:
    return Building(ROOT, "docs", [], store_of(ROOT), Workers())


def left_out(items: Iterable[pytest.Item]) -> str:
    """Return how many tests do not run, by file or folder."""
    counts = Counter(item.path.relative_to(ROOT / "tests").parts[0] for item in items)
    return ", ".join(f"{number} of {name}" for name, number in sorted(counts.items()))


_watched: list[pytest.Item] = []
_opened: set[Path] = set()


def _hook(event: str, arguments: tuple) -> None:
    if event == "open" and _watched and isinstance(arguments[0], str):
        path = Path(arguments[0])
        if path.parent.name == "__pycache__":
            path = path.parent.parent / f"{path.name.split('.')[0]}.py"
        if is_content(path) and not _collects_constants(sys._getframe()):
            _opened.add(path)


def _collects_constants(frame: FrameType | None) -> bool:
    """Tell whether Hypothesis looks through all modules for numbers to try."""
    while frame:
        if frame.f_code.co_filename.endswith("constants_ast.py"):
            return True
        frame = frame.f_back
    return False


sys.addaudithook(_hook)


@contextmanager
def watched(item: pytest.Item) -> Iterator[None]:
    """Fail a test that opens content which it was not known to depend on."""
    _opened.clear()
    _watched.append(item)
    try:
        yield
    finally:
        _watched.clear()
        opened = sorted(_opened)
        _opened.clear()
    known = depends(item) if opened else ([], set())
    unknown = [path for path in opened if not concerns(known, path)]
    if unknown:
        names = ", ".join(os.path.relpath(path, ROOT) for path in unknown[:5])
        pytest.fail(
            f"wanted pytest.mark.reads(...) on a test that reads {names}: "
            "make test CHANGED=1 would leave it out",
            pytrace=False,
        )
