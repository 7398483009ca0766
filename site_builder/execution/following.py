"""What a session depends on besides its code is followed, and what cannot be followed is refused.

Followed, which is to say recorded with a hash of what was there:

- files that are opened and folders that are listed, inside the project and outside of it;
- whether a file is there and how large it is, and modules that were looked for in vain;
- environment variables.

What belongs to the installed packages is not recorded, since their versions are part of every
key, nor are the block's own temporary files, nor ``/proc``, ``/sys`` and ``/dev``: those tell of
the machine, and outputs that follow from it are found by running blocks again. Refused are
other programs, the network, and writing anywhere but into temporary folders.

Only Python's own calls are seen; a library that opens files in C passes unseen. The server of
sessions runs this file too, so it needs nothing but the standard library.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.machinery
import os
import stat
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import Any

# What blocks find in their environment besides what the builder has in its own.
ENVIRONMENT = {
    "BLOCKS_DAYS": "",  # the clock is right, see sandbox.py
    "MPLBACKEND": "agg",  # blocks draw to files, never to a window
    "OMP_NUM_THREADS": "1",  # one thread a worker; sums add up in one order
    "OPENBLAS_NUM_THREADS": "1",
    "LOKY_MAX_CPU_COUNT": "1",  # or joblib would ask another program for the number of cores
    "PYTHONHASHSEED": "0",  # sets print in one order
    "SOURCE_DATE_EPOCH": "315532800",  # 1980: files that carry a date carry no other one
}
MACHINE = ("/proc", "/sys", "/dev")
TEMPORARY = ("/tmp", "/var/tmp", "/dev/shm")
INSTALLED = ("__pycache__", "site-packages", "dist-packages")  # names of folders
# Tracebacks look at them. What they change about results is for FORMAT in sessions.py to say.
OWN = [
    os.path.join(os.path.dirname(__file__), f"{n}.py") for n in ("sandbox", "following")
]
PROGRAMS = (
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "pty.spawn",
    "subprocess.Popen",
)
NETWORK = (
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.getnameinfo",
    "socket.sendmsg",
    "socket.sendto",
)
# Events that change files: where their arguments have a path, and the folder that it is in.
CHANGES = {
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.link": ((1, 3),),
    "os.mkdir": ((0, 2),),
    "os.remove": ((0, 1),),
    "os.rename": ((0, 2), (1, 3)),
    "os.rmdir": ((0, 1),),
    "os.symlink": ((1, 2),),
    "os.truncate": ((0, -1),),
    "os.utime": ((0, 3),),
    "sqlite3.connect": ((0, -1),),  # C opens it, to read and to write
}


# --- Dependencies, and what they hold -----------------------------------------------------------


def split(dependency: str) -> tuple[str, str]:
    """Return what a dependency is ("file", "stat" or "env"), and its path or name."""
    kind, _, name = dependency.partition(":")
    return (kind, name) if kind in ("stat", "env") else ("file", dependency)


def moved(dependency: str, change: Callable[[str], str]) -> str:
    """Return a dependency whose path is changed, such as to one that is relative to a folder."""
    kind, name = split(dependency)
    if kind == "env":
        return dependency
    return change(name) if kind == "file" else f"{kind}:{change(name)}"


def contents(dependency: str) -> str:
    """Return in short what a dependency holds: a file's bytes, a folder's names, a variable.

    Returns:
        A hash; "" if there is nothing of that name.
    """
    kind, name = split(dependency)
    if kind == "env":
        return variable({**os.environ, **ENVIRONMENT}, name)
    return state(name) if kind == "stat" else _bytes_or_names(name)


def _bytes_or_names(path: str) -> str:
    try:
        if os.path.isdir(path):
            names = sorted(
                name
                for name in os.listdir(path)
                if not name.startswith(".") and name != "__pycache__"
            )
            return _hash("\n".join(names).encode())
        with open(path, "rb") as file:
            return _hash(file.read())
    except OSError:
        return ""


def state(path: str) -> str:
    """Return what asking for a file's state tells, its times left out; "" if it is not there."""
    try:
        told = os.stat(path)
    except (OSError, ValueError):
        return ""
    if stat.S_ISDIR(told.st_mode):
        return "folder"
    return f"{stat.S_IFMT(told.st_mode):o} of {told.st_size} bytes"


def variable(environment: dict[str, str], name: str) -> str:
    """Return a hash of an environment variable, or of all of them for the name "*"."""
    if name == "*":
        return _hash(repr(sorted(environment.items())).encode())
    value = environment.get(name)
    return "" if value is None else _hash(os.fsencode(value))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- What a session reads -----------------------------------------------------------------------


