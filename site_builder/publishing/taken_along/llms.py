"""What language models read: an index of the pages, and all of them as one text."""

from __future__ import annotations

from urllib.parse import urljoin

from site_builder.files import put
from site_builder.publishing import pages
from site_builder.publishing.question_index import topic_titles
from site_builder.publishing.site import Site


def write(site: Site) -> None:
    """Write ``llms.txt``, and ``llms-full.txt`` of the pages' Markdown that is there already."""
    titles = topic_titles(site.docs)
    sections: dict[str, list[str]] = {}
    whole = []
    for page in pages.pages(site.docs):
        name = page.path.relative_to(site.docs).as_posix()
        title = titles.get(name.partition("/")[0], "About")
        line = f"- [{page.title}]({urljoin(site.url, name)}): {page.meta.get('description', '')}"
        sections.setdefault(title, []).append(line)
        whole.append((site.folder / name).read_text(encoding="utf-8"))
    parts = [f"# {site.name}", f"> {site.description}"]
    for title, lines in sections.items():
        parts.append("\n".join([f"## {title}", "", *lines]))
    put(site.folder / "llms.txt", "\n\n".join(parts) + "\n")
    put(site.folder / "llms-full.txt", "\n\n".join(whole))
