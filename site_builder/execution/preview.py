"""The live preview: after an edit, only the pages that it touches are built again.

MkDocs builds the whole site after any change. Here a page is built as MkDocs builds it, but on the
state that the last whole build left: the navigation, the other pages, the plugins. What concerns
other pages (the configuration, a new file, a title) still builds the whole, into a folder of its
own. So pages are served as they were while blocks run; where nothing can be built, every page says
what is broken until it is mended.
"""

from __future__ import annotations

import contextlib
import html
import logging
import os
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.structure.files import File, Files

from site_builder.execution.building import Building

log = logging.getLogger("mkdocs.execution")

BROKEN = """<!DOCTYPE html>
<meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>Nothing to show</title>
<h1>The site cannot be built</h1>
<pre style="white-space: pre-wrap">{}</pre>
"""


class Preview:
    """What a live preview does when a file has changed; MkDocs' server calls it.

    Args:
        building: Says which pages' blocks have read what has changed.
    """

    def __init__(self, building: Building) -> None:
        self.building = building
        self.whole: Callable[[], None] | None = None
        self._server: Any = None
        self._built = (
            0  # the version of the site that is being built, as the server counts
        )
        self._broken = ""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._config: Any = None
        self._parts: dict[str, Any] = {}
        self._snapshot: dict[str, tuple[int, int]] = {}

    def serve(self, server: Any, builder: Callable[[], None]) -> None:
        """Take over from MkDocs what its server does when a file has changed.

        Args:
            server: The live server.
            builder: Builds the whole site.
        """
        self._server, self.whole = server, builder
        server.builder = self
        server.error_handler = self._instead

    def begin(self, config: Any) -> None:
        """Take note that a build of the whole site begins, and of the files as they are."""
        if self._server:
            self._folder = tempfile.TemporaryDirectory(prefix="mkdocs_")
            config.site_dir = self._folder.name
        self._config = config
        self._parts = {}
        self._snapshot = _snapshot(self._watched())

    def remember(self, **parts: Any) -> None:
        """Keep ``files``, ``pages``, ``nav`` and ``env`` of a build of the whole site."""
        self._parts = {**parts, **self._parts}

    def pages_in_order(self, files: Files) -> list[File]:
        """Return the pages of a whole build in their order; nothing for a part of them."""
        whole = files is self._parts.get("files")
        return self._parts["pages"] if whole else []

    def _watched(self) -> list[str]:
        config = self._config
        return [config.docs_dir, config.config_file_path, *config.watch]

    def __call__(self) -> None:
        """Build what the changes touch; whatever happens, the server answers."""
        self._built = self._server._wanted_epoch
        self._let_requests(self._server._visible_epoch)
        try:
            self._update()
            self._broken = ""
        except (Exception, SystemExit) as error:
            self._broken = (
                error.format_message()
                if isinstance(error, click.ClickException)
                else traceback.format_exc()
            )
            log.error("%s", self._broken)
        self._let_requests(self._built)

    def _let_requests(self, version: int) -> None:
        """Have the server answer from now on, or wait until a version of the site is there.

        It makes requests wait while the version that it wants is not the one that it shows.
        """
        with self._server._epoch_cond:
            self._server._wanted_epoch = version
            self._server._epoch_cond.notify_all()

    def _instead(self, code: int) -> bytes | None:
        """Return what is shown in place of a page that is not there."""
        if self._broken:
            return BROKEN.format(html.escape(self._broken)).encode()
        page = Path(self._server.root, f"{code}.html")
        return page.read_bytes() if page.is_file() else None

    def _update(self) -> None:
        """Build the pages that the changes touch, or the whole site where that is not enough."""
        before, self._snapshot = self._snapshot, _snapshot(self._watched())
        changed = {
            path
            for path in before.keys() | self._snapshot.keys()
            if before.get(path) != self._snapshot.get(path)
        }
        begin = time.perf_counter()
        try:
            done = None if self._broken else self._build(changed)
        except Exception as error:
            log.info("Building the whole site, because: %s", error)
            done = None
        if done is None:
            self._build_whole()
            return
        seconds = time.perf_counter() - begin
        log.info("Built in %.2f s: %s", seconds, ", ".join(done) or "nothing to build")

    def _build_whole(self) -> None:
        """Build the whole site beside the one that is served, and serve it then."""
        assert self.whole is not None
        served = self._folder
        try:
            self.whole()
            self._server.root = self._config.site_dir
        except BaseException:
            self._server.root = os.devnull  # no page is there, and each says why
            raise
        finally:
            if served:
                served.cleanup()

    def _build(self, changed: set[str]) -> list[str] | None:
        """Build pages, and return their names; None if the whole site must be built."""
        if len(self._parts) < 4:
            return None
        known = {file.abs_src_path for file in self._parts["pages"]}
        if not all(self._is_contained(path, known) for path in changed):
            return None
        self.building.store.refresh()
        modules = [module for path in changed if (module := self._module(path))]
        pages = [
            file
            for file in self._parts["files"].documentation_pages()
            if file.abs_src_path in changed
            or self.building.stale(self.building.name_of(file.src_uri))
            or any(f"::: {module}\n" in file.content_string for module in modules)
        ]
        texts = {
            self.building.name_of(file.src_uri): file.content_string for file in pages
        }
        self.building.plan(texts)
        told = [_told(file) for file in pages]
        for file in pages:
            _populate_page(file.page, self._config, self._parts["files"])
        if told != [_told(file) for file in pages]:
            return None
        self._let_requests(self._built)  # no page may be read while it is half written
        self._write(pages)
        return list(texts)

    def _is_contained(self, path: str, pages: set[str | None]) -> bool:
        """Tell whether a change concerns only pages that show it: a text or a module's code."""
        if path not in self._snapshot or os.path.basename(path) == "__init__.py":
            return False
        return path in pages or path.endswith(".py")

    def _module(self, path: str) -> str:
        """Return the dotted name of a changed module, as mkdocstrings is told it; "" if none."""
        for folder in self._config.watch:
            parent = os.path.dirname(os.path.abspath(folder))
            if path.endswith(".py") and path.startswith(parent + os.sep):
                return path[len(parent) + 1 : -len(".py")].replace(os.sep, ".")
        return ""

    def _write(self, pages: list[File]) -> None:
        """Do for some pages what MkDocs does for all of them once they are rendered."""
        config, files, nav = self._config, self._parts["files"], self._parts["nav"]
        env = config.plugins.on_env(
            self._parts["env"], config=config, files=Files(pages)
        )
        _forget_search(config, pages)
        everything = files.documentation_pages()
        for file in pages:
            page: Any = file.page
            excluded = file.inclusion.is_excluded()
            _build_page(page, config, everything, nav, env, excluded=excluded)
        config.plugins.on_post_build(config=config)


def _told(file: File) -> tuple[Any, Any]:
    """Return what other pages tell of a page: its title, and its front matter."""
    page: Any = file.page
    return page.title, page.meta


def _forget_search(config: Any, pages: list[File]) -> None:
    """Take the entries of pages out of the search index; building them adds new ones."""
    for plugin in config.plugins.values():
        index: Any = getattr(plugin, "search_index", None)
        if hasattr(index, "entries"):
            urls = {file.url for file in pages}
            index.entries = [
                entry
                for entry in index.entries
                if entry["location"].partition("#")[0] not in urls
            ]


def _snapshot(paths: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return time and size of every file that is, or lies below, one of some paths."""
    found = {}
    for top in paths:
        files = [Path(top)] if os.path.isfile(top) else Path(top).rglob("*")
        for path in files:
            if "__pycache__" in path.parts or path.name.startswith("."):
                continue
            with contextlib.suppress(OSError):  # it has gone meanwhile
                status = path.stat()
                if path.is_file():
                    found[str(path.absolute())] = status.st_mtime_ns, status.st_size
    return found