class Seen:
    """What this process has read so far, with what was in it.

    Args:
        roots: The project's folders.
        begin: Time of the file system at which the session began; what is newer in a temporary
            folder is the session's own.
    """

    def __init__(self, roots: list[str], begin: float) -> None:
        self.roots = [os.path.realpath(root) for root in roots]
        self.begin = begin
        self.held: dict[str, str] = {}
        self.environment = dict(os.environ)
        self._own: set[str] = set()  # variables that the session has set
        self._thread = threading.local()
        self._installed = [os.path.realpath(path) for path in _installation()]
        temporary = (*TEMPORARY, tempfile.gettempdir())
        self._temporary = [os.path.realpath(path) for path in temporary]
        self._home = os.path.realpath(os.path.expanduser("~"))

    def begin_now(self) -> None:
        """Record from here on."""
        sys.addaudithook(self.audit)
        for name in ("stat", "lstat", "access"):
            self._follow_asking(name)
        _Environment.seen = self
        for environment in (os.environ, getattr(os, "environb", os.environ)):
            environment.__class__ = _Environment

    def is_source(self, path: str) -> bool:
        """Tell whether a folder is the project's own, from which modules are imported."""
        path = os.path.realpath(path)
        for root in self.roots:
            if _below(path, [root]):
                parts = path[len(root) :].split(os.sep)
                return not any(p.startswith(".") or p in INSTALLED for p in parts)
        return False

    def _counts(self, path: str) -> bool:
        """Tell whether what a path holds is to be followed."""
        path = os.path.realpath(path)
        if any(part in INSTALLED for part in path.split(os.sep)):
            return False
        if _below(path, self.roots):
            return path not in OWN
        if _below(path, MACHINE) or _below(path, self._installed):
            return False
        if any(_below(folder, [path]) for folder in self.roots + self._installed):
            return False  # a folder above them is there
        return not (_below(path, self._temporary) and self._is_own(path))

    def _is_own(self, path: str) -> bool:
        try:
            return os.lstat(path).st_ctime >= self.begin
        except OSError:
            return False

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take note of what is opened, listed or loaded; refuse what cannot be followed."""
        if event == "open":
            path, mode, flags = arguments
            writes = set(mode or "") & set("wax+")
            if writes or (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self._refuse_change(path, None)
            else:
                self._read(path)
        elif event in ("os.listdir", "os.scandir"):
            # An import looks for its file, and importlib.metadata for a version, which the key
            # has; other files there do not matter to them.
            if "importlib" not in sys._getframe(1).f_code.co_filename:
                self._read("." if arguments[0] is None else arguments[0])
        elif event in ("import", "ctypes.dlopen"):
            path = arguments[1 if event == "import" else 0]
            if path and os.path.isabs(path):
                self._read(path)
        elif event in CHANGES:
            for path, folder in CHANGES[event]:
                self._refuse_change(
                    arguments[path], arguments[folder] if folder > 0 else None
                )
        else:
            _refuse(event, arguments)

    def _read(self, path: Any) -> None:
        self._note(path, "", _bytes_or_names)

    def asked(self, path: Any) -> None:
        """Take note that somebody asks for a file's state."""
        self._note(path, "stat:", state)

    def _note(self, path: Any, kind: str, held: Callable[[str], str]) -> None:
        if not isinstance(path, str | bytes | os.PathLike) or self._busy:
            return
        with self._quietly():
            path = os.path.abspath(os.fsdecode(path))
            name = kind + path
            if name not in self.held and path not in self.held and self._counts(path):
                self.held[name] = held(path)

    def reads_variable(self, name: str) -> None:
        """Take note of an environment variable that was there, or not, before the session."""
        if name not in self._own:
            self.held.setdefault(f"env:{name}", variable(self.environment, name))

    def sets_variable(self, name: str) -> None:
        """Take note that the session sets a variable, so that it does not depend on it."""
        self._own.add(name)

    def _refuse_change(self, path: Any, folder: Any) -> None:
        if not isinstance(path, str | bytes | os.PathLike) or self._busy:
            return
        with self._quietly():
            path = os.fsdecode(path)
            if isinstance(folder, int) and folder >= 0:
                path = os.path.join(_path_of(folder), path)
            real = os.path.realpath(path)
            if not self._may_change(real):
                raise PermissionError(
                    "wanted a block that writes into temporary folders alone, "
                    f"got a change of {os.path.abspath(path)}"
                )

    def _may_change(self, path: str) -> bool:
        if "__pycache__" in path.split(os.sep) or _below(path, ["/dev", "/proc"]):
            return True
        if _below(path, self.roots):
            return False
        # Libraries keep what they have computed in hidden folders there.
        hidden = path.startswith(self._home + os.sep + ".")
        return hidden or _below(path, self._temporary) or path.endswith(":memory:")

    @property
    def _busy(self) -> bool:
        return getattr(self._thread, "busy", False)

    def _quietly(self) -> _Quietly:
        return _Quietly(self._thread)

    def _follow_asking(self, name: str) -> None:
        ask = getattr(os, name)

        @functools.wraps(ask)
        def followed(path: Any, *arguments: Any, **options: Any) -> Any:
            if options.get("dir_fd") is None:
                self.asked(path)
            return ask(path, *arguments, **options)

        setattr(os, name, followed)
        for ways in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
            if ask in ways:
                ways.add(followed)

    def finder(self, path: str, *loaders: Any) -> importlib.machinery.FileFinder:
        """Return what finds modules in a folder of sources, and notes those that are not there."""
        return _Finder(self, path, *loaders)


