"""Small networks that differ in their activation alone: how gradients travel, how they train."""

from itertools import pairwise

import numpy as np

from worked.activations.dead_fraction.with_numpy import dead_fraction
from worked.activations.elu.with_numpy import elu, elu_backward
from worked.activations.gelu.with_numpy import gelu, gelu_backward
from worked.activations.leaky_relu.with_numpy import leaky_relu, leaky_relu_backward
from worked.activations.relu.with_numpy import relu, relu_backward
from worked.activations.sigmoid.with_numpy import sigmoid, sigmoid_backward
from worked.activations.silu.with_numpy import silu, silu_backward
from worked.activations.softplus.with_numpy import softplus, softplus_backward
from worked.activations.tanh.with_numpy import tanh, tanh_backward
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward

__all__ = [
    "FUNCTIONS",
    "HE",
    "accuracy",
    "backward",
    "dead_units",
    "forward",
    "gradient_norms",
    "init",
    "split",
    "train",
]


def _identity(input):
    return input


def _identity_backward(grad_output, input):
    return grad_output


# Name, function, backward pass: what a loop over activations needs.
FUNCTIONS = {
    "identity": (_identity, _identity_backward),
    "sigmoid": (sigmoid, sigmoid_backward),
    "tanh": (tanh, tanh_backward),
    "relu": (relu, relu_backward),
    "leaky_relu": (leaky_relu, leaky_relu_backward),
    "elu": (elu, elu_backward),
    "softplus": (softplus, softplus_backward),
    "silu": (silu, silu_backward),
    "gelu": (gelu, gelu_backward),
}
HE = 2**0.5  # the gain that makes up for the half of its input that ReLU removes


def init(sizes, gain, rng):
    """Draw weights with standard deviation gain / sqrt(inputs), and biases of zero.

    Args:
        sizes: tuple of int. Units per layer, the inputs first.
        gain: float. 1 is Xavier's for layers of equal width, the square root of 2 is He's.
        rng: numpy.random.Generator.

    Returns:
        List of pairs: (out, in) weights and (out,) biases.
    """
    return [
        (rng.normal(size=(wide, narrow)) * (gain / narrow**0.5), np.zeros(wide))
        for narrow, wide in pairwise(sizes)
    ]


def forward(params, input, activation, output="identity"):
    """Run a network and keep what the backward pass needs.

    Args:
        params: List of (weight, bias), as from `init`.
        input: (N, D) float.
        activation: str. Key of `FUNCTIONS`, for every hidden layer.
        output: str. Key of `FUNCTIONS`, for the last layer.

    Returns:
        Pre-activations and activations, a list each, one (N, units) array per layer; the second
        list begins with the input.
    """
    pre, post = [], [input]
    for layer, (weight, bias) in enumerate(params):
        name = output if layer == len(params) - 1 else activation
        pre.append(post[-1] @ weight.T + bias)  # (N, units)
        post.append(FUNCTIONS[name][0](pre[-1]))  # (N, units)
    return pre, post


def backward(params, pre, post, grad_output, activation, output="identity"):
    """Run the delta recursion.

    Args:
        params: List of (weight, bias).
        pre: Pre-activations from `forward`.
        post: Activations from `forward`.
        grad_output: (N, C) float. Gradient of the loss in the network's output.
        activation: str. As in `forward`.
        output: str. As in `forward`.

    Returns:
        Gradients of weight and bias, a list of pairs, and the gradients in the activations, a
        list that begins with the one in the input.
    """
    grads, arriving = [], [grad_output]
    for layer in reversed(range(len(params))):
        name = output if layer == len(params) - 1 else activation
        delta = FUNCTIONS[name][1](arriving[-1], pre[layer])  # (N, units)
        grads.append((delta.T @ post[layer], delta.sum(axis=0)))
        arriving.append(delta @ params[layer][0])  # (N, units below)
    return grads[::-1], arriving[::-1]


