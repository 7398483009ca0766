"""A built site, a server for it, and Chromium."""

import contextlib
import functools
import os
import shutil
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def built_site(tmp_path_factory):
    """The site that WORKED_SITE names, or one that is built once for all workers."""
    if "WORKED_SITE" in os.environ:
        return Path(os.environ["WORKED_SITE"])
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # each worker has a folder of its own below the run's
    target = folder / "built-site"  # as in test_docs.py: one build serves both
    with FileLock(folder / "built-site.lock"):
        if not target.exists():
            half = folder / "half-built-site"
            done = subprocess.run(
                [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(half)],
                cwd=ROOT,
                env={**os.environ, "OMP_NUM_THREADS": "1", "NO_MKDOCS_2_WARNING": "1"},
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr[-5000:]
            half.rename(target)
    return target


@pytest.fixture(scope="session")
def serve():
    """The function that serves a folder, for a module with a site of its own."""
    return _served


@contextlib.contextmanager
def _served(folder):
    """Serve a folder, and yield its address with a slash at its end."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(built_site):
    """Where the built site is served."""
    with _served(built_site) as found:
        yield found


# Of a module, because a second Playwright cannot start while one runs.
@pytest.fixture(scope="module")
def chromium():
    """The machine's Chromium or Chrome."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "wanted chromium or google-chrome, got neither"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page with empty storage; an error in its scripts fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    errors = []
    opened.on("pageerror", lambda error: errors.append(error))
    yield opened
    context.close()
    assert errors == []
