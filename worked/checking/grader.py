"""Grades a reader's own implementation of a concept with the concept's cases.

Our NumPy side is the referee: tests hold it to PyTorch, to central differences and to anchors,
which are looser or sparser than the bound that a reader's answer must meet here.
Nothing here needs PyTorch, a process or a thread, so that it runs in a browser too.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import inspect
import json
import linecache
import textwrap
import traceback
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from types import ModuleType
from typing import Any, Literal

import numpy as np

from worked.checking.case import Case
from worked.checking.causes import (
    Wrong,
    cause_of_error,
    first_gap,
    largest_gap,
    likely_cause,
    short,
    signature_of,
)
from worked.checking.checks import (
    FLOAT32,
    has_gradient,
    in_float32,
    is_floating,
    random_grad_output,
    takes_output,
)
from worked.checking.closed import closed
from worked.checking.comparison import Mismatch, as_arrays, largest_difference
from worked.checking.discovery import Concept, concepts, find_concept, is_backward

PARTS = ("values", "gradients", "float32", "errors")
THE_FILE = "the file"
FLOAT32_INPUTS = "float32"
TRIES = 3  # failures for which a cause is looked for
# A reader's own exits are errors like others; an interruption by the keyboard is not theirs.
READERS_ERRORS = (Exception, SystemExit)


class NotForPractice(LookupError):
    """A concept that nobody can be asked to write as functions of one file."""


@dataclass(frozen=True)
class Check:
    """One thing that is asked of a reader's file.

    Args:
        case: The inputs.
        part: ``"values"``, ``"gradients"``, ``"float32"`` or ``"errors"``.
    """

    case: Case
    part: str

    @property
    def awkward(self) -> str:
        """What is awkward about it; empty for what everybody must get right first."""
        if is_awkward(self.case):
            return self.case.name
        return FLOAT32_INPUTS if self.part == "float32" else ""

    def outcome(
        self, failure: Failure | None = None, *, attempted: bool = True
    ) -> Outcome:
        """Return what became of it."""
        return Outcome(self.case.name, self.part, self.awkward, failure, attempted)


@dataclass(frozen=True)
class Failure:
    """What went wrong, in the words that a reader sees.

    Args:
        case: Name of the case, or ``"the file"``.
        input: The call as text; empty where nothing was called.
        wanted: Our answer, or the error that is due.
        got: The reader's answer, or the error that came.
        cause: One sentence with a likely cause; empty where none was found.
        error: Traceback of the reader's own lines; empty where nothing was raised.
        gap: The first difference in a few words; empty where nothing was called.
    """

    case: str
    input: str = ""
    wanted: str = ""
    got: str = ""
    cause: str = ""
    error: str = ""
    gap: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one check.

    Args:
        case: Name of the case.
        part: As in the check.
        awkward: As in the check.
        failure: None where the check passed or was not attempted.
        attempted: False for gradients without a backward pass.
    """

    case: str
    part: str
    awkward: str = ""
    failure: Failure | None = None
    attempted: bool = True


