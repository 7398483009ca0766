"""Blocks as a reader pastes them: one namespace in a process that has run nothing before.

Importing NumPy, PyTorch and Matplotlib takes longer than most pages, so the process is forked from
one that has imported them and done nothing else. What it then inherits is taken back: the package
is imported anew, and random numbers are no more foreseeable than in an interpreter of its own.
"""

import contextlib
import io
import multiprocessing
import os
import sys
import traceback
from collections.abc import Collection
from multiprocessing.connection import Connection
from types import ModuleType

# The third is what an optimizer imports at its first step.
LIBRARIES = ["numpy", "torch", "torch._dynamo", "matplotlib.pyplot", "sklearn.datasets"]
OURS = ("worked", "site_builder")

# Set before the server starts: it hands them on to all that it forks.
os.environ["MPLBACKEND"] = "agg"
os.environ["OMP_NUM_THREADS"] = "1"
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(LIBRARIES)


def printed_by(codes: list[str], without_torch: Collection[int] = ()) -> list[str]:
    """Return what each block prints, run one after the other.

    Args:
        codes: The blocks of a page.
        without_torch: Numbers, from 0, of those that find no PyTorch, as if it were not installed,
            and no name of a block that does.

    Raises:
        AssertionError: If a block raises; the message is its traceback.
    """
    here, there = _server.Pipe(duplex=False)
    process = _server.Process(target=_run, args=(there, codes, without_torch))
    process.start()
    there.close()
    with here:
        try:
            printed, error = here.recv()
        except EOFError:  # it ended without an answer
            printed, error = [], "the process of the blocks ended"
    process.join()
    status = process.exitcode
    process.close()
    assert not error, f"{error}\nexit status {status}"
    return printed


def _run(answer: Connection, codes: list[str], without_torch: Collection[int]) -> None:
    _forget_what_was_inherited()
    printed, error = [], ""
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    with_torch, bare = {"__name__": "__main__"}, {"__name__": "__main__"}
    for number, code in enumerate(codes):
        hidden.switch(number in without_torch)
        names = bare if hidden.active else with_torch
        before, out = dict(names), io.StringIO()
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(code, f"block {number + 1}", "exec"), names)
        except BaseException:
            error = f"{code}\n{traceback.format_exc()[-5000:]}"
            break
        printed.append(out.getvalue())
        if hidden.active:  # the later blocks have its names, too
            new = {n: v for n, v in bare.items() if before.get(n, ...) is not v}
            with_torch |= new
    answer.send((printed, error))


def _forget_what_was_inherited() -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in OURS:
            del sys.modules[name]
    # The standard library's generator is seeded at each fork already.
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "torch" in sys.modules:
        sys.modules["torch"].seed()


class _Hidden:
    """Finds no PyTorch while it is active; then our modules are others, which never saw it."""

    def __init__(self) -> None:
        self.active = False
        self._others: dict[str, ModuleType] = {}

    def switch(self, active: bool) -> None:
        if active == self.active:
            return
        self.active = active
        roots = (*OURS, "torch")
        here = [name for name in sys.modules if name.partition(".")[0] in roots]
        left = {name: sys.modules.pop(name) for name in here}
        sys.modules.update(self._others)
        self._others = left

    def find_spec(self, name, path=None, target=None):
        if self.active and name.partition(".")[0] == "torch":
            raise ModuleNotFoundError("No module named 'torch'", name=name)
