"""Inflate a checkout to the size that the site is to have, to measure builds and tests there.

    python benchmarks/inflate.py CHECKOUT [--copies 6]

CHECKOUT is a copy of this repository that may be spoiled. Six copies, the original among them, are
690 concepts and 204 pages of topics. A copy has families, runs, topics, pages, sessions and ids of
its own; only last letters change, so that no line grows past a limit. Its blocks carry a hidden
comment and its formulas an empty group, so that no result of one copy is taken for another's.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

LAST = "bcfghijkvwxz"  # letters in which no name ends
# What a Markdown file is made of, for who must not touch its code: fences, code, formulas.
PIECES = re.compile(
    r"(?P<fence>^(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)\n"
    r".*?^(?P=indent)(?P=marks) *$)"
    r"|(?P<code>`[^`\n]+`)"
    r"|\$\$(?P<display>[^$]+?)(?P<space>\s*)\$\$"
    r"|\$(?P<inline>[^$\n`]+)\$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Checkout:
    """A checkout with the names that its copies must not share.

    Args:
        root: Its folder.
    """

    root: Path

    @cached_property
    def families(self) -> list[str]:
        """The families, found by their concepts."""
        found = (self.root / "worked").glob("*/*/with_numpy.py")
        return sorted({path.parent.parent.name for path in found})

    @cached_property
    def runs(self) -> list[str]:
        """The modules of runs."""
        return [p.stem for p in (self.root / "worked/experiments").glob("*_runs.py")]

    @cached_property
    def topics(self) -> list[str]:
        """The folders of pages that ask questions."""
        found = sorted((self.root / "docs").glob("*/index.md"))
        return [p.parent.name for p in found if "<!-- questions -->" in p.read_text()]

    @cached_property
    def pages(self) -> list[str]:
        """The names of the topics' pages, the longest first, so that none hides another."""
        found = [
            p.stem for t in self.topics for p in (self.root / "docs" / t).glob("*.md")
        ]
        return sorted(set(found) - {"index"}, key=len, reverse=True)

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the questions, the longest first."""
        found = (self.root / "tests/published_questions.txt").read_text().split()
        return sorted(found, key=len, reverse=True)

    def copy(self, letter: str) -> None:
        """Add one copy of everything, under names that end in a letter."""
        for family in self.families:
            self._copy_tree(
                f"worked/{family}", f"worked/{last(family, letter)}", letter
            )
            self._copy_tree(f"tests/{family}", f"tests/{family}_{letter}", letter)
        self._copy_tree("tests/experiments", f"tests/experiments_{letter}", letter)
        for run in self.runs:
            path = self.root / "worked" / "experiments" / f"{run}.py"
            write(
                path.with_stem(last(run, letter)), self._code(path.read_text(), letter)
            )
        for topic in self.topics:
            for path in sorted((self.root / "docs" / topic).glob("*.md")):
                stem = "index" if path.stem == "index" else f"{path.stem}-{letter}"
                target = self.root / "docs" / last(topic, letter) / f"{stem}.md"
                write(target, self._page(path.read_text(), letter))
        self._tell(letter)

    def _copy_tree(self, old: str, new: str, letter: str) -> None:
        for path in sorted((self.root / old).rglob("*.py")):
            target = self.root / new / path.relative_to(self.root / old)
            if target.name.startswith(
                "test_"
            ):  # pytest wants a name of its own for each
                target = target.with_stem(f"{target.stem}_{letter}")
            write(target, self._code(path.read_text(), letter))

    def _code(self, text: str, letter: str) -> str:
        """Return code or prose with a copy's families, runs and topics."""
        folders = "|".join({*self.families, *self.topics})
        text = re.sub(
            rf"(?<![\w.])(?:{folders})(?=/)", lambda m: last(m[0], letter), text
        )
        dotted = rf"(?<=\bworked\.)(?:{'|'.join(self.families)})\b"
        text = re.sub(dotted, lambda m: last(m[0], letter), text)
        slashed = rf"(?<=\bworked/)(?:{'|'.join(self.families)})\b"
        text = re.sub(slashed, lambda m: last(m[0], letter), text)
        runs = rf"\b(?:{'|'.join(self.runs)})\b"
        return re.sub(runs, lambda m: last(m[0], letter), text)

    def _page(self, text: str, letter: str) -> str:
        text = self._code(text, letter)
        text = re.sub(rf"#({'|'.join(self.ids)})(?![\w-])", rf"#\1-{letter}", text)
        pages = "|".join(self.pages)
        text = re.sub(rf"(?<![\w-])({pages})(?=\.md)", rf"\1-{letter}", text)
        text = re.sub(rf'session="({pages})"', rf'session="\1-{letter}"', text)
        text = re.sub(r"(?m)^(# .*)$", rf"\1 ({letter})", text, count=1)
        return PIECES.sub(lambda match: marked(match, letter), text)

    def _tell(self, letter: str) -> None:
        """Extend what lists pages, ids, or bugs that are known to change nothing."""
        with (self.root / "tests/published_questions.txt").open("a") as file:
            file.writelines(f"{one}-{letter}\n" for one in sorted(self.ids))
        path = self.root / "tests" / "test_planted_bugs.py"
        known = (
            f'("{last("autograd", letter)}/gradcheck", "gradcheck times 1.01"): "so"'
        )
        path.write_text(path.read_text().replace("\n}\n", f"\n    {known},\n}}\n", 1))
        path = self.root / "tests" / "test_grader.py"
        text = path.read_text().replace(
            "(concept.name, bug.what)", "(concept.slug, bug.what)"
        )
        path.write_text(text.replace('("autograd/gradcheck", ', '("gradcheck", '))
        config = self.root / "mkdocs.yml"
        text = config.read_text()
        for section in re.findall(r"(?m)^      - .+:\n(?:          - .+\n)+", text):
            topic = re.search(r"- ([\w-]+)/index\.md", section)
            if topic and topic[1] in self.topics:
                copied = re.sub(
                    rf"/({'|'.join(self.pages)})\.md", rf"/\1-{letter}.md", section
                )
                copied = copied.replace(f" {topic[1]}/", f" {last(topic[1], letter)}/")
                copied = copied.replace(":\n", f" {letter}:\n", 1)
                text = text.replace("  - Practice:\n", f"{copied}  - Practice:\n")
        config.write_text(text)


