"""The two lanes: with PyTorch, where nothing may be skipped, and with NumPy alone."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import changed
import pytest
from filelock import FileLock
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("fixed")  # the same examples in every run, so a failure repeats

# What a build outside of the tests has, too. Libraries that tests import add variables to theirs,
# which blocks read: with those in it, what one build keeps would be of no use to the other.
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "NO_MKDOCS_2_WARNING": "1"}
SAID = pytest.StashKey[str]()  # which tests a run leaves out
HAS_TORCH = importlib.util.find_spec("torch") is not None
REQUIRE_TORCH = os.environ.get("REQUIRE_TORCH") == "1"

if REQUIRE_TORCH and not HAS_TORCH:
    raise RuntimeError("REQUIRE_TORCH=1: wanted PyTorch, got an environment without it")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option behind ``make test CHANGED=1``."""
    parser.addoption(
        "--changed",
        action="store_true",
        help="run what the change against main touches",
    )


@pytest.hookimpl(trylast=True)  # what -k and -m leave out is out by then
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out what a change does not touch; skip, in the NumPy lane, what needs PyTorch."""
    if config.getoption("changed"):
        items[:], others = changed.selected(items)
        config.hook.pytest_deselected(items=others)
        said = f"{len(items)} tests run; left out: {changed.left_out(others) or 'none'}"
        config.stash[SAID] = said
        if hasattr(config, "workeroutput"):
            config.workeroutput["said"] = said
    if HAS_TORCH:
        return
    skip = pytest.mark.skip(reason="NumPy lane: PyTorch is not installed")
    for item in items:
        if item.get_closest_marker("torch"):
            item.add_marker(skip)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    """Take over what a worker has left out."""
    if "said" in getattr(node, "workeroutput", {}):
        node.config.stash[SAID] = node.workeroutput["said"]


def pytest_terminal_summary(terminalreporter) -> None:
    """Say what CHANGED has left out."""
    said = terminalreporter.config.stash.get(SAID, "")
    if said:
        base, files = changed.changed_files()
        terminalreporter.write_line(
            f"{len(files)} files differ from {base[:10]}: {said}"
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    """Hold a test to the files that it is known to depend on."""
    with changed.watched(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Turn a skip into a failure in the full lane."""
    report = yield
    if REQUIRE_TORCH and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, and the full lane allows no skip"
    return report


@pytest.fixture(scope="session")
def build_environment() -> dict[str, str]:
    """The environment in which tests build the site, so that any build finds what ran there."""
    return ENVIRONMENT


@pytest.fixture(scope="session")
def site(tmp_path_factory, build_environment) -> Path:
    """The site that WORKED_SITE names, or one that is built strictly, once for all workers."""
    if "WORKED_SITE" in os.environ:
        return Path(os.environ["WORKED_SITE"])
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # each worker has a folder of its own below the run's
    target = folder / "built-site"
    with FileLock(folder / "built-site.lock"):
        if not target.exists():
            half = folder / "half-built-site"
            done = subprocess.run(
                [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(half)],
                cwd=Path(__file__).parent.parent,
                env=build_environment,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr[-5000:]
            half.rename(target)
    return target
