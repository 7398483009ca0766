"""AdamW from first principles: shrink the parameters, then make Adam's step."""

import numpy as np

from worked.optimizers.adam.with_numpy import adam

__all__ = ["adamw"]


def adamw(
    param,
    grad,
    state=None,
    step=1,
    lr=1e-3,
    betas=(0.9, 0.999),
    eps=1e-8,
    weight_decay=1e-2,
    amsgrad=False,
    maximize=False,
):
    r"""Shrink the parameters by a share of themselves, and add the step of Adam.

    $w \leftarrow (1 - \eta \lambda) w
    - \eta \dfrac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}$
    with the running means of Adam, which see the gradient alone.

    Args:
        param: (*) float. Parameters $w$ before the step.
        grad: (*) float. Gradient of the loss with respect to `param`.
        state: (2, *) float, for `amsgrad` (3, *). As in Adam; None before the first step.
        step: int. Number $t$ of the step, from 1.
        lr: float. Learning rate $\eta$, at least 0.
        betas: (float, float). Shares $\beta_1$ and $\beta_2$ of the means that are kept.
        eps: float. Added to the root, at least 0; unit of the gradient.
        weight_decay: float. Decay $\lambda$, at least 0; a step removes the share
            $\eta \lambda$ of each parameter.
        amsgrad: bool. Divide by the root of the largest mean of squares so far.
        maximize: bool. Climb instead of descend; the parameters shrink all the same.

    Returns:
        (*) float and (2, *) or (3, *) float. Parameters and state after the step; the arguments
        stay as they were.

    Raises:
        TypeError: If `param` is neither float32 nor float64, or the others are not as `param`.
        ValueError: If a shape or a number is not as above, or step and state contradict.

    Note:
        The decay of Adam enters the gradient and is divided by its root, so that a parameter with
        large gradients is decayed less; here all shrink alike. As in PyTorch the decay is
        multiplied by the learning rate, and so follows its schedule; the paper multiplies
        it by a schedule factor alone.

    Source:
        Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
        Algorithm 2; PyTorch 2.13 documentation and source code, `torch.optim.AdamW`.
    """
    if not weight_decay >= 0:
        raise ValueError(f"weight_decay: wanted at least 0, got {weight_decay}")
    if param.dtype not in (np.float32, np.float64):
        raise TypeError(f"param: wanted float32 or float64, got {param.dtype}")
    shrunk = np.asarray((1 - lr * weight_decay) * param)  # (*)
    return adam(
        shrunk, grad, state, step, lr, betas, eps, amsgrad=amsgrad, maximize=maximize
    )
