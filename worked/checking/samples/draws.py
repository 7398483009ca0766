"""Inputs of every initializer: standard draws, shaped as the weight."""

from __future__ import annotations

from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed, wrong_dtypes


def draws(
    changes: Changes | None = None,
    *,
    kind: str = "normal",
    weight: bool = False,
    qr: bool = False,
    label: str = "",
    **arguments: Any,
) -> list[Case]:
    """Return the cases of an initializer, a function of `draw`.

    Args:
        changes: What differs for a concept, by the name of a sample (after the label).
        kind: Distribution of the draws, `"normal"` or `"uniform"`, from 0 to 1.
        weight: Whether it counts fans, so that it wants two axes or more.
        qr: Whether it decomposes the draws, which needs floating tensors in PyTorch, too.
        label: What the further arguments mean; it stands before each name.
        arguments: Further arguments of each call.
    """
    rng = np.random.default_rng(0)

    def draw(*shape: int) -> np.ndarray:
        return np.asarray(
            rng.normal(size=shape) if kind == "normal" else rng.uniform(size=shape)
        )

    inputs = {
        "dense": draw(6, 6),
        "more inputs than units": draw(3, 50),
        "more units than inputs": draw(50, 3),
        "one weight": draw(1, 1),
        "a convolution": draw(4, 3, 2, 5),
        "no units": draw(0, 3),
        "no inputs": draw(3, 0),
        "not contiguous": draw(6, 16)[::2, ::3].T,
    }
    if not weight:
        inputs |= {"a single number": draw(), "a bias": draw(5), "empty": draw(0)}
    cases = [
        Case(f"{label}, {name}".removeprefix(", "), {"draw": array, **arguments})
        for name, array in inputs.items()
    ]
    if label:  # what is refused is refused with any further arguments
        return changed(cases, changes or {})
    if weight:
        cases += [
            Case(
                name,
                {"draw": array, **arguments},
                error=ValueError,
                message=r"wanted at least 2 axes, \(out, in, ...\), got shape \(5?,?\)",
            )
            for name, array in {"a bias": draw(5), "a single number": draw()}.items()
        ]
    said = {"torch_accepts": "a product takes any dtype"}
    refused = wrong_dtypes(
        {"draw": draw(2, 3), **arguments},
        {"float16": {"torch_accepts": ""}}
        if qr
        else dict.fromkeys(("integers", "float16", "bool", "complex"), said),
    )
    return changed(cases + refused, changes or {})


def rectifiers(kind: str = "normal") -> list[Case]:
    """Return the cases of the options of Kaiming's two initializers.

    Args:
        kind: As in `draws`.
    """
    dense = draws(kind=kind)[0].args["draw"]
    image = np.random.default_rng(1).uniform(size=(4, 3, 2, 5))
    cases = [
        Case(
            f"{nonlinearity}, {mode}",
            {"draw": image, "mode": mode, "nonlinearity": nonlinearity},
        )
        for nonlinearity in ("relu", "leaky_relu", "tanh", "linear")
        for mode in ("fan_in", "fan_out")
    ]
    return [
        *cases,
        Case("slope 0.2", {"draw": image, "a": 0.2}),
        Case(
            "a slope that tanh does not have",
            {"draw": dense, "a": 3.0, "nonlinearity": "tanh"},
        ),
        Case(
            "a mode that is not there",
            {"draw": dense, "mode": "fan_avg"},
            error=ValueError,
            message="mode: wanted 'fan_in' or 'fan_out', got 'fan_avg'",
        ),
        Case(
            "an activation without a gain",
            {"draw": dense, "nonlinearity": "gelu"},
            error=ValueError,
            message="nonlinearity: wanted one of linear, .* got 'gelu'",
        ),
    ]