@dataclass(frozen=True)
class Report:
    """The outcomes of all checks of one file.

    Args:
        name: ``family/concept``.
        outcomes: One per check, in the order of the checks.
    """

    name: str
    outcomes: tuple[Outcome, ...]

    @property
    def total(self) -> int:
        """Number of cases."""
        return len({outcome.case for outcome in self.outcomes})

    @property
    def passed(self) -> int:
        """Number of cases in which nothing failed."""
        return self.total - len({o.case for o in self.outcomes if o.failure})

    @property
    def failure(self) -> Failure | None:
        """The first failure, with the first cause that was found; None when all cases pass.

        What everybody must get right comes before awkward inputs.
        """
        failed = [outcome for outcome in self.outcomes if outcome.failure]
        failed.sort(key=lambda outcome: outcome.awkward != "")
        if not failed:
            return None
        first = failed[0].failure
        assert first is not None
        if first.cause:
            return first
        # What one input leaves open, another one may show.
        for outcome in failed[1:]:
            later = outcome.failure
            if later and later.cause and outcome.part == failed[0].part:
                return replace(first, cause=f"In case “{later.case}”: {later.cause}")
        return first

    @property
    def note(self) -> str:
        """One sentence about gradients that were not attempted; empty when all were."""
        count = sum(not outcome.attempted for outcome in self.outcomes)
        if not count:
            return ""
        return f"Gradients of {count} cases are not attempted: no backward pass is written."

    def summary(self) -> list[str]:
        """Return the line of what everybody must get right first, then that of awkward inputs.

        Those that fail follow, a line each, once nothing else does.
        """
        core = [o for o in self.outcomes if not o.awkward]
        failed = {o.case for o in core if o.failure}
        total = len({o.case for o in core})
        lines = [f"Core: {total - len(failed)} of {total}."]
        gaps: dict[str, str] = {}  # by name, the first of each
        for outcome in self.outcomes:
            if outcome.awkward and outcome.failure:
                gaps.setdefault(outcome.awkward, outcome.failure.gap)
        total = len({o.awkward for o in self.outcomes if o.awkward})
        if total:
            lines.append(f"Awkward inputs: {total - len(gaps)} of {total}.")
        if not failed:
            lines += [f"{name}: {gap}" for name, gap in gaps.items()]
        return lines

    def lines(self) -> list[str]:
        """Return one line for each part that the concept has."""
        found = []
        for part in PARTS:
            outcomes = [o for o in self.outcomes if o.part == part]
            tried = [o for o in outcomes if o.attempted]
            passed = sum(o.failure is None for o in tried)
            if tried:
                found.append(f"{part:<10} {passed} of {len(tried)}")
            elif outcomes:
                found.append(f"{part:<10} not attempted: no backward pass is written")
        return found


def grade(name: str, side: ModuleType | Mapping[str, Any]) -> Report:
    """Grade the functions of a module or namespace with the cases of a concept.

    Args:
        name: ``family/concept``.
        side: Holds the public names of the concept's NumPy side; a ``_backward`` may be missing.

    Raises:
        LookupError: If there is no such concept.
        NotForPractice: If the concept is an object, not functions.
    """
    concept = practiced(name)
    if isinstance(side, Mapping):
        module = ModuleType("attempt")
        module.__dict__.update(side)
        side = module
    attempt = with_side(concept, side)
    outcomes: list[Outcome] = []
    checks = plan(concept)
    with closed(concept):
        for check in checks:
            explain = not is_explained(outcomes)
            outcomes.append(run_check(concept, attempt, check, explain=explain))
    return Report(name, tuple(outcomes))


def is_explained(outcomes: list[Outcome]) -> bool:
    """Tell whether a cause has been found, or looked for in vain often enough."""
    failures = [outcome.failure for outcome in outcomes if outcome.failure]
    return len(failures) >= TRIES or any(failure.cause for failure in failures)


def grade_source(name: str, source: str) -> str:
    """Grade a text that a reader has written; return JSON text.

    Args:
        name: ``family/concept``.
        source: Text of a Python file.

    Returns:
        ``{"passed": int, "total": int, "summary": [str], "note": str, "failure": null or an
        object}``; the object has the fields of a failure, all of them text.
    """
    concept = practiced(name)
    loaded = load(source, "your code", concept)
    failed = isinstance(loaded, Failure)
    report = failed_report(concept, loaded) if failed else grade(name, loaded)
    failure = report.failure
    return json.dumps(
        {
            "passed": report.passed,
            "total": report.total,
            "summary": report.summary(),
            "note": report.note,
            "failure": asdict(failure) if failure else None,
        }
    )


def load(source: str, filename: str, concept: Concept) -> ModuleType | Failure:
    """Run the text of a file as a module; a failure says what it raised.

    Args:
        source: Text of a Python file.
        filename: What tracebacks call it.
        concept: What is practiced; its solution cannot be imported.
    """
    # Tracebacks find the lines here, also where there is no such file.
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = (len(source), None, lines, filename)
    module = ModuleType("attempt")
    module.__file__ = filename
    module.__dict__["__builtins__"] = {
        **vars(builtins),
        "__import__": partial(_import_without, concept),
    }
    try:
        with warnings.catch_warnings(), closed(concept):
            warnings.simplefilter("ignore")
            code = compile(source, filename, "exec", dont_inherit=True)
            exec(code, module.__dict__)
    except READERS_ERRORS as error:
        return Failure(
            THE_FILE,
            wanted="a Python file that runs",
            got=_one_line(error),
            error=readers_traceback(error, filename),
        )
    return module


