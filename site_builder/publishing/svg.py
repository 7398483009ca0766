"""Matplotlib's SVG with fewer elements and bytes, and with exponents that a phone shows legibly."""

from __future__ import annotations

import re

# What Matplotlib puts around each part of a figure, often with nothing but a name.
GROUP = re.compile(r'</g>|<g(?: id="[^"]*")?(?P<more>[^>]*)>')

# The marker of a tick, a line from where it stands, and every place of it.
TICK = re.compile(
    r'<defs>\s*<path id="(\w+)" d="M 0 0 \nL (-?[\d.]+ -?[\d.]+) \n"[^>]*>\s*</defs>'
)
PLACE = r'<use xlink:href="#{}" x="([\d.-]+)" y="([\d.-]+)" (style="[^"]*")/>'

# A formula, which Matplotlib sets character by character.
FORMULA = re.compile(r"<text>\s*((?:<tspan [^>]*>[^<]*</tspan>\s*)+)</text>")
CHARACTER = re.compile(
    r'<tspan (x="[^"]*" y="([^"]*)" style="font-size: ([\d.]+)px[^"]*")>([^<]*)</tspan>'
)
RAISED = (
    '<tspan dy="-4" style="font-size: 9px">{}</tspan>'  # seven pixels in Matplotlib
)

# An image is named by what it shows, so that two that are alike have one name.
NAMED = re.compile(r'(<image\b[^>]*?) id="[^"]*"')

# Digits beyond the first two decimals; the commands of a path and their numbers.
DIGITS = re.compile(r"(?<![#\w.])(-?\d+\.\d\d)\d+")
PATH = re.compile(r' d="(M [^"]*)"')
COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")


def slim(svg: str) -> str:
    """Return an SVG of Matplotlib's that looks the same, but for exponents, which are larger."""
    for tick in list(TICK.finditer(svg)):
        svg = _joined(svg, tick)
    svg = NAMED.sub(r"\1", _without_groups(FORMULA.sub(_power, svg)))
    svg = PATH.sub(lambda path: f' d="{_relative(path[1])}"', svg)
    # Text between tags keeps its digits.
    return re.sub(r"<[^>]*>", lambda tag: DIGITS.sub(r"\1", tag[0]), svg)


def _joined(svg: str, tick: re.Match[str]) -> str:
    """Return an SVG in which one path is all the ticks of a kind."""
    places = re.compile(PLACE.format(tick[1]))
    found = places.findall(svg)
    across, down = map(float, tick[2].split())
    path = " ".join(
        f"M {x} {y} L {float(x) + across} {float(y) + down}" for x, y, _ in found
    )
    joined = f'<path d="{path}" {found[0][2]}/>' if found else ""
    return places.sub("", svg).replace(tick[0], joined, 1)


def _power(formula: re.Match[str]) -> str:
    """Return a number and its exponent as one text; any other formula as it is."""
    characters = CHARACTER.findall(formula[1])
    if len(characters) != formula[1].count("<tspan"):  # some are of another font
        return formula[0]
    place, height, size, _ = characters[0]
    on_line = [(c[1], c[2]) == (height, size) for c in characters]
    base = on_line.index(False) if False in on_line else len(on_line)
    text = "".join(character for *_, character in characters)
    raised = characters[base:]
    if any(on_line[base:]) or not all(float(c[1]) < float(height) for c in raised):
        return formula[0]
    exponent = RAISED.format(text[base:]) if raised else ""
    return f"<text {place}>{text[:base]}{exponent}</text>"


def _without_groups(svg: str) -> str:
    """Return an SVG without the groups that change nothing, a third of its elements."""
    gone: list[bool] = []

    def tag(match: re.Match[str]) -> str:
        if match[0] != "</g>":
            gone.append(not match["more"])
            return "" if gone[-1] else match[0]
        return "" if gone.pop() else match[0]

    return GROUP.sub(tag, svg)


def _relative(path: str) -> str:
    """Return a path in steps of a tenth of a point, which is finer than a screen.

    Each point is rounded and not each step, so that no error adds up.
    """
    text, last, at = "", "", (0, 0)
    for command, numbers in COMMAND.findall(path):
        tenths = [round(10 * float(number)) for number in numbers.split()]
        points = list(zip(tenths[::2], tenths[1::2], strict=True))
        origin = (0, 0) if command == "M" else at
        steps = [n - o for point in points for n, o in zip(point, origin, strict=True)]
        letter = command if command == "M" else command.lower()
        text += " " if letter == last else letter
        text += " ".join(f"{step / 10:g}" for step in steps)
        last, at = letter, points[-1] if points else at
    return re.sub(r" ?(-?)\b0\.", lambda cut: f"{cut[1] or ' '}.", text).replace(
        " -", "-"
    )
