"""The finish of a site, and its checks, as commands.

python -m site_builder.publishing finish docs site --url https://... --name Worked --description ...
python -m site_builder.publishing check site
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from site_builder.checks.built_site import site_problems
from site_builder.publishing.finish import finish
from site_builder.publishing.site import Site


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
    arguments = parser.parse_args()
    if arguments.command == "finish":
        problems = finish(_site(arguments))
    else:
        problems = site_problems(arguments.site)
    print(
        "\n".join(problems) or "no problems",
        file=sys.stderr if problems else sys.stdout,
    )
    sys.exit(bool(problems))


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
