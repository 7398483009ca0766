"""A process for a reader's code: it answers calls, and everything is judged outside of it.

So an endless loop or a crash ends one call and no more, and whatever the code does to its own
process, to NumPy or to this package there, changes no judgment. The child sends JSON and arrays,
never pickles, because unpickling would run what it chose.
One child serves all checks of a file; only after a kill is another one started.
"""

from __future__ import annotations

import builtins
import inspect
import io
import json
import multiprocessing
import signal
import time
import warnings
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from worked.checking.closed import closed
from worked.checking.discovery import Concept, find_concept, frozen
from worked.checking.grader import (
    READERS_ERRORS,
    Check,
    Failure,
    Outcome,
    Report,
    call_text,
    failed_report,
    is_explained,
    load,
    plan,
    practiced,
    readers_traceback,
    run_check,
    with_side,
)
from worked.practice.timing import Timing, timings

# Not a fork: threads of NumPy's libraries do not survive one, and macOS forbids it.
SPAWN = multiprocessing.get_context("spawn")
STARTING = 30.0  # seconds to import NumPy and the concept, on a slow disk
ENOUGH = 3  # calls that ended their process, after which the rest is not tried
LARGEST = 2**30  # bytes of one answer


class Ended(BaseException):
    """The child did not answer; the message says why. No error of the reader's code."""


# --- What crosses the pipe ----------------------------------------------------------------------


