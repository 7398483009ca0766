"""Deep and recurrent networks whose gradients vanish, and the same ones with a remedy."""

import numpy as np

from worked.experiments.activation_runs import FUNCTIONS
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward
from worked.optimizers.adam.with_numpy import adam
from worked.sequence.gru.with_numpy import gru, gru_backward
from worked.sequence.lstm.with_numpy import lstm, lstm_backward
from worked.sequence.rnn.with_numpy import rnn, rnn_backward

__all__ = [
    "NETWORKS",
    "adding_problem",
    "backward",
    "forward",
    "lag_norms",
    "recurrent",
    "stack_norms",
    "stack_train",
    "weights",
]

# Name: function, backward pass, blocks of rows in a weight, states that enter.
NETWORKS = {
    "rnn": (rnn, rnn_backward, 1, 1),
    "lstm": (lstm, lstm_backward, 4, 2),
    "gru": (gru, gru_backward, 3, 1),
}


def weights(depth, width, gain, rng):
    """Draw square weights with standard deviation gain / sqrt(width).

    Args:
        depth: int. Number of layers.
        width: int. Units of every layer, and inputs.
        gain: float. 1 is Xavier's for equal widths, the square root of 2 is He's.
        rng: numpy.random.Generator.

    Returns:
        (L, D, D) float. One matrix (out, in) a layer.
    """
    return gain * rng.normal(size=(depth, width, width)) / width**0.5  # (L, D, D)


def forward(weight, input, activation, norm=None, skip=False):
    """Run a stack of layers, each with its remedy, and keep what the backward pass needs.

    Args:
        weight: (L, D, D) float. As from `weights`; there are no biases.
        input: (N, D) float. One example a row.
        activation: str. Key of `FUNCTIONS` in `activation_runs`.
        norm: `"batch"` or `"layer"` standardizes each pre-activation over the batch or over the
            units, without a learned scale and shift; None leaves it.
        skip: bool. Whether each layer's input is added to its output.

    Returns:
        Activations, a list of (N, D) that begins with the input, and for each layer its
        pre-activation after `norm` and the spread by which that divided it.
    """
    axis = {"batch": 0, "layer": 1, None: None}[norm]
    posts, kept = [input], []
    for matrix in weight:
        z, spread = posts[-1] @ matrix.T, 1.0  # (N, D)
        if axis is not None:
            spread = np.sqrt(z.var(axis=axis, keepdims=True) + 1e-5)  # (1, D) or (N, 1)
            z = (z - z.mean(axis=axis, keepdims=True)) / spread
        kept.append((z, spread))
        h = FUNCTIONS[activation][0](z)  # (N, D)
        posts.append(posts[-1] + h if skip else h)
    return posts, kept


def backward(weight, posts, kept, grad_output, activation, norm=None, skip=False):
    """Run the same stack back.

    Args:
        weight: (L, D, D) float.
        posts: Activations from `forward`.
        kept: Second result of `forward`.
        grad_output: (N, D) float. Gradient of the loss in the last activations.
        activation: str. As in `forward`.
        norm: As in `forward`.
        skip: bool. As in `forward`.

    Returns:
        (L, D, D) float, gradients in the weights; and a list of (N, D), those in the activations,
        that in the input first.
    """
    axis = {"batch": 0, "layer": 1, None: None}[norm]
    grads, arriving = np.empty_like(weight), [grad_output]  # (L, D, D)
    for layer in reversed(range(len(weight))):
        z, spread = kept[layer]
        delta = FUNCTIONS[activation][1](arriving[-1], z)  # (N, D)
        if (
            axis is not None
        ):  # the mean and the spread depend on every number they are over
            along = z * (delta * z).mean(axis=axis, keepdims=True)
            delta = (delta - delta.mean(axis=axis, keepdims=True) - along) / spread
        grads[layer] = delta.T @ posts[layer]
        below = delta @ weight[layer]  # (N, D)
        arriving.append(arriving[-1] + below if skip else below)
    return grads, arriving[::-1]


