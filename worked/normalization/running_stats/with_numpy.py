"""The running statistics of batch normalization: two exponential averages."""

import numpy as np

__all__ = ["running_stats"]


def running_stats(input, running_mean, running_var, momentum=0.1):
    r"""Move both statistics a part of the way, by default a tenth, to those of the batch.

    $m \leftarrow (1 - \alpha) m + \alpha \mu$ and
    $v \leftarrow (1 - \alpha) v + \alpha \dfrac{n}{n - 1} \sigma^2$, with the mean $\mu$ and the
    variance $\sigma^2$ of a channel's $n$ values and the momentum $\alpha$.

    Args:
        input: (N, C) or (N, C, \*) float. Examples that training normalizes.
        running_mean: (C,) float. Mean so far; a new layer begins with zeros.
        running_var: (C,) float. Variance so far; a new layer begins with ones.
        momentum: float. Share $\alpha$ of the new batch, from 0 to 1.

    Returns:
        Two (C,) float: mean and variance after the batch; the arguments stay as they were.

    Raises:
        TypeError: If an array is neither float32 nor float64, or differs from `input`.
        ValueError: If shapes do not fit, or a channel has fewer than two values.

    Note:
        The batch itself is normalized by the variance divided by $n$; this one divides by $n - 1$,
        which is unbiased. `momentum` is the share of the new; an optimizer's is of the old.

    Source:
        PyTorch 2.13 documentation, `torch.nn.BatchNorm1d`.
    """
    _check(input, running_mean, running_var, momentum)
    values = np.moveaxis(input, 1, -1).reshape(-1, input.shape[1])  # (n, C)
    mean = values.mean(0, dtype=np.float64)  # (C,)
    var = values.var(0, ddof=1, dtype=np.float64)  # (C,)
    return (
        ((1 - momentum) * running_mean + momentum * mean).astype(input.dtype),  # (C,)
        ((1 - momentum) * running_var + momentum * var).astype(input.dtype),  # (C,)
    )


def _check(input, running_mean, running_var, momentum):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim < 2 or input.size < 2 * input.shape[1] or not input.size:
        raise ValueError(
            f"input: wanted (N, C, ...) with two values per channel, got {input.shape}"
        )
    if not 0 <= momentum <= 1:
        raise ValueError(f"momentum: wanted a number from 0 to 1, got {momentum}")
    for name, array in (("running_mean", running_mean), ("running_var", running_var)):
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
        if array.shape != (input.shape[1],):
            raise ValueError(
                f"{name}: wanted shape {(input.shape[1],)}, got {array.shape}"
            )
