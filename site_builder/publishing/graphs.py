"""Graphs from a list of edges: a page's block names them, and the finish has them drawn.

Graphviz draws each graph twice, left to right for a desktop and top down for a phone; the style
sheet shows one of them. It is called once for all pages, see ``rendering``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from zlib import crc32

# What a block leaves for the finish.
WAITING = re.compile(r'<div class="worked-graph__waits" data-graph="([^"]*)">.*?</div>')
DIRECTIONS = {"wide": "LR", "tall": "TB"}
# Graphviz measures Helvetica, and the reader's font may be wider.
ROOM = 1.15
ALT_WORDS = 5  # fewer say that there is a picture, not what it shows


def graph(
    edges: Iterable[Sequence[str]],
    *,
    alt: str,
    local: Mapping[str, str] | None = None,
    caption: str = "",
) -> str:
    """Return a computational graph as HTML for a page.

    A node is named by what it shows; `×#2` shows `×` too and is another node.

    Args:
        edges: From, to, what flows forward, and what flows backward: two to four texts each.
            The backward one is drawn dashed, against the edge.
        alt: What the graph shows, for who cannot see it: a sentence with its message.
        local: A second line in a node, such as its local derivative, by the node's name.
        caption: Text under the graph, if any.

    Returns:
        One ``<figure>``; the finish puts the drawings into it.

    Raises:
        ValueError: If ``alt`` says too little, an edge has another number of texts, or ``local``
            names no node.
    """
    if len(alt.split()) < ALT_WORDS:
        raise ValueError(
            'graph(): wanted alt="..." with what the graph shows, five words or more, '
            f"got {alt!r}"
        )
    rows = [[str(text) for text in edge] for edge in edges]
    for row in rows:
        if not 2 <= len(row) <= 4:
            raise ValueError(
                "graph(): wanted edges as (from, to), with what flows forward and backward, "
                f"got {tuple(row)!r}"
            )
    if not rows:
        raise ValueError("graph(): wanted edges, got none")
    names = {name for row in rows for name in row[:2]}
    unknown = sorted(set(local or {}) - names)
    if unknown:
        raise ValueError(
            f"graph(): wanted local={{...}} for nodes of the edges, got {unknown[0]!r}"
        )
    told = json.dumps({"edges": rows, "local": dict(local or {}), "alt": alt})
    text = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return (
        '<figure class="worked-graph"><div class="worked-graph__waits" '
        f'data-graph="{escape(told)}">{escape(alt)}</div>{text}</figure>'
    )


def dots(told: str) -> dict[str, str]:
    """Return what Graphviz draws of a graph that ``graph`` has left, for each direction."""
    found = json.loads(told)
    return {
        name: _dot(found["edges"], found["local"], direction)
        for name, direction in DIRECTIONS.items()
    }


def waiting(html: str) -> list[str]:
    """Return the graphs of a page that are to be drawn."""
    return [unescape(match[1]) for match in WAITING.finditer(html)]


def drawn(html: str, svgs: Mapping[str, Mapping[str, str]]) -> str:
    """Return a page with its graphs.

    Args:
        html: A built page.
        svgs: By graph, as ``waiting`` returns it, Graphviz's answer for each direction.
    """

    def both(match: re.Match[str]) -> str:
        told = unescape(match[1])
        alt = json.loads(told)["alt"]
        return "".join(
            _themed(svg, f"graph-{crc32(told.encode()):08x}-{name}", name, alt)
            for name, svg in svgs[told].items()
        )

    return WAITING.sub(both, html)


def _dot(edges: list[list[str]], local: dict[str, str], direction: str) -> str:
    """Return a graph in Graphviz's language."""
    lines = [
        f"rankdir={direction}; bgcolor=transparent; nodesep=0.3; ranksep=0.35; pad=0.05",
        f'node [fontname="Helvetica" fontsize={15 * ROOM} shape=box style=rounded height=0.3 '
        'margin="0.1,0.04"]',
        f'edge [fontname="Helvetica" fontsize={13 * ROOM} arrowsize=0.7]',
    ]
    begins, ends = {row[0] for row in edges}, {row[1] for row in edges}
    for name in dict.fromkeys(name for row in edges for name in row[:2]):
        label = _quoted(name.partition("#")[0])
        if name in local:
            label = f"{label[:-1]}\\n{_quoted(local[name])[1:]}"
        inner = name in begins and name in ends
        shape = "" if inner else ' shape=plaintext margin="0.03,0.02"'
        lines.append(f"{_quoted(name)} [label={label}{shape}]")
    for start, end, *flows in edges:
        forward, backward = (*flows, "", "")[:2]
        pair = f"{_quoted(start)} -> {_quoted(end)}"
        lines.append(f"{pair} [label={_label(forward)} class=forward]")
        if backward:
            # Laid out along with the forward edge, so that no label lies on an arrow.
            lines.append(
                f"{pair} [label={_label(backward)} dir=back style=dashed class=backward]"
            )
    return "digraph {\n" + ";\n".join(lines) + "}\n"


def _label(text: str) -> str:
    """Return a label with room around it."""
    return _quoted(f" {text} " if text else "")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _themed(svg: str, identity: str, direction: str, alt: str) -> str:
    """Return Graphviz's drawing in the page's colors and font, without ids that could clash."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->|<title>.*?</title>", "", svg, flags=re.DOTALL)
    svg = re.sub(r' (id|xmlns:xlink|xml:space|font-family)="[^"]*"', "", svg)
    svg = re.sub(r' (fill|stroke)="black"', "", svg)
    svg = re.sub(
        r'font-size="([\d.]+)"', lambda m: f'font-size="{float(m[1]) / ROOM:.0f}"', svg
    )
    size = re.search(r'width="([\d.]+)pt" height="[\d.]+pt"', svg)
    width = float(size[1]) if size else 0
    head = (
        f'<svg class="worked-graph__{direction}" id="{identity}" role="img" '
        f'style="width: {width:.0f}px"'
    )
    svg = re.sub(r'<svg width="[\d.]+pt" height="[\d.]+pt"', head, svg, count=1)
    # Graphviz writes hundredths; a tenth of a pixel is enough, and only inside tags.
    svg = re.sub(
        r"<(?:path|polygon|text|g|svg)\b[^>]*>",
        lambda tag: re.sub(
            r"(?<=[ ,\"(MC-])(\d+)\.(\d)\d+(?=[ ,\")C])", r"\1.\2", tag[0]
        ),
        svg,
    )
    svg = re.sub(r"\n +", " ", svg)  # an attribute on a line of its own
    svg = svg.replace("\n", "").strip()
    return svg.replace(
        "<svg ", f'<svg aria-label="{escape(alt)}" ', 1
    )  # keeps its digits
