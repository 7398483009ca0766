"""Print how long builds of a synthetic site take, as ratios to the same pages without execution.

    python benchmarks/building_pages.py [--pages 60] [--rounds 3]

Each page has six blocks: four small ones in NumPy and PyTorch, a figure, and a training of about
half a second. The ways to build take turns in every round, and medians are divided, so that a busy
machine slows all alike. Above 100 pages, plain markdown-exec and the cluster are left out.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import psutil

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LEAVES = ("relu", "sigmoid", "tanh", "silu", "gelu", "softplus")
MANY = 100  # pages from which the slow ways are left out

CONFIG = """
site_name: Synthetic
site_url: http://127.0.0.1:8000/
theme: {{ name: material, font: false, features: [navigation.prune] }}
hooks: {hooks}
watch: [worked]
extra:
  execution:
    preload: [numpy, torch, torch._dynamo, matplotlib.pyplot, matplotlib.backends.backend_svg]
plugins:
  - search
  - markdown-exec: {{ ansi: "off", languages: [python] }}
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - toc: {{ permalink: true }}
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.superfences
  - pymdownx.tabbed: {{ alternate_style: true }}
"""

PAGE = """
# Page {number}

Some prose with `code`, which is changed by the benchmark: 0.

## Arrays

{fence}
import numpy as np

rng = np.random.default_rng({number})
x = rng.normal(size=(64, 8))
print("changed", 0, x.mean().round(4))
{close}

Prose between blocks, as pages have it.

{fence}
import torch

t = torch.tensor(x)
print(torch.softmax(t, dim=-1).sum().item())
{close}

## Gradients

{fence}
from worked.activations.{leaf}.with_numpy import {leaf}

print({leaf}(x[:2, :4]).round(3))
{close}

{fence}
w = torch.zeros(8, requires_grad=True, dtype=torch.float64)
((t @ w - 1) ** 2).mean().backward()
print(w.grad.numpy().round(3))
{close}

## A figure

{figure}
import matplotlib.pyplot as plt
from io import StringIO

fig, ax = plt.subplots(figsize=(4, 2.5))
ax.plot(np.sort(x[:, 0]), label="sorted")
ax.legend()
svg = StringIO()
with plt.rc_context({{"svg.hashsalt": "page"}}):
    fig.savefig(svg, format="svg", metadata={{"Date": None}})
print(svg.getvalue()[svg.getvalue().index("<svg"):])
{close}

## A training

{fence}
torch.manual_seed({number})
net = torch.nn.Sequential(torch.nn.Linear(8, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1)).double()
optimizer = torch.optim.SGD(net.parameters(), lr=0.05)
for step in range({steps}):
    loss = ((net(t) - t[:, :1]) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"loss {{loss.item():.4f}}")
{close}
"""


def corpus(folder: Path, pages: int, *, execute: bool, ours: bool) -> Path:
    """Write a site of its own copy of the package, so that a module can be changed."""
    (folder / "docs").mkdir(parents=True)
    shutil.copytree(
        ROOT / "worked",
        folder / "worked",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(ROOT / "constraints.txt", folder)
    hooks = f"[{ROOT}/site_builder/execution/mkdocs_hook.py]" if ours else "[]"
    (folder / "mkdocs.yml").write_text(CONFIG.format(hooks=hooks))
    for number in range(pages):
        name = f"page-{number}"
        options = (
            f' exec="on" source="block" result="text" session="{name}"'
            if execute
            else ""
        )
        text = PAGE.format(
            number=number,
            leaf=LEAVES[number % len(LEAVES)],
            steps=STEPS,
            fence=f"```python{options}",
            figure=f"```python{options}".replace('result="text"', 'html="on"'),
            close="```",
        )
        (folder / "docs" / f"{'index' if number == 0 else name}.md").write_text(text)
    return folder


STEPS = 1100


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "agg",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(folder),
        **more,
    }


def build(folder: Path, **more: str) -> tuple[float, str]:
    """Build a site, and return the seconds that it took, everything included, and its log."""
    begin = time.perf_counter()
    done = subprocess.run(
        [BIN / "mkdocs", "build", "--strict"],
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return time.perf_counter() - begin, done.stderr


def peak_memory(folder: Path) -> float:
    """Return the most memory, in MiB, that a cold build and all its processes had together."""
    forget(folder)
    process = psutil.Popen(
        [BIN / "mkdocs", "build", "--strict", "-q"],
        cwd=folder,
        env=environment(folder),
    )
    most = 0
    while process.poll() is None:
        total = 0
        with contextlib.suppress(psutil.Error):
            for one in [process, *process.children(recursive=True)]:
                with contextlib.suppress(psutil.Error):
                    # Shared pages count once: each process has its share of them.
                    total += one.memory_full_info().pss
        most = max(most, total)
        time.sleep(0.1)
    return most / 2**20


def forget(folder: Path) -> None:
    shutil.rmtree(folder / ".cache", ignore_errors=True)


def change(path: Path, pattern: str, new: str) -> None:
    text = path.read_text()
    changed = re.sub(pattern, new, text, count=1)
    assert changed != text, (path, pattern)
    path.write_text(changed)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def preview(folder: Path) -> Iterator[str]:
    """Run the live preview, and yield its address once it serves."""
    address = f"127.0.0.1:{free_port()}"
    command = [BIN / "mkdocs", "serve", "--no-strict", "--dev-addr", address]
    process = subprocess.Popen(command, cwd=folder, env=environment(folder))
    try:
        until(f"http://{address}/", lambda text: True)
        yield f"http://{address}/"
    finally:
        process.terminate()
        process.wait()


def until(url: str, wanted: Callable[[str], bool]) -> float:
    """Ask for a page until it is as wanted, and return the seconds until then."""
    begin = time.perf_counter()
    while True:
        with contextlib.suppress(OSError), urllib.request.urlopen(url) as answer:
            if wanted(answer.read().decode()):
                return time.perf_counter() - begin
        time.sleep(0.02)


def live(folder: Path, edits: int) -> list[float]:
    """Return the seconds from saving a changed block until the preview serves its output."""
    page = folder / "docs" / "page-1.md"
    taken = []
    with preview(folder) as url:
        time.sleep(
            5
        )  # a reader looks before writing; the libraries are imported meanwhile
        for _ in range(edits):
            mark = str(time.time_ns())
            change(page, r'"changed", \d+', f'"changed", {mark}')
            taken.append(
                until(f"{url}page-1/", lambda text, m=mark: f"changed {m}" in text)
            )
            time.sleep(1.3)  # not in step with the half seconds in which MkDocs looks
    return taken


@contextlib.contextmanager
def cluster(folder: Path, **more: str) -> Iterator[str]:
    """Run a scheduler and two workers on loopback, and yield the scheduler's address."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", str(port)]
    worker = ["worker", address, "--nthreads", "1", "--no-nanny"]
    processes = [
        subprocess.Popen(
            [BIN / "dask", *command, "--no-dashboard"],
            cwd=folder,
            env=environment(folder, **more),
            stderr=subprocess.DEVNULL,
        )
        for command in (scheduler, worker, worker)
    ]
    try:
        from distributed import Client

        with Client(address) as client:
            client.wait_for_workers(2)
        yield address
    finally:
        for process in processes:
            process.kill()  # a worker that is asked to end waits for its scheduler
            process.wait()


