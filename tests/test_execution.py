"""Where and whether blocks run: isolation, limits, the store, the keys, the builder's commands."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import markdown
import markdown_exec
import psutil
import pytest
from building_pages import cluster, free_port

from site_builder.execution.blocks import blocks_of, line_of
from site_builder.execution.building import Building
from site_builder.execution.sessions import (
    LIMIT,
    Server,
    Workers,
    cores,
    extended,
    installed_versions,
    job_of,
)
from site_builder.execution.store import Store
from site_builder.execution.verifying import differences

ROOT = Path(__file__).parent.parent


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
        return server.run(job_of(session, tmp_path, [str(tmp_path)]))

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
    "process left": (
        "import subprocess\np = subprocess.Popen(['sleep', '99'])",
        "ends its processes, got one still running",
    ),
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
    "memory": ("x = bytearray(4 * 2**30)", r"line 11[\s\S]*MemoryError\n.*2048 MiB"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_fault_ends_its_session_alone_with_a_message(run, server, name):
    code, wanted = FAULTS[name]
    begin = time.perf_counter()
    results = run("print(1)", code, "print(2)", timeout="1")
    assert len(results) == 2, "the block after the fault must not run"
    assert re.search(wanted, results[1]["error"]), results[1]["error"]
    assert "sandbox.py" not in results[1]["error"], "the traceback is the reader's own"
    assert output(run("print(3)")) == "3\n"
    assert time.perf_counter() - begin < 30
    until(lambda: not psutil.Process(server._process.pid).children(recursive=True))


def until(true, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems adopt no orphans")
def test_a_daemon_that_detaches_itself_is_ended(run, server):
    code = (
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'import os; os.fork() or (os.setsid(), "
        'os.execvp("sleep", ["sleep", "98.7"]))\'])'
    )
    run(code)
    until(lambda: not any("98.7" in p.info["cmdline"] for p in psutil.process_iter(["cmdline"])
                          if p.info["cmdline"]))  # fmt: skip


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

    def test_what_was_imported_or_read_until_then(self, run, package):
        first, second, third = run(
            self.IMPORT,
            "open('data.txt').read(); open('.hidden').close(); open('new.txt', 'w').close()",
            "import os; os.listdir('pack')",
        )
        names = [
            sorted(os.path.relpath(path, package) for path in result["deps"])
            for result in (first, second, third)
        ]
        assert names[0] == ["pack/__init__.py", "pack/used.py"]
        assert names[1] == ["data.txt", *names[0]]
        assert names[2] == ["data.txt", "pack", *names[0]]

    @pytest.mark.torch
    def test_a_concept_on_a_page_depends_on_no_other_concept(self, server):
        code = (
            "from site_builder.publishing import both_sides\n"
            "print(both_sides('losses/hinge_loss'))"
        )
        session = extended((), code, "docs/page.md", 1, {}, "")
        (result,) = server.run(job_of(session, ROOT, [str(ROOT)]))
        assert result["error"] == ""
        files = [os.path.relpath(path, ROOT) for path in result["deps"]]
        concepts = {name.rpartition("/")[0] for name in files if "/with_" in name}
        assert concepts == {"worked/losses/hinge_loss", "worked/checking"}

    def test_looking_for_a_version_lists_no_folder(self, run, package):
        (result,) = run(
            "import sys; sys.path.insert(0, '.')\n"
            "from importlib import metadata; print(metadata.version('numpy'))"
        )
        assert result["output"]
        assert result["deps"] == {}

    def test_two_edits_within_a_second_are_two(self, run, package):
        assert output(run(self.IMPORT)) == "1\n"
        (package / "pack" / "used.py").write_text("VALUE = 2\n")
        assert output(run(self.IMPORT)) == "2\n"

    def test_a_file_that_is_not_there_counts(self, run, package):
        (result,) = run("try: open('later.txt')\nexcept OSError: print('none')")
        store = Store(package / "store", package)
        store.put("key", result)
        assert store.get("key")
        (package / "later.txt").write_text("")
        store.refresh()
        assert store.get("key") is None


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

    def test_only_constrained_packages_count(self, tmp_path):
        (tmp_path / "constraints.txt").write_text("numpy==2.0  # any\n# pytest==1\n")
        versions = installed_versions(tmp_path / "constraints.txt")
        import numpy

        assert versions.endswith(f" numpy=={numpy.__version__}")
        assert "pytest" not in versions
        assert "pytest==" in installed_versions(tmp_path / "none.txt")


class TestStore:
    ENTRY = {"output": "1\n", "stderr": "", "seconds": 0.1, "deps": {}}  # noqa: RUF012

    @pytest.fixture
    def store(self, tmp_path):
        return Store(tmp_path / "store", tmp_path)

    def files(self, store):
        return list(store.folder.glob("*/*/*"))

    def test_a_dependency_that_changes_back_is_found_again(self, store, tmp_path):
        from site_builder.execution.sandbox import contents

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
        project.edit("other", '"first of other"', "__import__('time').sleep(9)")
        process = project.start()
        children = []

        def runs() -> bool:
            children[:] = psutil.Process(process.pid).children(recursive=True)
            return len(children) > 1  # the server, and a runner in its sleep

        until(runs)
        process.send_signal(how)
        process.communicate()
        assert process.returncode != 0
        until(lambda: not any(child.is_running() for child in children))
        assert project.site() == good
        project.edit("other", "__import__('time').sleep(9)", '"first of other"')
        project.build()
        assert project.site() == good
        assert not list(project.folder.glob(".site-*"))

    @pytest.mark.skipif(cores() < 2, reason="one core runs nothing ahead")
    def test_what_ran_ahead_is_kept_when_a_build_is_killed(self, project):
        project.edit("index", '"first of index"', "__import__('time').sleep(9)")
        process = project.start()
        kept = project.folder / ".cache"
        until(lambda: len(list(kept.rglob("*.json"))) == 3)  # all but index's session
        process.kill()
        process.communicate()
        project.edit("index", "__import__('time').sleep(9)", '"first of index"')
        assert project.counts(project.build()) == (2, 4)

    def test_a_cluster_runs_the_sessions(self, project):
        project.edit("other", '"first of other"', "__import__('os').environ['WHERE']")
        with cluster(project.folder, WHERE="on a worker") as address:
            project.build(BLOCKS_CLUSTER=address)
        assert "on a worker [0 1 2]" in project.html("other")


class TestPreview:
    @pytest.fixture
    def served(self, project):
        address = f"127.0.0.1:{free_port()}"
        process = project.start("mkdocs", "serve", "--no-strict", "--dev-addr", address)

        def shows(path: str, text: str) -> None:
            def found() -> bool:
                url = f"http://{address}/{path}"
                with contextlib.suppress(OSError), urllib.request.urlopen(url) as page:
                    return text in page.read().decode()
                return False

            until(found)

        shows("", "leaf 1")
        yield shows
        process.terminate()
        process.communicate()

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


# Blocks that print something else when they run again, and what is said of them.
UNSTEADY = {
    "import numpy as np; print(np.random.default_rng().random())": "default_rng(0)",
    "import numpy as np; print(np.random.rand())": "NumPy's global generator",
    "import random; print(random.random())": "random.seed(0)",
    "import torch; print(torch.rand(1))": "torch.manual_seed(0)",
    "print({str(n) for n in range(99)})": "sort before printing",
    "import time; print(time.perf_counter())": "it prints times",
    "print(open('/proc/self/stat').read())": "seed what is random",
    "print('kept')": "forget it",
    "1 / 0": "ZeroDivisionError",
}


@pytest.mark.torch
def test_outputs_that_differ_are_reported_with_their_cause(tmp_path):
    steady = ["print(sorted({'b', 'a'}))"]
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
