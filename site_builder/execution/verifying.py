"""Which blocks print something else when they run again."""

from __future__ import annotations

import contextlib
import difflib
import importlib
import os
import platform
import re
from collections.abc import Callable, Iterable
from functools import cache
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any

from site_builder.execution import sandbox
from site_builder.execution.blocks import blocks_of, index_of
from site_builder.execution.building import Building
from site_builder.execution.claims import claims, plain
from site_builder.execution.sessions import Server, Session, cores

# What in a block's code makes its output change, and what to write instead; the first one counts.
CAUSES = {
    r"default_rng\(\s*\)": "default_rng() takes its seed from the system; write default_rng(0)",
    r"\b(np|numpy)\.random\.[a-z]+\(": "NumPy's global generator has no seed; use default_rng(0)",
    r"(?<![\w.])random\.[a-z]+\(": "the module random has no seed; write random.seed(0)",
    r"\b(perf_counter|process_time|monotonic|time\.time|timeit|now)\b": "it prints times",
    r"\btorch\b": "PyTorch's generator has no seed; write torch.manual_seed(0)",
    r"\bid\(": "it prints where an object lies in memory, which is never the same",
    r"\burandom\b|\buuid[14]?\b|\bsecrets\b": "it asks the system for random bytes",
}
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
PRINTS_ADDRESS = (
    "it prints the address of an object, <... at 0x...>; print what it holds"
)
UNKNOWN = "seed what is random, print no times and no addresses"


def lowest_instructions() -> dict[str, str]:
    """Return an environment in which libraries use what every processor of this kind has."""
    lowest = {"ATEN_CPU_CAPABILITY": "default"}  # PyTorch's own kernels
    if platform.machine().lower() in ("x86_64", "amd64"):
        lowest |= {
            "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX,-AVX2,-AVX512F,-FMA,-FMA4",  # math.exp
            "MKL_ENABLE_INSTRUCTIONS": "SSE4_2",
            "ONEDNN_MAX_CPU_ISA": "SSE41",
            "OPENBLAS_CORETYPE": "Nehalem",
        }
    with contextlib.suppress(ImportError):  # a site may do without NumPy
        numpy = importlib.import_module("numpy._core._multiarray_umath")
        # It warns of names that it does not know, and they change from version to version; those
        # that are turned down already look as if the processor lacked them.
        down = re.split("[ ,]+", os.environ.get("NPY_DISABLE_CPU_FEATURES", ""))
        has = {**numpy.__cpu_features__, **dict.fromkeys(down, True)}
        names = [name for name in numpy.__cpu_dispatch__ if has[name]]
        lowest["NPY_DISABLE_CPU_FEATURES"] = ",".join(names)
    return lowest


def conditions() -> dict[str, dict[str, str]]:
    """Return what is changed in the last run: by what is to be said, an environment.

    The first one changes nothing; its server only lies elsewhere in memory.
    """
    return {
        "it depends on where objects lie in memory: id(), or the order of a set of objects": {},
        "the order of a set follows the hash seed; sort before printing": {
            "PYTHONHASHSEED": "1"
        },
        "it prints something else on another day; write a date instead of today's": {
            sandbox.DAYS: "400.3"
        },
        "the digits depend on the processor: print fewer of them": lowest_instructions(),
    }


def differences(
    building: Building, paths: Iterable[Path], docs: Path
) -> tuple[list[str], int]:
    """Run the blocks of pages three times: twice alike, and once under other conditions.

    Args:
        building: The site's building; its store is not asked, only compared with.
        paths: Pages.
        docs: The folder of all pages.

    Returns:
        One paragraph for each block that prints something else, or that fails, and for each
        fence that says exec and is not read; and the number of blocks.
    """
    sessions: list[Session] = []
    found = []
    for path in paths:
        name = building.name_of(path.relative_to(docs).as_posix())
        text = path.read_text(encoding="utf-8")
        sessions += building.sessions_of(name, text)
        found += _unread(name, text)
    runs = Runs(building)
    try:
        with ThreadPool(cores()) as pool:
            for told in pool.map(runs.differences, sessions, 1):
                found += told
    finally:
        runs.stop()
    return found, sum(map(len, sessions))


def _unread(name: str, text: str) -> list[str]:
    """Return what is to be said of fences that say exec, but whose blocks are not read."""
    read = [plain(block.code) for block in blocks_of(text) if block.runs]
    found = []
    for claim in claims(text.splitlines()):
        if plain("\n".join(claim.code)) not in read:
            index = index_of("\n".join([claim.opening, *claim.code]), text) or 0
            found.append(f"{name}:{index + 1}: {claim}")
    return found


class Runs:
    """The servers in which sessions run again, and what differs between them.

    Args:
        building: The site's building.
    """

    def __init__(self, building: Building) -> None:
        self.building = building
        self.usual = Server()
        self.alone = {why: Server(**changed) for why, changed in conditions().items()}
        together: dict[str, str] = {}
        for changed in conditions().values():
            together |= changed
        self.other = Server(**together)

    def stop(self) -> None:
        """End all servers."""
        for server in (self.usual, self.other, *self.alone.values()):
            server.stop()

    def differences(self, session: Session) -> list[str]:
        """Return what is to be said of a session: a paragraph for each block that differs.

        A block that fails, or that differs from run to run, is the last one of which something
        is said, because those after it follow from it.
        """
        job = self.building.job(session)
        runs = [self.usual.run(job), self.usual.run(job), self.other.run(job)]
        alone = cache(lambda why: self.alone[why].run(job))
        told = []
        for number, (step, *results) in enumerate(zip(session, *runs, strict=False)):
            place = f"{step.name}:{step.line}"
            for result in results:
                if result["error"]:
                    return [*told, f"{place}: fails\n{result['error']}"]
            first, second, third = (result["output"] for result in results)
            if first != second:
                return [
                    *told,
                    _told(place, first, second, _cause(step.code, first, second)),
                ]
            kept = self.building.store.get(step.key)
            if first != third:
                told.append(
                    _told(place, first, third, _why(number, first, third, alone))
                )
            elif kept is not None and kept["output"] != first:
                why = f"the kept result is another one; forget it: python -m {__package__} clear"
                told.append(_told(place, kept["output"], first, why))
        return told


def _why(
    number: int,
    usual: str,
    other: str,
    alone: Callable[[str], list[dict[str, Any]]],
) -> str:
    """Return which of the changed conditions changes a block's output by itself."""
    if ADDRESS.sub("", usual) == ADDRESS.sub("", other):
        return PRINTS_ADDRESS
    for why in conditions():
        results = alone(why)
        if len(results) <= number or results[number]["output"] != usual:
            return why
    return UNKNOWN


def _cause(code: str, before: str, after: str) -> str:
    if ADDRESS.sub("", before) == ADDRESS.sub("", after):
        return PRINTS_ADDRESS
    causes = (why for pattern, why in CAUSES.items() if re.search(pattern, code))
    return next(causes, UNKNOWN)


def _told(place: str, before: str, after: str, why: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), n=0, lineterm=""
    )
    changed = [
        line[:200] for line in lines if not line.startswith(("---", "+++", "@@"))
    ]
    return "\n".join(
        [f"{place}: prints something else when it runs again", *changed[:6], why]
    )
