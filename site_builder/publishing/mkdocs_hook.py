"""What MkDocs calls while it builds; each function hands over to a plain one."""

from __future__ import annotations

import logging
import re
from importlib.util import find_spec
from pathlib import Path

import markdown_exec
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from site_builder.execution.site import building_of
from site_builder.kept import digest, kept_for
from site_builder.publishing import pages
from site_builder.publishing.budgets import budget_problems
from site_builder.publishing.finish import finish
from site_builder.publishing.folds import fold_problems, folding, marked
from site_builder.publishing.layout import layout_problems
from site_builder.publishing.messages import Located, Unreadable, line_with
from site_builder.publishing.policy import script_problems
from site_builder.publishing.question_index import with_question_cards
from site_builder.publishing.reference import reference_pages
from site_builder.publishing.rendered import Rendered
from site_builder.publishing.search import index_prose, without_synonyms
from site_builder.publishing.sheets import sheet_pages, with_sheets
from site_builder.publishing.site import Site
from site_builder.publishing.ways import footer, neighbors, with_ways
from worked.checking.discovery import PACKAGE

log = logging.getLogger("mkdocs.publishing")

STYLES = "stylesheets/site.css"

_command = ""  # build or serve
_asked: list[pages.Question] = []  # all questions, in the order of a build


def on_startup(command, **_):
    """Take note of whether a live preview begins."""
    global _command
    _command = command


@event_priority(-100)  # the formatters are those that run blocks by then
def on_config(config):
    """Give warnings their line, blocks their folds, and what did not change its earlier form."""
    Located.install(Path(config.docs_dir))
    for language in ("python", "py"):
        run_block = markdown_exec.formatters[language]
        markdown_exec.formatters[language] = folding(run_block)
    config.copyright = footer(config.copyright, config.extra.get("repository") or "")
    kept = kept_for(_root(config))
    index_prose(config, kept)
    Rendered(config.plugins["mkdocstrings"].get_handler("python"), kept, PACKAGE)
    return config


def _root(config):
    return Path(config.config_file_path).parent


def on_pre_build(config):
    """Warn of concepts and pages that break their contract; a strict build ends on a warning."""
    docs = Path(config.docs_dir)
    if find_spec("torch") is None:
        raise PluginError(
            "wanted PyTorch, which the pages run, got an environment without it; "
            "make environment installs it"
        )
    files = [*PACKAGE.rglob("*.py"), *docs.rglob("*.md")]

    def layout(docs: Path) -> list[str]:
        kept = kept_for(_root(config))
        return kept.made(lambda: layout_problems(docs=docs), "layout", digest(*files))

    fatal: list[str] = []

    def written(docs: Path) -> list[str]:
        return [*pages.page_problems(docs), *budget_problems(docs)]

    for check in (written, layout):
        try:
            for problem in check(docs):
                log.warning(problem)
        except Unreadable as error:
            fatal += str(error).splitlines()
    if fatal:  # whatever follows would fail on the same files, with a traceback
        raise Unreadable("\n".join(dict.fromkeys(fatal)))


def on_files(files, config):
    """Add sheets and reference to the pages, its indexes to the navigation; no source maps."""
    global _asked
    _asked = pages.questions(Path(config.docs_dir))
    for file in [file for file in files if file.src_uri.endswith(".map")]:
        files.remove(file)
    join_styles(files, config)
    leave_comments_out(files, config)
    reference = reference_pages()
    for path, text in {**reference, **sheet_pages(Path(config.docs_dir))}.items():
        files.append(File.generated(config, path, content=text))
    indexes = [path for path in reference if path.endswith("index.md")]
    project = next(
        (part["Project"] for part in config.nav if "Project" in part), config.nav
    )
    project.append({"Reference": indexes})
    return files


def join_styles(files, config):
    """Serve the project's style sheets as one: a page asks once, and it packs better."""
    sheets = [files.get_file_from_path(name) for name in config.extra_css]
    own = [file for file in sheets if file]  # plugins write others later
    for file in own:
        files.remove(file)
    text = "\n".join(file.content_string for file in own)
    files.append(File.generated(config, STYLES, content=packed_style(text)))
    gone = {file.src_uri for file in own}
    config.extra_css[:] = [STYLES, *(n for n in config.extra_css if n not in gone)]


def packed_style(css):
    """Return a style sheet without comments and without spaces that say nothing."""
    spaced = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return re.sub(r" ?([{};]) ?", r"\1", spaced)


def leave_comments_out(files, config):
    """Serve the project's scripts without the lines that are comments, a fifth of their weight."""
    for file in [f for f in files if f.src_uri.startswith("javascripts/")]:
        text = re.sub(r"(?m)^ *//.*\n", "", file.content_string)
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=text))


def on_page_markdown(markdown, page, config, **_):
    """List the questions where a page asks for them; it then depends on those of other pages."""
    docs, topic = Path(config.docs_dir), Path(page.file.src_uri).parent.as_posix()

    def filled():
        text = pages.with_questions(markdown, topic, docs)
        return with_question_cards(with_sheets(text, topic, docs), topic, docs)

    try:
        text = filled()
    except LookupError as error:
        log.warning("docs/%s: %s", page.file.src_uri, error)
        return markdown
    around = [one.source for one in neighbors(page.file.src_uri, _asked) if one]

    def shown():  # the words of the questions before and after stand on it, too
        there = [docs / name for name in around if (docs / name).is_file()]
        asked = [one for path in there for one in pages.questions_of(path, docs)]
        return filled() + "".join(f"{one.id}{one.question}" for one in asked)

    if text != markdown or around:
        building_of(config).shows(page.file.src_uri, shown)
    return text


def on_page_content(html, page, config, **_):
    """Refuse scripts, and keep formulas out of the search index, where markup is no word."""
    docs, name = Path(config.docs_dir), page.file.src_uri
    for problem in script_problems(html, docs, name):
        log.warning(problem)
    for line, problem in fold_problems(html):
        place = f"{docs.name}/{name}:{line_with(line, docs / name)}"
        log.warning("%s: fold %r: %s", place, line, problem)
    html, page.meta["questions"] = without_synonyms(marked(html))
    repository = config.extra.get("repository") or ""
    html = with_ways(html, name, docs, _asked, repository, config.site_url)
    return html.replace('class="arithmatex"', 'class="arithmatex" data-search-exclude')


@event_priority(-100)  # what plugins write after a build is there by then
def on_post_build(config):
    """Finish the site."""
    site = Site(
        docs=Path(config.docs_dir),
        folder=Path(config.site_dir),
        root=_root(config),
        url=config.site_url,
        name=config.site_name,
        description=config.site_description,
        repository=config.extra.get("repository") or "",
        live=_command == "serve",
    )
    try:
        problems = finish(site)
    except RuntimeError as error:  # something is not installed: a message, no traceback
        raise PluginError(str(error)) from error
    for problem in problems:
        log.warning(problem)
    kept_for(site.root).store.prune()