def stack_norms(
    activation, gain=1.0, norm=None, skip=False, depth=30, width=100, count=128, seeds=5
):
    """Measure how large the gradient still is in front of each layer of a fresh stack.

    Args:
        activation: str. Key of `FUNCTIONS` in `activation_runs`.
        gain: float. Gain of the weights.
        norm: As in `forward`.
        skip: bool. As in `forward`.
        depth: int. Number of layers.
        width: int. Units per layer, and inputs.
        count: int. Examples, standard normal.
        seeds: int. Networks to average over.

    Returns:
        (depth + 1,) float. log10 of the norm of the gradient in the activations, the input first,
        relative to the last; the mean over the seeds.
    """
    logs = np.empty((seeds, depth + 1))  # (seeds, depth + 1)
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        weight = weights(depth, width, gain, rng)
        x, upstream = rng.normal(size=(2, count, width))  # (N, D) each
        posts, kept = forward(weight, x, activation, norm, skip)
        grads = backward(weight, posts, kept, upstream, activation, norm, skip)[1]
        norms = np.array([np.linalg.norm(grad) for grad in grads])  # (depth + 1,)
        logs[seed] = np.log10(norms / norms[-1])
    return logs.mean(axis=0)


def stack_train(
    input,
    target,
    activation,
    gain=1.0,
    norm=None,
    skip=False,
    depth=30,
    lr=0.1,
    epochs=10,
    batch=64,
    seed=0,
    optimizer="sgd",
):
    """Train a stack with a linear classifier on top, and see which layers move.

    Args:
        input: (N, D) float. As wide as every layer.
        target: (N,) int. Classes.
        activation: str. Key of `FUNCTIONS` in `activation_runs`.
        gain: float. Gain of the first weights of the stack.
        norm: As in `forward`.
        skip: bool. As in `forward`.
        depth: int. Layers of the stack.
        lr: float. Learning rate.
        epochs: int. Passes over the data.
        batch: int. Examples per step.
        seed: int. Seed of weights and of the order of the examples.
        optimizer: `"sgd"`, plain, or `"adam"`.

    Returns:
        (epochs,) float, the mean training loss of each epoch; and (depth,) float, how far each
        layer's weights have moved from their first values, relative to the size of these.
    """
    rng = np.random.default_rng(seed)
    classes = int(target.max()) + 1
    weight = weights(depth, input.shape[1], gain, rng)  # (L, D, D)
    first = weight.copy()  # (L, D, D)
    top, bias = np.zeros((classes, input.shape[1])), np.zeros(classes)  # (C, D), (C,)
    top += rng.normal(size=top.shape) / top.shape[1] ** 0.5
    losses, states, step = np.zeros(epochs), [None] * 3, 0  # (epochs,)
    for epoch in range(epochs):
        order = rng.permutation(len(input))  # (N,)
        for start in range(0, len(input), batch):
            rows = order[start : start + batch]  # (batch,)
            posts, kept = forward(weight, input[rows], activation, norm, skip)
            scores = posts[-1] @ top.T + bias  # (batch, C)
            loss = cross_entropy(scores, target[rows])
            losses[epoch] += loss * len(rows) / len(input)
            grad = cross_entropy_backward(1.0, scores, target[rows])  # (batch, C)
            grads, _ = backward(weight, posts, kept, grad @ top, activation, norm, skip)
            params, step = [weight, top, bias], step + 1
            slopes = [grads, grad.T @ posts[-1], grad.sum(axis=0)]
            for place, (param, slope) in enumerate(zip(params, slopes, strict=True)):
                if optimizer == "adam":
                    params[place], states[place] = adam(
                        param, slope, states[place], step, lr
                    )
                else:
                    params[place] = param - lr * slope
            weight, top, bias = params
    moved = np.linalg.norm(weight - first, axis=(1, 2))  # (depth,)
    return losses, moved / np.linalg.norm(first, axis=(1, 2))


def recurrent(kind, inputs, units, rng, forget_bias=0.0, recurrent_gain=1.0):
    """Draw the parameters of a recurrent network as PyTorch does, then change what is asked.

    Args:
        kind: str. Key of `NETWORKS`.
        inputs: int. Numbers that enter at each step.
        units: int. Size of the state.
        rng: numpy.random.Generator.
        forget_bias: float. Added to the bias of the LSTM's forget gate; for the GRU, to that of
            the update gate, which keeps the state here.
        recurrent_gain: float. Factor of the recurrent weights.

    Returns:
        Four arrays: `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`, uniform between
        plus and minus 1 / sqrt(units).
    """
    rows = NETWORKS[kind][2] * units
    shapes = ((rows, inputs), (rows, units), (rows,), (rows,))
    drawn = [rng.uniform(-1, 1, size=shape) / units**0.5 for shape in shapes]
    drawn[1] *= recurrent_gain
    drawn[2][units : 2 * units] += forget_bias  # nothing in a plain network: one block
    return drawn


