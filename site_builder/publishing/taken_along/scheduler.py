"""The library that says when flashcards come back, from npm."""

from __future__ import annotations

from site_builder.files import put
from site_builder.publishing.site import Site

FSRS = "node_modules/ts-fsrs/dist/index.mjs"


def write(site: Site) -> None:
    """Copy the library into the site.

    Raises:
        RuntimeError: If it is not there.
    """
    source = site.root / FSRS
    if not source.is_file():
        raise RuntimeError(
            f"wanted {FSRS} in {site.root.name}/, got none; make environment installs it"
        )
    put(site.folder / "assets/vendor/ts-fsrs.mjs", source.read_bytes())
