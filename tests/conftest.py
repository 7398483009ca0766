"""The two lanes: with PyTorch, where nothing may be skipped, and with NumPy alone."""

import importlib.util
import os

import pytest
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
