"""Log-sum-exp from first principles, in the form that cannot overflow."""

import numpy as np

__all__ = ["logsumexp", "logsumexp_backward"]


def logsumexp(input, dim, keepdim=False):
    r"""Take the largest out before the exponential: $m + \log \sum_j e^{z_j - m}$.

    Args:
        input: (*) float. Scores, any shape.
        dim: int or tuple of ints. Axes that are summed over.
        keepdim: bool. Keep the summed axes with length 1.

    Returns:
        (*) float without the axes `dim`. Between the largest score and that plus the logarithm of
        the number of scores.

    Raises:
        TypeError: If `input` is not floating.

    Note:
        Every exponent is at most 0 and one of them is 0, so the sum lies between 1 and its number
        of terms: no overflow, and no logarithm of 0. An infinite maximum cannot be subtracted from
        itself; 0 takes its place, and scores that are all minus infinity, or none, give it back.

    Source:
        Blanchard, D. J. Higham and N. J. Higham, "Accurately computing the log-sum-exp and softmax
        functions", IMA Journal of Numerical Analysis 41, 2021;
        PyTorch 2.13 documentation, `torch.logsumexp`.
    """
    if not np.issubdtype(input.dtype, np.floating):
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    top = input.max(axis=dim, keepdims=True, initial=-np.inf)  # (*, 1, *)
    top = np.where(np.isinf(top), 0, top)  # (*, 1, *)
    total = np.exp(input - top).sum(axis=dim, keepdims=True)  # (*, 1, *)
    with np.errstate(divide="ignore"):  # log 0 = -inf is the answer for no probability
        answer = np.log(total) + top  # (*, 1, *)
    return answer if keepdim else answer.squeeze(dim)


def logsumexp_backward(grad_output, input, dim, keepdim=False):
    r"""Spread the gradient by softmax: $\partial \, \mathrm{lse} / \partial z_i = p_i$.

    Args:
        grad_output: (*) float, shaped as the output. Gradient of the loss in it.
        input: (*) float. Scores of the forward pass.
        dim: int or tuple of ints. As in the forward pass.
        keepdim: bool. As in the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Note:
        Where all scores are minus infinity the gradient is NaN, as in PyTorch: the answer is minus
        infinity whatever a single score does, and no direction is the right one.
    """
    grad = grad_output if keepdim else np.expand_dims(grad_output, dim)  # (*, 1, *)
    return grad * np.exp(input - logsumexp(input, dim, keepdim=True))  # (*)
