"""The range test as it is written at work."""

import torch

__all__ = ["lr_range_test"]


def lr_range_test(loss, param, start_lr=1e-5, end_lr=1.0, num_iter=100):
    """Let the library's exponential schedule raise the rate of its optimizer.

    Keep a copy of the weights: after the test they are spoilt.

    Args:
        loss: Function of a tensor shaped as `param` and of the number of the step.
        param: (*) floating tensor. Parameters at the start.
        start_lr: float. First rate.
        end_lr: float. Last rate.
        num_iter: int. Number of steps.

    Returns:
        (T,) float64 tensor and (T,) tensor. Rates, and the loss before the step taken with each.
    """
    param = param.detach().clone().requires_grad_()  # (*)
    optimizer = torch.optim.SGD([param], lr=start_lr)
    factor = (end_lr / start_lr) ** (1 / (num_iter - 1))
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, factor)
    rates, losses = [], []
    for number in range(num_iter):
        optimizer.zero_grad()
        value = loss(param, number)  # ()
        value.backward()
        rates.append(scheduler.get_last_lr()[0])
        losses.append(value.detach())
        optimizer.step()
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64), torch.stack(losses)  # (T,), (T,)
