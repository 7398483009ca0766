"""Run the blocks of one session in a process of their own, from a clean state, within limits.

Whatever a block does to its process leaves the builder and other sessions unharmed:

- a server imports the libraries once, and forks a runner for each session;
- the runner executes the blocks, and records which files they read;
- the builder watches the runner, and ends it with everything that it started.

The server runs this file as a script, on the standard library: it must never import what an author
edits while the server stays.
"""

from __future__ import annotations

import contextlib
import ctypes
import datetime
import faulthandler
import gc
import importlib
import importlib.machinery
import io
import linecache
import os
import random
import re
import resource
import signal
import socketserver
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any

if __package__:
    from site_builder.execution import following
else:  # as a script; its folder must not stay on the path, beside installed packages
    sys.path.insert(0, os.path.dirname(__file__))
    import following

    del sys.path[0]

MEMORY = 2 * 2**30  # bytes that a session may ask for beyond the preloaded libraries
DAYS = "BLOCKS_DAYS"  # in the environment of a server: days by which its clock is ahead
TOLD = 64 * 1024  # characters of a traceback that are kept, from its end
GRACE = (
    10.0  # seconds after a time limit in which the runner has ended itself, load or not
)
END = os._exit  # blocks get another one
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36  # of Linux's prctl


# --- The server ---------------------------------------------------------------------------------


class Server(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    """Forks a runner for each connection, and ends when its builder has gone."""

    max_children = 1024  # the builder decides how many sessions run at once
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: str, builder: int) -> None:
        self.builder = builder
        super().__init__(address, Runner)

    def service_actions(self) -> None:
        """Collect the runners that have ended and what they left; called twice a second."""
        super().service_actions()
        for pid in set(_children()) - (self.active_children or set()):
            os.kill(pid, signal.SIGKILL)  # its runner started it, and has gone
            os.waitpid(pid, 0)
        if os.getppid() != self.builder:
            os._exit(0)  # the runners follow, see _die_with_parent


def _children() -> list[int]:
    """Return the processes whose parent this one is; empty where the system does not say."""
    try:
        with open(f"/proc/self/task/{os.getpid()}/children") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []


class Runner(socketserver.BaseRequestHandler):
    """Takes a job from a connection, and sends a result for each of its blocks."""

    def handle(self) -> None:
        """Run the session that the builder asks for; the process ends with it."""
        connection = Connection(os.dup(self.request.fileno()))
        try:
            run(connection.recv(), connection)
        except (EOFError, BrokenPipeError):
            pass  # the builder has gone
        except (
            Exception
        ):  # a defect of this file; it must not pass for one of the block
            error = f"In site_builder.execution:\n{traceback.format_exc()}"
            connection.send({"error": error, "stderr": "", "seconds": 0.0, "deps": {}})
        finally:
            END(0)  # in any case: returning would make a second server of this process


def serve(address: str, builder: int, preload: list[str]) -> None:
    """Import some modules, then fork a runner for whoever connects, until the builder ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the builder decides when to end
    if (
        sys.platform == "linux"
    ):  # what a runner leaves behind becomes a child of this process
        _control_process(PR_SET_CHILD_SUBREAPER, 1)
    if days := os.environ.get(DAYS):
        _move_clock(float(days) * 86_400)
    gc.disable()  # imports make little garbage, and looking for it takes a fifth of their time
    for name in preload:
        with contextlib.suppress(
            ImportError
        ):  # whoever needs it hears that it is missing
            importlib.import_module(name)
    gc.freeze()  # the children's collector leaves shared pages alone
    gc.enable()
    # Bound under another name first: who finds the address can connect at once.
    with Server(f"{address}.new", builder) as server:
        os.rename(f"{address}.new", address)
        server.serve_forever()


# --- What the builder does ----------------------------------------------------------------------


def supervise(connection: Connection, job: dict[str, Any]) -> list[dict[str, Any]]:
    """Have a session run, and end it with everything that it started.

    Args:
        connection: A connection to the server.
        job: What ``run`` takes.

    Returns:
        A result for each block that was begun, as ``execute`` makes them; the last one has an
        ``error`` if the session ended early.
    """
    with tempfile.NamedTemporaryFile("r", errors="replace") as last_words:
        connection.send({**job, "last_words": last_words.name})
        done: list[dict[str, Any]] = []
        pid = 0
        try:
            with contextlib.suppress(EOFError):  # then the first block hears of it
                pid = connection.recv()
            for block in job["blocks"]:
                in_time = connection.poll(block["limit"] + GRACE)
                try:
                    result = connection.recv() if in_time else None
                except (EOFError, OSError):
                    result = None
                if result is None:
                    error = _obituary(in_time, last_words.read(), block)
                    result = {"error": error, "stderr": "", "seconds": 0.0, "deps": {}}
                done.append(result)
                if result["error"]:
                    break
        finally:
            if pid:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(pid, signal.SIGKILL)
    return done


def _obituary(in_time: bool, last_words: str, block: dict[str, Any]) -> str:
    """Say why a runner ended before its block did, with the reader's code where it stood."""
    fatal = re.search(r"(?m)^Fatal Python error: (.*)", last_words)
    if not in_time or "Timeout (" in last_words:
        why = (
            f"Time limit: wanted an end within {block['limit']:g} s, got none. "
            f'Make the block shorter, or give it timeout="..." seconds.'
        )
    elif fatal:
        why = f"Crash: wanted a block that ends, got: {fatal[1]}."
    else:
        why = "Crash: wanted a block that ends, got an interpreter that ended without a word."
    return "\n".join([*_stack(last_words, block), why])


