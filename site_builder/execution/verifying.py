"""Which blocks print something else when they run again."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from multiprocessing.pool import ThreadPool
from pathlib import Path

from site_builder.execution.building import Building
from site_builder.execution.sessions import Server, Session, cores

# What in a block's code makes its output change, and what to write instead; the first one counts.
CAUSES = {
    r"default_rng\(\s*\)": "default_rng() takes its seed from the system; write default_rng(0)",
    r"\b(np|numpy)\.random\.[a-z]+\(": "NumPy's global generator has no seed; use default_rng(0)",
    r"(?<![\w.])random\.[a-z]+\(": "the module random has no seed; write random.seed(0)",
    r"\b(perf_counter|process_time|monotonic|time\.time|timeit|now)\b": "it prints times",
    r"\btorch\b": "PyTorch's generator has no seed; write torch.manual_seed(0)",
    r"\burandom\b|\buuid[14]?\b|\bsecrets\b": "it asks the system for random bytes",
}
ORDER = "the order of a set follows the hash seed; sort before printing"
UNKNOWN = "seed what is random, print no times and no addresses"


def differences(
    building: Building, paths: Iterable[Path], docs: Path
) -> tuple[list[str], int]:
    """Run the blocks of pages three times: twice alike, and once with another hash seed.

    Args:
        building: The site's building; its store is not asked, only compared with.
        paths: Pages.
        docs: The folder of all pages.

    Returns:
        One paragraph for each page's first block that prints something else, or that fails; and
        the number of blocks.
    """
    sessions: list[Session] = []
    for path in paths:
        name = building.name_of(path.relative_to(docs).as_posix())
        sessions += building.sessions_of(name, path.read_text(encoding="utf-8"))
    servers = Server(), Server(PYTHONHASHSEED="1")
    try:
        with ThreadPool(cores()) as pool:
            found = pool.map(
                lambda session: _difference(building, session, servers), sessions, 1
            )
    finally:
        for server in servers:
            server.stop()
    return [text for text in found if text], sum(map(len, sessions))


def _difference(
    building: Building, session: Session, servers: tuple[Server, Server]
) -> str:
    """Return what is to be said of a session, or ""."""
    job = building.job(session)
    usual, other = servers
    runs = [usual.run(job), usual.run(job), other.run(job)]
    for step, *results in zip(session, *runs, strict=False):
        place = f"{step.name}:{step.line}"
        for result in results:
            if result["error"]:
                return f"{place}: fails\n{result['error']}"
        first, second, third = (result["output"] for result in results)
        if first != second:
            return _told(place, first, second, _cause(step.code))
        if first != third:
            return _told(place, first, third, ORDER)
        kept = building.store.get(step.key)
        if kept is not None and kept["output"] != first:
            return _told(
                place,
                kept["output"],
                first,
                "the kept result is another one; forget it: python -m site_builder.execution clear",
            )
    return ""


def _cause(code: str) -> str:
    return next(
        (why for pattern, why in CAUSES.items() if re.search(pattern, code)), UNKNOWN
    )


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
