"""The commands as a reader has them: transcripts, exit statuses, and what is remembered."""

import importlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from worked.checking import Case, Concept, find_concept
from worked.checking.grader import grade_source, practicable
from worked.practice import __main__ as commands
from worked.practice.__main__ import failure_text, main
from worked.practice.child import check_file, packed, unpacked
from worked.practice.hints import hints
from worked.practice.progress import progress_path, read_progress
from worked.practice.timing import timings

ROOT = Path(__file__).parent.parent
RELU = find_concept("activations/relu")
RIGHT = (RELU.path / "with_numpy.py").read_text(encoding="utf-8")
WRONG = RIGHT.replace("return (grad_output", "return 2 * (grad_output")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of the reader's own, with progress of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKED_STATE", str(tmp_path / "state" / "progress.json"))
    return tmp_path


def written(text: str) -> str:
    Path("mine.py").write_text(text, encoding="utf-8")
    return "mine.py"


def test_a_right_file(capsys):
    path = find_concept("losses/hinge_loss").path / "with_numpy.py"
    right = written(path.read_text(encoding="utf-8"))
    assert main(["check", "hinge_loss", right, "--time"]) == 0
    out = capsys.readouterr().out
    assert re.fullmatch(
        r"losses/hinge_loss, mine.py\n"
        r"  values     (\d+) of \1\n"
        r"  gradients  \1 of \1\n"
        r"  float32    \1 of \1\n"
        r"  errors     (\d+) of \2\n"
        r"Core: (\d+) of \3\.\n"
        r"Awkward inputs: (\d+) of \4\.\n"
        r"hinge_loss: [\d.e+]+ ms, ours [\d.e+]+ ms, ratio [\d.]+ \(float64 \(.*\)\)\n"
        r"hinge_loss_backward: .* ratio .*\n",
        out,
    ), out
    assert read_progress().passed == {"losses/hinge_loss": "all"}


def test_a_wrong_file(capsys):
    assert WRONG != RIGHT
    assert main(["check", "activations/relu", written(WRONG)]) == 1
    out = capsys.readouterr().out
    assert re.search(r"\n  values     (\d+) of \1\n  gradients  2 of 10\n", out)
    assert "First failure: " in out
    assert "\n  call    relu_backward(grad_output=float64 (" in out
    assert "\n  wanted  float64 (" in out
    assert "\n  cause   Every value is 2 times the wanted one" in out
    assert re.search(r"\nCore: 1 of 5\.\nAwkward inputs: 5 of 10\.\n\Z", out)
    assert read_progress().passed == {}


def test_without_gradients_it_passes_half(capsys):
    source = RIGHT.replace("def relu_backward", "def another_name")
    assert main(["check", "relu", written(source)]) == 0
    assert "gradients  not attempted: no backward" in capsys.readouterr().out
    main(["practice"])
    assert "  [~] relu " in capsys.readouterr().out
    main(["check", "relu", written(RIGHT)])
    main(["check", "relu", written(source)])  # what was reached is not taken back
    assert read_progress().passed == {"activations/relu": "all"}
    capsys.readouterr()
    main(["practice"])
    out = capsys.readouterr().out
    assert "  [x] relu " in out
    assert f"1 of {len(practicable())} passed" in out


def test_an_endless_loop_ends_its_calls_and_no_more():
    source = RIGHT.replace("def relu(input):", "def relu(input):\n    1 in loop(input)")
    source += "\ndef loop(x):\n    while x.size == 0:\n        pass\n    return [1]\n"
    report, _ = check_file("activations/relu", written(source), 0.3, timed=False)
    failures = [o.failure for o in report.outcomes if o.failure]
    assert 0 < report.passed < report.total
    assert {f.got for f in failures} <= {"no answer within 0.3 s", "not tried"}
    assert failures[0].input.startswith("relu(input=float64")


def test_a_loop_everywhere_is_given_up_soon():
    source = "def relu(input):\n    while True:\n        pass\n"
    report, _ = check_file("activations/relu", written(source), 0.2, timed=False)
    assert report.passed == 0
    got = [o.failure.got for o in report.outcomes if o.failure]
    assert got[:4] == ["no answer within 0.2 s"] * 3 + ["not tried"]


