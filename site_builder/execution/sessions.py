"""Sessions: the Python blocks of a page that share variables, found in the store or run.

A session's blocks run in a process of their own; a block without a session is one by itself.
What a block prints follows from its code, the blocks before it in its session, the files of the
project that were read until then, and the versions of Python and the installed packages. That
is its key, and nothing else is.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Client
from multiprocessing.pool import ThreadPool
from pathlib import Path
from threading import Lock
from typing import Any

from site_builder.execution import following, sandbox

LIMIT = 60.0  # seconds that a block may take, unless it has timeout="..."
OUTPUT = 64.0  # KiB that a block may print, unless it has output="..."
FORMAT = 2  # of keys and entries; a new number forgets the old ones


@dataclass(frozen=True)
class Step:
    """One block as a session runs it.

    Args:
        code: The text to run.
        key: Hash of all that is known of the result before the block runs.
        name: Its page, as tracebacks name it: ``docs/topic/page.md``.
        line: Number of the fence's line in the page.
        limit: Seconds that it may take.
        workdir: Folder to run in, or "".
        width: Width of the terminal in columns, or 0.
        output: KiB that it may print.
    """

    code: str
    key: str
    name: str
    line: int
    limit: float = LIMIT
    workdir: str = ""
    width: int = 0
    output: float = OUTPUT


Session = tuple[Step, ...]


def extended(
    session: Session,
    code: str,
    name: str,
    line: int,
    options: dict[str, str],
    versions: str,
) -> Session:
    """Return a session with one more block.

    Args:
        session: The blocks before it.
        code: The text to run.
        name: Its page.
        line: Number of the fence's line.
        options: ``timeout``, ``output``, ``workdir`` and ``width`` as the fence has them.
        versions: What ``installed_versions`` returns.

    Raises:
        ValueError: If ``timeout`` or ``output`` is no positive number.
    """
    before = session[-1].key if session else versions
    workdir, width = options.get("workdir") or "", int(options.get("width") or 0)
    output = _positive(options, "output", "KiB", OUTPUT)
    limit = _positive(options, "timeout", "seconds", LIMIT)
    known = json.dumps([FORMAT, before, code, workdir, width, output])
    key = hashlib.sha256(known.encode()).hexdigest()
    return *session, Step(code, key, name, line, limit, workdir, width, output)


def _positive(options: dict[str, str], name: str, unit: str, usual: float) -> float:
    text = options.get(name)
    if text is None:
        return usual
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise ValueError(f'wanted {name}="{unit}", more than 0, got {text!r}')
    return number


def installed_versions(constraints: Path) -> str:
    """Return Python, the machine's kind, and the installed versions of the constrained packages.

    Without a file of constraints every installed package counts.
    """
    wanted = None
    if constraints.exists():
        text = constraints.read_text(encoding="utf-8")
        wanted = {_plain(name) for name in re.findall(r"(?m)^([\w.-]+)==", text)}
    found = set()
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):
            if entry.endswith(".dist-info"):
                name, _, version = entry.removesuffix(".dist-info").partition("-")
                if wanted is None or _plain(name) in wanted:
                    found.add(f"{_plain(name)}=={version}")
    python = f"{sys.implementation.name} {platform.python_version()}"
    return " ".join([python, sys.platform, platform.machine(), *sorted(found)])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def job_of(
    session: Iterable[Step],
    root: Path,
    roots: Iterable[str],
    preload: Iterable[str] = (),
) -> dict[str, Any]:
    """Return what ``Server.run`` takes.

    Args:
        session: The blocks to run.
        root: The folder to run them in.
        roots: The project's folders.
        preload: Modules that a server imports before it forks sessions.
    """
    blocks = [
        {
            "code": step.code,
            "name": step.name,
            "line": step.line,
            "limit": step.limit,
            "workdir": step.workdir,
            "width": step.width,
            "output": step.output,
        }
        for step in session
    ]
    return {
        "root": str(root),
        "roots": list(roots),
        "preload": list(preload),
        "blocks": blocks,
    }


# --- Where sessions run -------------------------------------------------------------------------


class Server:
    """A process of this machine that forks a clean one for each session; started when needed.

    Args:
        **environment: What its environment has besides, or in place of, the usual.
    """

    def __init__(self, **environment: str) -> None:
        self.environment = environment
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""

    def start(self, preload: Iterable[str] = ()) -> None:
        """Begin to import modules that many sessions need, without waiting for it."""
        with self._lock:
            if self._process and self._process.poll() is None:
                return
            self.stop()
            self._folder = tempfile.mkdtemp(prefix="blocks-")
            # -P: the script's folder must not stand in for installed packages.
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    sandbox.__file__,
                    self._address,
                    str(os.getpid()),
                    *preload,
                ],
                env={**os.environ, **following.ENVIRONMENT, **self.environment},
                stdin=subprocess.DEVNULL,
            )

    @property
    def _address(self) -> str:
        return os.path.join(self._folder, "socket")

    def run(self, job: dict[str, Any]) -> list[dict[str, Any]]:
        """Run a session's blocks and return a result for each that was begun.

        Raises:
            RuntimeError: If the server does not start.
        """
        self.start(job["preload"])
        while not os.path.exists(self._address):
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError("wanted a server of sessions, got one that ended")
            time.sleep(0.01)
        with Client(self._address, "AF_UNIX") as connection:
            return sandbox.supervise(connection, job)

    def stop(self) -> None:
        """End the server; the sessions end with their connections."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
            shutil.rmtree(self._folder, ignore_errors=True)


_server = Server()
atexit.register(_server.stop)


def run_here(job: dict[str, Any]) -> list[dict[str, Any]]:
    """Run a session on this machine; what a worker of a cluster is asked to call."""
    return _server.run(job)


def prepare(preload: Iterable[str]) -> None:
    """Have this machine's server import modules, unless sessions run elsewhere."""
    if not os.environ.get("BLOCKS_CLUSTER"):
        _server.start(preload)


def release() -> None:
    """End this machine's server; the next session starts another one."""
    _server.stop()


Waiting = Callable[[], list[dict[str, Any]]]
Keep = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
AT_A_CLUSTER = 128  # sessions that a cluster is given at a time; it queues them


class Workers:
    """As many sessions at once as there are cores, or as a cluster has workers.

    ``BLOCKS_CLUSTER`` names the scheduler of a Dask cluster, such as ``tcp://host:8786``, whose
    workers have this project's checkout at the same path.
    """

    def __init__(self) -> None:
        self._pool: ThreadPool | None = None
        self._run: Callable[[dict[str, Any]], list[dict[str, Any]]] = run_here

    def submit(self, job: dict[str, Any], keep: Keep) -> Waiting:
        """Begin a session, and return a function that waits for its results.

        Args:
            job: What ``job_of`` returns.
            keep: Called with the results as soon as they are there, in a thread of its own; what
                it returns is what the returned function returns.
        """
        if self._pool is None:
            self._pool = self._started()
        return self._pool.apply_async(lambda: keep(self._run(job))).get

    def _started(self) -> ThreadPool:
        """Return threads that do nothing but wait for the processes in which blocks run."""
        scheduler = os.environ.get("BLOCKS_CLUSTER")
        if not scheduler:
            return ThreadPool(cores())
        from distributed import Client as Cluster

        client = Cluster(scheduler, set_as_default=False)
        self._run = lambda job: client.submit(run_here, job, pure=False).result()
        return ThreadPool(AT_A_CLUSTER)


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
