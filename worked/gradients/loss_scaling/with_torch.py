"""Dynamic loss scaling as it is written at work."""

import torch

__all__ = ["loss_scaling"]


def loss_scaling(
    grad,
    scale=65536.0,
    growth_tracker=0,
    growth_factor=2.0,
    backoff_factor=0.5,
    growth_interval=2000,
):
    """Let the library's scaler unscale a copy of the gradient and update its scale.

    In a training loop the scaler is made once and keeps the scale and its counter:
    `scaler.scale(loss).backward()`, `scaler.unscale_(optimizer)` if gradients are clipped,
    `scaler.step(optimizer)`, which skips the step where it must, and `scaler.update()`.

    Args:
        grad: (*) floating tensor. Gradient of `scale` times the loss; float16 is refused.
        scale: float. Factor by which the loss was multiplied.
        growth_tracker: int. Good steps in a row so far.
        growth_factor: float. Factor of a growing scale.
        backoff_factor: float. Factor of a shrinking scale.
        growth_interval: int. Good steps in a row after which the scale grows.

    Returns:
        (*) tensor, bool, float and int. The gradient of the loss, whether the step was skipped, the
        next scale and the next `growth_tracker`.
    """
    param = torch.zeros_like(grad, requires_grad=True)  # (*)
    param.grad = grad.clone()  # (*)
    steps = []
    optimizer = torch.optim.SGD([param], lr=0.0)
    optimizer.register_step_post_hook(lambda *_: steps.append(1))
    scaler = torch.amp.GradScaler(
        "cpu",
        init_scale=scale,
        growth_factor=growth_factor,
        backoff_factor=backoff_factor,
        growth_interval=growth_interval,
    )
    scaler.load_state_dict({**scaler.state_dict(), "_growth_tracker": growth_tracker})
    scaler.scale(torch.zeros(()))  # the scaler is ready after its first loss
    scaler.unscale_(optimizer)
    scaler.step(optimizer)
    scaler.update()
    after = scaler.state_dict()
    return param.grad, not steps, after["scale"], after["_growth_tracker"]
