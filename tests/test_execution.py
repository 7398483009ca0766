"""Where and whether blocks run: isolation, limits, the store, the keys, the builder's commands."""

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import markdown
import markdown_exec
import psutil
import pytest
from building_pages import cluster, free_port

from site_builder.execution.blocks import blocks_of, line_of
from site_builder.execution.building import Building, Page
from site_builder.execution.following import contents, moved
from site_builder.execution.preview import Preview
from site_builder.execution.sessions import (
    LIMIT,
    OUTPUT,
    Server,
    Workers,
    cores,
    extended,
    installed_versions,
    job_of,
)
from site_builder.execution.store import Store
from site_builder.execution.verifying import differences, lowest_instructions

ROOT = Path(__file__).parent.parent
PRELOADED = ["numpy", "torch", "matplotlib.pyplot"]


@pytest.fixture(scope="module")
def server():
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def run(server, tmp_path):
    """Run blocks as one session in a folder, and return their results."""

    def run(*codes: str, **options: str) -> list[dict]:
        session = ()
        for code in codes:
            session = extended(session, code, "docs/page.md", 10, options, "")
        return server.run(job_of(session, tmp_path, [str(tmp_path)], PRELOADED))

    return run


def output(results: list[dict]) -> str:
    assert [result["error"] for result in results] == [""] * len(results)
    return results[-1]["output"]


# What a page changes, and what the next page finds.
LEAKS = {
    "variable": ("x = 1", "print('x' in globals())", "False"),
    "module": (
        "import wave",
        "import sys; print('wave' in sys.modules)",
        "False",
    ),
    "torch seed": (
        "import torch; torch.manual_seed(7)",
        "import torch; print(torch.initial_seed() == 7)",
        "False",
    ),
    "rcParam": (
        "import matplotlib as m; m.rcParams['lines.linewidth'] = 9",
        "import matplotlib as m; print(m.rcParams['lines.linewidth'])",
        "1.5",
    ),
    "figure": (
        "import matplotlib.pyplot as p; p.figure()",
        "import matplotlib.pyplot as p; print(p.get_fignums())",
        "[]",
    ),
    "warning filter": (
        "import warnings; warnings.simplefilter('error')",
        "import warnings; print(('error', None, Warning, None, 0) in warnings.filters)",
        "False",
    ),
    "working directory": (
        "import os; os.chdir('/')",
        "import os; print(os.getcwd() == '/')",
        "False",
    ),
    "environment": (
        "import os; os.environ['LEAK'] = '1'",
        "import os; print('LEAK' in os.environ)",
        "False",
    ),
    "patched function": (
        "import math; math.sqrt = None",
        "import math; print(math.sqrt(4))",
        "2.0",
    ),
}


class TestSessions:
    def test_blocks_of_a_session_share_variables(self, run):
        assert output(run("x = 1", "print(x + 1)")) == "2\n"

    def test_what_is_printed_is_kept_whoever_prints(self, run):
        code = "import sys\nprint('a', end='')\nsys.stdout.write('b')\nprint(repr(__name__))"
        assert output(run(code)) == "ab'__main__'\n"

    @pytest.mark.torch
    @pytest.mark.parametrize("name", LEAKS)
    def test_nothing_leaks_into_another_session(self, run, name):
        before, after, wanted = LEAKS[name]
        output(run(before))
        assert output(run(after)).strip() == wanted

    def test_sessions_draw_different_numbers_without_a_seed(self, run):
        code = "import numpy as np, random; print(np.random.rand(), random.random())"
        assert output(run(code)) != output(run(code))

    @pytest.mark.torch
    def test_sessions_draw_different_numbers_from_torch_too(self, run):
        code = "import torch; print(torch.rand(1))"
        assert output(run(code)) != output(run(code))

    def test_working_directory_and_width_are_those_of_markdown_exec(
        self, run, tmp_path
    ):
        (tmp_path / "sub").mkdir()
        code = (
            "import os; print(os.path.basename(os.getcwd()), os.environ.get('COLUMNS'))"
        )
        assert output(run(code, workdir="sub", width="40")) == "sub 40\n"