def _stack(last_words: str, block: dict[str, Any]) -> Iterator[str]:
    """Yield what ``faulthandler`` wrote in the form of a traceback, from the block inwards."""
    frames = []
    for thread in re.split(r"(?m)^(?:Current t|T)hread ", last_words):
        found = re.findall(r'^  File "(.*)", line (\d+) in (.*)$', thread, re.MULTILINE)
        if any(name == block["name"] for name, _, _ in found):
            frames = found
    while frames and frames[-1][0] != block["name"]:
        frames.pop()  # the runner's own calls
    if frames:
        yield "Traceback (most recent call last):"
    _show_lines(block)
    for name, line, function in reversed(frames):
        yield f'  File "{name}", line {line}, in {function}'
        if code := linecache.getline(name, int(line)).strip():
            yield f"    {code}"


def _show_lines(block: dict[str, Any]) -> None:
    """Give tracebacks the reader's code, under the name and at the lines of the page."""
    lines = [*[""] * block["line"], *block["code"].splitlines()]
    known: Any = linecache.cache.get(block["name"])
    if known:  # lines of the session's earlier blocks
        before = known[2][: block["line"]]
        lines[: len(before)] = [line.rstrip("\n") for line in before]
    # No modification time: linecache then takes the lines as they are.
    linecache.cache[block["name"]] = (
        1,
        None,
        [f"{line}\n" for line in lines],
        block["name"],
    )


# --- The runner ---------------------------------------------------------------------------------


def run(job: dict[str, Any], results: Connection) -> None:
    """Execute the blocks of a session one after the other, and send a result for each.

    Args:
        job: ``root``, the folder to run in; ``roots``, the folders whose files are recorded;
            ``blocks``, a list with ``code``, ``name`` and ``line`` for tracebacks, ``limit``
            in seconds, ``output`` in KiB, ``workdir`` and ``width`` as markdown-exec has them;
            ``last_words``, a file for what ``faulthandler`` writes when the process dies.
        results: Where the results go, after the number of this process.
    """
    _die_with_parent()
    os.setsid()  # a group of its own, which the builder can end as a whole
    results.send(os.getpid())
    last_words = open(job["last_words"], "w")  # noqa: SIM115 (until the process ends)
    os._exit = _refuse_exit
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.chdir(job["root"])
    _limit_memory()
    faulthandler.enable(last_words)
    _fresh_seeds()
    standard = Standard()
    seen = following.Seen(job["roots"], os.fstat(last_words.fileno()).st_ctime)
    _import_from_source(seen)
    following.refuse_spawning()
    seen.begin_now()
    sys.modules["__main__"] = module = ModuleType("__main__")
    for block in job["blocks"]:
        result = execute(block, module.__dict__, standard, last_words)
        result["deps"] = dict(seen.held)
        results.send(result)
        if result["error"]:
            break
    last_words.close()


