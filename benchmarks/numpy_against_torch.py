"""Print, for each concept, the time of the NumPy side over the time of PyTorch on one thread.

    python benchmarks/numpy_against_torch.py [family/concept ...]

Forward and backward pass, in float32 and in float64, on arrays of about a million numbers; the
sides take turns and the medians of their CPU times are divided, so that a busy machine slows both
alike. A backward pass that takes the forward result is given it, as autograd gives it to its own.
An optimizer makes one step of a million parameters: ours into new arrays, the library's in place.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is imported

import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import geometric_mean, median

import numpy as np
import torch

from worked.checking import Concept, differentiable, find_concept
from worked.checking.case import Case
from worked.checking.checks import is_floating, takes_output
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
STEP = {"param": SCORES, "grad": TARGET, "lr": 1e-3}
ADAM = {**STEP, "state": np.stack([TARGET, SCORES**2]), "step": 7}
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
    "normalization/batch_norm": {
        "input": SCORES,
        "weight": normal(CLASSES),
        "bias": normal(CLASSES),
        "training": True,
    },
    "normalization/batch_norm images": {
        "input": normal(16, 64, 32, 32),
        "weight": normal(64),
        "bias": normal(64),
        "training": True,
    },
    "normalization/layer_norm": {
        "input": SCORES,
        "normalized_shape": (CLASSES,),
        "weight": normal(CLASSES),
        "bias": normal(CLASSES),
    },
    "normalization/group_norm": {
        "input": normal(16, 64, 32, 32),
        "num_groups": 8,
        "weight": normal(64),
        "bias": normal(64),
    },
    "normalization/instance_norm": {
        "input": normal(16, 64, 32, 32),
        "weight": normal(64),
        "bias": normal(64),
    },
    "normalization/rms_norm": {
        "input": SCORES,
        "normalized_shape": (CLASSES,),
        "weight": normal(CLASSES),
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
    "neurons/affine": {
        "input": normal(256, 512),
        "weight": normal(512, 512) / 22,
        "bias": normal(512),
    },
    "neurons/mlp_forward": {
        "input": normal(256, 256),
        "params": normal(257 * 512 + 513 * 512 + 513 * 10) / 22,
        "sizes": (256, 512, 512, 10),
    },
    "neurons/swiglu": {
        "input": normal(256, 256),
        "weight_gate": normal(688, 256) / 16,
        "weight_up": normal(688, 256) / 16,
        "weight_down": normal(256, 688) / 26,
    },
    "convolution/conv2d": {
        "input": normal(16, 16, 32, 32),
        "weight": normal(32, 16, 3, 3),
        "bias": normal(32),
        "padding": 1,
    },
    "convolution/max_pool2d": {"input": normal(16, 64, 32, 32), "kernel_size": 2},
    "sequence/scaled_dot_product_attention": {
        "query": normal(8, 8, 128, 64),
        "key": normal(8, 8, 128, 64),
        "value": normal(8, 8, 128, 64),
    },
    "optimizers/sgd": STEP,
    "optimizers/sgd momentum": {**STEP, "state": TARGET, "momentum": 0.9},
    "optimizers/adagrad": {**STEP, "state": SCORES**2, "step": 7},
    "optimizers/adadelta": {**STEP, "state": np.stack([SCORES**2, TARGET**2])},
    "optimizers/rmsprop": {**STEP, "state": SCORES[None] ** 2},
    "optimizers/adam": ADAM,
    "optimizers/adam amsgrad": {
        **ADAM,
        "state": np.stack([TARGET, SCORES**2, SCORES**2]),
        "amsgrad": True,
    },
    "optimizers/adamw": ADAM,
    "optimizers/lion": {**STEP, "state": TARGET},
    "optimizers/muon": {**STEP, "state": TARGET},
    "optimizers/averaged_model": {
        "param": SCORES,
        "state": TARGET,
        "num_averaged": 6,
        "decay": 0.999,
    },
}

# The library's class for each optimizer that has one; its step changes the parameters in place.
CLASSES_OF_STEPS = {
    "sgd": torch.optim.SGD,
    "adagrad": torch.optim.Adagrad,
    "adadelta": torch.optim.Adadelta,
    "rmsprop": torch.optim.RMSprop,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
    "muon": torch.optim.Muon,
}

# Why a concept takes more than twice PyTorch's time; a ratio above 2 without a reason is an error.
PASSES = "one pass over memory an operation; PyTorch has one for all"
NEW = "two new arrays a step; PyTorch writes over its own"
REASONS = {
    "activations/gelu": "no error function in NumPy: two polynomials stand in, and "
    + PASSES,
    "activations/gelu tanh": PASSES,
    "activations/silu": PASSES,
    "normalization/layer_norm": PASSES,
    "normalization/group_norm": PASSES,
    "normalization/instance_norm": PASSES,
    "convolution/conv2d": "all patches are written out; the library's kernel reads them in place",
    "convolution/max_pool2d": "one pass over memory for each pixel of a window",
    "optimizers/sgd": NEW,
    "optimizers/sgd momentum": NEW,
    "optimizers/lion": PASSES,
    "optimizers/muon": "the library multiplies in bfloat16, we in the dtype of the data",
}


def in_dtype(args: dict, dtype: type) -> dict:
    """Return the same arguments with their floating arrays in another dtype."""
    return {k: v.astype(dtype) if is_floating(v) else v for k, v in args.items()}


def sides(concept: Concept, args: dict) -> list[Callable[[], object]]:
    """Return NumPy's and PyTorch's forward pass followed by the backward pass, if there is one."""
    case = Case("benchmark", args)
    forward = getattr(concept.numpy, concept.slug)
    if concept.slug in concept.no_backward:
        return [lambda: forward(**args), step_of_the_library(concept, args)]
    backward = getattr(concept.numpy, f"{concept.slug}_backward")
    result = np.asarray(forward(**args))
    grad_output = rng.normal(size=result.shape).astype(result.dtype)

    names = differentiable(concept, case)
    tensors = {k: to_tensor(v, requires_grad=k in names) for k, v in args.items()}
    leaves = [tensors[name] for name in names]
    torch_upstream = to_tensor(grad_output)
    torch_forward = getattr(concept.torch, concept.slug)
    wants_output = takes_output(concept, case)

    def numpy_side() -> object:
        output = forward(**args)
        kept = {"output": output} if wants_output else {}
        return output, backward(grad_output, **args, **kept)

    def torch_side() -> object:
        output = torch_forward(**tensors)
        return output, torch.autograd.grad(output, leaves, torch_upstream)

    return [numpy_side, torch_side]


def step_of_the_library(concept: Concept, args: dict) -> Callable[[], object]:
    """Return one step of the library's optimizer, or of our PyTorch side where it has none."""
    tensors = {key: to_tensor(value) for key, value in args.items()}
    optimizer = CLASSES_OF_STEPS.get(concept.slug)
    if optimizer is None:
        return lambda: getattr(concept.torch, concept.slug)(**tensors)
    param, grad = tensors.pop("param"), tensors.pop("grad")
    param.grad = grad
    given = {k: v for k, v in tensors.items() if k not in ("state", "step")}
    stepping = optimizer([param], **given)
    stepping.step()  # makes its state
    return stepping.step


