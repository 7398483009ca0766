"""A process for a reader's code, so that an endless loop or a crash ends one call and no more.

One child serves all checks of a file; only after a kill is another one started.
"""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from worked.checking.grader import (
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
    run_check,
    with_side,
)
from worked.practice.timing import Timing, timings

# Not a fork: threads of NumPy's libraries do not survive one, and macOS forbids it.
SPAWN = multiprocessing.get_context("spawn")
STARTING = 30.0  # seconds to import NumPy and the concept, on a slow disk
ENOUGH = 3  # calls that ended their process, after which the rest is not tried


class Ended(Exception):
    """The child did not answer; the message says why."""


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
            self.problem: Failure | None = self._answer(limit)
        except BaseException:
            self.end()
            raise

    def ask(self, question: Any, limit: float | None = None) -> Any:
        """Send a question and wait for the answer.

        Raises:
            Ended: If none comes: the process is gone then.
        """
        self.connection.send(question)
        return self._answer(limit or self.limit)

    def _answer(self, limit: float) -> Any:
        try:
            if self.connection.poll(limit):
                return self.connection.recv()
        except (EOFError, ConnectionError):
            self.process.join(1)
            code = self.process.exitcode
            self.end()
            how = (
                f"by signal {-code}" if code and code < 0 else f"with exit code {code}"
            )
            raise Ended(f"the process ended {how}") from None
        self.end()
        raise Ended(f"no answer within {limit:g} s")

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def check_file(
    name: str, path: str, limit: float, *, timed: bool
) -> tuple[Report, list[Timing]]:
    """Grade a file in a process of its own.

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
        for number, check in enumerate(plan(concept)):
            if ended == ENOUGH:
                failure = Failure(check.case.name, got="not tried")
                outcomes.append(Outcome(check.case.name, check.part, failure))
                continue
            try:
                child = child or Child(name, path, limit)
                if child.problem:
                    return failed_report(concept, child.problem), []
                outcome = child.ask((number, not is_explained(outcomes)))
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
            return report, child.ask("times", limit=6 * limit)
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
    )
    return Outcome(check.case.name, check.part, failure)


def _serve(connection: Connection, name: str, path: str) -> None:
    """Answer questions until the pipe closes: the child's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is asked, and ends this
    concept = practiced(name)
    checks = plan(concept)
    connection.send("ready")
    loaded = load(Path(path).read_text(encoding="utf-8"), path)
    if isinstance(loaded, Failure):
        connection.send(loaded)
        return
    connection.send(None)
    attempt = with_side(concept, loaded)
    while True:
        try:
            question = connection.recv()
        except EOFError:
            return
        if question == "times":
            connection.send(timings(concept, attempt))
            continue
        number, explain = question
        connection.send(run_check(concept, attempt, checks[number], explain=explain))
