"""KL divergence from first principles."""

import numpy as np

__all__ = ["kl_div", "kl_div_backward"]


def kl_div(input, target, reduction="mean", log_target=False):
    r"""Charge what believing $p$ costs when $t$ is true: $\sum_k t_k (\log t_k - \log p_k)$.

    Args:
        input: (*) float. Log-probabilities of the prediction, $\log p$.
        target: (*) float. Probabilities of the truth, $t$, or their logarithms; same shape.
        reduction: `"none"` (one term per element), `"sum"`, `"batchmean"` (the sum over the first
            dimension's length: the divergence per example) or `"mean"` (over all elements).
        log_target: bool. Whether `target` holds $\log t$.

    Returns:
        () float, or (*) for `"none"`. Nats.

    Raises:
        TypeError: If an array is neither float32 nor float64.
        ValueError: If the shapes differ or the reduction is unknown.

    Note:
        The prediction stands first, the truth second, as in PyTorch: the call computes
        KL(target || input). `"mean"`, the default, divides by the number of classes as well, so it
        is no divergence; take `"batchmean"`. A term with $t = 0$ is 0, its gradient in `target`
        NaN, as in PyTorch; with `log_target` and $\log t = -\infty$ the term itself is NaN.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 3.13;
        PyTorch 2.13 documentation, `torch.nn.KLDivLoss`.
    """
    _check(input, target, reduction)
    if log_target:
        loss = np.exp(target) * (target - input)  # (*)
    else:
        with np.errstate(divide="ignore", invalid="ignore"):  # 0 log 0 counts as 0
            entropy = np.where(target == 0, 0, target * np.log(target))  # (*)
        loss = entropy - target * input  # (*)
    return loss if reduction == "none" else loss.sum() / _count(loss, reduction)


def kl_div_backward(grad_output, input, target, reduction="mean", log_target=False):
    r"""Return $-t$ in the log-probabilities of the prediction.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        input: (*) float. Log-probabilities of the forward pass.
        target: (*) float. Truth, as in the forward pass.
        reduction: str. As in the forward pass.
        log_target: bool. As in the forward pass.

    Returns:
        Two (*) float: gradient in `input`, and in `target`: $\log t + 1 - \log p$, times $t$ where
        `target` holds $\log t$.
    """
    _check(input, target, reduction)
    if log_target:
        truth = np.exp(target)  # (*)
        slope = truth * (target - input + 1)  # (*)
    else:
        truth = target  # (*)
        with np.errstate(divide="ignore", invalid="ignore"):
            # t/t is the 1 of the product rule; at t = 0 it is NaN, as in PyTorch.
            slope = np.log(target) + target / target - input  # (*)
    scale = _scale(grad_output, slope, reduction)  # () or (*)
    grad_input, grad_target = -truth * scale, slope * scale  # (*), (*)
    return (
        grad_input.astype(input.dtype, copy=False),
        grad_target.astype(target.dtype, copy=False),
    )


def _count(loss, reduction):
    if reduction in ("none", "sum"):
        return 1
    count = loss.size if reduction == "mean" else loss.shape[0]
    return count or np.nan  # the mean of nothing is NaN, without a warning


def _scale(grad_output, loss, reduction):
    # The gradient in each element's loss, in the dtype of the data.
    shape = loss.shape if reduction == "none" else ()
    grad = np.asarray(grad_output, loss.dtype)  # () or (*)
    if grad.shape != shape:
        raise ValueError(f"grad_output: wanted shape {shape}, got {grad.shape}")
    return grad / _count(loss, reduction)


def _check(input, target, reduction):
    if reduction not in ("none", "mean", "sum", "batchmean"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean', 'sum' or 'batchmean', got {reduction!r}"
        )
    for name, array in (("input", input), ("target", target)):
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    if input.shape != target.shape:
        raise ValueError(f"target: wanted shape {input.shape}, got {target.shape}")
    if reduction == "batchmean" and input.ndim == 0:
        raise ValueError("input: wanted a batch for 'batchmean', got shape ()")
