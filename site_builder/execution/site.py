"""One building and one preview for a site, however often MkDocs loads its configuration."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from site_builder.execution.building import Building
from site_builder.execution.preview import Preview
from site_builder.execution.sessions import Workers
from site_builder.execution.store import Store


def building_of(config: Any) -> Building:
    """Return the building of a MkDocs configuration's site."""
    root = Path(config.config_file_path).parent.resolve()
    watched = tuple(os.path.abspath(path) for path in config.watch)
    docs = Path(os.path.relpath(config.docs_dir, root)).as_posix()
    return _building(root, docs, watched, preloaded(config))


def preloaded(config: Any) -> tuple[str, ...]:
    """Return the modules that ``extra: execution: preload:`` names: what many blocks import."""
    return tuple(config.extra.get("execution", {}).get("preload", ()))


def preview_of(config: Any) -> Preview:
    """Return the preview of a MkDocs configuration's site."""
    return _preview(building_of(config))


@cache
def _building(
    root: Path, docs: str, watched: tuple[str, ...], preload: tuple[str, ...]
) -> Building:
    return Building(root, docs, watched, store_of(root), Workers(), preload)


_preview = cache(Preview)


def store_of(root: Path) -> Store:
    """Return the store of a project: ``.cache/blocks`` in its folder."""
    return Store(root / ".cache" / "blocks", root)