# What a block does, and what the message says; the block stands below line 10 of its page.
FAULTS = {
    "exception": ("1 / 0", r'"docs/page.md", line 11, in <module>\n +1 / 0\n.*\nZeroDivisionError'),
    "inner function": (
        "def f():\n    raise OSError(1)\nf()",
        r"line 13.*\n +f\(\)\n.*line 12, in f",
    ),
    "syntax": ("x = (", r'File "docs/page.md", line 11[\s\S]*SyntaxError'),
    "endless loop": (
        "x = 1\nwhile True: pass",
        r"line 12, in <module>\n +while True: pass\nTime limit",
    ),
    "endless in C": (
        "import time\ntime.sleep(99)",
        r"line 12[\s\S]*Time limit: wanted an end within 1 s",
    ),
    "deaf to signals": (
        "import signal, time\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 30))\ntime.sleep(99)",
        "Time limit",
    ),
    "catches everything": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "Time limit",
    ),
    "os._exit": ("import os\nos._exit(3)", r"line 12[\s\S]*got os\._exit\(3\)"),
    "sys.exit": ("import sys\nsys.exit(3)", r"line 12[\s\S]*SystemExit: 3\n.*ends a program"),
    "exit in C": ("import ctypes\nctypes.CDLL(None)._exit(0)", "ended without a word"),
    "crash": ("import ctypes\nctypes.string_at(0)", r"string_at\(0\)[\s\S]*Segmentation fault"),
    "abort": ("import os\nos.abort()", r"line 12[\s\S]*Aborted"),
    "killed": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "ended without a word"),
    "fork": ("import os\nos.fork()", r"line 12[\s\S]*got a fork"),
    "multiprocessing": (
        "import multiprocessing as m\nm.get_context('fork').Process(target=print).start()",
        "got a fork",
    ),
    "multiprocessing that spawns": (
        "import multiprocessing as m\nm.get_context('spawn').Process(target=print).start()",
        "starts no program, got os.spawn",
    ),
    "process left": (
        "import ctypes, time\nc = ctypes.CDLL(None)\nif c.fork() == 0: time.sleep(99)",
        "ends its processes, got one still running",
    ),
    "program": (
        "import subprocess\nsubprocess.run(['cat', 'data.txt'])",
        r"line 12[\s\S]*starts no program, got subprocess.Popen of .*'cat', 'data.txt'",
    ),
    "shell": ("import os\nos.system('true')", r"line 12[\s\S]*got os.system of .*true"),
    "pipe": ("import os\nos.popen('true')", r"got subprocess.Popen of"),
    "exec": ("import os\nos.execvp('true', ['true'])", r"line 12[\s\S]*got os.exec of"),
    "posix_spawn": ("import os\nos.posix_spawn('/bin/true', ['true'], {})", "got os.posix_spawn"),
    "pty": ("import pty\npty.spawn('true')", "starts no program, got pty.spawn|got a fork"),
    "network": (
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')",
        r"needs no network, got socket.\w+ of .*127.0.0.1",
    ),
    "name of a host": ("import socket\nsocket.gethostbyname('localhost')", "needs no network"),
    "server": ("import socket\nsocket.socket().bind(('127.0.0.1', 0))", "got socket.bind"),
    "datagram": (
        "import socket\ns = socket.socket(type=socket.SOCK_DGRAM)\ns.sendto(b'', ('127.0.0.1', 9))",
        "got socket.sendto",
    ),
    "other process": ("import os\nos.kill(os.getppid(), 9)", "in its process, got a signal to"),
    "thread left": (
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(99,), name='lost').start()",
        "joins its threads, got 'lost' still running",
    ),
    "output in C": (
        "import ctypes\nctypes.CDLL(None).printf(b'from C')",
        r"past Python's sys\.stdout, which no page shows: 'from C'",
    ),
    "output by descriptor": ("import os\nos.write(1, b'raw')", "which no page shows: 'raw'"),
    "input": ("x = input()", r"line 11[\s\S]*needs no keyboard"),
    "output without end": (
        "while True:\n    print('x' * 1023)",
        r"line 12[\s\S]*wanted at most 64 KiB of output, got 65 KiB up to here; .*output=",
    ),
    "output that is deaf": (
        "for _ in range(300):\n    try: print('x' * 1023)\n    except Exception: pass",
        r"wanted at most 64 KiB of output, got 300 KiB",
    ),
    "bytes without end": (
        "import sys\nwhile True: sys.stdout.buffer.write(b'x' * 9999)",
        r"line 12[\s\S]*wanted at most 64 KiB of output, got 69 KiB",
    ),
    "errors without end": (
        "import sys\nwhile True: print('x' * 1023, file=sys.stderr)",
        r"line 12[\s\S]*wanted at most 64 KiB of standard error, got 65 KiB",
    ),
    "memory": ("x = bytearray(4 * 2**30)", r"line 11[\s\S]*MemoryError\n.*2048 MiB"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_fault_ends_its_session_alone_with_a_message(run, server, name):
    code, wanted = FAULTS[name]
    results = run("print(1)", code, "print(2)", timeout="1")
    assert len(results) == 2, "the block after the fault must not run"
    assert not results[1].get("output"), "it would be carried about for nothing"
    assert re.search(wanted, results[1]["error"]), results[1]["error"]
    assert "/execution/" not in results[1]["error"], "the traceback is the reader's own"
    assert output(run("print(3)")) == "3\n"
    until(lambda: not psutil.Process(server._process.pid).children(recursive=True))


def until(true) -> None:
    """Wait for an event; a slow machine only waits longer."""
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems adopt no orphans")
def test_a_daemon_that_detaches_itself_is_ended(run, server):
    code = (
        "import ctypes, os\nc = ctypes.CDLL(None)\n"
        "if c.fork() == 0: os.setsid(); c.execlp(b'sleep', b'sleep', b'98.7', None)"
    )
    run(code)
    until(lambda: not any("98.7" in p.info["cmdline"] for p in psutil.process_iter(["cmdline"])
                          if p.info["cmdline"]))  # fmt: skip


def test_output_is_limited_as_the_fence_says_and_counted_by_block(run):
    code = "print('x' * 60 * 1024)"
    assert len(output(run(code, code, code))) == 60 * 1024 + 1
    (result,) = run(code, output="59")
    assert "wanted at most 59 KiB of output, got 60 KiB" in result["error"]
    assert result["output"] == "", "it would fill a message or the store"
    assert len(output(run("print('x' * 2**20)", output="1025"))) == 2**20 + 1


def test_memory_of_torch_is_limited_too(run):
    pytest.importorskip("torch")
    (result,) = run("import torch\nx = torch.ones(2**30)")
    assert re.search(r"can't allocate memory[\s\S]*2048 MiB", result["error"])


def test_server_ends_with_its_builder(tmp_path):
    code = (
        "from site_builder.execution.sessions import Server\n"
        "import time\ns = Server(); s.start(); print(s._process.pid, flush=True); time.sleep(99)"
    )
    builder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    pid = int(builder.stdout.readline())
    builder.kill()
    builder.communicate()
    until(
        lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == "zombie"
    )


class TestDependencies:
    @pytest.fixture
    def package(self, tmp_path):
        (tmp_path / "pack").mkdir()
        for name in ("__init__", "used", "unused"):
            (tmp_path / "pack" / f"{name}.py").write_text("VALUE = 1\n")
        (tmp_path / "data.txt").write_text("data")
        (tmp_path / ".hidden").write_text("")
        return tmp_path

    IMPORT = (
        "import sys; sys.path.insert(0, '.')\nfrom pack.used import VALUE; print(VALUE)"
    )

    def deps(self, result, folder) -> list[str]:
        assert result["error"] == ""
        relative = [
            moved(n, lambda p: os.path.relpath(p, folder)) for n in result["deps"]
        ]
        return sorted(name for name in relative if not name.startswith("stat:"))

    def test_what_was_imported_or_read_until_then(self, run, package):
        first, second, third = run(
            self.IMPORT,
            "open('data.txt').read(); open('.hidden').close()",
            "import os; os.listdir('pack')",
        )
        assert self.deps(first, package) == ["pack/__init__.py", "pack/used.py"]
        assert self.deps(second, package) == [
            ".hidden",
            "data.txt",
            *self.deps(first, package),
        ]
        assert self.deps(third, package) == sorted(
            ["pack", *self.deps(second, package)]
        )

    @pytest.mark.torch
    def test_a_concept_on_a_page_depends_on_no_other_concept(self, server):
        code = (
            "from site_builder.publishing import both_sides\n"
            "print(both_sides('losses/hinge_loss'))"
        )
        session = extended((), code, "docs/page.md", 1, {}, "")
        (result,) = server.run(job_of(session, ROOT, [str(ROOT)]))
        assert result["error"] == ""
        files = self.deps(result, ROOT)
        concepts = {name.rpartition("/")[0] for name in files if "/with_" in name}
        assert concepts == {"worked/losses/hinge_loss", "worked/checking"}

    def test_looking_for_a_version_lists_no_folder(self, run, package):
        (result,) = run(
            "import sys; sys.path.insert(0, '.')\n"
            "from importlib import metadata; print(metadata.version('numpy'))"
        )
        assert result["output"]
        assert self.deps(result, package) == []

    def test_two_edits_within_a_second_are_two(self, run, package):
        assert output(run(self.IMPORT)) == "1\n"
        (package / "pack" / "used.py").write_text("VALUE = 2\n")
        assert output(run(self.IMPORT)) == "2\n"

    # What a block does, and what then changes so that it must run again; OUT lies outside.
    CHANGES = {  # noqa: RUF012
        "file that comes": (
            "try: open('later.txt')\nexcept OSError: print('none')",
            "later.txt",
        ),
        "file outside": ("print(open('OUT/data.txt').read())", "OUT/data.txt"),
        "file outside that comes": (
            "try: open('OUT/later.txt')\nexcept OSError: print('none')",
            "OUT/later.txt",
        ),
        "folder": ("import os; print(os.listdir('pack'))", "pack/new.py"),
        "folder outside": ("import os; print(os.listdir('OUT'))", "OUT/new.txt"),
        "folder by pathlib": (
            "from pathlib import Path; print(list(Path('.').glob('*.txt')))",
            "new.txt",
        ),
        "link": ("print(open('link').read())", "OUT/data.txt"),
        "exists": ("import os; print(os.path.exists('later.txt'))", "later.txt"),
        "isfile": ("import os; print(os.path.isfile('later.txt'))", "later.txt"),
        "isdir": ("import os; print(os.path.isdir('later'))", "later/x"),
        "lexists": ("import os; print(os.path.lexists('later.txt'))", "later.txt"),
        "pathlib": (
            "from pathlib import Path; print(Path('later.txt').exists())",
            "later.txt",
        ),
        "pathlib is_file": (
            "from pathlib import Path; print(Path('later.txt').is_file())",
            "later.txt",
        ),
        "getsize": ("import os; print(os.path.getsize('data.txt'))", "data.txt"),
        "stat": ("import os; print(os.stat('data.txt').st_size)", "data.txt"),
        "pathlib stat": (
            "from pathlib import Path; print(Path('data.txt').stat().st_size)",
            "data.txt",
        ),
        "access": ("import os; print(os.access('later.txt', os.R_OK))", "later.txt"),
        "module that comes": (
            "import sys; sys.path.insert(0, '.')\ntry: import later\n"
            "except ImportError: print('none')",
            "later.py",
        ),
        "module that comes into a package": (
            "import sys; sys.path.insert(0, '.')\ntry: import pack.later\n"
            "except ImportError: print('none')",
            "pack/later.py",
        ),
        "package that comes": (
            "import sys; sys.path.insert(0, '.')\ntry: import later\n"
            "except ImportError: print('none')",
            "later/__init__.py",
        ),
        "numpy": (
            "import numpy; print(numpy.fromfile('data.txt', numpy.uint8))",
            "data.txt",
        ),
        "memory map": (
            "import numpy; print(numpy.memmap('data.txt', mode='r'))",
            "data.txt",
        ),
    }

    @pytest.mark.parametrize("name", CHANGES)
    def test_a_result_holds_until_what_was_read_changes(
        self, run, package, tmp_path_factory, name
    ):
        outside = tmp_path_factory.mktemp("outside")
        (outside / "data.txt").write_text("data")
        (package / "link").symlink_to(outside / "data.txt")
        code, changed = (
            part.replace("OUT", str(outside)) for part in self.CHANGES[name]
        )
        (result,) = run(code)
        assert result["error"] == ""
        store = Store(package / ".store", package)
        store.put("key", result)
        assert store.get("key"), result["deps"]
        path = package / changed
        path.parent.mkdir(exist_ok=True)
        path.write_text("something else")
        store.refresh()
        assert store.get("key") is None

    VARIABLES = (
        "import os; print(os.environ.get('FOLLOWED'))",
        "import os; print(os.getenv('FOLLOWED'))",
        "import os; print('FOLLOWED' in os.environ)",
        "import os; print(os.environb.get(b'FOLLOWED'))",
        "import os; print(os.path.expandvars('$FOLLOWED'))",
        "import os; print(sorted(os.environ))",
        "import os; print(dict(os.environ))",
        "import os; print(os.environ.copy())",
        "import os; print(len(os.environ))",
        "from os import environ; print(environ.pop('FOLLOWED', 0))",
        "import os; print(os.environ.setdefault('FOLLOWED', 'x'))",
    )

    @pytest.mark.parametrize("code", VARIABLES)
    def test_so_it_does_with_the_environment(self, run, package, monkeypatch, code):
        (result,) = run(code)
        store = Store(package / ".store", package)
        store.put("key", result)
        assert store.get("key") or "*" in str(
            result["deps"]
        )  # pytest sets one in each phase
        monkeypatch.setenv("FOLLOWED", "1")
        store.refresh()
        assert store.get("key") is None

    def test_a_variable_of_its_own_is_no_dependency(self, run):
        (result,) = run("import os; os.environ['OWN'] = '1'; print(os.environ['OWN'])")
        assert result["deps"] == {}

    def test_no_value_of_a_variable_is_written_down(self, run, monkeypatch):
        (result,) = run("import os; os.environ.get('MPLBACKEND')")
        assert list(result["deps"]) == ["env:MPLBACKEND"]
        assert "agg" not in result["deps"].values()
        assert contents("env:MPLBACKEND") == result["deps"]["env:MPLBACKEND"]

    def test_temporary_files_of_its_own_are_none(self, run):
        (result,) = run(
            "import os, tempfile\n"
            "with tempfile.TemporaryDirectory() as folder:\n"
            "    path = os.path.join(folder, 'x')\n"
            "    open(path, 'w').write('1')\n"
            "    print(open(path).read(), os.listdir(folder), os.path.getsize(path))\n"
        )
        assert result["output"] == "1 ['x'] 1\n"
        assert [name for name in result["deps"] if not name.startswith("env:")] == []

    def test_nor_is_what_is_installed(self, run, package):
        (result,) = run(
            "import json, wave, numpy.testing, matplotlib; open(wave.__file__)"
        )
        assert self.deps(result, package) == [] or all(
            name.startswith("env:") for name in self.deps(result, package)
        )

    # How a block may try to change a source; the file is there afterwards as it was.
    WRITES = (
        "open('data.txt', 'w')",
        "open('data.txt', 'a')",
        "open('data.txt', 'r+')",
        "open('new.txt', 'x')",
        "import os; os.open('data.txt', os.O_WRONLY)",
        "import os; os.open('new.txt', os.O_CREAT)",
        "from pathlib import Path; Path('data.txt').write_text('new')",
        "from pathlib import Path; Path('new.txt').touch()",
        "import numpy; numpy.save('new.npy', 1)",
        "import matplotlib.pyplot as p; p.figure().savefig('new.svg')",
        "import os; os.remove('data.txt')",
        "import os; os.unlink('data.txt', dir_fd=os.open('.', os.O_RDONLY))",
        "import os; os.rename('data.txt', 'new.txt')",
        "import os; os.rename('data.txt', '/tmp/new-name-of-data.txt')",
        "import os; os.replace('/etc/hostname', 'data.txt')",
        "import os; os.mkdir('new')",
        "import os; os.truncate('data.txt', 0)",
        "import os; os.symlink('/etc', 'new')",
        "import os; os.link('data.txt', 'new')",
        "import os; os.chmod('data.txt', 0)",
        "import os; os.utime('data.txt', (0, 0))",
        "import shutil; shutil.rmtree('pack')",
        "import shutil; shutil.copy('data.txt', 'new.txt')",
        "import shutil; shutil.move('data.txt', '/tmp/moved-data.txt')",
        "import sqlite3; sqlite3.connect('new.db')",
        "open('.cache', 'w')",
        "open('/etc/written-by-a-block', 'w')",
        "import os, tempfile; os.symlink(os.getcwd(), t := tempfile.mktemp()); open(t + '/n', 'w')",
    )

    @pytest.mark.parametrize("code", WRITES)
    def test_a_block_changes_nothing_but_temporary_files(self, run, package, code):
        def files() -> dict:
            return {p: p.is_file() and p.read_bytes() for p in package.rglob("*")}

        before = files()
        (result,) = run(code)
        assert files() == before
        assert not Path("/etc/written-by-a-block").exists()
        assert re.search(
            r'"docs/page.md", line 11[\s\S]*PermissionError: '
            "wanted a block that writes into temporary folders alone, got a change of /",
            result["error"],
        )


class TestKeys:
    def keys(self, *codes, versions="", **options):
        session = ()
        for line, code in enumerate(codes):
            session = extended(session, code, "docs/page.md", line, options, versions)
        return [step.key for step in session]

    def test_code_options_earlier_blocks_and_versions_count(self):
        usual = self.keys("a", "b", "c")
        assert self.keys("a", "B", "c")[0] == usual[0]
        assert not set(self.keys("a", "B", "c")[1:]) & set(usual)
        assert not set(self.keys("a", "b", "c", versions="numpy==3")) & set(usual)
        assert not set(self.keys("a", "b", "c", width="40")) & set(usual)
        assert not set(self.keys("a", "b", "c", output="65")) & set(usual)
        assert self.keys("a", "b", "c", timeout="5") == usual

    def test_place_does_not_count(self):
        one = extended((), "a", "docs/page.md", 1, {}, "")
        two = extended((), "a", "docs/other.md", 9, {}, "")
        assert one[0].key == two[0].key

    def test_time_limit_is_an_option(self):
        assert extended((), "a", "", 1, {}, "")[0].limit == LIMIT
        assert extended((), "a", "", 1, {"timeout": "0.5"}, "")[0].limit == 0.5
        for bad in ("soon", "-1", "0", "inf"):
            with pytest.raises(ValueError, match=f'wanted timeout="seconds".*{bad}'):
                extended((), "a", "", 1, {"timeout": bad}, "")

    def test_limit_of_output_is_an_option(self):
        assert extended((), "a", "", 1, {}, "")[0].output == OUTPUT
        assert extended((), "a", "", 1, {"output": "256"}, "")[0].output == 256
        for bad in ("much", "-1", "0", "1e999", "nan"):
            with pytest.raises(ValueError, match=f'wanted output="KiB".*{bad}'):
                extended((), "a", "", 1, {"output": bad}, "")

    def test_only_constrained_packages_count(self, tmp_path):
        (tmp_path / "constraints.txt").write_text("numpy==2.0  # any\n# pytest==1\n")
        versions = installed_versions(tmp_path / "constraints.txt")
        import numpy

        assert versions.endswith(f" numpy=={numpy.__version__}")
        assert "pytest" not in versions
        assert "pytest==" in installed_versions(tmp_path / "none.txt")


class TestStore:
    ENTRY = {  # noqa: RUF012
        "output": "1\n",
        "stderr": "",
        "error": "",
        "seconds": 0.1,
        "deps": {},
    }

    @pytest.fixture
    def store(self, tmp_path):
        return Store(tmp_path / "store", tmp_path)

    def files(self, store):
        return list(store.folder.glob("*/*/*"))

    def test_a_dependency_that_changes_back_is_found_again(self, store, tmp_path):
        source = tmp_path / "source.py"
        for text in ("one", "two"):
            source.write_text(text)
            deps = {str(source): contents(str(source))}
            store.put("key", {**self.ENTRY, "output": text, "deps": deps})
        for text in ("one", "two"):
            source.write_text(text)
            store.refresh()
            assert store.get("key")["output"] == text
        source.write_text("three")
        store.refresh()
        assert store.get("key") is None
        source.unlink()
        store.refresh()
        assert store.get("key") is None

    @pytest.mark.parametrize("position", [0, 40, 70, -3, None])
    def test_a_damaged_entry_is_a_miss_with_a_warning(self, store, caplog, position):
        store.put("key", self.ENTRY)
        (path,) = self.files(store)
        data = bytearray(path.read_bytes())
        if position is None:
            data = data[: len(data) // 2]
        else:
            data[position] ^= 1
        path.write_bytes(data)
        assert store.get("key") is None
        assert "damaged" in caplog.text
        assert caplog.records[0].name == "site_builder.execution", (
            "no strict build ends on it"
        )
        store.put("key", self.ENTRY)
        assert store.get("key") == self.ENTRY

    WRONG = (
        [],
        None,
        {},
        {**ENTRY, "deps": []},
        {**ENTRY, "deps": {"a": 1}},
        {**ENTRY, "output": 1},
        {**ENTRY, "seconds": "1"},
        {**ENTRY, "html": []},
        {**ENTRY, "error": "1 / 0"},
        {name: value for name, value in ENTRY.items() if name != "stderr"},
    )

    @pytest.mark.parametrize("wrong", WRONG, ids=str)
    def test_an_entry_with_wrong_fields_is_damaged_too(self, store, caplog, wrong):
        store.put("key", self.ENTRY)
        (path,) = self.files(store)
        text = json.dumps(wrong).encode()
        path.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        assert store.get("key") is None
        assert "damaged" in caplog.text
        assert not path.exists()

    # What stands where an entry, its folder, or all of them should be.
    BLOCKED = ("store", "store/ke", "store/ke/key", "store/ke/key/NAME/more")

    @pytest.mark.parametrize("where", BLOCKED)
    def test_what_cannot_be_kept_costs_time_and_one_warning(
        self, store, caplog, tmp_path, where
    ):
        store.put("key", self.ENTRY)
        (path,) = self.files(store)
        shutil.rmtree(store.folder)
        place = tmp_path / where.replace("NAME", path.name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("")
        for _ in range(2):
            assert store.put("key", self.ENTRY) == self.ENTRY
            assert store.get("key") is None
        store.prune()
        store.clear()
        (record,) = caplog.records
        assert "cannot be kept" in record.getMessage()
        assert record.name == "site_builder.execution", "no strict build ends on it"

    def test_a_full_disk_and_a_read_only_one_are_alike(
        self, store, monkeypatch, caplog
    ):
        store.put("old", self.ENTRY)
        (path,) = self.files(store)
        os.utime(path, (0, 0))
        damaged = store.folder / "da" / "damaged" / "entry.json"
        damaged.parent.mkdir(parents=True)
        damaged.write_text("")

        def refused(*_, **__):
            raise OSError(errno.EROFS, "Read-only file system")

        for name in ("replace", "unlink", "utime", "mkdir"):
            monkeypatch.setattr(os, name, refused)
        assert store.get("old") == self.ENTRY
        assert store.get("damaged") is None
        assert store.put("new", self.ENTRY) == self.ENTRY
        store.prune()
        assert "Read-only" in caplog.text

    def test_a_writer_that_was_killed_leaves_no_entry(self, store, monkeypatch):
        def killed(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            store.put("key", self.ENTRY)
        assert store.get("key") is None

    def test_prune_takes_the_old_and_the_oldest_beyond_the_size(
        self, store, monkeypatch
    ):
        for name, age in (("a", 40), ("b", 20), ("c", 10)):
            store.put(name, self.ENTRY)
            (path,) = (store.folder / name / name).iterdir()
            past = time.time() - age * 86_400
            os.utime(path, (past, past))
        store.prune()
        assert [path.parent.name for path in self.files(store)] == ["b", "c"]
        monkeypatch.setattr("site_builder.execution.store.LARGEST", path.stat().st_size)
        store.prune()
        assert [path.parent.name for path in self.files(store)] == ["c"]
        assert store.clear() == 1
        assert store.get("c") is None


CONFIG = """
site_name: Small
strict: true
theme: { name: material, font: false }
hooks: [HOOK]
watch: [pack]
extra: { execution: { preload: [numpy] } }
plugins: [markdown-exec: { ansi: "off", languages: [python] }]
markdown_extensions: [pymdownx.superfences, pymdownx.tabbed: { alternate_style: true }]
"""
PAGE = """# {name}

Prose.

```python exec="on" source="block" result="text" session="{name}"
import numpy as np
print("first of {name}", np.arange(3))
```

=== "A tab"

    ```python exec="on" source="block" result="text" session="{name}"
    import sys; sys.path.insert(0, ".")
    from pack.{leaf} import VALUE
    print("leaf", VALUE)
    ```

```python exec="on"
print("**no session**")
```

## End
"""
SUMMARY = re.compile(r"Blocks: (\d+) ran in .*, (\d+) were reused")


class Project:
    """A small site in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "docs").mkdir()
        (folder / "pack").mkdir()
        hook = ROOT / "site_builder" / "execution" / "mkdocs_hook.py"
        (folder / "mkdocs.yml").write_text(CONFIG.replace("HOOK", str(hook)))
        for name in ("index", "other"):
            (folder / "pack" / f"{name}.py").write_text("VALUE = 1\n")
            self.page(name).write_text(PAGE.format(name=name, leaf=name))

    @property
    def waiting(self) -> Path:
        """What is there once a block that waits has begun; it lies outside of the project."""
        return self.folder.with_name(f"{self.folder.name}-waits")

    @property
    def waits(self) -> str:
        """Return what a block prints to say that it has begun, and then to stay."""
        return (
            f"open({str(self.waiting)!r}, 'w').close() or __import__('time').sleep(99)"
        )

    def page(self, name: str) -> Path:
        return self.folder / "docs" / f"{name}.md"

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.page(name).read_text()
        assert old in text
        self.page(name).write_text(text.replace(old, new))

    def start(self, *arguments: str, **env: str) -> subprocess.Popen:
        command = [
            sys.executable,
            "-m",
            *(arguments or ("site_builder.execution", "build")),
        ]
        usual = {"OMP_NUM_THREADS": "1", "NO_MKDOCS_2_WARNING": "1"}
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, **usual, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def build(self, *arguments: str, status: int = 0, **env: str) -> str:
        process = self.start(*arguments, **env)
        log, _ = process.communicate(timeout=120)
        assert process.returncode == status, log
        return log

    def counts(self, log: str) -> tuple[int, int]:
        ran, reused = SUMMARY.search(log).groups()
        return int(ran), int(reused)

    def html(self, name: str) -> str:
        path = "" if name == "index" else name
        return (self.folder / "site" / path / "index.html").read_text()

    def site(self) -> dict[str, bytes]:
        top = self.folder / "site"
        return {
            str(path.relative_to(top)): path.read_bytes()
            for path in top.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


class TestBuilding:
    def test_only_what_changed_runs(self, project):
        # The block without a session is the same on both pages, so its result is one.
        assert sum(project.counts(project.build())) == 6
        first = project.site()
        assert project.counts(project.build()) == (0, 6)
        assert project.site() == first
        project.edit("other", "Prose.", "Other prose.\n\nAnd more.")
        assert project.counts(project.build()) == (0, 6)
        assert "And more." in project.html("other")
        (project.folder / "pack" / "other.py").write_text("VALUE = 2\n")
        assert project.counts(project.build()) == (2, 4)
        assert "leaf 2" in project.html("other")
        assert "leaf 1" in project.html("index")
        project.edit("other", "**no session**", "**none**")
        assert project.counts(project.build()) == (1, 5)
        shutil.rmtree(project.folder / ".cache")
        project.build()
        afresh = project.site()
        project.build()
        assert project.site() == afresh, "reused and fresh results make the same bytes"

    def test_pages_say_what_they_say_without_the_hook(self, project):
        project.build()
        config = project.folder / "mkdocs.yml"
        config.write_text(re.sub("hooks: .*", "hooks: []", config.read_text()))
        with_hook = project.html("other")
        project.build("mkdocs", "build", "--strict")
        ours, plain = (
            re.sub(r' (?:id|for|name|href)="[^"]*"', "", text)
            for text in (with_hook, project.html("other"))
        )
        assert ours == plain

    def test_what_a_page_shows_is_nobodys_business_without_the_hook(self, tmp_path):
        store = Store(tmp_path / ".cache", tmp_path)
        building = Building(tmp_path, "docs", [], store, Workers())
        building.shows("index.md", lambda: "a list of pages")
        assert not building.stale("docs/index.md")

    def test_a_page_is_stale_when_what_it_shows_of_others_changes(self, tmp_path):
        building = Building(tmp_path, "docs", [], Store(tmp_path, tmp_path), Workers())
        building.plan({"docs/index.md": ""})
        questions = ["one"]
        building.shows("index.md", lambda: " ".join(questions))
        assert not building.stale("docs/index.md")
        questions.append("two")
        assert building.stale("docs/index.md")

    def test_a_failure_leaves_the_last_good_site(self, project):
        project.build()
        good = project.site()
        project.edit("other", 'print("leaf", VALUE)', "1 / 0")
        log = project.build(status=1)
        assert "'docs/other.md:12' exited with errors" in log
        assert 'File "docs/other.md", line 15' in log
        assert "Not run: the block at docs/other.md:12 failed." not in log
        assert project.site() == good
        assert not list(project.folder.glob(".site-*"))
        kept = "".join(p.read_text() for p in project.folder.glob(".cache/*/*/*/*"))
        assert "Traceback" not in kept, "what failed is not kept"
        project.build("mkdocs", "build", "--no-strict")
        page = project.html("other")
        assert "ZeroDivisionError" in page
        assert "Not run: the block at docs/other.md:12 failed." in page
        assert "no session" in project.html("index")

    def test_a_bad_time_limit_is_said_with_its_place(self, project):
        project.edit("other", 'exec="on"\n', 'exec="on" timeout="soon"\n')
        log = project.build(status=1)
        assert "'docs/other.md:18' exited with errors" in log
        assert """wanted timeout="seconds", more than 0, got 'soon'""" in log

    def test_a_time_limit_is_kept_in_a_build(self, project):
        project.edit("other", 'exec="on"\n', 'exec="on" timeout="1" source="above"\n')
        project.edit("other", 'print("**no session**")', "while True: pass")
        log = project.build(status=1)
        assert "Time limit: wanted an end within 1 s" in log
        assert 'File "docs/other.md", line 19' in log

    def test_a_block_that_nobody_foresaw_runs_all_the_same(self, project):
        # A fence in an attribute list is Markdown's to read; so is one that a block prints.
        project.page("other").write_text(
            '# other\n\n``` { .python exec="on" }\nx = "`" * 3\n'
            "print(f'{x}python exec=\"on\"\\nprint(6 * 7)\\n{x}')\n```\n"
        )
        project.build()
        assert "42" in project.html("other")

    def test_a_store_that_cannot_be_written_to_changes_no_page(self, project):
        project.build()
        good = project.site()
        for folder in list((project.folder / ".cache").glob("*/*/*")):
            shutil.rmtree(folder)
            folder.write_text("")
        log = project.build()
        assert project.counts(log) == (6, 0)
        assert log.count("cannot be kept") == 1
        assert project.site() == good

    def test_damage_costs_a_run_and_no_wrong_page(self, project):
        project.build()
        good = project.site()
        for path in (project.folder / ".cache").rglob("*.json"):
            data = bytearray(path.read_bytes())
            data[len(data) // 2] ^= 255
            path.write_bytes(data)
        log = project.build()
        assert log.count("is damaged; its block runs again") == 5
        assert project.site() == good

    def test_two_builds_at_once(self, project):
        processes = [project.start() for _ in range(2)]
        for process in processes:
            log, _ = process.communicate()
            assert process.returncode == 0, log
        both = project.site()
        project.build()
        assert project.site() == both
        assert not list(project.folder.glob(".site-*"))

    @pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
    def test_a_build_that_is_ended_leaves_nothing_behind(self, project, how):
        project.build()
        good = project.site()
        project.edit("other", '"first of other"', project.waits)
        if (
            how == signal.SIGINT
        ):  # what a shell starts with "&" ignores it, and hands that down
            signal.signal(signal.SIGINT, signal.default_int_handler)
        process = project.start()
        until(project.waiting.exists)
        children = psutil.Process(process.pid).children(recursive=True)
        assert len(children) == 2  # the server, and the runner of the block that waits
        process.send_signal(how)
        log, _ = process.communicate()
        assert process.returncode != 0
        if how == signal.SIGINT:
            assert log.splitlines()[-1] == "interrupted; site/ is as it was", log
            assert "Traceback" not in log
        until(lambda: not any(child.is_running() for child in children))
        assert project.site() == good
        project.edit("other", project.waits, '"first of other"')
        project.build()
        assert project.site() == good
        assert not list(project.folder.glob(".site-*"))

    @pytest.mark.skipif(cores() < 2, reason="one core runs nothing ahead")
    def test_what_ran_ahead_is_kept_when_a_build_is_killed(self, project):
        project.edit("index", '"first of index"', project.waits)
        process = project.start()
        kept = project.folder / ".cache"
        until(
            lambda: len(list(kept.rglob("[!.]*.json"))) == 3
        )  # all but index's session
        until(project.waiting.exists)
        process.kill()
        process.communicate()
        project.edit("index", project.waits, '"first of index"')
        assert project.counts(project.build()) == (2, 4)

    def test_a_cluster_runs_the_sessions(self, project):
        project.edit("other", '"first of other"', "__import__('os').environ['WHERE']")
        with cluster(project.folder, WHERE="on a worker") as address:
            project.build(BLOCKS_CLUSTER=address)
        assert "on a worker [0 1 2]" in project.html("other")


# Fences that say exec, each on line 5 of its page, and whether it runs; all others are errors.
FENCES = {
    "usual": ('```python exec="on"\nCODE\n```', True),
    "yes": ('```python exec="yes"\nCODE\n```', True),
    "bare": ("```python exec\nCODE\n```", True),
    "single-quotes": ("```python exec='1'\nCODE\n```", True),
    "spaces": ('```  python   exec="on"  \nCODE\n```', True),
    "tab": ('```python\texec="on"\nCODE\n```', True),
    "tildes": ('~~~~python exec="on"\nCODE\n~~~~', True),
    "braces": ('```{.python exec="on"}\nCODE\n```', True),
    "quoted": ('> ```python exec="on"\n> CODE\n> ```', True),
    "listed": ('- An item.\n\n    ```python exec="on"\n    CODE\n    ```', True),
    "hidden": ('<!--\n-->\n<div>\n</div>\n```python exec="on"\nCODE\n```', True),
    "empty": ('```python exec="on"\n\n```\n\n```python exec="on"\nCODE\n```', True),
    "off": ('```python exec="off"\nCODE\n```\n\n```python exec="on"\nCODE\n```', True),
    "shown": (
        '````markdown\n```py exec="on"\n1\n```\n````\n\n```python exec="on"\nCODE\n```',
        True,
    ),
    "py": ('```py exec="on"\nCODE\n```', False),
    "python3": ('```python3 exec="on"\nCODE\n```', False),
    "capital": ('```Python exec="on"\nCODE\n```', False),
    "capital-exec": ('```python Exec="on"\nCODE\n```', False),
    "no-language": ('``` exec="on"\nCODE\n```', False),
    "another-language": ('```bash exec="on"\necho 42\n```', False),
    "unquoted": ("```python exec=on\nCODE\n```", False),
    "half-quoted": ('```python exec="on\nCODE\n```', False),
    "spaced": ('```python exec = "on"\nCODE\n```', False),
    "comma": ('```python exec="on", session="a"\nCODE\n```', True),
    "braced-python3": ('```{.python3 exec="on"}\nCODE\n```', False),
    "unclosed-braces": ('```{.python exec="on"\nCODE\n```', False),
    "misspelt-exec": ('```python exce="on"\nCODE\n```', False),
    "misspelt-exec-in-braces": ('```{.python exce="on"}\nCODE\n```', False),
    "width": ('```python exec="on" width="abc"\nCODE\n```', False),
    "returncode": ('```python exec="on" returncode="none"\nCODE\n```', False),
    "timeout": ('```python exec="on" timeout="soon"\nCODE\n```', False),
    "output": ('```python exec="on" output="much"\nCODE\n```', False),
    "source-place": ('```python exec="on" source="beside"\nCODE\n```', False),
    "misspelt": ('```python exec="on" sesion="a"\nCODE\n```', False),
    "misspelt-with-source": ('```python exec="on" source="block" sesion="a"\nCODE\n```', False),
    "unclosed": ('```python exec="on"\nCODE\n', False),
    "closed-by-fewer": ('````python exec="on"\nCODE\n```', False),
    "closed-by-others": ('```python exec="on"\nCODE\n~~~', False),
    "after-unclosed": ('```python exec="on"\nprint(1)\n\n```python exec="on"\nCODE\n```', False),
    "after-text": ('```text\nleft open\n\n```python exec="on"\nCODE\n```', False),
    "closed-left": ('    ```python exec="on"\n    CODE\n```', False),
    "on-a-marker": ('- ```python exec="on"\n  CODE\n  ```', False),
    "included": ('--8<-- "part.md"', False),
}  # fmt: skip


@pytest.fixture(scope="module")
def fences_built(tmp_path_factory):
    """Build a page for each fence at once, and return the log and the pages."""
    project = Project(tmp_path_factory.mktemp("fences"))
    config = project.folder / "mkdocs.yml"
    more = (
        "markdown_extensions: [admonition, attr_list, md_in_html, pymdownx.snippets, "
    )
    config.write_text(config.read_text().replace("markdown_extensions: [", more))
    (project.folder / "part.md").write_text('```py exec="on"\nprint(1)\n```\n')
    for name, (text, _) in FENCES.items():
        code = 'print("six times seven is", 6 * 7)'
        text = f"# {name}\n\nProse.\n\n" + text.replace("CODE", code)
        project.page(name).write_text(text)
    log = project.build("mkdocs", "build", "--no-strict")
    return log, {name: project.html(name) for name in FENCES}


class TestFences:
    """As many blocks run as fences say exec, however they are spelled, or it is an error."""

    @pytest.mark.parametrize("name", FENCES)
    def test_a_fence_that_says_exec_runs_or_is_an_error(self, fences_built, name):
        log, pages = fences_built
        lines = [line for line in log.splitlines() if f"docs/{name}.md" in line]
        lines = [line for line in lines if not line.startswith("INFO")]
        if FENCES[name][1]:
            assert lines == []
            assert "six times seven is 42" in pages[name]
            return
        assert lines
        line = {"included": "", "after-text": ":8"}.get(name, ":5")
        place = rf"docs/{name}\.md{line}\b"
        assert re.match(rf"(ERROR|WARNING) .*{place}", lines[0])
        assert "wanted" in log[log.index(lines[0]) :][:2000]
        assert "six times seven is 42" not in pages[name]

    def test_a_strict_build_ends_on_it(self, project):
        project.edit("other", '```python exec="on"\n', "```python exec=on\n")
        log = project.build(status=1)
        assert "docs/other.md:18: wanted" in log

    def test_what_a_block_prints_is_held_to_it_in_every_build(self, project):
        fence = "print('`' * 3 + 'py exec=\"on\"\\nprint(1)\\n' + '`' * 3)"
        project.edit("other", 'print("**no session**")', fence)
        for _ in range(2):
            assert "docs/other.md: wanted" in project.build(status=1)


class TestDefects:
    """What goes wrong around a block ends a strict build, with the block's place."""

    @pytest.fixture
    def building(self, tmp_path):
        store = Store(tmp_path / ".cache", tmp_path)
        building = Building(tmp_path, "docs", [], store, Workers())
        building.pages["docs/page.md"] = Page("docs/page.md", self.TEXT)
        building.enter("docs/page.md", self.TEXT)
        return building

    TEXT = '# Page\n\n```python exec="on"\n1\n```\n\n```python exec="on"\n2\n```\n'

    def rendered(self, building, formatter) -> str:
        guarded = building.guarded(formatter)
        fence = {
            "name": "python",
            "class": "python",
            "validator": markdown_exec.validator,
            "format": lambda source, language, css_class, options, md, **_: guarded(
                code=source, md=md, **options
            ),
        }
        return markdown.markdown(
            self.TEXT,
            extensions=["pymdownx.superfences", building.claims],
            extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
        )

    def test_an_exception_of_a_formatter_is_an_error_with_its_place(
        self, building, caplog
    ):
        def formatter(code, **_):
            if code == "2":
                raise KeyError("a <defect>")
            return "fine"

        html = self.rendered(building, formatter)
        assert "fine" in html
        (record,) = caplog.records
        assert (record.name, record.levelname) == ("mkdocs.execution", "ERROR")
        assert record.getMessage().startswith("docs/page.md:7: wanted")
        assert "docs/page.md:7" in html
        assert "KeyError: &#39;a &lt;defect&gt;&#39;" in html
        assert building.pages["docs/page.md"].failed == "docs/page.md:7"

    @pytest.mark.parametrize(
        "where", ["store.get", "store.put", "workers.submit", "_result"]
    )
    def test_so_is_one_of_ours(self, building, monkeypatch, caplog, where):
        def broken(*_, **__):
            raise AssertionError("a defect")

        monkeypatch.setattr(
            f"test_execution.{type(building).__name__}._foresee", lambda *_: None
        )
        target = building
        *parts, name = where.split(".")
        for part in parts:
            target = getattr(target, part)
        monkeypatch.setattr(target, name, broken)
        self.rendered(building, building.run_block)
        assert [r.getMessage().partition(":\n")[0] for r in caplog.records] == [
            "docs/page.md:3: wanted a block that runs, got"
        ]
        assert "AssertionError: a defect" in caplog.text


def broken_configuration(project):
    (project.folder / "mkdocs.yml").write_text("site_name: Small\nplugins: [\n")
    return r"mkdocs.yml\", line 3"


def broken_encoding(project):
    project.page("other").write_bytes(b"# Other\n\nCaf\xe9\n")
    return r"docs/other\.md:3: wanted a file in UTF-8, got the byte 0xe9"


def missing_snippet(project):
    config = project.folder / "mkdocs.yml"
    more = "[{pymdownx.snippets: {check_paths: true}}, pymdownx.superfences"
    config.write_text(config.read_text().replace("[pymdownx.superfences", more))
    project.edit("other", "Prose.", '--8<-- "lost.md"')
    return r"docs/other\.md:3: wanted a snippet that is there, got 'lost.md'"


def missing_package(project):
    for name in ("index", "other"):
        project.edit(name, "import numpy as np", "import numpi as np")
    return r"docs/\w+\.md:5: wanted the package numpi, got none: install it, or mend its name"


BROKEN = broken_configuration, broken_encoding, missing_snippet, missing_package


@pytest.mark.parametrize("break_it", BROKEN, ids=lambda f: f.__name__)
def test_what_an_author_breaks_is_said_once_and_without_a_traceback(project, break_it):
    wanted = break_it(project)
    log = project.build(status=1)
    assert len(re.findall(wanted, log)) == 1, log
    assert "Traceback" not in log
    assert "the build has failed; site/ is as it was" in log


def test_a_missing_package_is_counted_and_a_missing_module_is_an_error_as_any(project):
    missing_package(project)
    (project.folder / "pack" / "other.py").write_text("import pack.lost")
    project.edit("other", "import numpi as np", "import numpy as np")
    log = project.build(status=1)
    assert "numpi is missing on 1 page\n" in log
    assert "No module named 'pack.lost'" in log
    assert "got none: install it" in log


class TestPreview:
    @pytest.fixture
    def served(self, project):
        address = f"127.0.0.1:{free_port()}"
        process = project.start("mkdocs", "serve", "--no-strict", "--dev-addr", address)

        def shows(path: str, text: str) -> None:
            def found() -> bool:
                with contextlib.suppress(
                    urllib.error.URLError
                ):  # it does not serve yet
                    return text in self.page(f"http://{address}/{path}")
                return False

            until(found)

        shows("", "leaf 1")
        shows.url = f"http://{address}/"
        yield shows
        process.terminate()
        process.communicate()

    @staticmethod
    def page(url: str) -> str:
        """Return what is answered; a page that hangs is an error here."""
        try:
            answer = urllib.request.urlopen(url, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.read().decode()

    @pytest.mark.parametrize(
        ("break_it", "says"),
        [
            (broken_configuration, "expected the node content"),
            (broken_encoding, "docs/other.md:3: wanted a file in UTF-8"),
            (missing_snippet, "docs/other.md:3: wanted a snippet"),
            (missing_package, "ModuleNotFoundError"),
        ],
        ids=lambda value: getattr(value, "__name__", ""),
    )
    def test_a_page_says_at_once_what_is_broken(self, project, served, break_it, says):
        files = (
            project.folder / "mkdocs.yml",
            project.page("index"),
            project.page("other"),
        )
        good = {path: path.read_bytes() for path in files}
        break_it(project)
        served("other/", says)
        project.edit("index", "Prose.", "New prose.")  # alone it mends nothing
        served("", "New prose." if break_it is missing_package else says)
        for path, text in good.items():
            path.write_bytes(text)
        served("other/", "leaf 1")
        served("", "leaf 1")

    def test_pages_are_served_while_a_block_runs(self, project, served):
        project.edit("other", '"first of other"', project.waits)
        until(project.waiting.exists)
        assert "first of other [0 1 2]" in self.page(f"{served.url}other/")
        project.edit("other", project.waits, '"mended"')

    def test_pages_are_served_while_the_whole_site_is_built(self, project, served):
        project.edit("other", "# other", "# Another title")
        project.edit("other", '"first of other"', project.waits)
        until(project.waiting.exists)
        assert "first of other [0 1 2]" in self.page(f"{served.url}other/")
        assert "leaf 1" in self.page(served.url)

    def test_what_is_not_there_is_not_found(self, project, served):
        assert "404 - Not found" in self.page(f"{served.url}lost/")

    def test_edits_show_and_errors_pass(self, project, served):
        project.edit("other", "Prose.", "New prose.")
        served("other/", "New prose.")
        project.edit("other", '"first of other"', '"edited"')
        served("other/", "edited [0 1 2]")
        (project.folder / "pack" / "other.py").write_text("VALUE = 5\n")
        served("other/", "leaf 5")
        project.edit("other", '"edited"', "1 / 0")
        served("other/", "ZeroDivisionError")
        served("other/", "Not run: the block at docs/other.md:5 failed.")
        served("", "leaf 1")
        project.edit("other", "1 / 0", '"mended"')
        served("other/", "mended [0 1 2]")
        project.edit("other", "# other", "# Another title")
        served("", "Another title")  # in the navigation of the other page
        project.page("third").write_text("# Third\n")
        served("third/", "Third")
        served("", "Third")


def test_nothing_is_built_in_part_until_the_whole_can_be(tmp_path):
    called = []
    server = SimpleNamespace(
        _wanted_epoch=2, _visible_epoch=1, _epoch_cond=threading.Condition(), root=""
    )
    preview = Preview(
        Building(tmp_path, "docs", [], Store(tmp_path, tmp_path), Workers())
    )
    preview.serve(server, lambda: called.append("whole"))
    preview._config = SimpleNamespace(
        docs_dir=str(tmp_path), config_file_path=__file__, watch=[], site_dir="new"
    )
    preview._build = lambda changed: called.append("part") or []
    preview._broken = "something"
    preview()
    assert called == ["whole"]
    assert (server.root, server._wanted_epoch) == ("new", 2)
    preview()
    assert called == ["whole", "part"]


# Blocks that print something else when they run again, and what is said of them.
UNSTEADY = {
    "import numpy as np; print(np.random.default_rng().random())": "default_rng(0)",
    "import numpy as np; print(np.random.rand())": "NumPy's global generator",
    "import random; print(random.random())": "random.seed(0)",
    "import torch; print(torch.rand(1))": "torch.manual_seed(0)",
    "print({str(n) for n in range(99)})": "sort before printing",
    "import time; print(time.perf_counter())": "it prints times",
    "print(object())": "the address of an object",
    "print({type('A', (), {})(): 1})": "the address of an object",
    "print(id(object()) % 2**40)": "where objects lie in memory",
    "print(hash('a') % 1000)": "sort before printing",
    "import datetime; print(datetime.date.today())": "another day",
    "from datetime import datetime; print(datetime.now().year)": "another day",
    "from datetime import datetime; print(datetime.utcnow().year)": "another day",
    "import time; print(time.strftime('%Y'))": "another day",
    "import time; print(time.gmtime().tm_year, time.localtime().tm_year)": "another day",
    "import time; print(time.ctime()[-4:])": "another day",
    "import time; print(time.time_ns() // 10**16)": "another day",
    "import os; print(os.environ.get('ATEN_CPU_CAPABILITY'))": "print fewer of them",
    "print(open('/proc/self/stat').read())": "seed what is random",
    "print('kept')": "forget it",
    "1 / 0": "ZeroDivisionError",
}


@pytest.mark.torch
def test_outputs_that_differ_are_reported_with_their_cause(tmp_path, monkeypatch):
    for (
        name
    ) in lowest_instructions():  # all tests may run with them, and then nothing differs
        monkeypatch.delenv(name, raising=False)
    steady = [
        "print(sorted({'b', 'a'}))",
        "import datetime as d; print(repr(d.datetime(2020, 1, 1) + d.timedelta(1)))",
        "import datetime as d; print(d.date.fromtimestamp(0), d.datetime.now() is None)",
        "import time; print(time.gmtime(0).tm_year, time.strftime('%Y', time.gmtime(0)))",
    ]
    blocks = [f'```python exec="on"\n{code}\n```' for code in [*steady, *UNSTEADY]]
    page = tmp_path / "docs" / "page.md"
    page.parent.mkdir()
    page.write_text("\n\n".join(blocks))
    store = Store(tmp_path / "store", tmp_path)
    building = Building(tmp_path, "docs", [], store, Workers())
    for (step,) in building.sessions_of("docs/page.md", page.read_text()):
        if step.code == "print('kept')":
            store.put(step.key, {**TestStore.ENTRY, "output": "another\n"})
    found, count = differences(building, [page], page.parent)
    assert count == len(blocks)
    assert len(found) == len(UNSTEADY)
    for number, (told, cause) in enumerate(zip(found, UNSTEADY.values(), strict=True)):
        place = f"docs/page.md:{1 + 4 * (len(steady) + number)}"
        assert re.match(rf"{place}: (prints something else|fails)", told)
        assert cause in told.splitlines()[-1]


def test_every_block_of_a_session_that_differs_is_reported(tmp_path):
    page = tmp_path / "docs" / "page.md"
    page.parent.mkdir()
    codes = "print(1)", "print({'a', 'b', 'c', 'd'})", "print(2)", "print(object())"
    fence = '```python exec="on" session="a"\n{}\n```'
    page.write_text("\n".join(fence.format(code) for code in codes))
    building = Building(
        tmp_path, "docs", [], Store(tmp_path / "s", tmp_path), Workers()
    )
    found, _ = differences(building, [page], page.parent)
    assert [told.partition(": ")[0] for told in found] == [
        "docs/page.md:4",
        "docs/page.md:10",
    ]


def test_the_lowest_instructions_are_few_and_warn_of_nothing(run):
    code = (
        "import numpy._core._multiarray_umath as m\n"
        "print([name for name in m.__cpu_dispatch__ if m.__cpu_features__[name]])"
    )
    server = Server(**lowest_instructions())
    job = job_of(extended((), code, "docs/page.md", 1, {}, ""), ROOT, [str(ROOT)])
    try:
        (result,) = server.run(job)
    finally:
        server.stop()
    assert (output([result]), result["stderr"]) == ("[]\n", "")


def test_a_fence_that_is_not_read_is_said_to_be_unverified(tmp_path):
    page = tmp_path / "docs" / "page.md"
    page.parent.mkdir()
    page.write_text(
        '# Page\n\n```python exec="on"\nprint(1)\n```\n\n```py3 exec=on\n2\n```\n'
    )
    building = Building(
        tmp_path, "docs", [], Store(tmp_path / "s", tmp_path), Workers()
    )
    found, count = differences(building, [page], page.parent)
    assert count == 1
    assert [told.partition(": ")[0] for told in found] == ["docs/page.md:7"]


@pytest.mark.reads("docs")
def test_what_is_read_ahead_is_what_markdown_meets():
    """Otherwise blocks of the site would run one after the other, when they are met."""
    met = []
    fence = {
        "name": "python",
        "class": "python",
        "validator": markdown_exec.validator,
        "format": lambda source, language, css_class, options, md, **_: (
            met.append((source, options["session"])) or ""
        ),
    }
    md = markdown.Markdown(
        extensions=[
            "admonition",
            "md_in_html",
            "pymdownx.details",
            "pymdownx.superfences",
        ],
        extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
    )
    for path in sorted((ROOT / "docs").rglob("*.md")):
        met.clear()
        text = path.read_text()
        md.reset()
        md.convert(text)
        found = [block for block in blocks_of(text) if block.runs]
        ahead = [(block.code, block.options.get("session", "")) for block in found]
        assert met == ahead, path
        assert all(
            line_of(block.code, text) == block.line
            for block in found
            if text.count(block.code) == 1
        )
