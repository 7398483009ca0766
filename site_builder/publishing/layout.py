"""The layout rules of a concept, read from its files: nothing here imports a side.

Each problem is one line that names the file and line, what was wanted, what is there.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import FrameType, ModuleType

from site_builder.publishing.messages import Unreadable, text_of
from worked.checking.discovery import PACKAGE, Concept, concepts, is_backward

FILES = ("__init__.py", "with_numpy.py", "with_torch.py", "cases.py")
LOADING = 10.0  # seconds that a module of cases may take; they take milliseconds
# What opens a page's block with both sides; the page with it is the concept's home.
HOME = re.compile(r"""both_sides\(\s*["'](?P<name>[\w/]+)["']\s*\)""")


def layout_problems(package: Path = PACKAGE, docs: Path | None = None) -> list[str]:
    """Return every breach of the layout rules, in the order of the files.

    Args:
        package: The folder ``worked/``.
        docs: The folder of pages; ``docs/`` beside the package when None.

    Returns:
        One line per problem, ``path:line: wanted ..., got ...``; empty when all is well.

    Raises:
        Unreadable: If a file cannot be read, or is no Python, or its cases cannot be had.
    """
    docs = docs or package.parent / "docs"
    _readable(package)
    places = {
        name: [f"{page}:{line}" for page, line in found]
        for name, found in homes(docs).items()
    }
    found = concepts(package)
    problems = list(_forbidden_torch(package))
    fatal: list[str] = []
    for concept in found:
        try:
            problems += _concept_problems(concept, places.pop(concept.name, []))
        except Unreadable as error:
            fatal.append(str(error))
    _raise(fatal, package)
    for name, lines in places.items():
        problems += [
            f"{line}: wanted the name of a concept, got {name!r}" for line in lines
        ]
    return [problem.replace(f"{package.parent}/", "") for problem in problems]


def homes(docs: Path) -> dict[str, list[tuple[Path, int]]]:
    """Return, by concept, the pages and lines where both its sides are shown."""
    found: dict[str, list[tuple[Path, int]]] = {}
    for page in sorted(docs.rglob("*.md")):
        for number, line in enumerate(text_of(page).splitlines(), 1):
            for match in HOME.finditer(line):
                found.setdefault(match["name"], []).append((page, number))
    return found


def _readable(package: Path) -> None:
    """Raise if a file is no Python, with a line for each."""
    fatal: list[str] = []
    for path in sorted(package.rglob("*.py")):
        try:
            _parsed(path)
        except Unreadable as error:
            fatal.append(str(error))
    _raise(fatal, package)


def _raise(fatal: list[str], package: Path) -> None:
    if fatal:
        raise Unreadable("\n".join(fatal).replace(f"{package.parent}/", ""))


_tree = lru_cache(maxsize=4096)(ast.parse)


def _parsed(path: Path) -> ast.Module:
    """Return a file's syntax tree.

    Raises:
        Unreadable: If it has none.
    """
    try:
        return _tree(text_of(path), str(path))
    # A null byte is a ValueError, and too many brackets are a MemoryError or RecursionError.
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = getattr(error, "msg", None) or str(error) or type(error).__name__
        raise Unreadable(f"{path}:{line}: wanted Python, got: {reason}") from error


def _forbidden_torch(package: Path) -> Iterator[str]:
    for path in sorted(package.rglob("*.py")):
        if path.name != "with_torch.py":
            for line, root in _imports(_parsed(path)):
                if root == "torch":
                    yield f"{path}:{line}: wanted torch in with_torch.py alone, got an import here"


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            root = node.module.split(".")[0]
            yield node.lineno, node.module if root == "worked" else root


def _concept_problems(concept: Concept, places: list[str]) -> Iterator[str]:
    path = concept.path
    cases = path / "cases.py"
    declarations = _load(cases) if cases.exists() else ModuleType("cases")
    no_torch = getattr(declarations, "NO_TORCH", "")
    wanted = [name for name in FILES if not (no_torch and name == "with_torch.py")]
    missing = [name for name in wanted if not (path / name).exists()]
    yield from (
        f"{path / name}:1: wanted this file of the concept, got none"
        for name in missing
    )
    for extra in sorted({p.name for p in path.glob("*.py")} - set(FILES)):
        yield f"{path / extra}:1: wanted the files {', '.join(FILES)} alone, got {extra}"
    if len(places) != 1:
        yield (
            f'{path}:1: wanted one page with both_sides("{concept.name}"), '
            f"got {len(places)}{': ' + ', '.join(places) if places else ''}"
        )
    if missing:
        return
    yield from _summary_problems(path / "__init__.py")
    numpy_side = Side(path / "with_numpy.py", library="numpy")
    yield from numpy_side.problems()
    no_backward = getattr(declarations, "NO_BACKWARD", {})
    yield from numpy_side.backward_problems(no_backward)
    if not no_torch:
        torch_side = Side(path / "with_torch.py", library="torch")
        yield from torch_side.problems()
        yield from _twin_problems(numpy_side, torch_side)
    yield from _case_problems(concept, cases, declarations, set(numpy_side.exported))


def _summary_problems(path: Path) -> Iterator[str]:
    tree = _parsed(path)
    doc = ast.get_docstring(tree) or ""
    if len(tree.body) != 1 or not doc or "\n" in doc or not doc.endswith("."):
        yield f"{path}:1: wanted one docstring line with a full stop and no code, got {doc!r}"


def _case_problems(
    concept: Concept, path: Path, declarations: ModuleType, exported: set[str]
) -> Iterator[str]:
    cases = getattr(declarations, "CASES", ())
    if not cases:
        yield f"{path}:1: wanted CASES with named inputs, got none"
        return
    names = [case.name for case in cases]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{path}:1: wanted each case name once, got {name!r} {names.count(name)} times"
    for case in cases:
        if concept.function_name(case) not in exported:
            yield (
                f"{path}:1: case {case.name!r}: wanted a public function, "
                f"got {concept.function_name(case)!r}"
            )
    if not any(case.source for case in cases):
        yield f"{path}:1: wanted an anchor (a case with expected= and source=), got none"
    called = {concept.function_name(case) for case in cases if case.error is None}
    for name in sorted(name for name in exported if not is_backward(name, exported)):
        if name not in called and not name[0].isupper():
            yield f"{path}:1: wanted a case that calls {name}, got none"


def _load(path: Path) -> ModuleType:
    """Import a module of cases by itself.

    Raises:
        Unreadable: If it raises, or does not come to its end.
    """
    name = f"_cases_{path.parent.name}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    loader = spec.loader
    try:
        _limited(lambda: loader.exec_module(module))
    except (Exception, TooLong) as error:
        own = [
            f
            for f in traceback.extract_tb(error.__traceback__)
            if f.filename == str(path)
        ]
        got = f"{type(error).__name__}: {error}".removesuffix(": ")
        raise Unreadable(
            f"{path}:{own[-1].lineno if own else 1}: wanted cases that can be imported, got {got}"
        ) from error
    return module


class TooLong(BaseException):
    """What is imported does not come to its end; no ``except Exception`` stops it."""


def _limited(work: Callable[[], None]) -> None:
    """Do something, and end it by `TooLong` if it takes too long.

    Signals reach the main thread alone, which is the one that builds.
    """
    if threading.current_thread() is not threading.main_thread():
        work()
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"no end within {LOADING:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LOADING)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Side:
    """One side of a concept as its source has it: exported functions and their signatures."""

    def __init__(self, path: Path, library: str) -> None:
        self.path = path
        self.library = library
        self.tree = _parsed(path)
        self.functions = {
            node.name: node
            for node in self.tree.body
            if isinstance(node, ast.FunctionDef)
        }
        self.exported: dict[str, int] = {}
        for node in self.tree.body:
            if (
                isinstance(node, ast.Assign)
                and ast.unparse(node.targets[0]) == "__all__"
            ):
                try:
                    names = ast.literal_eval(node.value)
                except ValueError as error:
                    raise Unreadable(
                        f"{path}:{node.lineno}: wanted __all__ as a list of names, "
                        f"got {ast.unparse(node.value)}"
                    ) from error
                self.exported = dict.fromkeys(names, node.lineno)

    def signature(self, name: str) -> str | None:
        """Return a function's parameters and defaults without annotations; None for a class."""
        if name not in self.functions:
            return None
        bare = ast.parse(
            ast.unparse(self.functions[name].args).join(("def f(", "): ..."))
        ).body[0]
        assert isinstance(bare, ast.FunctionDef)
        for arg in ast.walk(bare.args):
            if isinstance(arg, ast.arg):
                arg.annotation = None
        return ast.unparse(bare.args)

    def problems(self) -> Iterator[str]:
        """Yield what the file breaks by itself: exports, imports, docstrings."""
        if not ast.get_docstring(self.tree):
            yield f"{self.path}:1: wanted a module docstring, got none"
        if not self.exported:
            yield f"{self.path}:1: wanted __all__ with the public names, got none"
        side = self.path.stem
        for line, name in _imports(self.tree):
            same_side = name.startswith("worked.") and name.endswith(f".{side}")
            if not (
                name in sys.stdlib_module_names or name == self.library or same_side
            ):
                yield (
                    f"{self.path}:{line}: wanted the standard library, {self.library} or another "
                    f"concept's {side}, got an import of {name}"
                )
        for name in self.exported:
            node = self.functions.get(name)
            if node is None:
                continue
            doc = ast.get_docstring(node) or ""
            need = ["Returns:"]
            if side == "with_numpy" and not name.endswith("_backward"):
                need += ["Args:", "Source:"]
            for section in need:
                if section not in doc:
                    yield (
                        f"{self.path}:{node.lineno}: wanted a docstring of {name} "
                        f"with {section!r}, got none"
                    )

    def backward_problems(self, no_backward: dict[str, str]) -> Iterator[str]:
        """Yield forward passes without their backward pass, or with one of other parameters."""
        for name in self.exported:
            if is_backward(name, set(self.exported)) or name not in self.functions:
                continue
            if name in no_backward:
                continue
            line = self.functions[name].lineno
            back = self.signature(f"{name}_backward")
            if back is None or f"{name}_backward" not in self.exported:
                yield f"{self.path}:{line}: wanted {name}_backward in __all__, got none"
                continue
            wanted = f"grad_output, {self.signature(name)}"
            if back not in (wanted, f"{wanted}, output=None"):
                yield (
                    f"{self.path}:{self.functions[f'{name}_backward'].lineno}: wanted "
                    f"{name}_backward({wanted}), with output=None at its end or without, "
                    f"got ({back})"
                )


def _twin_problems(numpy_side: Side, torch_side: Side) -> Iterator[str]:
    # Autograd is PyTorch's backward pass, so *_backward stands on the NumPy side alone.
    ours = {
        name
        for name in numpy_side.exported
        if not is_backward(name, set(numpy_side.exported))
    }
    theirs = set(torch_side.exported)
    if ours != theirs:
        yield (
            f"{torch_side.path}:1: wanted the public names {sorted(ours)}, got {sorted(theirs)}"
        )
    for name in sorted(ours & theirs):
        here, there = numpy_side.signature(name), torch_side.signature(name)
        if here is not None and there is not None and here != there:
            yield (
                f"{torch_side.path}:{torch_side.functions[name].lineno}: wanted "
                f"{name}({here}) as on the NumPy side, got {name}({there})"
            )
