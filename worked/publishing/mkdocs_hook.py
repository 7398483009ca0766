"""What MkDocs calls while it builds; each function hands over to a plain one."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from mkdocs.structure.files import File

# Blocks draw to files, never to a window, and add up in the same order on every machine.
os.environ.setdefault("MPLBACKEND", "agg")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from worked.checking import layout_problems
from worked.publishing import execution, pages
from worked.publishing.math import render_math
from worked.publishing.messages import Located, line_with
from worked.publishing.reference import reference_pages

log = logging.getLogger("mkdocs.worked")


def on_config(config):
    """Run blocks by name, and give warnings their line."""
    execution.install()
    Located.install(Path(config.docs_dir))
    return config


def on_pre_build(config):
    """Warn of concepts and pages that break their contract; a strict build ends on a warning."""
    docs = Path(config.docs_dir)
    for problem in [*layout_problems(docs=docs), *pages.page_problems(docs)]:
        log.warning(problem)


def on_files(files, config):
    """Add the generated reference, to the pages and to the navigation."""
    reference = reference_pages()
    for path, text in reference.items():
        files.append(File.generated(config, path, content=text))
    config.nav.append({"Reference": list(reference)})
    return files


def on_page_markdown(markdown, page, config, files):
    """Say which page's blocks run next, to whoever waits for the build too."""
    source = page.file.abs_src_path
    execution.enter_page(Path(source) if source else None, Path(config.docs_dir))
    found = [file.src_uri for file in files.documentation_pages()]
    number = found.index(page.file.src_uri) + 1
    log.info("Page %d of %d: %s", number, len(found), page.file.src_uri)
    return markdown


def on_page_content(html, page, config, **_):
    """Render the formulas of a page."""
    try:
        return render_math(html)
    except ValueError as error:
        source = Path(config.docs_dir) / page.file.src_uri
        line = line_with(error.args[1], source) if source.exists() else 1
        log.warning("docs/%s:%d: %s", page.file.src_uri, line, error.args[0])
        return html


def on_post_build(config):
    """Write the questions as data, for search, practice and exports."""
    pages.write_questions(Path(config.docs_dir), Path(config.site_dir))
