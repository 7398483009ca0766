"""What MkDocs calls so that blocks run as this package has it; add it under ``hooks:``.

Without it the site builds all the same, with markdown-exec alone: slower, and unprotected.
"""

from __future__ import annotations

import logging

import markdown_exec
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from site_builder.execution import sessions
from site_builder.execution.building import Building
from site_builder.execution.site import building_of, preloaded, preview_of

log = logging.getLogger("mkdocs.execution")

# The building at hand: MkDocs tells of errors without a configuration.
_begun: list[Building] = []


def on_config(config):
    """Let markdown-exec hand Python blocks over."""
    # It takes three seconds to have libraries imported, and half a second to know whether a
    # block must run: on_files ends this again if none must.
    sessions.prepare(preloaded(config))
    preview_of(config).begin(config)
    building = building_of(config)
    markdown_exec.formatters |= building.formatters()
    config.markdown_extensions.append(building.claims)
    _begun[:] = [building]
    return config


@event_priority(-100)  # the pages that other hooks add are there by then
def on_files(files, config):
    """Look up the blocks of all pages, and begin to run those without a result."""
    building = building_of(config)
    pages = files.documentation_pages()
    building.plan({building.name_of(f.src_uri): f.content_string for f in pages})
    if (
        not any(building.waits(f.src_uri) for f in pages)
        and not preview_of(config).whole
    ):
        sessions.release()
    return files


# Late: the order of the navigation has been taken from the files by then.
@event_priority(-100)
def on_nav(nav, config, files):
    """Have the pages rendered last that wait for blocks, and keep what the preview needs."""
    building = building_of(config)
    pages = list(files.documentation_pages())
    _move_to_the_end(files, [f for f in pages if building.waits(f.src_uri)])
    preview_of(config).remember(nav=nav, files=files, pages=pages)
    return nav


def on_page_markdown(markdown, page, config, **_):
    """Say which page's blocks come next."""
    building = building_of(config)
    building.enter(building.name_of(page.file.src_uri), markdown)
    return markdown


@event_priority(100)  # before a plugin changes it for the pages at hand
def on_env(env, config, files):
    """Put the pages into their order again, and keep what the preview needs."""
    preview = preview_of(config)
    _move_to_the_end(files, preview.pages_in_order(files))
    preview.remember(env=env)
    return env


def _move_to_the_end(files, some):
    for file in some:
        files.remove(file)
        files.append(file)


def on_build_error(error):
    """End with a line instead of a traceback where it is a page that is to be mended."""
    if _begun and (told := _begun[-1].explained(error)):
        raise Abort(told) from error


def on_post_build(config):
    """Say what ran, and let old results go."""
    building = building_of(config)
    log.info("%s", building.summary())
    building.store.prune()


def on_serve(server, config, builder):
    """Let the preview build what an edit touches, and have the libraries imported by then."""
    preview_of(config).serve(server, builder)
    sessions.prepare(preloaded(config))
    return server
