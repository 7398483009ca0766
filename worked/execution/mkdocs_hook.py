"""What MkDocs calls so that blocks run as ``worked.execution`` has it; add it under ``hooks:``.

Without it the site builds all the same, with markdown-exec alone: slower, and unprotected.
"""

from __future__ import annotations

import logging

import markdown_exec
from mkdocs.plugins import event_priority

from worked.execution.site import building_of, preview_of

log = logging.getLogger("mkdocs.worked")


def on_config(config):
    """Let markdown-exec hand Python blocks over."""
    preview_of(config).begin(config)
    building_of(config).prepare()
    for language in ("python", "py"):
        markdown_exec.formatters[language] = building_of(config).run_block
    return config


@event_priority(-100)  # the pages that other hooks add are there by then
def on_files(files, config):
    """Look up the blocks of all pages, and begin to run those without a result."""
    building = building_of(config)
    pages = files.documentation_pages()
    building.plan({building.name_of(f.src_uri): f.content_string for f in pages})
    return files


def on_nav(nav, config, files):
    """Keep what the preview needs to build one page later."""
    preview_of(config).remember(nav=nav, files=files)
    return nav


def on_page_markdown(markdown, page, config, **_):
    """Say which page's blocks come next."""
    building = building_of(config)
    building.enter(building.name_of(page.file.src_uri), markdown)
    return markdown


@event_priority(100)  # before a plugin changes it for the pages at hand
def on_env(env, config, **_):
    """Keep what the preview needs to build one page later."""
    preview_of(config).remember(env=env)
    return env


def on_post_build(config):
    """Say what ran, and let old results go."""
    building = building_of(config)
    log.info("%s", building.summary())
    building.store.prune()


def on_serve(server, config, builder):
    """Let the preview build what an edit touches, and have the libraries imported by then."""
    preview = preview_of(config)
    preview.whole = builder
    preview.building.workers.prepare()
    server.builder = preview
    return server
