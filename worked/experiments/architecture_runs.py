"""Three networks of one size, wired differently, trained on the same small images.

`"mlp"`: one hidden layer of ReLU units that sees all pixels. `"cnn"`: two convolutions, each with
ReLU and max pooling, and a linear layer. `"rnn"`: a plain recurrent network that reads the image
row by row, and a linear layer on its last state. All gradients are by hand.
"""

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.convolution.conv2d.with_numpy import conv2d, conv2d_backward
from worked.convolution.max_pool2d.with_numpy import max_pool2d, max_pool2d_backward
from worked.losses.cross_entropy.with_numpy import cross_entropy_backward
from worked.optimizers.adam.with_numpy import adam
from worked.sequence.rnn.with_numpy import rnn, rnn_backward

__all__ = [
    "KINDS",
    "accuracy",
    "count",
    "init",
    "placed",
    "scores",
    "shifted",
    "train",
]

# Units or channels by the side of the images, so that with ten classes each network of a row has
# about the same number of parameters.
SIZES = {
    8: {"mlp": (37,), "cnn": (8, 24), "rnn": (44,)},  # 2,800
    12: {"mlp": (26,), "cnn": (8, 24), "rnn": (52,)},  # 4,000
}
KINDS = tuple(SIZES[8])


def init(kind, rng, side=8, classes=10):
    """Draw weights of variance 2 / in before ReLU and 1 / in elsewhere, and zero biases.

    Args:
        kind: str. One of `KINDS`.
        rng: numpy.random.Generator.
        side: int. Pixels a side, 8 or 12.
        classes: int. Outputs.

    Returns:
        List of float arrays, weights (out, in) or (out, in, 3, 3) and biases (out,).
    """
    sizes = SIZES[side][kind]
    if kind == "mlp":
        shapes = [(sizes[0], side**2)]
        last = sizes[0]
    elif kind == "cnn":
        shapes = [(sizes[0], 1, 3, 3), (sizes[1], sizes[0], 3, 3)]
        last = sizes[1] * (side // 4) ** 2
    else:
        shapes = [(sizes[0], side), (sizes[0], sizes[0])]
        last = sizes[0]
    gain = 1 if kind == "rnn" else 2
    params = []
    for shape, variance in [*((s, gain) for s in shapes), ((classes, last), 1)]:
        fan_in = int(np.prod(shape[1:]))
        params.append(rng.normal(size=shape) * (variance / fan_in) ** 0.5)
        params.append(np.zeros(shape[0]))
    return params


def count(kind, side=8):
    """Return the number of parameters of a kind of network, as PyTorch's modules count them."""
    return sum(p.size for p in init(kind, np.random.default_rng(0), side))


def scores(kind, params, images):
    """Run a network.

    Args:
        kind: str. One of `KINDS`.
        params: List as `init` returns it.
        images: (N, S, S) float.

    Returns:
        (N, C) float scores, and a function from their gradient to those of the parameters.
    """
    return {"mlp": _mlp, "cnn": _cnn, "rnn": _rnn}[kind](params, images)


def train(kind, images, target, steps=300, batch=32, lr=5e-3, seed=0):
    """Train a network with Adam on the cross-entropy, examples drawn without replacement.

    Args:
        kind: str. One of `KINDS`.
        images: (N, S, S) float.
        target: (N,) int.
        steps: int. Updates, so that all networks have the same number.
        batch: int. Examples per step.
        lr: float. Learning rate.
        seed: int. Seed of weights and order.

    Returns:
        List of parameters.
    """
    rng = np.random.default_rng(seed)
    params = init(kind, rng, images.shape[1], int(target.max()) + 1)
    states = [None] * len(params)
    order = np.zeros(0, int)  # (rows left of this epoch,)
    for step in range(1, steps + 1):
        if len(order) < min(batch, len(images)):
            order = rng.permutation(len(images))  # (N,)
        rows, order = order[:batch], order[batch:]
        logits, back = scores(kind, params, images[rows])  # (B, C)
        grads = back(cross_entropy_backward(1.0, logits, target[rows]))
        pairs = [
            adam(param, grad, state, step, lr=lr)
            for param, grad, state in zip(params, grads, states, strict=True)
        ]
        params, states = map(list, zip(*pairs, strict=True))
    return params


def accuracy(kind, params, images, target):
    """Return the share of images whose highest score is the right one."""
    return float((scores(kind, params, images)[0].argmax(axis=1) == target).mean())


def shifted(images, columns):
    """Move images to the right, or to the left if `columns` is negative, and fill with zeros."""
    moved = np.roll(images, columns, axis=2)  # (N, S, S)
    if columns:
        moved[:, :, slice(None, columns) if columns > 0 else slice(columns, None)] = 0
    return moved


def placed(images, rng, side=12):
    """Put each image at a random place of a larger black one.

    Args:
        images: (N, S, S) float.
        rng: numpy.random.Generator.
        side: int. Pixels a side of the larger images.

    Returns:
        (N, side, side) float.
    """
    size = images.shape[1]
    larger = np.zeros((len(images), side, side), images.dtype)  # (N, side, side)
    for each, image, (top, left) in zip(
        larger,
        images,
        rng.integers(side - size + 1, size=(len(images), 2)),
        strict=True,
    ):
        each[top : top + size, left : left + size] = image
    return larger


def _mlp(params, images):
    w1, b1, w2, b2 = params
    x = images.reshape(len(images), -1)  # (N, S S)
    z = x @ w1.T + b1  # (N, H)
    hidden = relu(z)  # (N, H)

    def back(grad):
        delta = relu_backward(grad @ w2, z)  # (N, H)
        return [delta.T @ x, delta.sum(axis=0), grad.T @ hidden, grad.sum(axis=0)]

    return hidden @ w2.T + b2, back


def _cnn(params, images):
    w1, b1, w2, b2, w3, b3 = params
    x = images[:, None]  # (N, 1, S, S)
    z1 = conv2d(x, w1, b1, padding=1)  # (N, C1, S, S)
    a1 = relu(z1)  # (N, C1, S, S)
    p1 = max_pool2d(a1, 2)  # (N, C1, S/2, S/2)
    z2 = conv2d(p1, w2, b2, padding=1)  # (N, C2, S/2, S/2)
    a2 = relu(z2)  # (N, C2, S/2, S/2)
    p2 = max_pool2d(a2, 2)  # (N, C2, S/4, S/4)
    flat = p2.reshape(len(p2), -1)  # (N, C2 S S / 16)

    def back(grad):
        delta = max_pool2d_backward((grad @ w3).reshape(p2.shape), a2, 2)
        delta = relu_backward(delta, z2)  # (N, C2, S/2, S/2)
        delta, *second = conv2d_backward(delta, p1, w2, b2, padding=1)
        delta = relu_backward(max_pool2d_backward(delta, a1, 2), z1)  # (N, C1, S, S)
        _, *first = conv2d_backward(delta, x, w1, b1, padding=1)
        return [*first, *second, grad.T @ flat, grad.sum(axis=0)]

    return flat @ w3.T + b3, back


def _rnn(params, images):
    w_in, b_in, w_state, b_state, w_out, b_out = params
    rows = images.transpose(1, 0, 2)  # (S, N, S), row by row
    start = np.zeros((1, len(images), len(w_state)))  # (1, N, H)
    args = rows, start, w_in, w_state, b_in, b_state
    states, last = rnn(*args)  # (S, N, H), (1, N, H)

    def back(grad):
        upstream = np.zeros_like(states), (grad @ w_out)[None]
        _, _, g_in, g_state, g_bias, g_bias2 = rnn_backward(upstream, *args)
        return [g_in, g_bias, g_state, g_bias2, grad.T @ last[0], grad.sum(axis=0)]

    return last[0] @ w_out.T + b_out, back
