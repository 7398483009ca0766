"""Try a concept yourself, and be told what is wrong with it.

worked check NAME FILE [--time] | worked practice [NAME [--hint]]
"""

from __future__ import annotations

import argparse
import difflib
import os
import shutil
import sys
import textwrap
from itertools import groupby
from pathlib import Path

from worked.checking import Concept, concepts, find_concept
from worked.checking.grader import (
    Failure,
    NotForPractice,
    Report,
    practicable,
    practiced,
    stub,
)
from worked.practice.child import check_file
from worked.practice.hints import hints
from worked.practice.progress import (
    ALL,
    VALUES,
    Progress,
    progress_path,
    read_progress,
    write_progress,
)

MARKS = {ALL: "[x]", VALUES: "[~]"}  # passed; passed without the gradients


class Usage(Exception):
    """The command cannot be done as it was given; the message says what was wanted."""


def resolve(text: str) -> Concept:
    """Return the concept that a reader means: ``family/concept``, or the concept if unique.

    Raises:
        Usage: If there is none or more than one, or if it cannot be practiced.
    """
    wanted = text.replace("-", "_")
    found = [c for c in concepts() if wanted in (c.name, c.slug)]
    if len(found) > 1:
        names = " or ".join(concept.name for concept in found)
        raise Usage(f"wanted one concept, got {text!r}; say {names}")
    if not found:
        names = practicable()
        slugs = {name.partition("/")[2]: name for name in names}
        near = difflib.get_close_matches(wanted, [*slugs, *names], n=1, cutoff=0.5)
        hint = f"; did you mean {slugs.get(near[0], near[0])}?" if near else ""
        raise Usage(f"wanted the name of a concept, got {text!r}{hint}")
    try:
        return practiced(found[0].name)
    except NotForPractice as error:
        raise Usage(str(error)) from error


def check(name: str, file: str, *, timed: bool, limit: float) -> int:
    """Grade a file, print the outcome, remember a pass; return the exit status."""
    concept = resolve(name)
    if not Path(file).is_file():
        raise Usage(f"wanted a Python file, got {file!r}")
    report, times = check_file(concept.name, file, limit, timed=timed)
    print(f"{concept.name}, {file}")
    print("\n".join(f"  {line}" for line in report.lines()))
    if report.failure:
        print(f"\n{failure_text(report.failure)}\n")
    first, *rest = report.summary()
    print("\n".join([first, *rest[:1], *(f"  {line}" for line in rest[1:])]))
    if report.failure:
        return 1
    if timed:
        print(
            "\n".join(time.line() for time in times)
            or "No times: the time limit ended it."
        )
    _remember(report)
    return 0


def failure_text(failure: Failure) -> str:
    """Return the first failure as a reader sees it in a terminal."""
    lines = [f"First failure: {failure.case}"]
    for label, text in (
        ("call", failure.input),
        ("wanted", failure.wanted),
        ("got", failure.got),
        ("cause", failure.cause),
    ):
        if text:
            lines.append(
                textwrap.fill(
                    text,
                    88,
                    initial_indent=f"  {label:<8}",
                    subsequent_indent=" " * 10,
                    break_long_words=False,
                )
            )
    if failure.error:
        lines.append(textwrap.indent(failure.error, "  "))
    return "\n".join(lines)


def _remember(report: Report) -> None:
    progress = read_progress()
    progress.passes(report.name, VALUES if report.note else ALL)
    _write(progress)


def _write(progress: Progress) -> None:
    try:
        write_progress(progress)
    except OSError as error:
        print(f"worked: not remembered: {progress_path()}: {error}", file=sys.stderr)


def list_concepts() -> int:
    """Print what can be practiced, by topic, with a mark for what passed."""
    progress = read_progress()
    found = [find_concept(name) for name in practicable()]
    room = max(len(concept.slug) for concept in found)
    width = max(60, shutil.get_terminal_size().columns)
    for family, members in groupby(found, key=lambda concept: concept.family):
        print(family)
        for concept in members:
            mark = MARKS.get(progress.passed.get(concept.name, ""), "[ ]")
            line = f"  {mark} {concept.slug:<{room}}  {concept.summary}"
            print(line if len(line) <= width else f"{line[: width - 3].rstrip()}...")
    names = {concept.name for concept in found}
    count = sum(name in names for name in progress.passed)
    print(f"\n{count} of {len(found)} passed; [~] is without the gradients.")
    print("Begin with: worked practice NAME")
    return 0


def begin(name: str) -> int:
    """Write the stub of a concept into the current folder; return the exit status."""
    concept = resolve(name)
    path = Path(f"{concept.slug}.py")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(stub(concept.name))
    except FileExistsError as error:
        raise Usage(
            f"wanted a new file, got {path}, which is there already and stays as it is"
        ) from error
    print(f"{path} is written. Fill it in, then: worked check {concept.name} {path}")
    print(f"A hint: worked practice {concept.name} --hint")
    return 0


def hint(name: str) -> int:
    """Print the next hint of a concept, and remember that it was taken."""
    concept = resolve(name)
    steps = hints(concept)
    progress = read_progress()
    taken = min(progress.hints.get(concept.name, 0) + 1, len(steps))
    progress.hints[concept.name] = taken
    _write(progress)
    print(f"{concept.name}, hint {taken} of {len(steps)}\n\n{steps[taken - 1]}")
    return 0


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"wanted a number of seconds, got {text!r}")
    return seconds


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="worked",
        description=(__doc__ or "").partition("\n")[0],
        epilog="Exit status: 0 when all cases pass, 1 when not, 2 for wrong usage.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="grade your own implementation")
    checking.add_argument("name", help="family/concept, or the concept alone")
    checking.add_argument("file", help="your Python file")
    checking.add_argument(
        "--time", action="store_true", help="your time against ours when all cases pass"
    )
    checking.add_argument(
        "--limit",
        type=_seconds,
        default=10.0,
        metavar="SECONDS",
        help="how long one call may take (default: 10)",
    )
    practicing = commands.add_parser(
        "practice", help="list what can be practiced, or begin with one concept"
    )
    practicing.add_argument(
        "name", nargs="?", help="writes NAME.py with what to fill in"
    )
    practicing.add_argument(
        "--hint", action="store_true", help="one step further, up to our solution"
    )
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks for; return the exit status."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        if given.command == "check":
            return check(given.name, given.file, timed=given.time, limit=given.limit)
        if given.hint:
            if not given.name:
                raise Usage("wanted a name with --hint, got none")
            return hint(given.name)
        return begin(given.name) if given.name else list_concepts()
    except Usage as error:
        print(f"worked: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("worked: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `worked practice | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
