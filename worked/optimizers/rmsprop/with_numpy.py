"""RMSprop from first principles: a running mean of the square, and one division."""

import numpy as np

from worked.optimizers.sgd.with_numpy import check_step

__all__ = ["rmsprop"]


def rmsprop(
    param,
    grad,
    state=None,
    lr=1e-2,
    alpha=0.99,
    eps=1e-8,
    weight_decay=0.0,
    momentum=0.0,
    centered=False,
    maximize=False,
):
    r"""Step against the gradient, in units of the root of the running mean of its square.

    $v \leftarrow \alpha v + (1 - \alpha) g^2$, then
    $w \leftarrow w - \eta \dfrac{g}{\sqrt{v} + \epsilon}$. `centered` subtracts from $v$ under the
    root the square of the running mean $m$ of $g$; with `momentum` $\mu$ the fraction enters a
    velocity, $b \leftarrow \mu b + g / (\sqrt{v} + \epsilon)$, and the step is $\eta b$.

    Args:
        param: (*) float. Parameters $w$ before the step.
        grad: (*) float. Gradient $g$ of the loss with respect to `param`.
        state: (n, *) float. What the step before returned, one array for each of: the mean of
            squares $v$; with `centered` the mean $m$; with `momentum` the velocity $b$. None
            before the first step.
        lr: float. Learning rate $\eta$, at least 0.
        alpha: float. Share $\alpha$ of the means that is kept, at least 0.
        eps: float. Added to the root, at least 0; unit of the gradient.
        weight_decay: float. Factor of the parameters that are added to the gradient, at least 0.
        momentum: float. Share $\mu$ of the velocity that is kept, at least 0.
        centered: bool. Divide by the running standard deviation.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) float and (n, *) float with n from 1 to 3. Parameters and state after the step; the
        arguments stay as they were.

    Raises:
        TypeError: If `param` is neither float32 nor float64, or the others are not as `param`.
        ValueError: If a shape or a number is not as above.

    Note:
        The mean begins at zero and is not corrected, unlike Adam's: without `centered` the first
        step has the length $\eta / \sqrt{1 - \alpha}$, ten times the rate by default, whatever the
        gradient's size, as long as it is far above `eps`.
        `eps` stands outside the root, as in PyTorch; others have it inside.

    Source:
        Hinton's lecture notes, and Graves, "Generating Sequences With Recurrent Neural Networks",
        2013, arXiv 1308.0850 (centered), as cited there; PyTorch 2.13 documentation and source
        code, `torch.optim.RMSprop`.
    """
    numbers = {"alpha": alpha, "eps": eps, "momentum": momentum}
    rows = 1 + bool(centered) + (momentum > 0)
    shape = (rows, *param.shape)
    check_step(param, grad, state, shape, lr=lr, weight_decay=weight_decay, **numbers)
    slope = -grad if maximize else grad  # (*)
    if weight_decay:
        slope = slope + weight_decay * param  # (*)
    after = np.empty((rows, *param.shape), param.dtype)  # (n, *)
    old = np.zeros_like(after) if state is None else state  # (n, *)
    work = np.empty(param.shape, param.dtype)  # (*), for every product
    square = after[0, ...]  # (*)
    np.multiply(alpha, old[0], out=square)
    square += np.multiply(1 - alpha, np.multiply(slope, slope, out=work), out=work)
    root = work  # (*)
    if centered:
        mean = after[1, ...]  # (*)
        np.multiply(alpha, old[1], out=mean)
        mean += np.multiply(1 - alpha, slope, out=work)
        np.multiply(mean, mean, out=work)
        np.sqrt(np.subtract(square, work, out=root), out=root)
    else:
        np.sqrt(square, out=root)
    root += eps
    move = np.divide(slope, root, out=work)  # (*)
    if momentum > 0:
        velocity = after[-1, ...]  # (*)
        np.multiply(momentum, old[-1], out=velocity)
        velocity += move
        move[...] = velocity
    move *= -lr
    move += param
    return move, after
