"""A reader's time against ours on a large input."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from worked.checking import Case, Concept, has_gradient
from worked.checking.causes import short
from worked.checking.checks import is_floating, random_grad_output
from worked.checking.discovery import frozen
from worked.checking.grader import is_awkward

LARGE = 500_000  # numbers in the first array: well beyond the cost of a call
TURNS = 7


@dataclass(frozen=True)
class Timing:
    """Median times of one function.

    Args:
        function: Its name.
        input: The first array, as text.
        theirs: Seconds of the reader's.
        ours: Seconds of ours.
    """

    function: str
    input: str
    theirs: float
    ours: float

    def line(self) -> str:
        """Return the times and their ratio as one line."""
        return (
            f"{self.function}: {1e3 * self.theirs:.3g} ms, ours {1e3 * self.ours:.3g} ms, "
            f"ratio {self.theirs / self.ours:.2f} ({self.input})"
        )


def timings(concept: Concept, attempt: Concept) -> list[Timing]:
    """Time every function that the reader has written, in turns with ours.

    Args:
        concept: The concept with our side.
        attempt: The concept with the reader's, which passes all cases.
    """
    found = []
    for name in concept.numpy.__all__:
        forward = name.removesuffix("_backward")
        case = _large(concept, forward)
        if case is None:
            continue
        args = {key: frozen(value) for key, value in case.args.items()}
        if name != forward:
            if not has_gradient(concept, case):
                continue
            args["grad_output"] = random_grad_output(case, concept.forward(case))
        first = next(v for v in args.values() if isinstance(v, np.ndarray))
        if not hasattr(attempt.numpy, name):
            continue
        functions = [getattr(side.numpy, name) for side in (attempt, concept)]
        try:
            theirs, ours = _in_turns(functions, args)
        except NotImplementedError:  # the stub's backward pass
            continue
        what = short(first).partition(" [")[0]
        found.append(Timing(name, what, theirs, ours))
    return found


def _large(concept: Concept, function: str) -> Case | None:
    """Return a plain case of a function with its batch repeated; None if none can be."""
    for case in sorted(concept.cases, key=is_awkward):
        if case.error is not None or concept.function_name(case) != function:
            continue
        batch = [v for v in case.args.values() if is_floating(v) and v.ndim]
        if not batch:
            continue
        length, times = len(batch[0]), max(1, LARGE // max(1, batch[0].size))
        # What shares the first axis is the batch; a weight of another length stays.
        args = {
            key: np.concatenate([value] * times)
            if isinstance(value, np.ndarray) and value.ndim and len(value) == length
            else value
            for key, value in case.args.items()
        }
        large = Case(case.name, args, function=case.function)
        try:
            concept.forward(large)
        except (ValueError, MemoryError):
            continue
        return large
    return None


def _in_turns(functions: list[Callable[..., Any]], args: dict[str, Any]) -> list[float]:
    """Return the median seconds of each; turns, so that a busy machine slows all alike."""
    seconds: list[list[float]] = [[] for _ in functions]
    with np.errstate(all="ignore"):
        for _ in range(TURNS):
            for function, taken in zip(functions, seconds, strict=True):
                taken.append(_seconds(function, args))
    return [median(taken) for taken in seconds]


def _seconds(function: Callable[..., Any], args: dict[str, Any]) -> float:
    if hasattr(function, "seconds"):  # it runs in another process, and is timed there
        return function.seconds(**args)
    start = time.perf_counter()
    function(**args)
    return time.perf_counter() - start