def test_a_loop_on_import():
    report, _ = check_file(
        "activations/relu", written("while True:\n    pass\n"), 0.2, timed=False
    )
    assert report.failure
    assert report.failure.case == "the file"
    assert report.failure.got == "no answer within 0.2 s"


def test_a_crash_is_told():
    source = "import os\n\ndef relu(input):\n    os._exit(3)\n"
    report, _ = check_file("activations/relu", written(source), 5, timed=False)
    assert report.failure
    assert report.failure.got == "the process ended with exit code 3"


ABS = "import numpy as np\n\n\ndef relu(input):\n    return np.abs(input)\n"
TRICKS = {
    "a judge that accepts everything": """
import worked.checking.comparison, worked.checking.grader, sys
for module in list(sys.modules.values()):
    if hasattr(module, "largest_difference"):
        module.largest_difference = lambda *args, **options: 0.0
""",
    "the modules that are there already": """
import sys
for name, module in list(sys.modules.items()):
    for key in ("largest_difference", "run_check", "_compare", "isclose", "allclose"):
        if hasattr(module, key):
            setattr(module, key, lambda *args, **options: None)
""",
    "a pipe that sends other things": """
from multiprocessing.connection import Connection
Connection.send = lambda self, thing: None
Connection.send_bytes = lambda self, data: self._send_bytes(b"passed")
""",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_a_file_does_to_its_process_changes_no_judgment(trick):
    source = TRICKS[trick] + ABS
    report, _ = check_file("activations/relu", written(source), 5, timed=False)
    assert report.passed < report.total
    assert report.failure


def test_what_is_no_answer_is_told():
    with pytest.raises(ValueError, match="wanted an answer, got something else"):
        unpacked(packed([], {}))  # type: ignore[arg-type]
    source = TRICKS["a pipe that sends other things"] + ABS
    report, _ = check_file("activations/relu", written(source), 5, timed=False)
    assert report.failure
    assert report.failure.got.startswith("the process sent something else: ")


def test_a_pickle_is_not_opened(tmp_path):
    class Touch:
        def __reduce__(self):
            return Path.touch, (tmp_path / "touched",)

    told = io.BytesIO()
    np.savez(told, told=np.array([Touch()], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        unpacked(told.getvalue())
    assert not (tmp_path / "touched").exists()


def test_inputs_that_are_made_writeable_change_no_later_answer():
    source = ABS.replace(
        "    return np.abs(input)",
        "    input.flags.writeable = True\n    input[...] = 0\n    return input",
    )
    report, _ = check_file("activations/relu", written(source), 5, timed=False)
    assert report.failure
    assert "It changes its argument `input` in place" in report.failure.cause
    assert np.array_equal(RELU.cases[0].args["input"], [-2.0, -0.5, 0.5, 3.0])


@pytest.mark.parametrize(
    "line",
    [
        "from worked.activations.relu.with_numpy import relu, relu_backward",
        "import worked.activations.relu.with_numpy as ours\nrelu = ours.relu",
        "from worked.activations.relu import with_numpy\nrelu = with_numpy.relu",
        "import worked.checking.discovery as d\nrelu = d.find_concept('relu')",
    ],
)
def test_the_solution_cannot_be_imported(line):
    report, _ = check_file("activations/relu", written(line), 5, timed=False)
    assert report.passed == 0
    assert report.failure
    assert "wanted your own relu, got an import of worked." in report.failure.got
    told = json.loads(grade_source("activations/relu", line))
    assert told["passed"] == 0
    assert "wanted your own relu" in told["failure"]["got"]


OURS = "worked.activations.relu.with_numpy"
WAYS = {
    "importlib": f"import importlib\nours = importlib.import_module('{OURS}')",
    "__import__": f"ours = __import__('{OURS}', fromlist=['relu'])",
    "sys.modules": f"import sys\nours = sys.modules['{OURS}']",
    "attributes": "import worked\nours = worked.activations.relu.with_numpy",
    "inspect": f"import inspect, sys\nours = run(inspect.getsource(sys.modules['{OURS}']))",
    "open": "ours = run(open(PATH).read())",
    "pathlib": "from pathlib import Path\nours = run(Path(PATH).read_text())",
    "pkgutil": "import pkgutil\n"
    "ours = run(pkgutil.get_data('worked', 'activations/relu/with_numpy.py'))",
    "the one who looks": "from importlib import import_module\n"
    "discovery = import_module('worked.checking.discovery')\n"
    "ours = discovery.find_concept('activations/relu').numpy",
}


@pytest.mark.parametrize("when", ["at once", "in a call"])
@pytest.mark.parametrize("way", WAYS)
def test_the_solution_is_not_reached_the_plain_ways(way, when):
    path = RELU.path / "with_numpy.py"
    begin = f"""PATH = {str(path)!r}
from types import SimpleNamespace
def run(text):
    names = {{}}
    exec(text, names)
    return SimpleNamespace(**names)
"""
    if when == "at once":
        source = f"{begin}{WAYS[way]}\nrelu = ours.relu\n"
    else:
        lines = WAYS[way].replace("\n", "\n    ")
        source = f"{begin}def relu(input):\n    {lines}\n    return ours.relu(input)\n"
    report, _ = check_file("activations/relu", written(source), 20, timed=False)
    assert report.passed == 0
    told = json.loads(grade_source("activations/relu", source))
    assert told["passed"] == 0
    if way in ("importlib", "open", "pathlib", "pkgutil"):
        assert "wanted your own relu, got a look at ours" in told["failure"]["got"]
    # It is closed to the reader's code alone.
    assert importlib.import_module(OURS) is RELU.numpy
    assert path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["autograd/jvp", "autograd/gradcheck", "losses/cross_entropy"]
)
def test_our_own_files_pass_in_another_process(name):
    path = find_concept(name).path / "with_numpy.py"
    source = path.read_text(encoding="utf-8")
    report, _ = check_file(name, written(source), 20, timed=False)
    assert report.failure is None, report.failure
    assert report.passed == report.total > 5


def test_a_syntax_error_shows_its_line(capsys):
    assert main(["check", "relu", written("def relu(input):\n    return (\n")]) == 1
    out = capsys.readouterr().out
    assert "First failure: the file" in out
    assert 'File "mine.py", line 2' in out
    assert "SyntaxError: '(' was never closed" in out
    assert out.endswith("Core: 0 of 5.\nAwkward inputs: 0 of 10.\n")


def test_a_missing_function(capsys):
    assert main(["check", "relu", written("def rely(input):\n    return input\n")]) == 1
    out = capsys.readouterr().out
    assert "wanted  a function relu(input)" in out
    assert "Is `rely` meant to be `relu`?" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "rlu", "mine.py"], "got 'rlu'; did you mean activations/relu?"),
        (
            ["check", "qqqqqq", "mine.py"],
            "wanted the name of a concept, got 'qqqqqq'\n",
        ),
        (["check", "tape", "mine.py"], "wanted a concept that consists of functions"),
        (["check", "relu", "none.py"], "wanted a Python file, got 'none.py'"),
        (["practice", "--hint"], "wanted a name with --hint, got none"),
    ],
)
def test_bad_usage(arguments, message, capsys):
    written(RIGHT)
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_name_that_two_families_have_is_asked_about(monkeypatch, capsys):
    twin = Concept("another", "relu", RELU.path)
    monkeypatch.setattr(commands, "concepts", lambda: [RELU, twin])
    assert main(["practice", "relu"]) == 2
    assert "say activations/relu or another/relu" in capsys.readouterr().err


