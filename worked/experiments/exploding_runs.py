"""Gradients that grow: through time, through depth, and what a step with one does to training."""

import numpy as np

from worked.gradients.clip_grad_norm.with_numpy import clip_grad_norm
from worked.gradients.clip_grad_value.with_numpy import clip_grad_value
from worked.gradients.spectral_radius.with_numpy import spectral_radius

__all__ = [
    "adding",
    "recurrent",
    "rnn_backward",
    "rnn_forward",
    "rnn_init",
    "through_time",
    "train",
]


def recurrent(size, radius, rng):
    """Draw recurrent weights and scale them to a spectral radius.

    Args:
        size: int. Units.
        radius: float. Spectral radius.
        rng: numpy.random.Generator.

    Returns:
        (size, size) float. Weights.
    """
    weight = rng.normal(size=(size, size)) / size**0.5  # (H, H)
    return weight * (radius / spectral_radius(weight))


def through_time(weight, steps, rng, inputs=0.0):
    """Send a gradient back through a tanh network, and measure it at every step.

    Args:
        weight: (H, H) float. Recurrent weights, from the old state to the new one.
        steps: int. Steps back in time.
        rng: numpy.random.Generator.
        inputs: float. Standard deviation of what enters each unit at each step; at 0 the state
            stays at zero, where tanh has the slope 1 and the network is linear.

    Returns:
        (steps + 1,) float. Norm of the gradient with respect to the state, the last state first,
        relative to it.
    """
    units = len(weight)
    state, states = np.zeros(units), []
    for _ in range(steps):
        state = np.tanh(weight @ state + inputs * rng.normal(size=units))  # (H,)
        states.append(state)
    grad = rng.normal(size=units)  # (H,)
    norms = [np.linalg.norm(grad)]
    for state in reversed(states):
        grad = weight.T @ (grad * (1 - state**2))  # (H,)
        norms.append(np.linalg.norm(grad))
    return np.array(norms) / norms[0]


def adding(count, steps, rng):
    """Draw the adding problem: sum the two numbers of a sequence that are marked.

    Args:
        count: int. Sequences.
        steps: int. Length.
        rng: numpy.random.Generator.

    Returns:
        (steps, count, 2) float, numbers and marks, and (count,) float, the sums.
    """
    numbers = rng.uniform(size=(steps, count))  # (T, N)
    marks = np.zeros((steps, count))  # (T, N)
    half = steps // 2
    rows = np.arange(count)
    marks[rng.integers(0, half, count), rows] = 1
    marks[rng.integers(half, steps, count), rows] = 1
    return np.stack([numbers, marks], -1), (numbers * marks).sum(0)


def rnn_init(units, rng):
    """Draw a recurrent network of ReLU units that begins with the identity as its weights.

    With these recurrent weights an active unit keeps its value, and its gradient, as long as
    training has not changed them (Le, Jaitly and Hinton, 2015).

    Args:
        units: int. Hidden units.
        rng: numpy.random.Generator.

    Returns:
        List: weights of the two inputs (H, 2), recurrent (H, H), bias (H,), of the output (H,),
        and its bias ().
    """
    return [
        0.3 * rng.normal(size=(units, 2)),
        np.eye(units),
        np.zeros(units),
        0.1 * rng.normal(size=units) / units**0.5,
        np.array(0.0),
    ]


def rnn_forward(params, input):
    """Run a network of ReLU units over sequences; the output is read from the last state.

    Args:
        params: List as `rnn_init` returns it.
        input: (T, N, 2) float.

    Returns:
        (N,) float outputs, and (T + 1, N, H) float states, the first one zero.
    """
    into, weight, bias, out, shift = params
    states = np.zeros((len(input) + 1, input.shape[1], len(bias)))  # (T + 1, N, H)
    driven = input @ into.T + bias  # (T, N, H)
    for t, drive in enumerate(driven):
        states[t + 1] = np.maximum(drive + states[t] @ weight.T, 0)  # (N, H)
    return states[-1] @ out + shift, states


def rnn_backward(grad_output, params, input, states):
    """Backpropagate through time.

    Args:
        grad_output: (N,) float. Gradient with respect to the outputs.
        params: List as `rnn_init` returns it.
        input: (T, N, 2) float.
        states: (T + 1, N, H) float. States of the forward pass.

    Returns:
        List of the gradients with respect to the parameters, shaped as they are.
    """
    into, weight, bias, out, _ = params
    grads = [np.zeros_like(into), np.zeros_like(weight), np.zeros_like(bias)]
    back = np.outer(grad_output, out)  # (N, H)
    for t in reversed(range(len(input))):
        delta = back * (states[t + 1] > 0)  # (N, H)
        grads[0] += delta.T @ input[t]
        grads[1] += delta.T @ states[t]
        grads[2] += delta.sum(0)
        back = delta @ weight  # (N, H)
    return [*grads, grad_output @ states[-1], grad_output.sum()]


def train(lr, seed, bound=np.inf, by="norm", steps=1000, length=20, units=20):
    """Train a recurrent network on the adding problem by plain mini-batch descent.

    Args:
        lr: float. Learning rate.
        seed: int. Of weights and data.
        bound: float. Bound of the clipping; infinity for none.
        by: str. `"norm"`, of all parameters together, or `"value"`.
        steps: int. Updates, on 32 new sequences each.
        length: int. Steps of a sequence.
        units: int. Hidden units.

    Returns:
        Three (steps,) float: losses before each step, half the mean squared error; norms of the
        gradient before clipping; shares of the hidden units that are not zero, over all
        sequences and times. Predicting the mean sum has the loss 1/12.
    """
    rng = np.random.default_rng(seed)
    params = rnn_init(units, rng)
    losses, norms, active = np.zeros((3, steps))  # (steps,) each
    for step in range(steps):
        x, y = adding(32, length, rng)
        output, states = rnn_forward(params, x)
        error = output - y  # (N,)
        losses[step] = (error**2).mean() / 2
        active[step] = (states[1:] > 0).mean()
        grads = rnn_backward(error / len(y), params, x, states)
        clipped, norms[step] = clip_grad_norm(grads, bound if by == "norm" else np.inf)
        if by == "value":
            clipped = [clip_grad_value(grad, bound) for grad in grads]
        params = [p - lr * g for p, g in zip(params, clipped, strict=True)]
    return losses, norms, active
