"""The two lanes: with PyTorch, where nothing may be skipped, and with NumPy alone."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("fixed")  # the same examples in every run, so a failure repeats

HAS_TORCH = importlib.util.find_spec("torch") is not None
REQUIRE_TORCH = os.environ.get("REQUIRE_TORCH") == "1"

if REQUIRE_TORCH and not HAS_TORCH:
    raise RuntimeError("REQUIRE_TORCH=1: wanted PyTorch, got an environment without it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, in the NumPy lane, what a test marks as needing PyTorch."""
    if HAS_TORCH:
        return
    skip = pytest.mark.skip(reason="NumPy lane: PyTorch is not installed")
    for item in items:
        if item.get_closest_marker("torch"):
            item.add_marker(skip)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Turn a skip into a failure in the full lane."""
    report = yield
    if REQUIRE_TORCH and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, and the full lane allows no skip"
    return report


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
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
                env={**os.environ, "OMP_NUM_THREADS": "1", "NO_MKDOCS_2_WARNING": "1"},
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr[-5000:]
            half.rename(target)
    return target
