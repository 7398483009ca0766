"""Discovery: every folder of ``worked/<family>/`` that holds cases or a side is a concept."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

import worked
from worked.checking.case import Case

PACKAGE = Path(worked.__file__).parent
SIDES = {"with_numpy": "NumPy", "with_torch": "PyTorch"}  # module: what readers call it


@dataclass(frozen=True)
class Concept:
    """One concept: a folder with two sides and their cases.

    Args:
        family: Folder under ``worked/``, such as ``"losses"``.
        slug: Folder under the family, such as ``"cross_entropy"``.
        path: The folder.
    """

    family: str
    slug: str
    path: Path

    @property
    def name(self) -> str:
        """``family/slug``, the name that pages and commands use."""
        return f"{self.family}/{self.slug}"

    def _module(self, leaf: str) -> ModuleType:
        return importlib.import_module(f"worked.{self.family}.{self.slug}{leaf}")

    @cached_property
    def summary(self) -> str:
        """The one line that says what the concept is."""
        return (self._module("").__doc__ or "").strip()

    @cached_property
    def numpy(self) -> ModuleType:
        """The NumPy side."""
        return self._module(".with_numpy")

    @cached_property
    def torch(self) -> ModuleType:
        """The PyTorch side; importing it needs PyTorch."""
        return self._module(".with_torch")

    @cached_property
    def declarations(self) -> ModuleType:
        """The module ``cases``, with its optional declarations."""
        return self._module(".cases")

    @property
    def cases(self) -> tuple[Case, ...]:
        """The named inputs."""
        return tuple(self.declarations.CASES)

    @property
    def constants(self) -> dict[str, str]:
        """Floating parameters that get no gradient, each with the reason."""
        return getattr(self.declarations, "CONSTANTS", {})

    @property
    def no_torch(self) -> str:
        """Why there is no PyTorch side; empty where there is one."""
        return getattr(self.declarations, "NO_TORCH", "")

    @property
    def sides(self) -> list[str]:
        """Names of the sides that are there: ``with_numpy``, ``with_torch``."""
        return [side for side in SIDES if (self.path / f"{side}.py").exists()]

    @property
    def no_backward(self) -> dict[str, str]:
        """Public functions without a backward pass, each with the reason."""
        return getattr(self.declarations, "NO_BACKWARD", {})

    @property
    def left_out(self) -> dict[str, str]:
        """Rules of the contract that make no sense for the concept, each with the reason."""
        return getattr(self.declarations, "LEFT_OUT", {})

    def function_name(self, case: Case) -> str:
        """Name of the public function that a case calls."""
        return case.function or self.slug

    def forward(self, case: Case) -> Any:
        """Call the NumPy side with a case's arguments."""
        return self.call(self.function_name(case), case.args)

    def call(self, function: str, args: Mapping[str, Any]) -> Any:
        """Call a function of the NumPy side on arrays that it cannot write to: sides are pure.

        Cases ask for 0/0 and infinity minus infinity on purpose, so NumPy does not warn of those;
        it does warn of an overflow, which a stable form never has.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            return getattr(self.numpy, function)(
                **{key: frozen(value) for key, value in args.items()}
            )


def frozen(value: Any) -> Any:
    """Return a read-only view of an array, with its strides, and anything else as it is."""
    if isinstance(value, np.ndarray):
        value = value.view()
        value.flags.writeable = False
    return value


def families(package: Path = PACKAGE) -> list[str]:
    """Return the families, sorted by name: the packages with folders that hold a side or cases."""
    return sorted(
        folder.name
        for folder in package.iterdir()
        if (folder / "__init__.py").exists()
        and any(any(folder.glob(f"*/{name}.py")) for name in (*SIDES, "cases"))
    )


def concepts(package: Path = PACKAGE) -> list[Concept]:
    """Find every concept, sorted by family and name.

    A folder with only some of the four files is a concept too: the check of the layout then says
    what is missing.

    Raises:
        LookupError: If there is none, so that a check of every concept cannot pass on nothing.
    """
    found = [
        Concept(family, folder.name, folder)
        for family in families(package)
        for folder in sorted((package / family).iterdir())
        if any(folder.glob("*.py"))
    ]
    if not found:
        raise LookupError(
            f"wanted concepts as {package}/<family>/<concept>/, found none"
        )
    return found


def find_concept(name: str) -> Concept:
    """Return the concept called ``family/slug``.

    Raises:
        LookupError: If there is none; the message names the nearest ones.
    """
    # Asked for by itself: a page with one concept must not depend on which others there are.
    family, _, slug = name.partition("/")
    if slug.isidentifier() and (PACKAGE / family / slug / "__init__.py").exists():
        return Concept(family, slug, PACKAGE / family / slug)
    names = [concept.name for concept in concepts()]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.4)
    raise LookupError(
        f"wanted a concept as family/name, got {name!r}; near: {', '.join(near)}"
    )


def is_backward(name: str, exported: set[str]) -> bool:
    """Tell whether a public name is the backward pass of another one."""
    return name.endswith("_backward") and name.removesuffix("_backward") in exported
