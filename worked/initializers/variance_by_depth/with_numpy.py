"""Mean squares of signals and gradients by layer: measured, and predicted."""

import numpy as np

__all__ = ["predicted_variance", "variance_by_depth"]

FUNCTIONS = {
    "linear": (lambda z: z, np.ones_like),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (
        lambda z: (1 + np.tanh(z / 2)) / 2,
        lambda z: (1 - np.tanh(z / 2) ** 2) / 4,
    ),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(z.dtype)),
}


def variance_by_depth(input, weight, grad_output, nonlinearity="relu"):
    r"""Run a stack of layers forward and back, and measure the mean squares on the way.

    Forward $z_l = W_l a_{l-1}$ and $a_l = f(z_l)$; back
    $\delta_l = (W_{l+1}^T \delta_{l+1}) \odot f'(z_l)$.

    Args:
        input: (N, H) float. Examples $a_0$.
        weight: (L, H, H) float. Weights of L layers of one width, each (out, in); no biases.
        grad_output: (N, H) float. Gradient with respect to the last activations $a_L$.
        nonlinearity: `"linear"`, `"relu"`, `"sigmoid"` or `"tanh"`.

    Returns:
        Two (L,) float: mean squares of the pre-activations $z_l$ and of the gradients with respect
        to them, $\delta_l$, over examples and units.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the dtypes differ.
        ValueError: If the shapes do not fit, or the activation is not known.

    Note:
        With weights of mean zero a pre-activation has mean zero over the draws of the weights, so
        that its mean square is its variance. For one draw of a deep ReLU or sigmoid stack the units
        have means of their own: all examples come to look alike, and the spread *across examples*
        is then far smaller than this.

    Source:
        Zhang et al., *Dive into Deep Learning*, section 5.4 (on Glorot and Bengio, AISTATS 2010).
    """
    _check(input, weight, grad_output, nonlinearity)
    function, slope = FUNCTIONS[nonlinearity]
    pre, signal = [], input  # (N, H)
    for layer in weight:
        pre.append(signal @ layer.T)  # (N, H)
        signal = function(pre[-1])  # (N, H)
    back = np.zeros(len(weight), input.dtype)  # (L,)
    arriving = grad_output  # (N, H)
    for depth in reversed(range(len(weight))):
        delta = arriving * slope(pre[depth])  # (N, H)
        back[depth] = np.square(delta).mean()
        arriving = delta @ weight[depth]  # (N, H)
    return np.array([np.square(z).mean() for z in pre], input.dtype), back


def predicted_variance(start, gain, nonlinearity="relu"):
    r"""Predict both mean squares of a wide stack from the variances of its weights alone.

    Forward $q_l = n \operatorname{Var}(w_l) \operatorname{E}[f(z)^2]$ with $z \sim N(0, q_{l-1})$;
    back, relative to the gradient at the end, the factors are
    $n \operatorname{Var}(w_{l+1}) \operatorname{E}[f'(z_l)^2]$.

    Args:
        start: () float. Mean square of the inputs.
        gain: (L,) float. Width times the weights' variance, $n \operatorname{Var}(w_l)$, of each
            layer: 1 is Xavier's, 2 is He's.
        nonlinearity: `"linear"`, `"relu"`, `"sigmoid"` or `"tanh"`.

    Returns:
        Two (L,) float: mean squares of $z_l$, and of $\delta_l$ for a gradient of mean square 1
        with respect to the last activations.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the dtypes differ.
        ValueError: If the shapes are others, or the activation is not known.

    Note:
        Exact for infinite width, where pre-activations are normal, and if the gradient that comes
        back does not depend on the weights that the signal came through. The expectations are sums
        over 1,600 points within eight standard deviations, symmetric about the kink at zero.

    Source:
        He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", ICCV 2015, section 2.2 (for ReLU).
    """
    _check_prediction(start, gain, nonlinearity)
    function, slope = FUNCTIONS[nonlinearity]
    grid = np.linspace(-8, 8, 1600, dtype=gain.dtype)  # (P,)
    share = np.exp(-np.square(grid) / 2)  # (P,)
    share /= share.sum()
    forward = np.zeros_like(gain)  # (L,)
    shrink = np.zeros_like(gain)  # (L,), mean square of the slopes
    square = start  # ()
    for depth, factor in enumerate(gain):
        forward[depth] = factor * square
        z = np.sqrt(forward[depth]) * grid  # (P,)
        square = share @ np.square(function(z))  # ()
        shrink[depth] = share @ np.square(slope(z))
    later = np.append(gain[1:], np.ones(1, gain.dtype))[: len(gain)]  # (L,)
    return forward, np.cumprod((shrink * later)[::-1])[::-1]


def _check(input, weight, grad_output, nonlinearity):
    arrays = {"input": input, "weight": weight, "grad_output": grad_output}
    _check_kinds(arrays, nonlinearity)
    if input.ndim != 2 or input.size == 0:
        raise ValueError(
            f"input: wanted (N, H) with N and H at least 1, got shape {input.shape}"
        )
    wide = input.shape[1]
    if weight.ndim != 3 or weight.shape[1:] != (wide, wide):
        raise ValueError(
            f"weight: wanted shape (L, {wide}, {wide}), got {weight.shape}"
        )
    if grad_output.shape != input.shape:
        raise ValueError(
            f"grad_output: wanted shape {input.shape}, got {grad_output.shape}"
        )


def _check_prediction(start, gain, nonlinearity):
    _check_kinds({"start": start, "gain": gain}, nonlinearity)
    for name, array, axes in (("start", start, 0), ("gain", gain, 1)):
        if array.ndim != axes:
            raise ValueError(f"{name}: wanted {axes} axes, got shape {array.shape}")


def _check_kinds(arrays, nonlinearity):
    if nonlinearity not in FUNCTIONS:
        raise ValueError(
            f"nonlinearity: wanted one of {', '.join(FUNCTIONS)}, got {nonlinearity!r}"
        )
    first, *_ = arrays.values()
    for name, array in arrays.items():
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
        if array.dtype != first.dtype:
            raise TypeError(
                f"{name}: wanted {first.dtype} as in the first, got {array.dtype}"
            )