def last(name: str, letter: str) -> str:
    """Return a name with another last letter."""
    return name[:-1] + letter


def marked(match: re.Match[str], letter: str) -> str:
    """Return a piece of a page that differs from the same piece of other copies."""
    if match["fence"] and "exec=" in match["info"]:
        hide = "  # markdown-exec: hide" if "source=" in match["info"] else ""
        mark = f"{match['indent']}# copy {letter}{hide}\n"
        start = match["fence"].index("\n") + 1
        return match["fence"][:start] + mark + match["fence"][start:]
    group = "{}" * (LAST.index(letter) + 1)
    if match["display"]:
        return f"$${match['display']}{group}{match['space']}$$"
    return f"${match['inline']}{group}$" if match["inline"] else match[0]


def write(path: Path, text: str) -> None:
    """Write a file into a folder that may be new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def main() -> None:
    """Inflate the checkout that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--copies", type=int, default=6, help="the original counts")
    arguments = parser.parse_args()
    checkout = Checkout(arguments.checkout.resolve())
    # Read before the first copy is there.
    names = [
        checkout.families,
        checkout.runs,
        checkout.topics,
        checkout.pages,
        checkout.ids,
    ]
    taken = [name for found in names[:3] for name in found if name[-1] in LAST]
    if taken:
        raise SystemExit(f"wanted names that end in none of {LAST}, got {taken}")
    for letter in LAST[: arguments.copies - 1]:
        checkout.copy(letter)
    (checkout.root / "tests" / "test_inflate.py").unlink()  # about the original


if __name__ == "__main__":
    main()
