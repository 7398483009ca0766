"""This package's wheel, for notebooks and for Python in the page."""

from __future__ import annotations

import tempfile
from pathlib import Path

from site_builder.files import put


def write(root: Path, folder: Path) -> Path:
    """Build the project's own wheel, the same bytes from the same files.

    Args:
        root: The project's folder.
        folder: Where the wheel goes; a file that is the same already is left alone.
    """
    from hatchling.builders.wheel import WheelBuilder

    with tempfile.TemporaryDirectory() as made:
        (built,) = WheelBuilder(str(root)).build(directory=made, versions=["standard"])
        return put(folder / Path(built).name, Path(built).read_bytes())
