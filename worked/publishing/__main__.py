"""Run the blocks of pages without building the site, and print what they print.

python -m worked.publishing docs/losses/cross-entropy.md
"""

import sys
from pathlib import Path

import matplotlib as mpl

from worked.publishing.blocks import run_page

mpl.use("agg")  # blocks draw to files, never to a window
if len(sys.argv) < 2:
    sys.exit(
        "wanted pages as arguments, such as docs/losses/cross-entropy.md, got none"
    )
problems = [line for name in sys.argv[1:] for line in run_page(Path(name))]
print("\n".join(problems) or "every block ran")
sys.exit(bool(problems))
