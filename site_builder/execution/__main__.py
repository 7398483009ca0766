"""Build the site beside the last good one, look for outputs that change, forget results.

python -m site_builder.execution build | verify [PAGE ...] | run PAGE ... | clear | lowest
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
from mkdocs.__main__ import cli
from mkdocs.config import load_config

from site_builder.execution.blocks import run_page
from site_builder.execution.site import building_of, store_of
from site_builder.execution.verifying import differences, lowest_instructions


def build(root: Path) -> None:
    """Build the site strictly into ``site/``; a build that fails leaves the last one there."""
    remove_leftovers(root)
    beside = root / f".site-{os.getpid()}"
    os.environ.setdefault("SOURCE_DATE_EPOCH", commit_time(root))
    try:
        # The command's own entry: its messages and its exit status are what people know.
        cli(["build", "--strict", "--site-dir", str(beside)], standalone_mode=False)
        swap(beside, root / "site")
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    print("the site is in site/")


def remove_leftovers(root: Path) -> None:
    """Remove what builds that were killed have left."""
    for folder in root.glob(".site-*"):
        pid = folder.name.removeprefix(".site-")
        try:
            os.kill(int(pid), 0)
        except (ValueError, ProcessLookupError):
            shutil.rmtree(folder, ignore_errors=True)
        except PermissionError:
            pass  # somebody else's build


def commit_time(root: Path) -> str:
    """Return the time of the last commit, so that two builds of it carry the same dates."""
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    return done.stdout.strip() or "0"


def swap(new: Path, site: Path) -> None:
    """Put a finished site in place; at no moment is there none, where the system can do that."""
    if not site.exists():
        new.rename(site)
        return
    at_fdcwd, rename_exchange = -100, 2
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    names = os.fsencode(new), os.fsencode(site)
    if renameat2 is None or renameat2(
        at_fdcwd, names[0], at_fdcwd, names[1], rename_exchange
    ):
        old = new.with_name(f"{new.name}-old")
        site.rename(old)
        new.rename(site)
        shutil.rmtree(old)


def verify(root: Path, pages: list[str]) -> int:
    """Run every block three times, and print which outputs differ."""
    config = load_config(str(root / "mkdocs.yml"))
    docs = Path(config.docs_dir)
    paths = [Path(page).resolve() for page in pages] or sorted(docs.rglob("*.md"))
    found, count = differences(building_of(config), paths, docs)
    print("\n\n".join(found) or f"{count} blocks print the same in three runs")
    return bool(found)


def run(pages: list[str]) -> int:
    """Run the blocks of pages in this process, without a site, and print what they print."""
    os.environ["MPLBACKEND"] = "agg"  # blocks draw to files, never to a window
    problems = [line for name in pages for line in run_page(Path(name))]
    print("\n".join(problems) or "every block ran")
    return bool(problems)


def main() -> int:
    """Do what the command line asks for, in the project's folder."""
    parser = argparse.ArgumentParser(
        prog="python -m site_builder.execution", description=__doc__
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="build the site into site/, strictly")
    verifying = commands.add_parser(
        "verify", help="run blocks three times, and report outputs that differ"
    )
    verifying.add_argument("pages", nargs="*", metavar="PAGE")
    running = commands.add_parser("run", help="run the blocks of pages without a build")
    running.add_argument("pages", nargs="+", metavar="PAGE")
    commands.add_parser("clear", help="forget all results of blocks")
    commands.add_parser(
        "lowest", help="print the environment of the fewest instructions"
    )
    arguments = parser.parse_args()
    root = Path.cwd()
    if arguments.command in ("build", "verify") and not (root / "mkdocs.yml").exists():
        parser.error(f"wanted to be called in a folder with mkdocs.yml, got {root}")
    if arguments.command == "build":
        build(root)
    elif arguments.command == "verify":
        return verify(root, arguments.pages)
    elif arguments.command == "run":
        return run(arguments.pages)
    elif arguments.command == "lowest":
        print(
            "\n".join(f"{key}={value}" for key, value in lowest_instructions().items())
        )
    else:
        print(f"{store_of(root).clear()} results forgotten")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (KeyboardInterrupt, click.Abort):  # click makes the second of the first
        sys.exit("interrupted; site/ is as it was")
    except click.ClickException as error:  # MkDocs' own words, as for a bad mkdocs.yml
        sys.exit(f"{error.format_message()}\nthe build has failed; site/ is as it was")
