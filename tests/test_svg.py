"""What makes Matplotlib's SVG smaller changes nothing that one sees, but for larger exponents."""

import re
from io import StringIO

import matplotlib.pyplot as plt
import pytest

from site_builder.publishing.svg import slim

pytestmark = pytest.mark.usefixtures("closed_figures")


@pytest.fixture
def closed_figures():
    yield
    plt.close("all")


def drawn(**labels):
    """Return Matplotlib's own SVG of two axes with logarithms."""
    fig, axes = plt.subplots(1, 2)
    for ax in axes:
        ax.loglog([1, 1e4], [1e-3, 2], marker="o")
        ax.set(**labels)
    buffer = StringIO()
    with plt.rc_context({"svg.fonttype": "none"}):
        fig.savefig(buffer, format="svg")
    return buffer.getvalue()


def points(path):
    """Return the coordinates of a path, whose commands may be relative, x and y in turns."""
    found, at = [], (0, 0)
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        values = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        size = 6 if command in "cC" else 2
        for start in range(0, len(values), size):
            several = [
                (x + at[0] * command.islower(), y + at[1] * command.islower())
                for x, y in zip(
                    values[start : start + size : 2],
                    values[start + 1 : start + size : 2],
                    strict=True,
                )
            ]
            found += several
            at = several[-1]
    return [number for point in found for number in point]


def paths(svg):
    """Return the paths that are drawn where they stand."""
    outside = re.sub(r"<defs>.*?</defs>", "", svg, flags=re.DOTALL)
    return re.findall(r'<path [^>]*?d="([^"]*)"', outside)


def test_every_point_stays_within_half_a_tenth():
    before = drawn()
    kept = [points(path) for path in paths(slim(before))]
    assert len(paths(before)) > 10
    for path in map(points, paths(before)):
        assert any(other == pytest.approx(path, abs=0.0501) for other in kept)


def test_ticks_of_a_kind_are_one_path_where_they_were():
    before = drawn()
    after = slim(before)
    kinds = re.findall(r'<path id="(\w+)" d="M 0 0 \nL (\S+) (\S+) \n"', before)
    assert len(kinds) == 4  # large and small ones, below and at the left
    for name, across, down in kinds:
        places = re.findall(
            rf'<use xlink:href="#{name}" x="([\d.]+)" y="([\d.]+)"', before
        )
        wanted = [
            number
            for x, y in places
            for end in (0, 1)
            for number in (float(x) + end * float(across), float(y) + end * float(down))
        ]
        assert len(wanted) > 12
        assert any(
            points(path) == pytest.approx(wanted, abs=0.11) for path in paths(after)
        )
        assert name not in after
    assert after.count("<use") == 4  # the marks of the data


def test_exponents_are_nine_pixels_high():
    after = slim(drawn(xlabel="$x_1^2$", ylabel="$e^{-t}$"))
    for power in ("−3", "4"):
        assert re.search(
            rf'>10<tspan [^>]*font-size: 9px">{power}</tspan></text>', after
        )
    # What is no power of upright digits stays as Matplotlib set it.
    assert re.search(r"oblique[^>]*>x</tspan>", after)
    assert re.search(r"oblique[^>]*>e</tspan>", after)


def test_it_is_less_than_half():
    before = drawn()
    after = slim(before)
    assert after.count("<") < 0.3 * before.count("<")
    assert len(after) < 0.5 * len(before)


def test_two_equal_images_have_no_name_in_common():
    fig, axes = plt.subplots(1, 2)
    for ax in axes:
        ax.imshow([[0, 1], [1, 0]], interpolation="none")
    buffer = StringIO()
    with plt.rc_context({"svg.hashsalt": "one figure"}):
        fig.savefig(buffer, format="svg")
    before, after = (
        re.findall(r' id="([^"]*)"', svg)
        for svg in (buffer.getvalue(), slim(buffer.getvalue()))
    )
    assert len(before) > len(set(before))
    assert len(after) == len(set(after))
    assert slim(buffer.getvalue()).count("<image") == 2
