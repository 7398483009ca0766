"""Python in the page: what is marked, what is fetched, what is refused, and how a block runs."""

import hashlib
import html
import json
import logging

import pytest

from site_builder.publishing.runnable import mark_runnable
from site_builder.publishing.taken_along import pyodide, wheel
from worked.practice import in_page


def block(code, kind="language-python highlight"):
    text = html.escape(code, quote=False)
    return f'<div class="{kind}"><pre><span></span><code>{text}\n</code></pre></div>'


def marked(*blocks, base="../", size=5):
    page = "<head></head><body>" + "\n".join(blocks) + "</body>"
    return mark_runnable(page, base, size)


def runnable(*codes):
    """Return the numbers, from 0, of the blocks that are marked."""
    parts = marked(*map(block, codes)).split('<div class="language-python highlight"')
    return [n for n, part in enumerate(parts[1:]) if part.startswith(" data-run>")]


def test_blocks_of_numpy_are_marked_and_the_rest_is_not():
    codes = [
        "import numpy as np\nimport math",
        "import torch",
        "from torch import nn",
        "import matplotlib.pyplot as plt",
        "from sklearn.datasets import load_digits",
        "from worked.losses.hinge_loss.with_numpy import hinge_loss",
        "from worked.losses.hinge_loss.with_torch import hinge_loss",
        "from worked.losses.hinge_loss import with_torch",
        "from site_builder.publishing import both_sides",
        "from worked.experiments import loss_runs as runs",
        "import subprocess",
        "def later():\n    import torch",
        "print('no import')",
    ]
    assert runnable(*codes) == [0, 5, 9, 12]


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        (["import torch\nx = 1", "print(x)"], []),
        (["x = 1", "import torch\nx = 2", "print(x)"], [0]),
        (["import torch\nx = 1", "x = 2", "print(x)"], [1, 2]),
        (["import torch\nx = 1", "y = x", "print(y)"], []),
        (["import torch\nx = 1", "for x in range(2): print(x)"], [1]),
        (["import torch\nx = 1", "print([x for x in range(2)])"], [1]),
        (["import torch\nx = 1", "def f(x): return x\nprint(f(1))"], [1]),
        (["import torch\nx = 1", "def f(): return x"], []),
        (["import torch\nx = 1", "def f(): return x\nx = 2\nf()"], [1]),
        (["import torch\nx = 1", "x += 1"], []),
        (["import torch\nx = 1", "class A:\n    y = x"], []),
    ],
)
def test_a_name_from_a_block_that_cannot_run_is_not_to_be_had(codes, wanted):
    assert runnable(*codes) == wanted


def test_both_tabs_results_signatures_and_attempts():
    page = marked(
        f'<div class="tabbed-content"><div class="tabbed-block">{block("x = 1")}</div>'
        f'<div class="tabbed-block">{block("import torch")}</div></div>',
        f'<div class="result"><div>{block("result = 1")}</div></div>',
        block("signature(a, b)", "language-python doc-signature highlight"),
        f'<div class="worked-try">{block("attempt = 1")}</div>',
        block("<b> & 'c'", "language-text highlight"),
        block("print('a < b')"),
    )
    assert page.count(" data-run>") == 2
    assert page.count("needs JavaScript") == 1
    meta = '<meta name="worked-run" content="../assets/run/" data-bytes="5">'
    assert meta in page[: page.index("</head>")]


def test_marks_come_once_and_not_without_a_wheel_or_a_block():
    page = marked(block("x = 1"))
    assert mark_runnable(page, "../", 5) == page
    assert " data-run" not in marked(block("x = 1"), size=0)
    assert "worked-run" not in marked(block("x = 1"), size=0)
    assert "worked-run" not in marked(block("import torch"))


