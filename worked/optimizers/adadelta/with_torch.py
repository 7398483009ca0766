"""AdaDelta as it is written at work."""

import torch

__all__ = ["adadelta"]


def adadelta(
    param,
    grad,
    state=None,
    lr=1.0,
    rho=0.9,
    eps=1e-6,
    weight_decay=0.0,
    maximize=False,
):
    """Let the library's optimizer make one step on a copy.

    In a training loop the optimizer is made once and keeps both means for each parameter; here
    they enter and leave, so that this function changes nothing.

    Args:
        param: (*) floating tensor. Parameters before the step.
        grad: (*) tensor. Gradient of the loss with respect to `param`.
        state: (2, *) tensor. Running means of squared gradients and steps; None before the first.
        lr: float. Factor of the step.
        rho: float. Share of the means that is kept.
        eps: float. Added to both means.
        weight_decay: float. Factor of the parameters that are added to the gradient.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) tensor and (2, *) tensor. Parameters and means after the step.
    """
    moved = param.detach().clone()  # (*)
    moved.grad = grad.clone()  # (*)
    optimizer = torch.optim.Adadelta(
        [moved],
        lr=lr,
        rho=rho,
        eps=eps,
        weight_decay=weight_decay,
        maximize=maximize,
    )
    names = ["square_avg", "acc_delta"]
    if state is not None:
        kept = dict(zip(names, state.clone(), strict=True))
        optimizer.state[moved] = {"step": torch.tensor(1.0), **kept}
    optimizer.step()
    after = optimizer.state[moved]
    return moved, torch.stack([after[name] for name in names])  # (*), (2, *)
