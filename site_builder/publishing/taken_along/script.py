"""A page as a Python file."""

from __future__ import annotations

import re
import textwrap

from site_builder.publishing.taken_along.article import Article
from site_builder.publishing.taken_along.markdown import as_markdown


def text(page: Article) -> str:
    """Return a page as a Python file: code as it stands, the rest as comments.

    What it needs stands at the top, for pip and, as PEP 723 has it, for tools that read it.
    """
    needed = "\n".join(f'#   "{name}",' for name in page.requirements)
    quoted = " ".join(f"'{name}'" for name in page.requirements)
    parts = [
        f"# /// script\n# dependencies = [\n{needed}\n# ]\n# ///",
        f"# Before the first run: pip install {quoted}\n# From {page.url}",
    ]
    for cell in page.cells:
        if cell.language == "python":
            parts.append(f"# %%\n{cell.text}")
        else:
            parts.append(f"# %% [markdown]\n{_commented(as_markdown(cell))}")
    return "\n\n".join(parts) + "\n"


def _commented(lines: str) -> str:
    return re.sub(r"(?m)[ ]+$", "", textwrap.indent(lines, "# ", lambda line: True))