def test_a_limit_of_nothing_is_refused(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["check", "relu", "mine.py", "--limit", "0"])
    assert "wanted a number of seconds, got '0'" in capsys.readouterr().err


@pytest.mark.reads("worked/activations/leaky_relu")
def test_names_with_hyphens_are_understood(capsys):
    assert main(["practice", "leaky-relu"]) == 0
    assert Path("leaky_relu.py").exists()
    capsys.readouterr()


def test_a_stub_is_written_once(capsys):
    assert main(["practice", "relu"]) == 0
    out = capsys.readouterr().out
    assert "worked check activations/relu relu.py" in out
    assert "def relu(input):" in Path("relu.py").read_text()
    Path("relu.py").write_text("mine\n")
    assert main(["practice", "relu"]) == 2
    assert "wanted a new file, got relu.py" in capsys.readouterr().err
    assert Path("relu.py").read_text() == "mine\n"


def test_hints_go_one_step_further_each_time(capsys):
    steps = []
    for _ in range(5):
        assert main(["practice", "relu", "--hint"]) == 0
        steps.append(capsys.readouterr().out)
    assert "hint 1 of 4" in steps[0]
    assert "Our solution uses np." in steps[2]
    assert "def relu(input):" in steps[3]
    assert '"""' not in steps[3]
    assert steps[4] == steps[3]
    assert read_progress().hints == {"activations/relu": 4}


