"""AdaDelta from first principles: two running means of squares, and no rate to choose."""

import numpy as np

from worked.optimizers.sgd.with_numpy import check_step

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
    r"""Step by the gradient times the root of past steps over the root of past gradients.

    With $d$ for the step: $v \leftarrow \rho v + (1 - \rho) g^2$,
    $\;d = \dfrac{\sqrt{u + \epsilon}}{\sqrt{v + \epsilon}} \, g$,
    $\;u \leftarrow \rho u + (1 - \rho) d^2$, then $w \leftarrow w - \eta d$.

    Args:
        param: (*) float. Parameters $w$ before the step.
        grad: (*) float. Gradient $g$ of the loss with respect to `param`.
        state: (2, *) float. Running means $v$ and $u$ that the step before returned; None before
            the first step.
        lr: float. Factor $\eta$ of the step, at least 0; the paper has none, which is 1.
        rho: float. Share $\rho$ of the means that is kept, from 0 to 1.
        eps: float. Added to both means, at least 0.
        weight_decay: float. Factor of the parameters that are added to the gradient, at least 0.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) float and (2, *) float. Parameters and means after the step; the arguments stay as they
        were.

    Raises:
        TypeError: If `param` is neither float32 nor float64, or the others are not as `param`.
        ValueError: If a shape or a number is not as above.

    Note:
        The ratio of the roots has the unit of a parameter over that of a gradient, so that the
        step has the parameter's unit, as Newton's has. The mean of steps begins at zero, so `eps`
        decides the first step, about $\sqrt{\epsilon / (1 - \rho)}$ for any gradient far above
        $\sqrt{\epsilon}$: at the start it acts like a learning rate. `eps` stands inside both
        roots.

    Source:
        Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012, arXiv 1212.5701, as cited there;
        PyTorch 2.13 documentation and source code, `torch.optim.Adadelta`.
    """
    numbers = {"lr": lr, "eps": eps, "weight_decay": weight_decay}
    check_step(param, grad, state, (2, *param.shape), **numbers)
    if not 0 <= rho <= 1:
        raise ValueError(f"rho: wanted a number from 0 to 1, got {rho}")
    slope = -grad if maximize else grad  # (*)
    if weight_decay:
        slope = slope + weight_decay * param  # (*)
    after = np.empty((2, *param.shape), param.dtype)  # (2, *)
    old = np.zeros_like(after) if state is None else state  # (2, *)
    work = np.empty(param.shape, param.dtype)  # (*), for every product
    move = np.empty(param.shape, param.dtype)  # (*)
    squares, moves = after[0, ...], after[1, ...]  # (*), (*)
    np.multiply(rho, old[0], out=squares)
    squares += np.multiply(1 - rho, np.multiply(slope, slope, out=work), out=work)
    np.add(old[1], eps, out=move)
    move /= np.add(squares, eps, out=work)
    np.sqrt(move, out=move)  # one root of the ratio is the ratio of both roots
    move *= slope
    np.multiply(rho, old[1], out=moves)
    moves += np.multiply(1 - rho, np.multiply(move, move, out=work), out=work)
    move *= -lr
    move += param
    return move, after
