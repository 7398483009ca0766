"""Run notebooks of a built site, and compare what they print with what the pages show.

    python site_builder/checks/run_notebooks.py site

The tests hold every notebook to the code and the outputs of its page, and run that code. What a
Jupyter kernel could change is the same for all, so the first notebook of each topic is run in one.
One that has run before, with the same code and the same package, is not run again. The
first cell, which installs the package from the site's address, is left out: the package is here.
"""

import hashlib
import os
import sys
import time
from multiprocessing.pool import ThreadPool
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".cache" / "notebooks"


def key(path: Path) -> str:
    """Return a hash of a notebook and of everything that it may import."""
    digest = hashlib.sha256(path.read_bytes())
    for source in sorted((ROOT / "worked").rglob("*.py")):
        digest.update(source.read_bytes())
    digest.update((ROOT / "constraints.txt").read_bytes())
    return digest.hexdigest()


def problems(path: Path) -> list[str]:
    """Run a notebook; return what went wrong."""
    notebook = nbformat.read(path, as_version=4)
    install, *cells = notebook.cells
    assert install.source.startswith("%pip install"), install.source
    wanted = [printed(cell) for cell in cells]
    notebook.cells = cells
    try:
        client = NotebookClient(notebook, timeout=120, kernel_name="python3")
        client.extra_arguments = [
            "--IPKernelApp.log_level=40"
        ]  # how kernels talk is no news
        client.execute(cwd=ROOT)
    except Exception as error:
        return [f"{path}: {error}"]
    return [
        f"{path}: {cell.id}: wanted {before!r}, got {printed(cell)!r}"
        for cell, before in zip(cells, wanted, strict=True)
        if printed(cell) != before
    ]


def printed(cell: nbformat.NotebookNode) -> str:
    """Return what a cell printed, without the pictures."""
    outputs = cell.get("outputs", [])
    return "".join(out.text for out in outputs if out.get("name") == "stdout").rstrip()


def main() -> None:
    """Run those of them that changed, as many at once as there are cores."""
    every = sorted(Path(sys.argv[1]).rglob("*.ipynb"))
    if not every:
        sys.exit(f"wanted notebooks, got none in {sys.argv[1]}")
    first = {path.parent: path for path in reversed(every)}
    found = sorted(first.values())
    KEPT.mkdir(parents=True, exist_ok=True)
    new = {path: KEPT / key(path) for path in found if not (KEPT / key(path)).exists()}
    begin = time.perf_counter()
    wrong = []
    with ThreadPool(os.cpu_count()) as pool:
        for path, said in zip(new, pool.map(problems, new), strict=True):
            wrong += said
            if not said:
                new[path].touch()
    print("\n".join(wrong), file=sys.stderr)
    print(f"of {len(every)} notebooks the first of each topic, {len(found)}: "
          f"{len(new)} ran in {time.perf_counter() - begin:.0f} s, "
          f"{len(found) - len(new)} had run before; {len(wrong)} problems")  # fmt: skip
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