def gradient_norms(activation, gain, depth=30, width=100, count=32, seeds=5):
    """Measure how large the gradient still is in front of each layer of a fresh network.

    Args:
        activation: str. Key of `FUNCTIONS`.
        gain: float. Gain of the initial weights.
        depth: int. Number of layers.
        width: int. Units per layer, and inputs.
        count: int. Examples, standard normal.
        seeds: int. Networks to average over.

    Returns:
        (depth + 1,) float. log10 of the gradient's norm behind 0, 1, ..., depth layers, relative
        to the last; the mean over the seeds.
    """
    logs = np.empty((seeds, depth + 1))  # (seeds, depth + 1)
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        params = init((width,) * (depth + 1), gain, rng)
        pre, post = forward(
            params, rng.normal(size=(count, width)), activation, activation
        )
        grad_output = rng.normal(size=(count, width))  # (count, width)
        _, arriving = backward(params, pre, post, grad_output, activation, activation)
        norms = np.array([np.linalg.norm(grad) for grad in arriving])  # (depth + 1,)
        logs[seed] = np.log10(norms / norms[-1])
    return logs.mean(axis=0)


def split(input, target, seed=0, count=1200):
    """Shuffle a data set, split it, and standardize it by the mean and spread of the first part.

    Args:
        input: (N, D) float.
        target: (N,) int.
        seed: int. Seed of the shuffle.
        count: int. Examples for training.

    Returns:
        Training inputs and targets, test inputs and targets.
    """
    order = np.random.default_rng(seed).permutation(len(input))  # (N,)
    input, target = input[order], target[order]  # (N, D), (N,)
    mean, spread = input[:count].mean(axis=0), input[:count].std(axis=0)  # (D,), (D,)
    input = (input - mean) / np.maximum(spread, 1e-6)  # (N, D)
    return input[:count], target[:count], input[count:], target[count:]


def train(
    input,
    target,
    activation,
    hidden=(64,),
    gain=HE,
    lr=0.1,
    epochs=10,
    batch=64,
    seed=0,
    output="identity",
):
    """Train a classifier by mini-batch gradient descent on cross-entropy.

    Args:
        input: (N, D) float.
        target: (N,) int.
        activation: str. Key of `FUNCTIONS`.
        hidden: tuple of int. Units of the hidden layers.
        gain: float. Gain of the initial weights of the hidden layers; the last layer has gain 1.
        lr: float. Learning rate.
        epochs: int. Passes over the data.
        batch: int. Examples per step.
        seed: int. Seed of weights and of the order of the examples.
        output: str. Key of `FUNCTIONS`: what stands between the last layer and the softmax.

    Returns:
        The parameters, and the mean training loss of each epoch, (epochs,).
    """
    rng = np.random.default_rng(seed)
    classes = int(target.max()) + 1
    params = init((input.shape[1], *hidden), gain, rng)
    params += init((hidden[-1], classes), 1.0, rng)
    losses = np.zeros(epochs)  # (epochs,)
    for epoch in range(epochs):
        order = rng.permutation(len(input))  # (N,)
        for start in range(0, len(input), batch):
            rows = order[start : start + batch]  # (batch,)
            pre, post = forward(params, input[rows], activation, output)
            loss = cross_entropy(post[-1], target[rows])
            losses[epoch] += loss * len(rows) / len(input)
            grad = cross_entropy_backward(1.0, post[-1], target[rows])  # (batch, C)
            grads, _ = backward(params, pre, post, grad, activation, output)
            params = [
                (weight - lr * grad_weight, bias - lr * grad_bias)
                for (weight, bias), (grad_weight, grad_bias) in zip(
                    params, grads, strict=True
                )
            ]
    return params, losses


def accuracy(params, input, target, activation, output="identity"):
    """Return the share of examples whose highest score is the right one."""
    scores = forward(params, input, activation, output)[1][-1]  # (N, C)
    return float((scores.argmax(axis=1) == target).mean())


def dead_units(params, input, activation):
    """Return the share of units of the last hidden layer that no example switches on."""
    return float(dead_fraction(forward(params, input, activation)[0][-2]))
