"""Networks of six decades on the same digits, and how sure a classifier may be."""

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.activations.sigmoid.with_numpy import sigmoid, sigmoid_backward
from worked.activations.softmax.with_numpy import softmax
from worked.activations.tanh.with_numpy import tanh, tanh_backward
from worked.convolution.conv2d.with_numpy import conv2d, conv2d_backward
from worked.experiments.regularization_runs import accuracy as accuracy_of
from worked.experiments.regularization_runs import (
    mislabeled,
    scores,
    shifted,
    thirds,
    train,
)
from worked.losses.cross_entropy.with_numpy import cross_entropy_backward
from worked.neurons.affine.with_numpy import affine, affine_backward
from worked.normalization.layer_norm.with_numpy import layer_norm, layer_norm_backward
from worked.optimizers.adam.with_numpy import adam
from worked.sequence.lstm.with_numpy import lstm, lstm_backward
from worked.sequence.scaled_dot_product_attention.with_numpy import (
    scaled_dot_product_attention,
    scaled_dot_product_attention_backward,
)

__all__ = [
    "STAGES",
    "backward",
    "build",
    "calibration_error",
    "contest",
    "count",
    "fit",
    "forward",
    "perceptron_scores",
    "smoothed",
    "stages",
]

HEADS = 2  # of the attention block

# Stage by stage, the layers with the shapes of their parameters. A weight is (out, in), and a
# layer is a function, its backward pass, and the shapes.
STAGES = {
    "the same layer, Adam": ["dense 10 64"],
    "1986: hidden layer": ["dense 64 64", "sigmoid", "dense 10 64"],
    "1989: convolution": [
        "image",
        "conv 8 1",
        "tanh",
        "halve",
        "conv 16 8",
        "tanh",
        "halve",
        "flat",
        "dense 10 64",
    ],
    "1997: LSTM over rows": ["rows", "lstm 8 40", "dense 10 40"],
    "2012: ReLU, dropout": [
        "image",
        "conv 8 1",
        "relu",
        "halve",
        "conv 16 8",
        "relu",
        "halve",
        "flat",
        "dense 64 64",
        "relu",
        "drop",
        "dense 10 64",
    ],
    "2015: residual": [
        "image",
        "conv 8 1",
        "halve",
        "residual 8",
        "residual 8",
        "relu",
        "flat",
        "dense 10 128",
    ],
    "2017: attention": ["rows", "token 32 8", "attention 32", "mean", "dense 10 32"],
}


def _conv(x, weight, bias):
    return conv2d(x, weight, bias, padding=1)  # (N, out, H, W)


def _conv_backward(grad, x, weight, bias):
    return conv2d_backward(grad, x, weight, bias, padding=1)