def _import_without(
    concept: Concept,
    name: str,
    globals: Any = None,
    locals: Any = None,
    fromlist: Any = (),
    level: int = 0,
) -> ModuleType:
    """Import for a reader's file: everything but the solution, and what judges it."""
    closed = (f"worked.{concept.family}.{concept.slug}", "worked.checking")
    given = {f"{module}.{key}" for module, key in _handed_out(concept)}
    wanted = [name, *(f"{name}.{key}" for key in fromlist or ())]
    for full in wanted[1:] or wanted:
        inside = any(f"{full}.".startswith(f"{start}.") for start in closed)
        if inside and full not in given:
            raise ImportError(
                f"wanted your own {concept.slug}, got an import of {full}"
            )
    if name == concept.numpy.__name__:  # a class of ours that is handed out
        return concept.numpy
    return __import__(name, globals, locals, fromlist, level)


def failed_report(concept: Concept, failure: Failure) -> Report:
    """Return the report of a file that could not be graded: every check fails alike."""
    outcomes = tuple(check.outcome(failure) for check in plan(concept))
    return Report(concept.name, outcomes)


def with_side(concept: Concept, side: ModuleType) -> Concept:
    """Return the same concept with another NumPy side, so that one mechanism calls both."""
    attempt = Concept(concept.family, concept.slug, concept.path)
    attempt.__dict__.update(numpy=side, declarations=concept.declarations)
    return attempt


def plan(concept: Concept) -> list[Check]:
    """Return all checks: values, gradients, float32 and errors, what is awkward after the rest."""
    # Kinks come after the rest; the fewer arguments, the plainer; else as declared.
    ordered = sorted(
        concept.cases, key=lambda case: (case.no_differences != "", len(case.args))
    )
    answered = [case for case in ordered if case.error is None]
    refused = [case for case in ordered if case.error is not None]
    checks = [
        *(Check(case, "values") for case in answered),
        *(Check(case, "gradients") for case in answered if has_gradient(concept, case)),
        *(
            Check(case, "float32")
            for case in answered
            if not case.no_float32 and any(map(is_floating, case.args.values()))
        ),
        *(Check(case, "errors") for case in refused),
    ]
    return sorted(checks, key=lambda check: check.awkward != "")


def is_awkward(case: Case) -> bool:
    """Tell whether a case is one that a first draft need not survive.

    The inputs tell: nothing at all, a single number without axes, NaN, infinities and large
    numbers, two floating dtypes, and what is refused. A case says in words what they do not tell.
    """
    if case.awkward or case.error is not None:
        return True
    arrays = [value for value in case.args.values() if isinstance(value, np.ndarray)]
    floats = [array for array in arrays if is_floating(array)]
    if not arrays:
        return False
    return (
        len({array.dtype for array in floats}) > 1
        or all(array.ndim == 0 for array in arrays)
        or any(array.size == 0 for array in floats or arrays)
        or not all((np.abs(array) < 100).all() for array in floats)
    )


def run_check(
    concept: Concept, attempt: Concept, check: Check, *, explain: bool = True
) -> Outcome:
    """Do one check of a reader's side.

    Args:
        concept: The concept with our side.
        attempt: The concept with the reader's.
        check: One of the plan's.
        explain: Whether a likely cause is looked for, which takes some more calls.
    """
    case, part = check.case, check.part
    name = concept.function_name(case)
    if not callable(getattr(attempt.numpy, name, None)):
        return check.outcome(_missing(concept, attempt, name))
    if part == "errors":
        return check.outcome(_refusal(concept, attempt, case))
    bound = {"rtol": case.rtol, "atol": case.atol}
    if part == "float32":
        case, bound = in_float32(case), FLOAT32
    if part != "gradients":
        failure = _compare(concept, attempt, case, bound, {}, explain)
        if failure or part == "values" or not has_gradient(concept, case):
            return check.outcome(failure)
    output = _quietly(concept.forward, case)
    given = {"grad_output": random_grad_output(case, output)}
    try:
        failure = _compare(concept, attempt, case, bound, given, explain)
        # Where ours takes the forward result, a reader's may; it must answer without it, too.
        theirs = getattr(attempt.numpy, f"{name}_backward", None)
        if not failure and takes_output(concept, case) and _takes(theirs, "output"):
            given["output"] = output
            failure = _compare(concept, attempt, case, bound, given, explain)
    except NotAttempted:
        return check.outcome(attempted=part == "float32")
    return check.outcome(failure)


