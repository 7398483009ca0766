"""Files of a site that is built: written whole or not at all, and only if that changes them."""

from __future__ import annotations

import os
from pathlib import Path


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