def _halve(x):
    # The mean of each square of two times two pixels.
    count, maps, high, wide = x.shape
    return x.reshape(count, maps, high // 2, 2, wide // 2, 2).mean(axis=(3, 5))


def _halve_backward(grad, x):
    return (grad / 4).repeat(2, axis=2).repeat(2, axis=3)  # (N, C, H, W)


def _reshaped(shape):
    # Layers that only look at the same numbers in another shape.
    return (
        lambda x: x.reshape(len(x), *shape),
        lambda grad, x: grad.reshape(x.shape),
    )


def _drop(x, mask):
    return x * mask  # (N, H)


def _drop_backward(grad, x, mask):
    return grad * mask, np.zeros_like(mask)


def _residual(x, weight1, bias1, weight2, bias2):
    inner = _conv(relu(x), weight1, bias1)  # (N, C, H, W)
    return x + _conv(relu(inner), weight2, bias2)  # (N, C, H, W)


def _residual_backward(grad, x, weight1, bias1, weight2, bias2):
    first = relu(x)  # (N, C, H, W)
    inner = _conv(first, weight1, bias1)  # (N, C, H, W)
    back, *grads2 = _conv_backward(grad, relu(inner), weight2, bias2)
    back = relu_backward(back, inner)  # (N, C, H, W)
    back, *grads1 = _conv_backward(back, first, weight1, bias1)
    return grad + relu_backward(back, x), *grads1, *grads2


def _lstm(x, weight_ih, weight_hh, bias):
    # Reads a row at a time, and answers with its last hidden state.
    zero = np.zeros((1, len(x), weight_hh.shape[1]))  # (1, N, H)
    none = np.zeros_like(bias)  # (4H,)
    args = x.swapaxes(0, 1), zero, zero, weight_ih, weight_hh, bias, none
    return lstm(*args)[1][0]  # (N, H)


def _lstm_backward(grad, x, weight_ih, weight_hh, bias):
    zero, none = np.zeros((1, *grad.shape)), np.zeros_like(bias)  # (1, N, H), (4H,)
    args = x.swapaxes(0, 1), zero, zero, weight_ih, weight_hh, bias, none
    every = np.zeros((x.shape[1], *grad.shape))  # (T, N, H)
    found = lstm_backward((every, grad[None], zero), *args)
    return found[0].swapaxes(0, 1), found[3], found[4], found[5]


def _token(x, weight, bias, place):
    return affine(x, weight, bias) + place  # (N, T, D)


def _token_backward(grad, x, weight, bias, place):
    return *affine_backward(grad, x, weight, bias), grad.sum(axis=0)


def _heads(x):
    count, steps, width = x.shape
    return x.reshape(count, steps, HEADS, width // HEADS).swapaxes(
        1, 2
    )  # (N, H, T, D/H)


def _joined(x):
    count, heads, steps, width = x.shape
    return x.swapaxes(1, 2).reshape(count, steps, heads * width)  # (N, T, D)


def _attended(x, gain, shift, into, out):
    width = x.shape[-1:]
    normal = layer_norm(x, width, gain, shift)  # (N, T, D)
    parts = [_heads(part) for part in np.split(normal @ into.T, 3, axis=-1)]
    mixed = _joined(scaled_dot_product_attention(*parts))  # (N, T, D)
    return normal, parts, mixed, x + mixed @ out.T


def _attention(
    x, gain, shift, into, out, gain2, shift2, weight1, bias1, weight2, bias2
):
    middle = _attended(x, gain, shift, into, out)[-1]  # (N, T, D)
    normal = layer_norm(middle, x.shape[-1:], gain2, shift2)  # (N, T, D)
    hidden = relu(affine(normal, weight1, bias1))  # (N, T, 2D)
    return middle + affine(hidden, weight2, bias2)  # (N, T, D)


def _attention_backward(
    grad, x, gain, shift, into, out, gain2, shift2, weight1, bias1, weight2, bias2
):
    width = x.shape[-1:]
    normal, parts, mixed, middle = _attended(x, gain, shift, into, out)
    normal2 = layer_norm(middle, width, gain2, shift2)  # (N, T, D)
    z = affine(normal2, weight1, bias1)  # (N, T, 2D)
    back, *grads2 = affine_backward(grad, relu(z), weight2, bias2)
    back, *grads1 = affine_backward(relu_backward(back, z), normal2, weight1, bias1)
    back, *scale2 = layer_norm_backward(back, middle, width, gain2, shift2)
    grad = grad + back  # (N, T, D), at the middle: both paths
    back, grad_out = affine_backward(grad, mixed, out)
    found = scaled_dot_product_attention_backward(_heads(back), *parts)
    back = np.concatenate([_joined(part) for part in found[:3]], axis=-1)  # (N, T, 3D)
    back, grad_into = affine_backward(back, normal, into)
    back, *scale1 = layer_norm_backward(back, x, width, gain, shift)
    return grad + back, *scale1, grad_into, grad_out, *scale2, *grads1, *grads2


def _mean(x):
    return x.mean(axis=1)  # (N, D)


def _mean_backward(grad, x):
    return np.broadcast_to(grad[:, None] / x.shape[1], x.shape)  # (N, T, D)


LAYERS = {
    "dense": (affine, affine_backward),
    "conv": (_conv, _conv_backward),
    "residual": (_residual, _residual_backward),
    "lstm": (_lstm, _lstm_backward),
    "token": (_token, _token_backward),
    "attention": (_attention, _attention_backward),
    "sigmoid": (sigmoid, sigmoid_backward),
    "tanh": (tanh, tanh_backward),
    "relu": (relu, relu_backward),
    "halve": (_halve, _halve_backward),
    "drop": (_drop, _drop_backward),
    "mean": (_mean, _mean_backward),
    "image": _reshaped((1, 8, 8)),
    "rows": _reshaped((8, 8)),
    "flat": _reshaped((-1,)),
}


def build(layers, rng):
    """Draw the initial parameters of a network.

    Weights have variance 1 / in, twice that in front of ReLU; the last convolution of a residual
    block and the biases are zero, the forget gate's bias is one.

    Args:
        layers: list of str, as in `STAGES`.
        rng: numpy.random.Generator.

    Returns:
        List of lists of float arrays, the parameters of each layer.
    """
    params = []
    for place, layer in enumerate(layers):
        name, *sizes = layer.split()
        twice = 2.0 if "relu" in layers[place + 1 : place + 2] else 1.0
        params.append(_drawn(name, sizes, twice, rng))
    return params


def _drawn(name, sizes, twice, rng):
    def weight(*shape, gain=twice):
        return rng.normal(size=shape) * (gain / np.prod(shape[1:])) ** 0.5  # shape

    if name == "dense":
        out, into = map(int, sizes)
        return [weight(out, into), np.zeros(out)]
    if name == "conv":
        out, into = map(int, sizes)
        return [weight(out, into, 3, 3), np.zeros(out)]
    if name == "residual":
        maps = int(sizes[0])
        first = [weight(maps, maps, 3, 3, gain=2.0), np.zeros(maps)]
        return [*first, np.zeros((maps, maps, 3, 3)), np.zeros(maps)]
    if name == "lstm":
        wide, units = map(int, sizes)
        bias = np.repeat([0.0, 1.0, 0.0, 0.0], units)  # (4H,)
        return [weight(4 * units, wide), weight(4 * units, units), bias]
    if name == "token":
        wide, into = map(int, sizes)
        return [weight(wide, into), np.zeros(wide), 0.1 * weight(8, wide, gain=wide)]
    if name == "attention":
        wide = int(sizes[0])
        norm = [np.ones(wide), np.zeros(wide)]
        both = [weight(3 * wide, wide), weight(wide, wide)]
        first = [weight(2 * wide, wide, gain=2.0), np.zeros(2 * wide)]
        last = [weight(wide, 2 * wide), np.zeros(wide)]
        return [*norm, *both, *(array.copy() for array in norm), *first, *last]
    return []


def count(params):
    """Return the number of parameters."""
    return sum(array.size for own in params for array in own)


def forward(layers, params, input):
    """Run a network and keep what enters each layer.

    Args:
        layers: list of str, as in `STAGES`.
        params: List of lists of arrays, as from `build`.
        input: (N, 64) float.

    Returns:
        Logits, (N, 10) float, and the list of what entered each layer.
    """
    kept = []
    for layer, own in zip(layers, params, strict=True):
        kept.append(input)
        if (
            layer != "drop" or own
        ):  # without a mask, as at test time, nothing is dropped
            input = LAYERS[layer.split()[0]][0](input, *own)  # (N, *)
    return input, kept


def backward(layers, params, kept, grad_output):
    """Return the gradients of all parameters, in their order.

    Args:
        layers: list of str, as in `STAGES`.
        params: List of lists of arrays.
        kept: List from `forward`.
        grad_output: (N, 10) float. Gradient of the loss with respect to the logits.

    Returns:
        List of lists of float arrays, as `params`.
    """
    grads = []
    for layer, own, entered in zip(
        reversed(layers), reversed(params), reversed(kept), strict=True
    ):
        if layer == "drop" and not own:
            grads.append([])
            continue
        found = LAYERS[layer.split()[0]][1](grad_output, entered, *own)
        grad_output, *rest = found if isinstance(found, tuple) else (found,)
        grads.append(rest)
    return grads[::-1]


def fit(layers, input, target, epochs=12, batch=30, lr=0.02, seed=0, share=0.5):
    """Train a network with Adam on cross-entropy.

    Args:
        layers: list of str, as in `STAGES`.
        input: (N, 64) float.
        target: (N,) int. Ten classes.
        epochs: int. Passes over the data.
        batch: int. Examples per step.
        lr: float. Learning rate of the first epoch; it falls to zero along a straight line.
        seed: int. Seed of weights, order and masks.
        share: float. Probability to drop a unit where a layer says so.

    Returns:
        The parameters.
    """
    rng = np.random.default_rng(seed)
    params = build(layers, rng)
    states = [[None] * len(own) for own in params]
    steps, step = epochs * -(-len(input) // batch), 0
    for _ in range(epochs):
        order = rng.permutation(len(input))  # (N,)
        for start in range(0, len(input), batch):
            rows = order[start : start + batch]  # (B,)
            masked = [
                [(rng.random((len(rows), 64)) >= share) / (1 - share)]
                if layer == "drop"
                else own
                for layer, own in zip(layers, params, strict=True)
            ]
            logits, kept = forward(layers, masked, input[rows])
            grad = cross_entropy_backward(1.0, logits, target[rows])  # (B, 10)
            grads = backward(layers, masked, kept, grad)
            rate, step = lr * (1 - step / steps), step + 1
            for place, own in enumerate(params):
                for at, param in enumerate(own):
                    own[at], states[place][at] = adam(
                        param, grads[place][at], states[place][at], step, rate
                    )
    return params


def perceptron_scores(input, target, test, epochs=20, seed=0):
    """Train ten threshold units, one for each class, by the perceptron rule.

    Args:
        input: (N, D) float.
        target: (N,) int. Ten classes.
        test: (M, D) float.
        epochs: int. Passes over the data.
        seed: int. Seed of the order.

    Returns:
        (M, 10) float. Weighted sums of the units on `test`.
    """
    rng = np.random.default_rng(seed)
    rows = np.c_[input, np.ones(len(input))]  # (N, D + 1), the last column for the bias
    weights = np.zeros((10, rows.shape[1]))  # (10, D + 1)
    wanted = np.eye(10)[target]  # (N, 10)
    for _ in range(epochs):
        for row in rng.permutation(len(rows)):
            error = wanted[row] - (weights @ rows[row] > 0)  # (10,), 0 where right
            weights += np.outer(error, rows[row])  # (10, D + 1)
    return np.c_[test, np.ones(len(test))] @ weights.T  # (M, 10)


def stages(input, target, names=tuple(STAGES), seeds=3, size=597, epochs=12):
    """Train the perceptron and each network of `STAGES` on digits, standardized as a whole.

    Args:
        input: (N, 64) float. Pixels from 0 to 16.
        target: (N,) int.
        names: sequence of str. Keys of `STAGES`.
        seeds: int. Splits and networks.
        size: int. Training examples.
        epochs: int. Passes over them.

    Returns:
        Numbers of parameters, (1 + names,) int; and accuracies on 700 test images as they are and
        moved by up to one pixel, (2, 1 + names, seeds) float. The perceptron comes first.
    """
    right = np.empty((2, 1 + len(names), seeds))  # (2, 1 + names, seeds)
    counts = np.empty(1 + len(names), int)  # (1 + names,)
    counts[0] = 10 * (input.shape[1] + 1)
    for seed in range(seeds):
        (x, y), _, (x_test, y_test) = thirds(input, target, size, seed)
        moved = shifted(x_test, np.random.default_rng(seed))  # (700, 64)
        middle, spread = x.mean(), x.std()  # of all pixels
        x, tests = (x - middle) / spread, (np.r_[x_test, moved] - middle) / spread
        found = perceptron_scores(x, y, tests, epochs, seed)  # (1400, 10)
        for row, name in enumerate((None, *names)):
            if name:
                params = fit(STAGES[name], x, y, epochs, seed=seed)
                counts[row] = count(params)
                found = forward(STAGES[name], params, tests)[0]  # (1400, 10)
            hits = found.argmax(axis=1).reshape(2, -1) == y_test  # (2, 700)
            right[:, row, seed] = hits.mean(axis=1)
    return counts, right


def contest(input, target, widths=(64, 128), seeds=10, size=597, steps=600, split=None):
    """Train networks that differ in their width, from several seeds.

    Args:
        input: (N, 64) float. Pixels from 0 to 16.
        target: (N,) int.
        widths: sequence of int. Hidden units.
        seeds: int. Networks for each width.
        size: int. Training examples.
        steps: int. Steps of gradient descent.
        split: int. Seed of the one split of the data that all share; None gives each seed its own.

    Returns:
        (widths, seeds) float. Accuracies on 700 test images.
    """
    right = np.empty((len(widths), seeds))  # (widths, seeds)
    for row, seed in np.ndindex(right.shape):
        place = seed if split is None else split
        (x, y), _, (x_test, y_test) = thirds(input, target, size, place)
        params, _ = train(x, y, hidden=widths[row], steps=steps, seed=seed)
        right[row, seed] = accuracy_of(params, x_test, y_test)
    return right


def calibration_error(prob, target, bins=15):
    r"""Average the gap between confidence and accuracy over bins of the confidence.

    $\text{ECE} = \sum_b \frac{n_b}{N} \left| \text{acc}_b - \text{conf}_b \right|$.

    Args:
        prob: (N, C) float. Probabilities of the classes.
        target: (N,) int. True classes.
        bins: int. Bins of equal width; the lower edge of each does not belong to it.

    Returns:
        () float in [0, 1].

    Source:
        Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
    """
    sure = prob.max(axis=1)  # (N,)
    right = prob.argmax(axis=1) == target  # (N,)
    place = np.ceil(sure * bins - 1e-9).astype(int)  # (N,)
    gaps = np.bincount(place, right - sure, minlength=bins + 1)  # (bins + 1,)
    return float(np.abs(gaps).sum() / len(target))


def smoothed(
    input, target, shares, wrong=0.0, seeds=5, size=200, hidden=128, steps=500, first=0
):
    """Train with several strengths of label smoothing, and measure how honest the outputs are.

    Args:
        input: (N, 64) float. Pixels from 0 to 16.
        target: (N,) int.
        shares: sequence of float. Shares of the target that all classes get alike.
        wrong: float. Share of the training labels that are replaced by random ones.
        seeds: int. Splits and networks.
        size: int. Training examples.
        hidden: int. Hidden units.
        steps: int. Steps of gradient descent.
        first: int. The first of the seeds.

    Returns:
        (shares, seeds, 3) float. Accuracy, mean confidence and expected calibration error on 700
        test images.
    """
    found = np.empty((len(shares), seeds, 3))  # (shares, seeds, 3)
    for row, seed in np.ndindex(found.shape[:2]):
        (x, y), _, (x_test, y_test) = thirds(input, target, size, first + seed)
        y = mislabeled(y, wrong, first + seed)  # (size,)
        options = {"hidden": hidden, "steps": steps, "seed": first + seed}
        params, _ = train(x, y, smoothing=shares[row], **options)
        prob = softmax(scores(params, x_test), 1)  # (700, 10)
        right = (prob.argmax(axis=1) == y_test).mean()
        error = calibration_error(prob, y_test)
        found[row, seed] = right, prob.max(axis=1).mean(), error
    return found
