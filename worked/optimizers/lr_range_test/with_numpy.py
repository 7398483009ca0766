"""The range test from first principles: gradient descent with a rate that grows at every step."""

import numpy as np

from worked.autograd.tape.with_numpy import value_and_grad
from worked.schedules.exponential_lr.with_numpy import exponential_lr

__all__ = ["lr_range_test"]


def lr_range_test(loss, param, start_lr=1e-5, end_lr=1.0, num_iter=100):
    r"""Train while the rate grows by one factor a step, and record the losses.

    $\eta_t = \eta_a (\eta_b / \eta_a)^{t / (T - 1)}$ from the first rate to the last in $T$ steps.

    Args:
        loss: Function of a tensor shaped as `param` and of the number of the step, from 0, which
            may choose the mini-batch; returns a tensor of one number.
        param: (*) float. Parameters at the start; they are not changed.
        start_lr: float. First rate $\eta_a$, above 0.
        end_lr: float. Last rate $\eta_b$, above the first.
        num_iter: int. Number $T$ of steps, at least 2.

    Returns:
        (T,) float64 and (T,) float. Rates, and the loss before the step that was taken with each.

    Raises:
        TypeError: If `param` is neither float32 nor float64.
        ValueError: If a number is not as above.

    Note:
        A common choice is a rate a few times below the one from which the loss rises. The test
        sees the start of training alone, so the bound may lie elsewhere later, and another batch
        size, momentum or weight decay needs a test of its own. Smith's test raises the rate in a
        line and watches the accuracy; one factor a step covers several powers of ten.

    Source:
        Smith, "Cyclical Learning Rates for Training Neural Networks", WACV 2017, section 3.3.
    """
    _check(param, start_lr, end_lr, num_iter)
    factor = (end_lr / start_lr) ** (1 / (num_iter - 1))
    rates = exponential_lr(np.arange(num_iter), start_lr, factor)  # (T,)
    losses = np.zeros(num_iter, param.dtype)  # (T,)
    for number, lr in enumerate(rates.tolist()):
        losses[number], grad = value_and_grad(lambda w, n=number: loss(w, n), (param,))
        param = param - lr * grad  # (*)
    return rates, losses


def _check(param, start_lr, end_lr, num_iter):
    if param.dtype not in (np.float32, np.float64):
        raise TypeError(f"param: wanted float32 or float64, got {param.dtype}")
    if not 0 < start_lr < end_lr:
        raise ValueError(
            f"start_lr: wanted above 0 and below end_lr = {end_lr}, got {start_lr}"
        )
    if num_iter < 2:
        raise ValueError(f"num_iter: wanted at least 2, got {num_iter}")