def main() -> None:
    """Build in turns, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    pages, few = arguments.pages, arguments.pages <= MANY
    with tempfile.TemporaryDirectory() as name:
        bare = corpus(Path(name, "bare"), pages, execute=False, ours=False)
        plain = corpus(Path(name, "plain"), pages, execute=True, ours=False)
        ours = corpus(Path(name, "ours"), pages, execute=True, ours=True)
        times: dict[str, list[float]] = {}
        logs: dict[str, str] = {}

        def take(what: str, folder: Path, **more: str) -> None:
            seconds, logs[what] = build(folder, **more)
            times.setdefault(what, []).append(seconds)
            print(f"  {what}: {seconds:.2f} s", flush=True)

        page, leaf = (
            ours / "docs" / "page-2.md",
            ours / "worked/activations/gelu/with_numpy.py",
        )
        for number in range(arguments.rounds):
            print(f"round {number + 1}", flush=True)
            take("without execution", bare)
            if few:
                take("plain markdown-exec", plain)
            if few or number == 0:
                forget(ours)
                take("cold", ours)
            take("nothing changed", ours)
            change(page, r"the benchmark: \d+", f"the benchmark: {time.time_ns()}")
            take("prose of one page", ours)
            change(page, r'"changed", \d+', f'"changed", {time.time_ns()}')
            take("one block", ours)
            leaf.write_text(f"{leaf.read_text()}\n# {time.time_ns()}\n")
            take("leaf module", ours)
            if few:
                with cluster(ours) as address:
                    forget(ours)
                    take("cold, cluster of two", ours, BLOCKS_CLUSTER=address)
        times["live preview"] = live(ours, 2 * arguments.rounds + 1)
        peak = peak_memory(ours) if few else None
        show(times, logs, pages, peak)


def show(
    times: dict[str, list[float]], logs: dict[str, str], pages: int, peak: float | None
) -> None:
    """Print medians, and the ratios that they make."""
    middle = {what: median(taken) for what, taken in times.items()}
    base = middle["without execution"]
    print(f"\n{pages} pages, {6 * pages} blocks; medians")
    for what, taken in middle.items():
        spread = f"{min(times[what]):.2f} to {max(times[what]):.2f}"
        print(f"{what:24} {taken:7.2f} s  {taken / base:6.2f}x  ({spread})")
    if "plain markdown-exec" in middle:
        ratio = middle["cold"] / middle["plain markdown-exec"]
        print(f"cold over plain markdown-exec: {ratio:.2f}")
        ratio = middle["cold, cluster of two"] / middle["cold"]
        print(f"cluster over local: {ratio:.2f}")
    more = middle["one block"] - middle["nothing changed"]
    print(f"one block, more than nothing changed: {more:.2f} s")
    for what in ("one block", "leaf module"):
        (line,) = re.findall(r"Blocks: .*", logs[what])
        print(f"{what}: {line}")
    if peak is not None:
        print(f"peak memory of a cold build: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