def timed(function: Callable[[], object]) -> float:
    begin = time.process_time()  # what others take of a busy machine does not count
    function()
    return time.process_time() - begin


def medians(functions: list[Callable[[], object]]) -> list[float]:
    """Return the median time of each function in milliseconds, measured in turns."""
    for function in functions * 3:  # warm up
        function()
    turns = [[timed(function) for function in functions] for _ in range(TURNS)]
    return [1e3 * median(column) for column in zip(*turns, strict=True)]


def processor() -> str:
    """Return the processor's name and the widest instructions that NumPy and PyTorch use."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":")[1].strip() for line in lines if "model name" in line]
    found = np.show_config(mode="dicts")["SIMD Extensions"]["found"]  # type: ignore
    widest = found[-1] if found else "its baseline"
    torch_uses = torch.backends.cpu.get_cpu_capability()
    name = names[0] if names else platform.processor() or platform.machine()
    return f"{name} (NumPy: {widest}, PyTorch: {torch_uses})"


def main() -> None:
    wanted = sys.argv[1:] or list(WORK)
    ratios: dict[str, list[float]] = {"float32": [], "float64": []}
    slow: set[str] = set()
    print(f"NumPy {np.__version__}, PyTorch {torch.__version__}, one thread")
    print(processor())
    print(f"forward + backward, milliseconds, medians of {TURNS} alternated turns\n")
    print(f"{'':40}{'float32':>26}{'float64':>26}")
    print(f"{'concept':40}" + f"{'NumPy':>10}{'PyTorch':>9}{'ratio':>7}" * 2)
    for name in wanted:
        concept = find_concept(name.split()[0])
        row = f"{name:40}"
        for dtype in (np.float32, np.float64):
            ours, theirs = medians(sides(concept, in_dtype(WORK[name], dtype)))
            ratios[dtype.__name__].append(ours / theirs)
            row += f"{ours:10.2f}{theirs:9.2f}{ours / theirs:7.2f}"
            if ours > 2 * theirs:
                slow.add(name)
        print(row + f"  above 2: {REASONS.get(name, '')}" * (name in slow), flush=True)
    means = [f"{dtype} {geometric_mean(found):.2f}" for dtype, found in ratios.items()]
    print(f"\ngeometric mean of the ratios: {', '.join(means)}")
    unexplained = sorted(slow - set(REASONS))
    if unexplained:
        sys.exit(
            f"wanted a reason for every ratio above 2, got none for: {unexplained}"
        )


if __name__ == "__main__":
    main()
