"""An ensemble of classifiers from first principles: the mean of their probabilities."""

import numpy as np

from worked.activations.softmax.with_numpy import softmax, softmax_backward

__all__ = ["ensemble", "ensemble_backward"]


def ensemble(input):
    r"""Average the probabilities of K classifiers: $\frac1K \sum_k \operatorname{softmax}(z_k)$.

    Args:
        input: (K, N, C) float. Logits of K networks for N examples.

    Returns:
        (N, C) float. Probabilities.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `input` does not have three axes, or there is no network or no class.

    Note:
        If the errors of K predictions have variance $\sigma^2$ and correlation $\rho$, that of
        their mean is $\sigma^2 (\rho + (1 - \rho) / K)$: members that err alike gain little.
        Averaging logits gives other probabilities than averaging probabilities.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 7.11, by the notes at
        https://ickma2311.github.io/ML/bagging-ensemble.html.
    """
    _check(input)
    return softmax(input, -1).mean(axis=0)  # (N, C)


def ensemble_backward(grad_output, input):
    """Send each network a K-th of the gradient through its own softmax.

    Args:
        grad_output: (N, C) float. Gradient of the loss in the mean probabilities.
        input: (K, N, C) float. Logits of the forward pass.

    Returns:
        (K, N, C) float. Gradient of the loss in `input`.
    """
    _check(input)
    if np.shape(grad_output) != input.shape[1:]:
        raise ValueError(
            f"grad_output: wanted shape {input.shape[1:]}, got {np.shape(grad_output)}"
        )
    share = np.asarray(grad_output, input.dtype) / len(input)  # (N, C)
    each = np.array(np.broadcast_to(share, input.shape))  # (K, N, C)
    return softmax_backward(each, input, -1)  # (K, N, C)


def _check(input):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 3 or 0 in (input.shape[0], input.shape[2]):
        raise ValueError(
            f"input: wanted (K, N, C) with K and C at least 1, got shape {input.shape}"
        )