def _takes(function: Any, parameter: str) -> bool:
    try:
        return parameter in inspect.signature(function).parameters
    except (TypeError, ValueError):  # nothing that has a signature
        return False


class NotAttempted(Exception):
    """There is no backward pass, or it is still the stub's."""


def _compare(
    concept: Concept,
    attempt: Concept,
    case: Case,
    bound: dict[str, float],
    given: Mapping[str, Any],
    explain: bool,
) -> Failure | None:
    """Compare one answer with ours: the gradients where a backward pass is given something."""
    name, args = concept.function_name(case), dict(case.args)
    if given:
        name, args = f"{name}_backward", {**given, **case.args}
        if not callable(getattr(attempt.numpy, name, None)):
            raise NotAttempted
    ours = _quietly(concept.call, name, args)

    def called() -> Failure:
        """Return the failure's beginning: texts of arrays take longer than most checks."""
        return Failure(case.name, call_text(name, args), _wanted(case, ours, given))

    wrong = Wrong(concept, attempt, name, args, (), as_arrays(ours))
    try:
        answer = _quietly(attempt.call, name, args)
    except NotImplementedError as error:
        if given:
            raise NotAttempted from error
        return _raised(called(), error, wrong, explain)
    except READERS_ERRORS as error:
        return _raised(called(), error, wrong, explain)
    if answer is None:
        cause = "It returns nothing: is a `return` missing?"
        return replace(called(), got="None", cause=cause, gap="got None")
    try:
        arrays = as_arrays(answer)
        if any(array.dtype.kind not in "biufc" for array in arrays):
            raise TypeError("wanted numbers")
        largest_difference(arrays, ours, rtol=bound["rtol"], atol=bound["atol"])
    except (Mismatch, TypeError, ValueError) as error:
        if not isinstance(error, Mismatch):
            got = f"{answer!r:.200}"
            return replace(called(), got=got, gap="got no numbers")
        wrong = Wrong(concept, attempt, name, args, arrays, as_arrays(ours))
        cause = _quietly(likely_cause, wrong) if explain else ""
        gap = largest_gap(wrong, **bound)
        got = short(answer) + gap
        return replace(called(), got=got, cause=cause, gap=first_gap(wrong, **bound))
    try:
        # The answer is right; was it luck that what overflowed on the way did no harm?
        _quietly(attempt.call, name, args, over="raise")
    except FloatingPointError as error:
        message = f"the right answer, but {error} on the way"
        raised = _raised(called(), error, wrong, explain)
        return replace(raised, got=message, gap=f"got {message}")
    except READERS_ERRORS as error:  # it answered once; the second call is not the same
        return _raised(called(), error, wrong, explain)
    return None


def _refusal(concept: Concept, attempt: Concept, case: Case) -> Failure | None:
    assert case.error is not None
    name, refused = concept.function_name(case), case.error
    try:
        answer = _quietly(attempt.forward, case)
    except refused:
        return None
    except READERS_ERRORS as error:
        wrong = Wrong(concept, attempt, name, case.args, (), ())
        return _raised(_refused(concept, case, refused), error, wrong, explain=True)
    got = f"an answer: {short(answer)}"
    gap = f"wanted {refused.__name__}, got an answer"
    return replace(_refused(concept, case, refused), got=got, gap=gap)


def _refused(concept: Concept, case: Case, refused: type[Exception]) -> Failure:
    """Return the beginning of a failure to refuse what we refuse."""
    try:
        concept.forward(case)
        ours = refused.__name__
    except refused as error:
        ours = f"{refused.__name__}, for example: {error}"
    return Failure(case.name, call_text(concept.function_name(case), case.args), ours)


def _missing(concept: Concept, attempt: Concept, name: str) -> Failure:
    defined = [key for key, value in vars(attempt.numpy).items() if callable(value)]
    defined = [key for key in defined if not key.startswith("_")]
    by_lower = {key.lower(): key for key in defined}
    near = difflib.get_close_matches(name.lower(), by_lower, n=1)
    return Failure(
        THE_FILE,
        wanted=f"a function {name}{signature_of(getattr(concept.numpy, name))}",
        got=f"a file that defines {', '.join(defined) or 'no function'}",
        cause=f"Is `{by_lower[near[0]]}` meant to be `{name}`?" if near else "",
    )


