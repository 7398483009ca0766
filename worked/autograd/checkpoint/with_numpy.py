"""Activation checkpointing on a chain of layers: memory for a second forward pass."""

import numpy as np

__all__ = ["checkpointed_chain", "checkpointed_chain_backward"]


def checkpointed_chain(input, weight, segment):
    r"""Pass the input through the layers $h_l = \tanh(h_{l-1} W_l^\top)$.

    Args:
        input: (N, D) float. One example a row.
        weight: (L, D, D) float. One matrix (out, in) a layer.
        segment: int. Layers between two activations that are kept for the backward pass.

    Returns:
        (N, D) float. Activations of the last layer.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ.
        ValueError: If shapes do not fit, or `segment` is below 1.

    Note:
        The answer does not depend on `segment`; what the backward pass must store does.

    Source:
        Chen, Xu, Zhang and Guestrin, "Training Deep Nets with Sublinear Memory Cost",
        arXiv:1604.06174, 2016; PyTorch 2.13 documentation, `torch.utils.checkpoint`.
    """
    _check(input, weight, segment)
    return _forward(input, weight)[-1]  # (N, D)


def checkpointed_chain_backward(grad_output, input, weight, segment):
    r"""Recompute one segment at a time, from its checkpoint, last segment first.

    Args:
        grad_output: (N, D) float. Gradient of the loss in the output.
        input: (N, D) float. As in the forward pass.
        weight: (L, D, D) float. As in the forward pass.
        segment: int. As in the forward pass.

    Returns:
        (N, D) and (L, D, D) float. Gradients in `input` and `weight`.

    Note:
        At any time about L / segment checkpoints and `segment` activations are in memory, least
        when segment is $\sqrt{L}$. Each layer is computed twice, which is about a third more work
        than a forward and a backward pass.
    """
    _check(input, weight, segment)
    starts = range(0, len(weight), segment)
    checkpoints = [input]  # (N, D) each
    for start in starts[:-1]:
        block = weight[start : start + segment]  # (segment, D, D)
        checkpoints.append(_forward(checkpoints[-1], block)[-1])
    grad = np.asarray(grad_output, input.dtype)  # (N, D)
    if grad.shape != input.shape:
        raise ValueError(f"grad_output: wanted shape {input.shape}, got {grad.shape}")
    grad_weight = np.zeros_like(weight)  # (L, D, D)
    for start, checkpoint in zip(reversed(starts), reversed(checkpoints), strict=False):
        block = weight[start : start + segment]  # (segment, D, D)
        hidden = _forward(checkpoint, block)  # (N, D) each, forgotten after the segment
        for layer in reversed(range(len(block))):
            delta = grad * (1 - hidden[layer + 1] ** 2)  # (N, D)
            grad_weight[start + layer] = delta.T @ hidden[layer]  # (D, D)
            grad = delta @ block[layer]  # (N, D)
    return grad, grad_weight


def _forward(hidden, weight):
    activations = [hidden]  # (N, D) each
    for matrix in weight:
        activations.append(np.tanh(activations[-1] @ matrix.T))
    return activations


def _check(input, weight, segment):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if weight.dtype != input.dtype:
        raise TypeError(f"weight: wanted {input.dtype} as in input, got {weight.dtype}")
    if input.ndim != 2:
        raise ValueError(f"input: wanted shape (N, D), got {input.shape}")
    width = input.shape[1]
    if weight.ndim != 3 or weight.shape[1:] != (width, width):
        raise ValueError(
            f"weight: wanted shape (L, {width}, {width}), got {weight.shape}"
        )
    if segment < 1:
        raise ValueError(f"segment: wanted at least 1, got {segment}")