@pytest.mark.parametrize("name", practicable())
def test_every_concept_has_hints(name):
    steps = hints(find_concept(name))
    assert 3 <= len(steps) <= 4
    assert all(steps)


@pytest.mark.parametrize("text", ["{", "[]", '{"passed": 3}', '{"hints": {"a": "b"}}'])
def test_damaged_progress_is_set_aside(text, capsys):
    path = progress_path()
    path.parent.mkdir()
    for number in (1, 2):
        path.write_text(text)
        assert main(["practice"]) == 0
        assert "progress starts anew" in capsys.readouterr().err
        assert path.with_name(f"progress.json.damaged-{number}").read_text() == text
    assert main(["practice", "relu", "--hint"]) == 0
    assert json.loads(path.read_text()) == {
        "hints": {"activations/relu": 1},
        "passed": {},
    }
    assert sorted(p.name for p in path.parent.iterdir())[0] == "progress.json"


def test_progress_that_cannot_be_written_does_not_hide_the_result(monkeypatch, capsys):
    monkeypatch.setenv("WORKED_STATE", str(Path(written(RIGHT)) / "progress.json"))
    assert main(["practice", "relu", "--hint"]) == 0
    captured = capsys.readouterr()
    assert "hint 1 of" in captured.out
    assert "worked: not remembered: " in captured.err


def test_where_progress_is_kept(monkeypatch, tmp_path):
    monkeypatch.delenv("WORKED_STATE")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert progress_path() == tmp_path / "worked" / "progress.json"
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert progress_path().parts[-4:] == (".local", "state", "worked", "progress.json")


def test_times_are_taken_of_both():
    found = timings(RELU, RELU)
    assert [timing.function for timing in found] == ["relu", "relu_backward"]
    assert all(timing.theirs > 0 < timing.ours for timing in found)


def test_there_are_no_times_without_a_batch():
    alone = Concept("activations", "relu", RELU.path)
    case = Case("a single number", {"input": np.array(0.3)})
    alone.__dict__.update(numpy=RELU.numpy, declarations=SimpleNamespace(CASES=[case]))
    assert timings(alone, alone) == []


def test_arrays_arrive_with_their_strides():
    source = RIGHT.replace(
        "def relu(input):",
        "def relu(input):\n    if not input.flags.forc:\n        raise KeyError",
    )
    report, _ = check_file("activations/relu", written(source), 5, timed=False)
    failed = {outcome.case for outcome in report.outcomes if outcome.failure}
    assert failed == {"not contiguous"}


def test_what_the_reader_prints_does_not_disturb():
    source = RIGHT.replace(
        "def relu(input):",
        "import warnings\n\n\ndef relu(input):\n    print('here')\n"
        "    warnings.warn('of something')",
    )
    done = subprocess.run(
        [sys.executable, "-m", "worked.practice", "check", "relu", written(source)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "here\n" in done.stdout
    assert "Core: 5 of 5.\nAwkward inputs: 10 of 10.\n" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_commands_need_numpy_alone():
    """Imports everything that the commands import, where nothing else is installed."""
    code = (
        "import sys\n"
        "for name in ('torch', 'matplotlib', 'mkdocs', 'markdown_exec', 'sklearn'):\n"
        "    sys.modules[name] = None\n"
        "from worked.practice.__main__ import main\n"
        "sys.exit(main(['practice', 'relu', '--hint']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_long_lines_are_folded():
    report, _ = check_file("activations/relu", written(WRONG), 5, timed=False)
    assert report.failure
    assert all(len(line) <= 100 for line in failure_text(report.failure).splitlines())
