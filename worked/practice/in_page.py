"""What runs inside the page: one block, with its name, its output and its traceback.

The page's worker and the check of the built site call it in Pyodide.
"""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import traceback
from collections.abc import Callable
from pathlib import Path

SHOWN = 20_000  # characters of output: a loop must not fill the reader's memory
PACKAGE = str(Path(__file__).parent.parent.parent)


class Output(io.TextIOBase):
    """Hand over text line by line, up to a limit.

    Args:
        post: Called with each piece.
        left: Characters to hand over; what comes after them is dropped, and that is said once.
    """

    def __init__(self, post: Callable[[str], object], left: int = SHOWN) -> None:
        self.post, self.left, self.cut, self.line = post, left, False, ""

    def writable(self) -> bool:
        """Tell that one can print to it."""
        return True

    def write(self, text: str) -> int:
        """Keep the text until its line ends."""
        if not self.cut:
            self.line += text[: self.left]
            self.cut = len(text) > self.left
            self.left -= min(len(text), self.left)
            if self.cut:
                self.line += f"\n(Only the first {SHOWN:,} characters are shown.)\n"
            if "\n" in self.line:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Hand over what is there."""
        line, self.line = self.line, ""
        if line:
            self.post(line)


def run(
    code: str,
    name: str,
    names: dict[str, object],
    out: Callable[[str], object],
    err: Callable[[str], object] | None = None,
) -> str:
    """Run a block as a notebook would: what a last expression is worth is shown.

    Args:
        code: The block.
        name: What tracebacks call it, such as ``"block 3"``.
        names: The namespace that the blocks of a page share.
        out: Called with what is printed.
        err: Called with what goes to the error stream, such as warnings; by default ``out``.

    Returns:
        The traceback, with the reader's frames and those of this package; empty if all went well.
    """
    # Without its text here a traceback could not show a block's lines.
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    names.setdefault("__name__", "__main__")
    names.setdefault("input", _no_input)
    stdout = Output(out)
    stderr = Output(err) if err else stdout
    try:
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
            _execute(code, name, names)
    except BaseException as error:  # SystemExit too: the page goes on
        return _traceback(error)
    finally:
        stdout.flush()
        stderr.flush()
    return ""


def _execute(code: str, name: str, names: dict[str, object]) -> None:
    tree = ast.parse(code, name)
    last = tree.body.pop() if tree.body else None
    is_value = isinstance(last, ast.Expr)
    if last and not is_value:
        tree.body.append(last)
    exec(compile(tree, name, "exec", dont_inherit=True), names)
    if is_value:
        echoed = ast.Expression(last.value)
        value = eval(compile(echoed, name, "eval", dont_inherit=True), names)
        if value is not None:
            print(repr(value))


def _no_input(prompt: object = "") -> str:
    raise RuntimeError(
        "input(): wanted a value in the code, got a page without a keyboard"
    )


def grade(concept: str, source: str, out: Callable[[str], object]) -> str:
    """Grade a reader's own implementation, and hand over what it prints.

    Args:
        concept: ``family/concept``.
        source: The reader's file.
        out: Called with what it prints.

    Returns:
        The grader's report as JSON.
    """
    # Here, because a page that only runs blocks need not wait for the checks.
    from worked.checking.grader import grade_source

    printed = Output(out)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        report = grade_source(concept, source)
    printed.flush()
    return report


def _traceback(error: BaseException) -> str:
    report = traceback.TracebackException.from_exception(error)
    part: traceback.TracebackException | None = report
    while part:
        part.stack = traceback.StackSummary.from_list(
            [frame for frame in part.stack if _is_shown(frame)]
        )
        part = part.__cause__ or part.__context__
    return "".join(report.format())


def _is_shown(frame: traceback.FrameSummary) -> bool:
    """Tell whether a frame is the reader's or this package's, and shorten its file's name."""
    if frame.filename == __file__:
        return False
    if frame.filename.startswith(PACKAGE + "/worked/"):
        _ = frame.line  # read while the name still leads to the file
        frame.filename = frame.filename.removeprefix(PACKAGE + "/")
        return True
    return not frame.filename.startswith(("/", "<"))