def packed(told: dict[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """Return what the child tells as bytes: JSON, and arrays without pickles."""
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, told=np.array(json.dumps(told)), **arrays)
    return buffer.getvalue()


def unpacked(data: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Return what ``packed`` was given.

    Raises:
        ValueError: If the bytes are something else.
    """
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    told = json.loads(str(arrays.pop("told")))
    if not isinstance(told, dict):
        raise ValueError("wanted an answer, got something else")
    return told, arrays


class Shown:
    """Something of the child's that only has a text here."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


class Loose:
    """An array whose values do not lie side by side; pickling alone would move them together."""

    def __init__(self, array: np.ndarray) -> None:
        self.values = array

    def array(self) -> np.ndarray:
        """Return it with gaps between its values."""
        return np.repeat(self.values, 2, axis=-1)[..., ::2]


class Borrowed:
    """A function out of a concept's cases, which the child looks up by itself."""

    def __init__(self, concept: Concept, function: Callable[..., Any]) -> None:
        for self.number, case in enumerate(concept.cases):
            for self.key, value in case.args.items():
                if value is function:
                    self.concept = concept.name
                    return
        raise TypeError(f"wanted a function of the cases, got {function!r}")

    def function(self) -> Callable[..., Any]:
        """Return the function."""
        return find_concept(self.concept).cases[self.number].args[self.key]


# --- The parent's half --------------------------------------------------------------------------


class Child:
    """A process that has loaded a reader's file.

    Args:
        name: ``family/concept``.
        path: The reader's file.
        limit: Seconds that one call may take.
    """

    def __init__(self, name: str, path: str, limit: float) -> None:
        self.limit = limit
        self.connection, theirs = SPAWN.Pipe()
        self.process = SPAWN.Process(
            target=_serve, args=(theirs, name, path), daemon=True
        )
        self.process.start()
        theirs.close()
        try:
            self._answer(STARTING)
            told, _ = self._answer(limit)
            failure = told.get("failure")
            self.problem = Failure(**failure) if failure else None
            self.side = self._side(practiced(name), path, told.get("functions", {}))
        except BaseException:
            self.end()
            raise

    def _side(
        self, concept: Concept, path: str, functions: dict[str, Any]
    ) -> ModuleType:
        """Return a module whose functions run in the child."""
        side = ModuleType("attempt")
        side.__file__ = path
        for name, parameters in functions.items():
            setattr(side, name, Remote(self, concept, name, parameters))
        return side

    def ask(self, question: Any) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        """Send a question and wait for the answer.

        Raises:
            Ended: If none comes: the process is gone then.
        """
        try:
            self.connection.send(question)
        except ConnectionError:
            raise self._gone() from None
        return self._answer(self.limit)

    def _answer(self, limit: float) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        try:
            if self.connection.poll(limit):
                return unpacked(self.connection.recv_bytes(LARGEST))
        except (EOFError, ConnectionError):
            raise self._gone() from None
        except (ValueError, KeyError, OSError) as error:  # no answer that we know
            self.end()
            raise Ended(f"the process sent something else: {error}") from None
        self.end()
        raise Ended(f"no answer within {limit:g} s")

    def _gone(self) -> Ended:
        self.process.join(1)
        code = self.process.exitcode
        self.end()
        how = f"by signal {-code}" if code and code < 0 else f"with exit code {code}"
        return Ended(f"the process ended {how}")

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Remote:
    """A reader's function: called here, run in the child.

    Args:
        child: The process.
        concept: The concept, whose cases may hold functions.
        name: The function's name.
        parameters: Name, kind, and default as text or None, for each.
    """

    def __init__(
        self,
        child: Child,
        concept: Concept,
        name: str,
        parameters: list[tuple[str, int, str | None]] | None,
    ) -> None:
        self.child, self.concept, self.name = child, concept, name
        if parameters is not None:
            self.__signature__ = inspect.Signature(
                [
                    inspect.Parameter(
                        key,
                        inspect._ParameterKind(kind),
                        default=inspect.Parameter.empty
                        if default is None
                        else Shown(default),
                    )
                    for key, kind, default in parameters
                ]
            )

    def __call__(self, **args: Any) -> Any:
        """Return what the reader's function answers, or raise what it raises."""
        told, arrays = self._told(args)
        for key in told["changed"]:
            args[key][...] = arrays.pop(f"changed {key}")  # refused where it is frozen
        if told["answer"] == "raised":
            raise error_of(told)
        if told["answer"] == "none":
            return None
        if told["answer"] == "odd":
            return Shown(told["text"])
        parts = tuple(arrays[f"answer {place}"] for place in range(told["parts"]))
        return parts if told["answer"] == "several" else parts[0]

    def seconds(self, **args: Any) -> float:
        """Return how long one call takes in the child."""
        return self._told(args)[0]["seconds"]

    def _told(
        self, args: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        sent = {key: self._sent(value) for key, value in args.items()}
        fixed = [
            key
            for key, value in args.items()
            if isinstance(value, np.ndarray) and not value.flags.writeable
        ]
        return self.child.ask((self.name, sent, fixed, np.geterr()))

    def _sent(self, value: Any) -> Any:
        if isinstance(value, np.ndarray) and not value.flags.forc and value.ndim:
            return Loose(value)
        if inspect.isfunction(value):
            return Borrowed(self.concept, value)
        return value


def error_of(told: dict[str, Any]) -> Exception:
    """Return an error like the child's: of the same type where Python or NumPy has that."""
    kind = getattr(builtins, told["type"], None) or getattr(
        np.exceptions, told["type"], None
    )
    if not (isinstance(kind, type) and issubclass(kind, Exception)):
        kind = type(told["type"], (Exception,), {})
    try:
        error = kind(told["message"])
    except TypeError:  # UnicodeDecodeError and others want more arguments
        error = type(told["type"], (Exception,), {})(told["message"])
    error.readers_traceback = told["traceback"]  # type: ignore[attr-defined]
    return error


def check_file(
    name: str, path: str, limit: float, *, timed: bool
) -> tuple[Report, list[Timing]]:
    """Grade a file whose code runs in a process of its own.

    Args:
        name: ``family/concept``.
        path: The reader's file.
        limit: Seconds that one call may take.
        timed: Whether to take times when all cases pass.

    Returns:
        The report, and the times.
    """
    concept = practiced(name)
    outcomes: list[Outcome] = []
    ended = 0
    child: Child | None = None
    try:
        for check in plan(concept):
            if ended == ENOUGH:
                failure = Failure(check.case.name, got="not tried", gap="not tried")
                outcomes.append(check.outcome(failure))
                continue
            try:
                child = child or Child(name, path, limit)
                if child.problem:
                    return failed_report(concept, child.problem), []
                attempt = with_side(concept, child.side)
                explain = not is_explained(outcomes)
                outcome = run_check(concept, attempt, check, explain=explain)
            except Ended as reason:
                if child is None:
                    problem = Failure(
                        "the file", wanted="a Python file that runs", got=str(reason)
                    )
                    return failed_report(concept, problem), []
                child, ended = None, ended + 1
                outcome = _ended(check, concept.function_name(check.case), str(reason))
            outcomes.append(outcome)
        report = Report(name, tuple(outcomes))
        if not timed or report.failure or child is None:
            return report, []
        try:
            return report, timings(concept, with_side(concept, child.side))
        except Ended:
            child = None
            return report, []
    finally:
        if child:
            child.end()


def _ended(check: Check, function: str, reason: str) -> Outcome:
    name = f"{function}_backward" if check.part == "gradients" else function
    failure = Failure(
        check.case.name,
        call_text(name, check.case.args),
        wanted="an answer",
        got=reason,
        gap=reason,
    )
    return check.outcome(failure)


# --- The child's half ---------------------------------------------------------------------------


def _serve(connection: Connection, name: str, path: str) -> None:
    """Answer calls until the pipe closes: the child's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is asked, and ends this
    concept = find_concept(name)
    connection.send_bytes(packed({}, {}))  # NumPy is there; the reader's time begins
    loaded = load(Path(path).read_text(encoding="utf-8"), path, concept)
    if isinstance(loaded, Failure):
        connection.send_bytes(packed({"failure": vars(loaded)}, {}))
        return
    functions = {
        key: _parameters(value)
        for key, value in vars(loaded).items()
        if callable(value) and not key.startswith("__")
    }
    connection.send_bytes(packed({"functions": functions}, {}))
    while True:
        try:
            function, args, fixed, errors = connection.recv()
        except EOFError:
            return
        function = getattr(loaded, function)
        answer = _answered(concept, function, args, fixed, errors, path)
        connection.send_bytes(packed(*answer))


def _parameters(function: Any) -> list[tuple[str, int, str | None]] | None:
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # some of C's have none
        return None
    empty = inspect.Parameter.empty
    return [
        (p.name, p.kind.value, None if p.default is empty else repr(p.default))
        for p in found
    ]


def _answered(
    concept: Concept,
    function: Callable[..., Any],
    sent: dict[str, Any],
    fixed: list[str],
    errors: dict[str, Any],
    path: str,
) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Call a reader's function, and return what is to be told of it."""
    args = {key: _received(value) for key, value in sent.items()}
    before = {
        key: value.copy()
        for key, value in args.items()
        if isinstance(value, np.ndarray)
    }
    given = {
        key: frozen(value) if key in fixed else value for key, value in args.items()
    }
    told: dict[str, Any]
    begin = time.perf_counter()
    try:
        with warnings.catch_warnings(), np.errstate(**errors), closed(concept):
            warnings.simplefilter("ignore")
            result = function(**given)
        told, arrays = _told_of(result)
    except READERS_ERRORS as error:
        arrays = {}
        told = {
            "answer": "raised",
            "type": type(error).__name__,
            "message": str(error),
            "traceback": readers_traceback(error, path),
        }
    told["seconds"] = time.perf_counter() - begin
    told["changed"] = [
        key for key, old in before.items() if old.tobytes() != args[key].tobytes()
    ]
    return told, arrays | {f"changed {key}": args[key] for key in told["changed"]}


def _received(value: Any) -> Any:
    if isinstance(value, Loose):
        return value.array()
    return value.function() if isinstance(value, Borrowed) else value


def _told_of(result: Any) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Return a result as JSON and arrays."""
    if result is None:
        return {"answer": "none"}, {}
    several = isinstance(result, tuple | list)
    arrays = [np.asarray(part) for part in (result if several else (result,))]
    if any(array.dtype.kind not in "biufc" for array in arrays):
        return {"answer": "odd", "text": f"{result!r:.200}"}, {}
    told = {"answer": "several" if several else "one", "parts": len(arrays)}
    return told, {f"answer {place}": array for place, array in enumerate(arrays)}
