"""Muon as it is written at work."""

import torch

__all__ = ["muon"]


def muon(
    param,
    grad,
    state=None,
    lr=1e-3,
    weight_decay=0.1,
    momentum=0.95,
    nesterov=True,
    ns_coefficients=(3.4445, -4.775, 2.0315),
    eps=1e-7,
    ns_steps=5,
    adjust_lr_fn=None,
):
    """Let the library's optimizer make one step on a copy.

    In a training loop it takes the matrices of hidden layers; embeddings, the output layer, biases
    and gains go to another optimizer such as AdamW. It iterates in bfloat16, whatever the dtype of
    the weights.

    Args:
        param: (M, N) floating tensor. Weights before the step.
        grad: (M, N) tensor. Gradient of the loss with respect to `param`.
        state: (M, N) tensor. Momentum; None before the first step.
        lr: float. Learning rate.
        weight_decay: float. A step removes this share of each weight, times `lr`.
        momentum: float. Share of the momentum that is kept.
        nesterov: bool. Step along the momentum that the next step would have.
        ns_coefficients: (float, float, float). Coefficients of the polynomial.
        eps: float. Smallest length that is divided by.
        ns_steps: int. Iterations.
        adjust_lr_fn: str or None. Factor of the rate, `"original"` or `"match_rms_adamw"`.

    Returns:
        (M, N) tensor and (M, N) tensor. Weights and momentum after the step.
    """
    moved = param.detach().clone()  # (M, N)
    moved.grad = grad.clone()  # (M, N)
    optimizer = torch.optim.Muon(
        [moved],
        lr=lr,
        weight_decay=weight_decay,
        momentum=momentum,
        nesterov=nesterov,
        ns_coefficients=ns_coefficients,
        eps=eps,
        ns_steps=ns_steps,
        adjust_lr_fn=adjust_lr_fn,
    )
    if state is not None:
        optimizer.state[moved]["momentum_buffer"] = state.clone()
    optimizer.step()
    return moved, optimizer.state[moved]["momentum_buffer"]
