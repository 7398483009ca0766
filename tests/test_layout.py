"""The files of every concept are where and what the design says, and a broken one is named."""

import shutil
from pathlib import Path

import pytest

from site_builder.publishing import layout
from site_builder.publishing.layout import layout_problems
from site_builder.publishing.messages import Unreadable
from worked.checking.discovery import PACKAGE

RELU = Path("worked/activations/relu")


@pytest.mark.reads("docs", "worked")
def test_layout():
    problems = layout_problems()
    assert not problems, "\n" + "\n".join(problems)


@pytest.fixture
def project(tmp_path):
    """A project of one concept and the page that shows it."""
    shutil.copytree(
        PACKAGE / "activations/relu",
        tmp_path / RELU,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    (tmp_path / "worked/activations/__init__.py").write_text('"""Activations."""\n')
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs/relu.md"
    page.write_text('both_sides("activations/relu")\n')
    assert layout_problems(tmp_path / "worked") == []
    return tmp_path


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize("name", ["with_numpy", "with_torch", "cases", "__init__"])
def test_a_syntax_error_is_named_with_file_and_line(project, name):
    path = project / RELU / f"{name}.py"
    lines = len(path.read_text().splitlines())
    path.write_text(path.read_text() + "def (:\n")
    with pytest.raises(Unreadable) as raised:
        layout_problems(project / "worked")
    place = f"{RELU}/{name}.py:{lines + 1}"
    assert str(raised.value) == f"{place}: wanted Python, got: invalid syntax"


def test_every_file_that_is_no_python_is_named(project):
    for name in ("with_numpy", "with_torch"):
        (project / RELU / f"{name}.py").write_bytes(b"x = 1\n# caf\xe9\n")
    (project / "worked/activations/__init__.py").write_bytes(b"\0")
    with pytest.raises(Unreadable) as raised:
        layout_problems(project / "worked")
    null, *others = str(raised.value).splitlines()
    assert null.startswith("worked/activations/__init__.py:1: wanted Python, got: ")
    assert others == [
        f"{RELU}/{name}.py:2: wanted UTF-8, got the byte 0xe9; "
        "save the file with the encoding UTF-8"
        for name in ("with_numpy", "with_torch")
    ]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("while True:\n    pass", "got TooLong: no end within 0.2 seconds"),
        (
            "while True:\n    try:\n        1 / 1\n    except Exception:\n        pass",
            "got TooLong: no end within 0.2 seconds",
        ),
        ("print(nothing)", "got NameError: name 'nothing' is not defined"),
        ("import nowhere", "got ModuleNotFoundError: No module named 'nowhere'"),
    ],
)
def test_cases_that_cannot_be_had_are_named(project, monkeypatch, code, message):
    monkeypatch.setattr(layout, "LOADING", 0.2)
    change(project / RELU / "cases.py", "\nimport", f"\n{code}\nimport")
    with pytest.raises(Unreadable) as raised:
        layout_problems(project / "worked")
    (found,) = str(raised.value).splitlines()
    place, _, got = found.partition(": wanted cases that can be imported, ")
    file, _, line = place.partition(":")
    assert (file, got) == (f"{RELU}/cases.py", message)
    lines = (project / RELU / "cases.py").read_text().splitlines()
    assert lines[int(line) - 1].strip() in code


def test_exports_that_are_computed_are_named(project):
    change(project / RELU / "with_numpy.py", "__all__ = [", "__all__ = [*names, ")
    with pytest.raises(Unreadable, match=r"wanted __all__ as a list of names, got \["):
        layout_problems(project / "worked")


def test_a_page_that_cannot_be_read_is_named(project):
    (project / "docs/relu.md").write_bytes(b"\n\xe9")
    with pytest.raises(
        Unreadable, match=r"relu\.md:2: wanted UTF-8, got the byte 0xe9"
    ):
        layout_problems(project / "worked")
