"""The picture that stands beside a link to the site, in chats and on social networks."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

from site_builder.files import put
from site_builder.publishing.site import Site

NAME = "assets/preview.png"  # social networks take no SVG


def write(site: Site) -> None:
    """Draw the picture, 1200 by 630 pixels, unless it is there.

    ``.cache`` keeps it between builds, under a name that follows from this file.
    """
    target = site.folder / NAME
    if target.exists():
        return
    name = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]
    drawn = site.root / ".cache" / f"preview-{name}.png"
    if not drawn.exists():
        put(drawn, _drawn())
    put(target, drawn.read_bytes())


def _drawn() -> bytes:
    """Draw a GELU with its gradient by hand, which is what the site does."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from worked.activations.gelu.with_numpy import gelu, gelu_backward

    x = np.linspace(-3, 3, 400)  # (400,)
    fig = Figure(figsize=(12, 6.3), dpi=100, facecolor="#12353f")
    FigureCanvasAgg(fig)
    axes = fig.add_axes((0.56, 0.1, 0.4, 0.8), facecolor="none")
    axes.plot(x, gelu(x), color="#8fd9e8", linewidth=6)
    axes.plot(
        x,
        gelu_backward(np.ones_like(x), x),
        color="#ffa657",
        linewidth=6,
        dashes=(3, 1.5),
    )
    axes.set_axis_off()
    lines = ("Deep-learning interview answers", "that run, in NumPy and in PyTorch")
    fig.text(0.06, 0.68, "Worked", fontsize=72, fontweight="bold", color="white")
    fig.text(0.06, 0.46, "\n".join(lines), fontsize=25, color="white", linespacing=1.5)
    # No version of the library in it: the same picture is the same bytes.
    png = BytesIO()
    fig.savefig(png, facecolor=fig.get_facecolor(), metadata={"Software": None})
    return png.getvalue()