def _raised(
    called: Failure, error: BaseException, wrong: Wrong, explain: bool
) -> Failure:
    return replace(
        called,
        got=_one_line(error),
        gap=f"got {_one_line(error)}",
        cause=_quietly(cause_of_error, wrong, error) if explain else "",
        error=readers_traceback(error, getattr(wrong.attempt.numpy, "__file__", "")),
    )


def _quietly(function: Any, *args: Any, over: Literal["ignore", "raise"] = "ignore"):
    """Call without warnings: what they are about is judged by the answer."""
    with warnings.catch_warnings(), np.errstate(over=over, under="ignore"):
        warnings.simplefilter("ignore")
        return function(*args)


def _wanted(case: Case, ours: Any, given: Mapping[str, Any]) -> str:
    text = short(ours)
    return f"{text} ({case.source})" if case.source and not given else text


def _one_line(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]


def readers_traceback(error: BaseException, filename: str) -> str:
    """Return a traceback with the lines of the reader's file alone."""
    elsewhere = getattr(error, "readers_traceback", "")  # raised in another process
    if elsewhere:
        return elsewhere
    found = traceback.TracebackException.from_exception(error)
    found.__cause__ = found.__context__ = None
    own = [frame for frame in found.stack if frame.filename == filename]
    found.stack = traceback.StackSummary.from_list(own)
    return "".join(found.format()).rstrip()


def call_text(name: str, args: Mapping[str, Any]) -> str:
    """Return a call as text, with its arrays printed shortly."""
    return (
        f"{name}({', '.join(f'{key}={short(value)}' for key, value in args.items())})"
    )


def practiced(name: str) -> Concept:
    """Return the concept called ``family/concept`` if it can be practiced.

    Raises:
        LookupError: If there is none.
        NotForPractice: If it is an object, not functions.
    """
    concept = find_concept(name)
    public = [getattr(concept.numpy, key) for key in concept.numpy.__all__]
    if not all(map(inspect.isfunction, public)):
        raise NotForPractice(
            f"{name}: wanted a concept that consists of functions, got one with classes; "
            "it is there to be read"
        )
    return concept


def practicable() -> list[str]:
    """Return the names of the concepts that can be practiced, sorted."""
    found = []
    for concept in concepts():
        try:
            found.append(practiced(concept.name).name)
        except NotForPractice:
            continue
    return found


def stub(name: str) -> str:
    """Return the text that a reader starts from: signatures and docstrings, no bodies.

    Args:
        name: ``family/concept``.

    Raises:
        LookupError: If there is no such concept.
        NotForPractice: If it is an object, not functions.
    """
    concept = practiced(name)
    path = concept.path / "with_numpy.py"
    source = path.read_text(encoding="utf-8")
    lines, tree = source.splitlines(), ast.parse(source)
    exported = set(concept.numpy.__all__)
    parts = [f'"""{concept.summary}"""\n\nimport numpy as np{_given(concept)}']
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name not in exported:
            continue
        doc = shortened(ast.get_docstring(node) or "")
        prefix = "r" if "\\" in doc else ""
        text = f'{prefix}"""{doc}\n"""\nraise NotImplementedError'
        head = "\n".join(lines[node.lineno - 1 : node.body[0].lineno - 1])
        if is_backward(node.name, exported):
            head = (
                f"# Gradients can wait: without them, values are graded alone.\n{head}"
            )
        parts.append(f"{head}\n{textwrap.indent(text, '    ')}")
    return "\n\n\n".join(parts) + "\n"


def shortened(doc: str) -> str:
    """Return a docstring without the sections that help or lead elsewhere: Note and Source."""
    kept, keep = [], True
    for line in doc.splitlines():
        if line and not line[0].isspace():
            keep = line not in ("Note:", "Source:")
        if keep:
            kept.append(line)
    return "\n".join(kept).strip()


def _given(concept: Concept) -> str:
    """Return imports of the classes that the concept's functions are handed or build on."""
    found = [f"from {module} import {key}" for module, key in _handed_out(concept)]
    return "\n\n" + "\n".join(found) if found else ""


def _handed_out(concept: Concept) -> list[tuple[str, str]]:
    """Return module and name of those classes."""
    return [
        (value.__module__, key)
        for key, value in vars(concept.numpy).items()
        if inspect.isclass(value) and value.__module__.startswith("worked.")
    ]
