"""The finish of a site, its checks, and the whole of it as one file, as commands.

python -m site_builder.publishing finish docs site --url https://... --name Worked --description ...
python -m site_builder.publishing check site
python -m site_builder.publishing pdf docs site
python -m site_builder.publishing zip docs site
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from site_builder.checks.built_site import site_problems
from site_builder.execution.__main__ import commit_time
from site_builder.publishing.finish import finish
from site_builder.publishing.site import Site
from site_builder.publishing.taken_along import offered, whole_pdf, whole_zip


def main() -> None:
    """Run a command, print its problems, and exit with 1 if there are any."""
    parser = argparse.ArgumentParser(
        prog="python -m site_builder.publishing",
        description="Finish a built site, or check it.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("finish", help="formulas, things to take along, data")
    one.add_argument("docs", type=Path, help="the folder of pages")
    one.add_argument("site", type=Path, help="the folder of what was built of them")
    for name in ("url", "name", "description"):
        one.add_argument(f"--{name}", required=True)
    one.add_argument("--repository", default="", help="owner/name, for links to Colab")
    two = commands.add_parser(
        "check", help="links, ids, alternative texts, foreign files"
    )
    two.add_argument("site", type=Path, help="the folder of a built site")
    for name in ("pdf", "zip"):
        whole = commands.add_parser(name, help=f"a built site as one {name}, in itself")
        whole.add_argument("docs", type=Path, help="the folder of pages")
        whole.add_argument("site", type=Path, help="the folder of a built site")
    arguments = parser.parse_args()
    if arguments.command in ("pdf", "zip"):
        print(_whole(arguments.command, arguments.docs.resolve(), arguments.site))
        return
    if arguments.command == "finish":
        problems = finish(_site(arguments))
    else:
        problems = site_problems(arguments.site)
    print(
        "\n".join(problems) or "no problems",
        file=sys.stderr if problems else sys.stdout,
    )
    sys.exit(bool(problems))


def _whole(kind: str, docs: Path, site: Path) -> str:
    if kind == "pdf":
        made = whole_pdf.write(docs, site, int(commit_time(docs.parent)))
    else:
        made = whole_zip.write(site)
    offered.offer(site)
    return f"{made}: {made.stat().st_size / 1e6:.1f} MB"


def _site(arguments: argparse.Namespace) -> Site:
    return Site(
        docs=arguments.docs.resolve(),
        folder=arguments.site.resolve(),
        root=Path.cwd(),
        url=arguments.url.rstrip("/") + "/",
        name=arguments.name,
        description=arguments.description,
        repository=arguments.repository,
    )


if __name__ == "__main__":
    main()
