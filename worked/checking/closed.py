"""Closes our solution to a reader's code: the plain ways to it, with a message; no wall.

While the reader's code runs, a concept's modules are not among those that are loaded, and an
audit hook refuses to open its files, which is what an import of them, `pathlib`, `pkgutil` and
`inspect` all come to. What searches the memory of the process still finds them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from worked.checking.discovery import Concept

_shut: list[Concept] = []  # the concept that is closed now, or none
_hooks: list[object] = []  # a hook stays as long as the process, so there is one


@contextmanager
def closed(concept: Concept) -> Iterator[None]:
    """Keep a concept's modules and files from what runs meanwhile.

    Args:
        concept: What is practiced; its own attributes stay usable.
    """
    _ = concept.numpy, concept.declarations  # loaded before nobody can load them
    if not _hooks:
        sys.addaudithook(_refuse)
        _hooks.append(_refuse)
    own = f"worked.{concept.family}.{concept.slug}"
    family = sys.modules[f"worked.{concept.family}"]
    taken = _taken(own)
    vars(family).pop(concept.slug, None)
    _shut.append(concept)
    try:
        yield
    finally:
        _shut.pop()
        _taken(own)  # what was imported meanwhile is not what was there
        sys.modules.update(taken)
        setattr(family, concept.slug, taken[own])


def _taken(own: str) -> dict[str, ModuleType]:
    names = [name for name in sys.modules if f"{name}.".startswith(f"{own}.")]
    return {name: sys.modules.pop(name) for name in names}


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event != "open" or not _shut or not isinstance(args[0], str | bytes):
        return
    concept = _shut[-1]
    path = os.path.realpath(os.fsdecode(args[0]))
    if path.startswith(f"{os.path.realpath(concept.path)}{os.sep}"):
        name = f"{concept.slug}/{os.path.basename(path)}"
        raise PermissionError(
            f"wanted your own {concept.slug}, got a look at ours, {name}"
        )