def execute(
    block: dict[str, Any], names: dict[str, Any], standard: Standard, last_words: Any
) -> dict[str, Any]:
    """Run one block and return what came of it.

    Returns:
        ``output``, ``stderr``, ``error`` (or ""), ``missing`` (the package that was not found,
        or ""), and ``seconds``.
    """
    _show_lines(block)
    standard.begin(block["output"])
    begin = time.perf_counter()
    threads = set(threading.enumerate())
    error = missing = ""
    faulthandler.dump_traceback_later(block["limit"], exit=True, file=last_words)
    try:
        with _place(block):
            # Empty lines in front give every line of the code its number in the page.
            text = "\n" * block["line"] + block["code"]
            exec(compile(text, block["name"], "exec", dont_inherit=True), names)
    except BaseException as raised:
        error = _told(raised)
        if isinstance(raised, ModuleNotFoundError) and "." not in (raised.name or "."):
            missing = raised.name  # all of a package, and not a module of it
    finally:
        faulthandler.cancel_dump_traceback_later()
    error = error or _left_behind(threads)
    output, stderr, beneath = standard.taken()
    error = error or standard.too_much()
    if beneath and not error:
        error = (
            "Wanted output by print(), got output past Python's sys.stdout, which no page shows: "
            f"{beneath[:200]!r}"
        )
    return {
        "output": "" if error else output,
        "stderr": stderr,
        "error": error,
        "missing": missing,
        "seconds": time.perf_counter() - begin,
    }


def _told(error: BaseException) -> str:
    """Return the traceback of what a block raised, from the block's own frame on."""
    if isinstance(error, SystemExit):
        error.add_note("sys.exit() ends a program; a block ends at its last line.")
    if isinstance(error, MemoryError) or "can't allocate memory" in str(error):
        error.add_note(f"A session may take {MEMORY // 2**20} MiB.")
    told = traceback.TracebackException.from_exception(error)
    _leave_out_ours(told)
    return "".join(told.format()).rstrip()[-TOLD:]


def _leave_out_ours(told: traceback.TracebackException | None) -> None:
    """Take the frames of this package out of a traceback, and out of those that led to it."""
    while told:
        own = [
            f for f in told.stack if f.filename not in (__file__, following.__file__)
        ]
        told.stack = traceback.StackSummary.from_list(own)
        told = told.__cause__ or told.__context__


def _left_behind(threads: set[threading.Thread]) -> str:
    """Return what a block left running, in words; empty when there is nothing."""
    for thread in set(threading.enumerate()) - threads:
        thread.join(0.1)  # one that is just ending may end
        if thread.is_alive():
            return f"Wanted a block that joins its threads, got {thread.name!r} still running."
    with contextlib.suppress(ChildProcessError):  # no child at all
        while True:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return "Wanted a block that ends its processes, got one still running."
    return ""


@contextlib.contextmanager
def _place(block: dict[str, Any]) -> Iterator[None]:
    """Enter the block's working directory and terminal width, as markdown-exec has them."""
    folder = os.getcwd()
    if block["workdir"]:
        os.chdir(block["workdir"])
    columns = os.environ.get("COLUMNS") if block["width"] else None
    if block["width"]:
        os.environ["COLUMNS"] = str(block["width"])
    try:
        yield
    finally:
        if block["workdir"]:
            os.chdir(folder)
        if block["width"]:
            os.environ.pop("COLUMNS")
            if columns is not None:
                os.environ["COLUMNS"] = columns


class Keyboard(io.TextIOBase):
    """A standard input that nobody types into."""

    def readable(self) -> bool:
        """Say yes, so that a read is tried and refused in words."""
        return True

    def readline(self, *_: Any) -> str:
        """Refuse."""
        raise RuntimeError(
            "wanted a block that needs no keyboard, got a read of standard input"
        )

    read = readline


