"""Results of blocks, kept between builds and found again by content.

An entry is one file, ``<folder>/<key>/<what it depended on>.json``: a hash, a newline, and JSON
that the hash is of. It is written under another name and moved, so that it is there whole or
not at all, whatever happens to the build and however many builds there are.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from site_builder.execution.following import contents, moved

KEPT = 30 * 86_400  # seconds after its last use at which an entry goes
LARGEST = 500 * 2**20  # bytes of all entries together; the least recently used go first

# Not below "mkdocs", whose warnings end a strict build: a damaged entry costs time, no more.
log = logging.getLogger("site_builder.execution")


def is_result(entry: dict[str, Any]) -> bool:
    """Tell whether an entry is the result of a block."""
    return (
        all(isinstance(entry.get(name), str) for name in ("output", "stderr"))
        and entry.get("error") == ""  # what failed is never kept
        and isinstance(entry.get("seconds"), int | float)
        and _maps_texts(entry.get("html", {}))
    )


def _maps_texts(thing: Any) -> bool:
    return isinstance(thing, dict) and all(isinstance(v, str) for v in thing.values())


class Store:
    """Entries in a folder.

    Args:
        folder: Where the entries are; made when it is first written to.
        root: The project's folder; dependencies are named relative to it.
        fits: Tells whether an entry has what its reader takes from it; one that has not is damaged.
    """

    def __init__(
        self,
        folder: Path,
        root: Path,
        fits: Callable[[dict[str, Any]], bool] = is_result,
    ) -> None:
        self.folder = folder
        self.root = root
        self.fits = fits
        # What dependencies hold now, asked once a build.
        self.contents = lru_cache(maxsize=None)(contents)
        self._told = False

    def refresh(self) -> None:
        """Look at files anew; to be called when a build begins."""
        self.contents.cache_clear()
        self._told = False

    def get(self, key: str) -> dict[str, Any] | None:
        """Return the entry of a key whose dependencies are as they were, or None."""
        folder = self.folder / key[:2] / key
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            return None
        for name in names:
            entry = self._read(folder / name) if name.endswith(".json") else None
            if entry is not None and self.holds(entry["deps"]):
                return entry
        return None

    def holds(self, deps: dict[str, str]) -> bool:
        """Tell whether dependencies hold what they held when a block read them."""
        return all(
            self.contents(moved(name, self._absolute)) == held
            for name, held in deps.items()
        )

    def _absolute(self, path: str) -> str:
        return os.path.join(self.root, path)

    def _relative(self, path: str) -> str:
        return os.path.relpath(self._absolute(path), self.root)

    def put(self, key: str, entry: dict[str, Any]) -> dict[str, Any]:
        """Keep an entry, and return it with its ``deps`` named relative to the root."""
        deps = {
            moved(name, self._relative): held for name, held in entry["deps"].items()
        }
        entry = {**entry, "deps": deps}
        name = _hash(json.dumps(deps, sort_keys=True).encode())
        text = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
        path = self.folder / key[:2] / key / f"{name[:16]}.json"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
            with open(handle, "wb") as file:
                file.write(_hash(text).encode() + b"\n" + text)
            os.replace(temporary, path)
        except OSError as error:  # a full disk, or a read-only one
            if not self._told:
                log.warning("results cannot be kept, so blocks run again: %s", error)
            self._told = True
        return entry

    def _read(self, path: Path) -> dict[str, Any] | None:
        try:
            written, _, text = path.read_bytes().partition(b"\n")
            last = path.stat().st_mtime
        except OSError:  # another build has pruned it
            return None
        entry = json.loads(text) if written == _hash(text).encode() else None
        if not (
            isinstance(entry, dict)
            and _maps_texts(entry.get("deps"))
            and self.fits(entry)
        ):
            log.warning("%s is damaged; its block runs again", path)
            _remove(path)
            return None
        if time.time() - last > 86_400:  # once a day will do for what prune asks
            with contextlib.suppress(OSError):
                os.utime(path)
        return entry

    def prune(self) -> None:
        """Remove entries that were not used for long, then the oldest beyond the size."""
        found = []
        for path in self.folder.glob("*/*/*"):
            try:
                status = path.stat()
            except OSError:  # another build was faster
                continue
            found.append((status.st_mtime, status.st_size, path))
        size = sum(bytes_ for _, bytes_, _ in found)
        for last, bytes_, path in sorted(found):
            if size <= LARGEST and time.time() - last <= KEPT:
                break
            _remove(path)
            size -= bytes_

    def clear(self) -> int:
        """Remove everything, and return how many entries there were."""
        count = sum(1 for _ in self.folder.glob("*/*/*.json"))
        shutil.rmtree(self.folder, ignore_errors=True)
        return count


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # gone already, or on a disk that is read only
        path.unlink()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
