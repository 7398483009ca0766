"""Print, for each concept, the time of the NumPy side over the time of PyTorch on one thread.

    python benchmarks/numpy_against_torch.py [family/concept ...]

Forward alone and with its backward pass, in float32, on arrays of about a million numbers; the
sides take turns and the medians are divided, so that a busy machine slows both alike.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is imported

import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np
import torch

from worked.checking import Concept, differentiable, find_concept
from worked.checking.case import Case
from worked.checking.with_torch import to_tensor

torch.set_num_threads(1)
rng = np.random.default_rng(0)
TURNS = 25


def normal(*shape: int) -> np.ndarray:
    return rng.normal(size=shape).astype(np.float32)


def positive(*shape: int) -> np.ndarray:
    return rng.uniform(0.05, 0.95, size=shape).astype(np.float32)


ROWS, CLASSES = 1024, 1000
SCORES = normal(ROWS, CLASSES)
TARGET = normal(ROWS, CLASSES)
LABELS = rng.integers(0, CLASSES, size=ROWS)
SIGNS = np.where(TARGET > 0, 1, -1).astype(np.float32)
ELEMENTWISE = (
    "sigmoid",
    "tanh",
    "relu",
    "leaky_relu",
    "elu",
    "silu",
    "gelu",
    "softplus",
)

# What each concept is timed on; what follows a space tells two rows of one concept apart.
WORK: dict[str, dict] = {
    **{f"activations/{name}": {"input": SCORES} for name in ELEMENTWISE},
    "activations/logsigmoid": {"input": SCORES},
    "activations/gelu tanh": {"input": SCORES, "approximate": "tanh"},
    "activations/prelu": {
        "input": SCORES,
        "weight": np.full(CLASSES, 0.25, np.float32),
    },
    "activations/softmax": {"input": SCORES, "dim": -1},
    "activations/log_softmax": {"input": SCORES, "dim": -1},
    "losses/mse_loss": {"input": SCORES, "target": TARGET},
    "losses/l1_loss": {"input": SCORES, "target": TARGET},
    "losses/smooth_l1_loss": {"input": SCORES, "target": TARGET},
    "losses/huber_loss": {"input": SCORES, "target": TARGET},
    "losses/binary_cross_entropy": {
        "input": positive(ROWS, CLASSES),
        "target": positive(ROWS, CLASSES),
    },
    "losses/binary_cross_entropy_with_logits": {
        "input": SCORES,
        "target": positive(ROWS, CLASSES),
    },
    "losses/nll_loss": {"input": SCORES, "target": LABELS},
    "losses/cross_entropy": {"input": SCORES, "target": LABELS},
    "losses/kl_div": {"input": SCORES, "target": positive(ROWS, CLASSES)},
    "losses/hinge_loss": {"input": SCORES, "target": SIGNS},
    "losses/hinge_embedding_loss": {"input": SCORES, "target": SIGNS},
    "losses/multi_margin_loss": {"input": SCORES, "target": LABELS},
    "losses/triplet_margin_loss": {
        "anchor": SCORES,
        "positive": TARGET,
        "negative": normal(ROWS, CLASSES),
    },
    "autograd/logsumexp": {"input": SCORES, "dim": -1},
    "autograd/mlp": {
        "input": normal(256, 256),
        "weight1": normal(512, 256) / 16,
        "bias1": normal(512),
        "weight2": normal(512, 512) / 22,
        "bias2": normal(512),
        "weight3": normal(10, 512) / 22,
        "bias3": normal(10),
    },
}

RECOMPUTED = (
    "our backward pass computes the exponentials again, PyTorch keeps the output"
)
PASSES = "one pass over memory an operation; PyTorch has one for all"
# Why a concept takes more than twice PyTorch's time; a ratio above 2 without a reason is an error.
REASONS = {
    "activations/sigmoid": RECOMPUTED,
    "activations/silu": RECOMPUTED,
    "activations/softmax": RECOMPUTED,
    "activations/log_softmax": RECOMPUTED,
    "activations/leaky_relu": PASSES,
    "activations/relu": PASSES,
    "activations/elu": "NumPy's float32 expm1 handles one number at a time",
    "activations/softplus": "NumPy's float32 log1p handles one number at a time",
    "activations/logsigmoid": "NumPy's float32 log1p handles one number at a time",
    "activations/gelu": "NumPy has no error function: a table and four Taylor terms stand in",
    "activations/gelu tanh": PASSES,
    "losses/binary_cross_entropy_with_logits": "NumPy's float32 log1p, and " + PASSES,
    "losses/cross_entropy": RECOMPUTED,
    "losses/smooth_l1_loss": PASSES,
    "losses/huber_loss": PASSES,
    "autograd/logsumexp": RECOMPUTED,
}


def sides(concept: Concept, args: dict) -> list[Callable[[], object]]:
    """Return NumPy forward, PyTorch forward, NumPy with backward, PyTorch with autograd."""
    case = Case("benchmark", args)
    forward = getattr(concept.numpy, concept.slug)
    backward = getattr(concept.numpy, f"{concept.slug}_backward")
    output = np.asarray(forward(**args))
    grad_output = rng.normal(size=output.shape).astype(output.dtype)
    upstream = grad_output if output.ndim else grad_output[()]

    names = differentiable(concept, case)
    tensors = {k: to_tensor(v, requires_grad=k in names) for k, v in args.items()}
    leaves = [tensors[name] for name in names]
    torch_upstream = to_tensor(grad_output)
    torch_forward = getattr(concept.torch, concept.slug)

    def torch_alone() -> object:
        with torch.no_grad():
            return torch_forward(**tensors)

    def numpy_both() -> object:
        return forward(**args), backward(upstream, **args)

    def torch_both() -> object:
        out = torch_forward(**tensors)
        return out, torch.autograd.grad(out, leaves, torch_upstream)

    return [lambda: forward(**args), torch_alone, numpy_both, torch_both]


def timed(function: Callable[[], object]) -> float:
    begin = time.perf_counter()
    function()
    return time.perf_counter() - begin


def main() -> None:
    wanted = sys.argv[1:] or list(WORK)
    unexplained: list[str] = []
    print(f"NumPy {np.__version__}, PyTorch {torch.__version__}, one thread, float32,")
    print(f"milliseconds, medians of {TURNS} alternated turns\n")
    print(f"{'':42}{'forward':>20}{'forward + backward':>30}")
    print(f"{'concept':42}{'NumPy':>8}{'PyTorch':>9}{'ratio':>7}", end="")
    print(f"{'NumPy':>10}{'PyTorch':>9}{'ratio':>7}  why, above 2")
    for name in wanted:
        concept = find_concept(name.split()[0])
        functions = sides(concept, WORK[name])
        for function in functions * 3:  # warm up
            function()
        turns = [[timed(function) for function in functions] for _ in range(TURNS)]
        one, two, three, four = (
            1e3 * median(column) for column in zip(*turns, strict=True)
        )
        why = ""
        if three > 2 * four:
            why = REASONS.get(name, "")
            unexplained += [name] if not why else []
        row = f"{name:42}{one:8.2f}{two:9.2f}{one / two:7.2f}"
        row += f"{three:10.2f}{four:9.2f}{three / four:7.2f}  {why}"
        print(row.rstrip(), flush=True)
    if unexplained:
        sys.exit(
            f"wanted a reason for every ratio above 2, got none for: {unexplained}"
        )


if __name__ == "__main__":
    main()
