"""What a reader has passed and which hints were taken, in one JSON file of their own."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

ALL, VALUES = "all", "values"  # what passed: gradients too, or values alone


def progress_path() -> Path:
    """Return where progress is kept: ``WORKED_STATE``, or the user's folder for state."""
    if chosen := os.environ.get("WORKED_STATE"):
        return Path(chosen)
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "worked" / "progress.json"


@dataclass
class Progress:
    """What is remembered.

    Args:
        passed: ``family/concept`` to ``"all"``, or ``"values"`` without the gradients.
        hints: ``family/concept`` to the number of hints taken.
    """

    passed: dict[str, str] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)

    def passes(self, name: str, what: str) -> None:
        """Remember a pass; what was reached before is not taken back."""
        if self.passed.get(name) != ALL:
            self.passed[name] = what


def read_progress() -> Progress:
    """Read the file; set a damaged one aside, so that nothing of it is lost.

    Returns:
        What is remembered; nothing where there is no file.
    """
    path = progress_path()
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Progress()
    except UnicodeDecodeError:
        text = ""
    try:
        return _parsed(text)
    except ValueError as error:
        aside = _free_name(path)
        path.rename(aside)
        print(
            f"worked: {path}: {error}; it is kept as {aside.name}, and progress starts anew",
            file=sys.stderr,
        )
        return Progress()


def write_progress(progress: Progress) -> None:
    """Write the file beside the old one and swap: a reader never sees half of it."""
    path = progress_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    text = json.dumps(vars(progress), indent=2, sort_keys=True)
    beside.write_text(f"{text}\n", encoding="utf-8")
    beside.replace(path)


def _parsed(text: str) -> Progress:
    found = json.loads(text)  # its error is a ValueError
    if not isinstance(found, dict):
        raise ValueError(f"wanted an object, got {text[:20]!r}")
    progress = Progress(found.get("passed", {}), found.get("hints", {}))
    for values, kind in ((progress.passed, str), (progress.hints, int)):
        if not isinstance(values, dict) or not all(
            isinstance(value, kind) for value in values.values()
        ):
            raise ValueError(f"wanted names with {kind.__name__}, got {values!r:.40}")
    return progress


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return aside
