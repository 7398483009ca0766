"""Mixup from first principles: one weighted mean, for inputs and targets alike."""

import numpy as np

__all__ = ["mixup", "mixup_backward"]


def mixup(input, order, lam=0.5):
    r"""Mix each example with another one of the batch: $\lambda x_i + (1 - \lambda) x_{\pi(i)}$.

    Call it twice with the same `order` and `lam`, for the inputs and for the one-hot targets.

    Args:
        input: (N, *) float. Inputs of a batch, or its targets as probabilities.
        order: (N,) int. The partner of each example, such as a random permutation.
        lam: float in [0, 1]. Weight of the example itself, in the paper drawn from a beta
            distribution with both parameters alike.

    Returns:
        (N, *) float. Mixed examples.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `order` holds no integers.
        ValueError: If `order` does not name one example of the batch for each, or `lam` is no
            share.

    Note:
        Cross-entropy is linear in its targets, so that the loss of mixed targets is the same
        mixture of the losses of both labels.

    Source:
        Zhang, Cisse, Dauphin and Lopez-Paz, "mixup: Beyond Empirical Risk Minimization", ICLR
        2018, abstract; the beta distribution by the summary at
        https://shortscience.org/paper?bibtexKey=journals/corr/1710.09412.
    """
    _check(input, order, lam)
    return lam * input + (1 - lam) * input[order]  # (N, *)


def mixup_backward(grad_output, input, order, lam=0.5):
    """Send each example its own share of the gradient, and that of all whose partner it was.

    Args:
        grad_output: (N, *) float. Gradient of the loss in the mixed examples.
        input: (N, *) float. Examples of the forward pass.
        order: (N,) int. As in the forward pass.
        lam: float. As in the forward pass.

    Returns:
        (N, *) float. Gradient of the loss in `input`.
    """
    _check(input, order, lam)
    if np.shape(grad_output) != input.shape:
        raise ValueError(
            f"grad_output: wanted shape {input.shape}, got {np.shape(grad_output)}"
        )
    upstream = np.asarray(grad_output, input.dtype)  # (N, *)
    grad = lam * upstream  # (N, *)
    np.add.at(grad, order, (1 - lam) * upstream)  # a partner may be named several times
    return grad


def _check(input, order, lam):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if order.dtype.kind not in "iu":
        raise TypeError(f"order: wanted integers, got {order.dtype}")
    if input.ndim == 0 or order.shape != input.shape[:1]:
        raise ValueError(
            f"order: wanted one index per example of input {input.shape}, "
            f"got shape {order.shape}"
        )
    if order.size and not (order.min() >= 0 and order.max() < len(order)):
        raise ValueError(
            f"order: wanted indices from 0 to {len(order) - 1}, got {order.tolist()}"
        )
    if not 0 <= lam <= 1:
        raise ValueError(f"lam: wanted a share in [0, 1], got {lam}")
