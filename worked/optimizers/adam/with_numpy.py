"""Adam from first principles: two running means, their bias corrections, and one division."""

import numpy as np

from worked.optimizers.sgd.with_numpy import check_step

__all__ = ["adam"]


def adam(
    param,
    grad,
    state=None,
    step=1,
    lr=1e-3,
    betas=(0.9, 0.999),
    eps=1e-8,
    weight_decay=0.0,
    amsgrad=False,
    maximize=False,
):
    r"""Step along the gradient's running mean, in units of the root of its running square.

    With the step $t$: $m \leftarrow \beta_1 m + (1 - \beta_1) g$,
    $\;v \leftarrow \beta_2 v + (1 - \beta_2) g^2$, then
    $w \leftarrow w - \eta \dfrac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}$.

    Args:
        param: (*) float. Parameters $w$ before the step.
        grad: (*) float. Gradient $g$ of the loss with respect to `param`.
        state: (2, *) float. The running means $m$ and $v$ that the step before returned, for
            `amsgrad` (3, *) with the largest $v$ so far; None before the first step.
        step: int. Number $t$ of the step, from 1.
        lr: float. Learning rate $\eta$, at least 0.
        betas: (float, float). Shares $\beta_1$ and $\beta_2$ of the means that are kept.
        eps: float. Added to the root, at least 0; unit of the gradient.
        weight_decay: float. Factor of the parameters that are added to the gradient, at least 0.
        amsgrad: bool. Divide by the root of the largest $v$ so far.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) float and (2, *) or (3, *) float. Parameters and state after the step; the arguments
        stay as they were.

    Raises:
        TypeError: If `param` is neither float32 nor float64, or the others are not as `param`.
        ValueError: If a shape or a number is not as above, or step and state contradict.

    Note:
        Both means start at zero, which is what the corrections undo: the first step has the length
        `lr` in each coordinate, whatever the gradient's size, as long as it is far above `eps`.
        `weight_decay` here enters the gradient and so gets divided as well; AdamW shrinks the
        parameters beside the step. `eps` stands outside the root, as in PyTorch and in the paper.

    Source:
        Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, Algorithm 1; Reddi,
        Kale and Kumar, "On the Convergence of Adam and Beyond", ICLR 2018; PyTorch 2.13
        documentation, `torch.optim.Adam`.
    """
    _check_options(state, step, betas)
    numbers = {"lr": lr, "eps": eps, "weight_decay": weight_decay}
    check_step(param, grad, state, (2 + amsgrad, *param.shape), **numbers)
    slope = -grad if maximize else grad  # (*)
    if weight_decay:
        slope = slope + weight_decay * param  # (*)
    after = np.empty((2 + amsgrad, *param.shape), param.dtype)  # (2 or 3, *)
    old = np.zeros_like(after) if state is None else state  # (2 or 3, *)
    work = np.empty(
        param.shape, param.dtype
    )  # (*), for every product: nothing else is new
    mean, square = after[0, ...], after[1, ...]  # (*), (*)
    np.multiply(betas[0], old[0], out=mean)
    mean += np.multiply(1 - betas[0], slope, out=work)
    np.multiply(betas[1], old[1], out=square)
    square += np.multiply(1 - betas[1], np.multiply(slope, slope, out=work), out=work)
    if amsgrad:
        square = np.maximum(old[2], square, out=after[2, ...])  # (*)
    # Both sides of the fraction times the second correction, which saves a pass over the array.
    correction = (1 - betas[1] ** step) ** 0.5
    root = np.sqrt(square, out=work)  # (*)
    root += eps * correction
    move = np.divide(mean, root, out=work)  # (*)
    move *= -lr * correction / (1 - betas[0] ** step)
    move += param
    return move, after


def _check_options(state, step, betas):
    if not all(0 <= beta < 1 for beta in betas):
        raise ValueError(f"betas: wanted two from 0 to below 1, got {betas}")
    if step < 1 or (step == 1) != (state is None):
        has = "no state" if state is None else "a state"
        raise ValueError(
            f"step: wanted 1 without a state and more with one, got {step} with {has}"
        )