class Limited(io.BytesIO):
    """Keeps what is written up to a limit, and refuses what goes beyond it."""

    def __init__(self, name: str, limit: float) -> None:
        super().__init__()
        self.name = name
        self.limit = limit  # KiB
        self.came = 0

    def write(self, data: Any) -> int:
        """Keep some bytes.

        Raises:
            RuntimeError: If there are too many of them.
        """
        self.came += len(data)
        if self.came > self.limit * 1024:
            raise RuntimeError(self.told())
        return super().write(data)

    def told(self) -> str:
        """Return what is wrong, in words; empty when nothing is."""
        came = -(-self.came // 1024)
        if came <= self.limit:
            return ""
        return (
            f"wanted at most {self.limit:g} KiB of {self.name}, got {came} KiB up to here; "
            'print less, or give the fence output="..." KiB'
        )


class Standard:
    """The standard streams of a runner: what Python prints is kept, what C prints is found out."""

    def __init__(self) -> None:
        self.files = [tempfile.TemporaryFile() for _ in "12"]  # noqa: SIM115 (as above)
        with open(os.devnull) as nothing:
            os.dup2(nothing.fileno(), 0)
        for number, file in enumerate(self.files, 1):
            os.dup2(file.fileno(), number)
        sys.stdin = Keyboard()

    def begin(self, limit: float) -> None:
        """Make new streams for a block that may print so many KiB to each."""
        self.out = Limited("output", limit)
        self.err = Limited("standard error", limit)
        sys.stdout = io.TextIOWrapper(self.out, "utf-8", write_through=True)
        sys.stderr = io.TextIOWrapper(self.err, "utf-8", write_through=True)

    def taken(self) -> tuple[str, str, str]:
        """Return standard output, standard error, and output past Python, and forget them."""
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream:
                stream.flush()
        ctypes.CDLL(None).fflush(None)
        beneath = [os.pread(file.fileno(), 10_000, 0) for file in self.files]
        for file in self.files:
            os.ftruncate(file.fileno(), 0)
            os.lseek(file.fileno(), 0, os.SEEK_SET)
        printed, told = self.out.getvalue(), self.err.getvalue()
        return (
            printed.decode("utf-8", "replace"),
            (told + beneath[1]).decode("utf-8", "replace"),
            beneath[0].decode("utf-8", "replace"),
        )

    def too_much(self) -> str:
        """Say that a block printed too much and caught the refusal; empty when it did not."""
        return self.out.told() or self.err.told()


class FromSource(importlib.machinery.SourceFileLoader):
    """Compile a module each time.

    Bytecode is matched with its source by whole seconds, and an author saves twice in one.
    """

    def path_stats(self, path: Any) -> Any:
        """Say that nothing is known of the file, so that its bytecode is left alone."""
        raise OSError


def _import_from_source(seen: following.Seen) -> None:
    def hook(path: str) -> Any:
        if not seen.is_source(path):
            raise ImportError(path)
        loaders = (
            (FromSource, importlib.machinery.SOURCE_SUFFIXES),
            (
                importlib.machinery.ExtensionFileLoader,
                importlib.machinery.EXTENSION_SUFFIXES,
            ),
        )
        return seen.finder(path, *loaders)

    sys.path_hooks.insert(0, hook)
    sys.path_importer_cache.clear()


def _refuse_exit(status: int) -> None:
    raise RuntimeError(
        f"wanted a block that ends at its last line, got os._exit({status})"
    )


def _move_clock(seconds: float) -> None:
    """Have Python's functions tell a time that is some seconds ahead.

    Libraries that ask the system in C still tell the right one.
    """
    now, now_ns = time.time, time.time_ns
    time.time = lambda: now() + seconds
    time.time_ns = lambda: now_ns() + int(seconds * 1e9)
    for name in ("ctime", "gmtime", "localtime"):
        tell: Any = getattr(time, name)
        setattr(time, name, lambda when=None, tell=tell: tell(_or(when, time.time)))
    write: Any = time.strftime
    time.strftime = lambda form, when=None: write(form, _or(when, time.localtime))
    for cls, name, tell in (
        (datetime.date, "today", lambda cls: cls.fromtimestamp(time.time())),
        (
            datetime.datetime,
            "now",
            lambda cls, tz=None: cls.fromtimestamp(time.time(), tz),
        ),
        (datetime.datetime, "utcnow", _utc_now),
    ):
        # Classes that are written in C refuse new methods, but for their dictionary itself.
        gc.get_referents(cls.__dict__)[0][name] = classmethod(tell)
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(cls))


def _or(given: Any, usual: Callable[[], Any]) -> Any:
    return usual() if given is None else given


def _utc_now(cls: Any) -> Any:
    utc = cls.fromtimestamp(time.time(), datetime.UTC)
    return utc.replace(tzinfo=None)


def _die_with_parent() -> None:
    if (
        sys.platform == "linux"
    ):  # elsewhere the time limit ends a runner without a builder
        _control_process(PR_SET_PDEATHSIG, signal.SIGKILL)


def _control_process(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), f"prctl({option}, {value})")


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MEMORY, hard))  # of one file
    if sys.platform == "linux":  # macOS accepts a limit on addresses and ignores it
        with open("/proc/self/statm") as file:
            present = int(file.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (present + MEMORY, hard))


def _fresh_seeds() -> None:
    """Seed the global generators from the system, as a new interpreter does.

    Without it all sessions would draw the numbers of the server, and replaying a block that
    forgot its seed would hide that.
    """
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    if torch := sys.modules.get("torch"):
        torch.seed()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
