"""Files of a site that is built: written whole or not at all, and only if that changes them.

What packs several of them carries no date, so that the same content is the same bytes.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

NO_DATE = (1980, 1, 1, 0, 0, 0)  # the smallest that a zip file can hold


def put(path: Path, data: bytes | str) -> Path:
    """Write a file, and return its path.

    Args:
        path: The file; its folders are made.
        data: What it is to hold, text as UTF-8.
    """
    data = data.encode() if isinstance(data, str) else data
    if path.exists() and path.read_bytes() == data:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(path)
    return path


def zipped(files: Iterable[tuple[str, bytes | str]]) -> bytes:
    """Return files, each a name and what it holds, as a zip archive: the same bytes at any time."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, date_time=NO_DATE)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
