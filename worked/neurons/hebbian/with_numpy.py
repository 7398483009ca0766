"""Hebb's rule from first principles, and Oja's, which keeps the weights from growing."""

import numpy as np

__all__ = ["hebbian", "oja"]


def hebbian(weight, input, output, lr=0.1):
    r"""Add the product of the activities at a connection's two ends: $\Delta W = \eta\, y x^T$.

    Args:
        weight: (O, D) float. Weights before the step, (out, in).
        input: (D,) float. Activities $x$ of the units that send.
        output: (O,) float. Activities $y$ of the units that receive: their own answer $W x$, or a
            target that is put in its place.
        lr: float. Rate $\eta$, at least 0.

    Returns:
        (O, D) float. Weights after the step; the arguments stay as they were.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit or the rate is negative.

    Note:
        No target and no error occur in it, so nothing says when to stop: with $y = W x$ each step
        moves $y$ away from zero, by the factor $1 + \eta \|x\|^2$. The gradient of a squared error
        has the same form with the error in the place of $y$, and so does the update of every
        dense layer, with the delta there.

    Source:
        Hebb, *The Organization of Behavior*, 1949, as quoted in the teaching module
        http://mind.ilstu.edu/curriculum/mcp_neurons/mcp_neuron_intermediate_3.php; PyTorch 2.13
        documentation, `torch.outer`.
    """
    _check(weight, input, output, lr)
    return weight + lr * np.outer(output, input)  # (O, D)


def oja(weight, input, output, lr=0.1):
    r"""Take off what would lengthen the weights: $\Delta w = \eta\, y (x - y w)$, unit by unit.

    Args:
        weight: (O, D) float. Weights before the step; a row $w$ belongs to a unit.
        input: (D,) float. Activities $x$ of the units that send.
        output: (O,) float. Activities $y$ of the units that receive, $W x$.
        lr: float. Rate $\eta$, at least 0.

    Returns:
        (O, D) float. Weights after the step.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit or the rate is negative.

    Note:
        To first order in the rate this is Hebb's step followed by a division by the length, if the
        length was 1. On inputs of mean zero a small enough rate leads to the first principal
        component, of length 1 and either sign, for every unit alike. It looks for a direction in
        the inputs and knows no target either.

    Source:
        Oja, "Simplified neuron model as a principal component analyzer", Journal of Mathematical
        Biology 15, 1982, as derived in the notes of course CZ3205, National University of
        Singapore, https://phyweb.physics.nus.edu.sg/~phywjs/CZ3205/Notes6_2.htm.
    """
    _check(weight, input, output, lr)
    y = output[:, None]  # (O, 1)
    return weight + lr * y * (input - y * weight)  # (O, D)


def _check(weight, input, output, lr):
    named = {"weight": weight, "input": input, "output": output}
    for name, array in named.items():
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
        if array.dtype != weight.dtype:
            raise TypeError(
                f"{name}: wanted {weight.dtype} as in weight, got {array.dtype}"
            )
    if weight.ndim != 2:
        raise ValueError(f"weight: wanted shape (O, D), got {weight.shape}")
    outputs, inputs = weight.shape
    for name, array, size in (("input", input, inputs), ("output", output, outputs)):
        if array.shape != (size,):
            raise ValueError(f"{name}: wanted shape ({size},), got {array.shape}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