class _Quietly:
    """What happens in this thread meanwhile is not the session's doing."""

    def __init__(self, thread: threading.local) -> None:
        self.thread = thread

    def __enter__(self) -> None:
        self.thread.busy = True

    def __exit__(self, *_: object) -> None:
        self.thread.busy = False


class _Environment(os._Environ):
    """``os.environ`` that tells which variables are read; existing references to it see it too."""

    seen: Seen

    def __getitem__(self, name: Any) -> Any:
        self.seen.reads_variable(os.fsdecode(name))
        return super().__getitem__(name)

    def __iter__(self) -> Iterator[Any]:
        self.seen.reads_variable("*")
        return super().__iter__()

    def __len__(self) -> int:
        self.seen.reads_variable("*")
        return super().__len__()

    def __setitem__(self, name: Any, value: Any) -> None:
        super().__setitem__(name, value)
        self.seen.sets_variable(os.fsdecode(name))

    def __delitem__(self, name: Any) -> None:
        super().__delitem__(name)
        self.seen.sets_variable(os.fsdecode(name))


class _Finder(importlib.machinery.FileFinder):
    def __init__(self, seen: Seen, path: str, *loaders: Any) -> None:
        super().__init__(path, *loaders)
        self.seen = seen

    def find_spec(self, fullname: str, target: Any = None) -> Any:
        found = super().find_spec(fullname, target)
        if found is None:
            name = os.path.join(self.path, fullname.rpartition(".")[2])
            self.seen.asked(name)
            self.seen.asked(f"{name}.py")
        return found


def _installation() -> list[str]:
    """Return where Python and its packages are; their versions are part of every key."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    folders = {sysconfig.get_path(name) for name in names}
    archives = [
        path for path in sys.path if path.endswith(".zip")
    ]  # of the standard library
    return sorted(folders) + archives


def _below(path: str, folders: Any) -> bool:
    """Tell whether a path is one of some folders, or below one of them."""
    return any(
        path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
        for folder in folders
    )


def _path_of(folder: int) -> str:
    """Return the path of an open folder; the working directory's where the system has no name."""
    try:
        return os.readlink(f"/proc/self/fd/{folder}")
    except OSError:
        return "."


# --- What is refused ----------------------------------------------------------------------------


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("os.fork", "os.forkpty"):
        raise RuntimeError(
            "wanted a block that stays in its process, got a fork; "
            "with a DataLoader that is num_workers=0"
        )
    if event in ("os.kill", "os.killpg") and arguments[0] not in (0, os.getpid()):
        raise RuntimeError(
            f"wanted a block that stays in its process, got a signal to process {arguments[0]}"
        )
    # Libraries that only try expect an OSError.
    if event in PROGRAMS:
        raise PermissionError(
            f"wanted a block that starts no program, got {event} of {arguments[:2]!r:.200}; "
            "what it reads and prints cannot be followed"
        )
    if event in NETWORK:
        named = [a for a in arguments if isinstance(a, str | bytes | tuple)]
        raise PermissionError(
            f"wanted a block that needs no network, got {event} of {named!r:.200}"
        )


def refuse_spawning() -> None:
    """Refuse what multiprocessing does past the events of Python."""
    import _posixsubprocess

    def fork_exec(*arguments: Any) -> None:
        _refuse("os.spawn", arguments)

    _posixsubprocess.fork_exec = fork_exec
