"""Mean squares of signals and gradients by layer, as one would log them."""

import torch

__all__ = ["predicted_variance", "variance_by_depth"]

FUNCTIONS = {
    "linear": lambda z: z,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
}


def variance_by_depth(input, weight, grad_output, nonlinearity="relu"):
    """Measure the signals on the way forward, and the gradients by hooks on the way back.

    Args:
        input: (N, H) floating tensor. Examples.
        weight: (L, H, H) tensor. Weights, (out, in) each.
        grad_output: (N, H) tensor. Gradient with respect to the last activations.
        nonlinearity: `"linear"`, `"relu"`, `"sigmoid"` or `"tanh"`.

    Returns:
        Two (L,) tensors: mean squares of the pre-activations, and of the gradients with respect to
        them.
    """
    function = FUNCTIONS[nonlinearity]
    back = input.new_zeros(len(weight))  # (L,)
    forward = []
    signal = input.detach().requires_grad_()  # (N, H)
    for depth, layer in enumerate(weight):
        z = signal @ layer.T  # (N, H)

        def log(grad, depth=depth):
            back[depth] = grad.square().mean()

        z.register_hook(log)
        forward.append(z.detach().square().mean())  # ()
        signal = function(z)  # (N, H)
    signal.backward(grad_output)
    return torch.stack(forward) if forward else back.clone(), back


def predicted_variance(start, gain, nonlinearity="relu"):
    """Predict both mean squares; autograd gives the slopes of the activation.

    Args:
        start: () floating tensor. Mean square of the inputs.
        gain: (L,) tensor. Width times the weights' variance, layer by layer.
        nonlinearity: `"linear"`, `"relu"`, `"sigmoid"` or `"tanh"`.

    Returns:
        Two (L,) tensors: mean squares of the pre-activations, and of the gradients with respect to
        them for a last one of mean square 1.
    """
    function = FUNCTIONS[nonlinearity]
    grid = torch.linspace(-8, 8, 1600, dtype=torch.float64).to(gain.dtype)  # (P,)
    share = torch.softmax(-grid.square() / 2, 0)  # (P,)
    forward, shrink = torch.zeros_like(gain), torch.zeros_like(gain)  # (L,), (L,)
    square = start  # ()
    for depth, factor in enumerate(gain):
        forward[depth] = factor * square
        z = (forward[depth].sqrt() * grid).requires_grad_()  # (P,)
        signal = function(z)  # (P,)
        (slope,) = torch.autograd.grad(signal.sum(), z)  # (P,)
        square = share @ signal.detach().square()  # ()
        shrink[depth] = share @ slope.square()
    later = torch.cat([gain[1:], gain.new_ones(1)])[: len(gain)]  # (L,)
    return forward, (shrink * later).flip(0).cumprod(0).flip(0)