WHEEL = b"the wheel"
NAME = "numpy-2-wasm32.whl"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project whose lock wants the wheel above, and that no source has asked yet."""
    folder = tmp_path / "node_modules" / "pyodide"
    folder.mkdir(parents=True)
    for name in pyodide.CORE:
        (folder / name).write_bytes(name.encode())
    numpy = {"file_name": NAME, "sha256": hashlib.sha256(WHEEL).hexdigest()}
    lock = {"packages": {"numpy": numpy}}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))
    (folder / "package.json").write_text('{"version": "1.2.3"}')
    (tmp_path / "worked").mkdir()
    (tmp_path / "worked" / "__init__.py").write_text('"""A package."""\n')
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "worked"\nversion = "0.1.0"\nrequires-python = ">=3.11"\n'
    )
    monkeypatch.setattr(pyodide, "_out_of_reach", set())
    return tmp_path


@pytest.fixture
def sources(monkeypatch):
    """Set what the sources answer: bytes, or an error to raise. Returns who was asked."""
    asked = []

    def answer(*answers):
        def source(number, what):
            def ask(root, name):
                asked.append(number)
                if isinstance(what, Exception):
                    raise what
                return what

            ask.__name__ = f"source_{number}"
            return ask

        found = tuple(source(n, what) for n, what in enumerate(answers, 1))
        monkeypatch.setattr(pyodide, "SOURCES", found)
        return asked

    return answer


def test_the_wheel_is_fetched_once_from_the_first_source_that_has_it(root, sources):
    asked = sources(OSError("no network"), WHEEL, WHEEL)
    path = pyodide.fetched_numpy(root)
    assert path == root / ".cache" / "wheels" / NAME
    assert path.read_bytes() == WHEEL
    assert pyodide.fetched_numpy(root) == path
    assert asked == [1, 2]
    assert [p.name for p in path.parent.iterdir()] == [NAME]  # no half file is left


def test_a_wheel_with_another_hash_is_refused(root, sources, caplog):
    asked = sources(b"tampered with", WHEEL)
    path = pyodide.fetched_numpy(root)
    assert asked == [1, 2]
    assert path.read_bytes() == WHEEL
    (record,) = caplog.records
    assert record.name == "site_builder.publishing"
    assert record.levelno == logging.WARNING
    for data in (WHEEL, b"tampered with"):
        assert hashlib.sha256(data).hexdigest() in record.getMessage()


def test_a_kept_wheel_is_verified_each_time(root, sources, caplog):
    sources(WHEEL)
    path = pyodide.fetched_numpy(root)
    path.write_bytes(b"tampered with")
    sources(OSError("no network"))
    assert pyodide.fetched_numpy(root) is None
    assert not path.exists()
    refused, missing = (record.getMessage() for record in caplog.records)
    assert "refused: wanted sha256" in refused
    assert "no Run buttons" in missing


def test_a_preview_asks_once(root, sources, caplog):
    asked = sources(OSError("no network"), b"another")
    assert pyodide.fetched_numpy(root) is None
    caplog.clear()
    assert pyodide.fetched_numpy(root) is None
    assert asked == [1, 2]
    assert not caplog.records


def test_a_traceback_in_a_blocks_place_is_left_alone():
    assert runnable("Traceback (most recent call last):", "x = 1") == [1]


def test_without_npm_packages_there_is_a_warning(tmp_path, caplog):
    assert pyodide.fetched_numpy(tmp_path) is None
    assert "pyodide-lock.json" in caplog.text


def test_the_official_distribution_is_asked_in_the_version_of_npm(root, monkeypatch):
    asked = []

    def no_network(address, timeout):
        asked.append(address)
        raise OSError("no network")

    monkeypatch.setattr(pyodide, "urlopen", no_network)
    with pytest.raises(OSError, match="no network"):
        pyodide.the_official_distribution(root, NAME)
    assert asked == [f"https://cdn.jsdelivr.net/pyodide/v1.2.3/full/{NAME}"]


def test_a_site_gets_the_files_and_only_what_differs_is_written(root, sources):
    sources(WHEEL)
    site = root / "site"
    package = wheel.write(root, site / "assets")
    size = pyodide.write(root, site, package)
    manifest = json.loads((site / "assets/run/manifest.json").read_text())
    assert set(manifest["files"]) == {
        *pyodide.CORE,
        NAME,
        "worked-0.1.0-py3-none-any.whl",
    }
    assert size == manifest["bytes"] == sum(manifest["files"].values())
    assert (site / "assets/run" / manifest["numpy"]).read_bytes() == WHEEL
    assert (site / "assets/run" / manifest["package"]).exists()
    (site / "assets/run/pyodide.mjs").write_text("damaged")
    before = {p: p.stat().st_mtime_ns for p in site.rglob("*.*") if p.is_file()}
    assert pyodide.write(root, site, package) == size
    changed = [p.name for p, time in before.items() if p.stat().st_mtime_ns != time]
    assert changed == ["pyodide.mjs"]
    assert (site / "assets/run/pyodide.mjs").read_text() == "pyodide.mjs"


def test_without_a_wheel_nothing_is_copied(root, sources):
    sources(OSError("no network"))
    assert pyodide.write(root, root / "site", root / "any.whl") == 0
    assert not (root / "site").exists()


def test_the_packages_wheel_is_the_same_bytes_twice(root):
    first = wheel.write(root, root / "one")
    (root / "worked" / "__init__.py").touch()
    assert first.name == "worked-0.1.0-py3-none-any.whl"
    assert wheel.write(root, root / "two").read_bytes() == first.read_bytes()


def run(code, names=None, name="block 1"):
    printed = []
    error = in_page.run(code, name, {} if names is None else names, printed.append)
    return "".join(printed), error


def test_a_block_prints_and_leaves_its_names():
    names = {}
    assert run("x = 2\nprint(x, end='')", names) == ("2", "")
    assert run(
        "import sys\nprint(x, __name__)\nprint('w', file=sys.stderr)", names
    ) == (
        "2 __main__\nw\n",
        "",
    )


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("x = 'a'\nx", "'a'\n"),
        ("1; 2", "2\n"),
        ("print(1)", "1\n"),
        ("None", ""),
        ("x = 1", ""),
        ("", ""),
    ],
)
def test_the_value_of_a_last_expression_is_shown(code, printed):
    assert run(code) == (printed, "")


def test_an_error_in_a_last_expression_has_its_line():
    assert 'File "block 1", line 2' in run("x = 0\n1 / x")[1]


def test_input_says_that_there_is_none():
    assert "wanted a value in the code, got a page" in run("x = input('x? ')")[1]


def test_a_traceback_has_the_readers_frames_and_the_packages():
    names = {}
    run("def f(x):\n    return hinge_loss(x, x)", names, "block 1")
    code = (
        "import numpy as np\n"
        "from worked.losses.hinge_loss.with_numpy import hinge_loss\n"
        "f(np.ones(2) / 2)"
    )
    _, error = run(code, names, "block 2")
    files = [line for line in error.splitlines() if line.startswith("  File")]
    assert files[0] == '  File "block 2", line 3, in <module>'
    assert files[1] == '  File "block 1", line 2, in f'
    assert all('"worked/losses/hinge_loss/with_numpy.py"' in line for line in files[2:])
    assert "return hinge_loss(x, x)" in error
    assert error.endswith("ValueError: target: wanted labels -1 or +1, got 0.5\n")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("x = (1,\n", '"block 1", line 1'),
        ("raise SystemExit('enough')", "SystemExit: enough"),
        (
            "try:\n    1 / 0\nexcept Exception as e:\n    raise KeyError from e",
            "line 2",
        ),
        ("import json\njson.loads('{')", "JSONDecodeError"),
    ],
)
def test_what_a_block_raises_is_told(code, words):
    _, error = run(code)
    assert words in error
    assert "in_page" not in error
    assert "/json/" not in error


def test_output_is_cut():
    printed, error = run("for _ in range(50_000): print('ab')")
    assert error == ""
    assert len(printed) < in_page.SHOWN + 100
    assert printed.count("Only the first 20,000 characters") == 1


def test_future_statements_of_this_package_are_not_the_readers():
    assert (
        run("def f(x: int): ...\nprint(f.__annotations__['x'])")[0] == "<class 'int'>\n"
    )