def lag_norms(kind, steps=100, units=32, inputs=4, count=8, seeds=5, **changes):
    """Measure how much the last state of a fresh network depends on each earlier input.

    Args:
        kind: str. Key of `NETWORKS`.
        steps: int. Length of the sequences.
        units: int. Size of the state.
        inputs: int. Numbers that enter at each step, standard normal.
        count: int. Sequences.
        seeds: int. Networks to average over.
        changes: As in `recurrent`.

    Returns:
        (steps,) float. log10 of the norm of the derivative of the last state's sum with respect
        to the input 0, 1, ... steps back; the mean over the seeds.
    """
    run, back, _, states = NETWORKS[kind]
    logs = np.empty((seeds, steps))  # (seeds, steps)
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        params = recurrent(kind, inputs, units, rng, **changes)
        x = rng.normal(size=(steps, count, inputs))  # (T, N, D)
        zeros = [np.zeros((1, count, units))] * states  # (1, N, H) each
        output, *last = run(x, *zeros, *params)
        grads = [np.zeros_like(output), *(np.zeros_like(state) for state in last)]
        grads[0][-1] = 1.0
        grad = back(grads, x, *zeros, *params)[0]  # (T, N, D)
        with np.errstate(divide="ignore"):
            logs[seed] = np.log10(np.linalg.norm(grad, axis=(1, 2)))[::-1]
    return logs.mean(axis=0)


def adding_problem(
    kind, lag, updates=300, units=16, batch=32, lr=1e-2, seed=0, clip=1.0, **changes
):
    """Train a network to add two marked numbers, the first of which is far back.

    At each step a number from 0 to 1 and a mark come in; the first and the last step are marked,
    the other numbers are to be ignored, and the target is the sum of the two marked ones. Always
    answering 1 costs 1/6, the variance of that sum; knowing the last number alone costs 1/12.

    Args:
        kind: str. Key of `NETWORKS`.
        lag: int. Steps between the two marks; the sequence ends with the second.
        updates: int. Steps of Adam, on new sequences each.
        units: int. Size of the state.
        batch: int. Sequences in a step.
        lr: float. Learning rate.
        seed: int. Seed of weights and sequences.
        clip: float. Largest norm of the whole gradient.
        changes: As in `recurrent`.

    Returns:
        float. Mean squared error on 500 new sequences.
    """
    rng = np.random.default_rng(seed)
    run, back, _, states = NETWORKS[kind]
    params = recurrent(kind, 2, units, rng, **changes)
    params += [rng.uniform(-1, 1, size=units) / units**0.5, np.zeros(1)]
    memory = [None] * len(params)

    def draw(count):
        x = np.zeros((lag + 1, count, 2))  # (T, N, 2)
        x[:, :, 0] = rng.uniform(size=(lag + 1, count))
        x[[0, -1], :, 1] = 1.0
        return x, x[0, :, 0] + x[-1, :, 0]

    def predict(x):
        zeros = [np.zeros((1, x.shape[1], units))] * states  # (1, N, H) each
        results = run(x, *zeros, *params[:4])
        return zeros, results, results[0][-1] @ params[4] + params[5]

    for step in range(1, updates + 1):
        x, target = draw(batch)
        zeros, results, guess = predict(x)
        error = 2 * (guess - target) / batch  # (N,)
        upstream = [np.zeros_like(array) for array in results]
        upstream[0][-1] = error[:, None] * params[4]
        grads = list(back(upstream, x, *zeros, *params[:4])[1 + states :])
        grads += [error @ results[0][-1], error.sum(keepdims=True)]
        norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
        for place, grad in enumerate(grads):
            shrunk = grad * min(1.0, clip / norm)
            params[place], memory[place] = adam(
                params[place], shrunk, memory[place], step, lr
            )
    x, target = draw(500)
    return float(np.mean((predict(x)[2] - target) ** 2))
