"""Training with right gradients, with wrong ones, and with none: small tanh networks, no biases."""

from itertools import pairwise

import numpy as np

from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward

__all__ = [
    "RULES",
    "cosines",
    "gradients",
    "init",
    "predict",
    "random_search",
    "train",
    "xor_solved",
]

RULES = {
    "right": "the chain rule",
    "last layer only": "the hidden layers keep their first, random weights",
    "no derivative": "the factor tanh' is forgotten",
    "no weights": "the error is passed back without multiplying by the weights",
    "no transpose": "the error is multiplied by W instead of its transpose",
    "one path": "of all outputs only that of the true class sends its error back",
    "wrong sign": "target minus prediction instead of prediction minus target",
    "wrong sign, layer 1": "the sign is turned in the step to the first layer alone",
    "random feedback": "the error goes back through fixed random matrices",
}


def init(sizes, rng):
    """Draw weights (out, in) with variance 1 / in.

    Args:
        sizes: tuple of int. Units per layer, the inputs first.
        rng: numpy.random.Generator.

    Returns:
        List of (out, in) float arrays.
    """
    return [
        rng.normal(size=(wide, narrow)) / np.sqrt(narrow)  # (out, in)
        for narrow, wide in pairwise(sizes)
    ]


def predict(weights, input):
    """Return the outputs of every layer: tanh between layers, scores at the end.

    Args:
        weights: List of (out, in) float arrays.
        input: (N, D) float.

    Returns:
        List of arrays: the input, the activations of each hidden layer, the scores (N, C).
    """
    outputs = [input]  # (N, D)
    for weight in weights[:-1]:
        outputs.append(np.tanh(outputs[-1] @ weight.T))  # (N, out)
    return [*outputs, outputs[-1] @ weights[-1].T]


def gradients(weights, input, target, rule="right", feedback=None):
    """Run the backward pass with one of `RULES`; all but `"right"` hold one deliberate fault.

    Args:
        weights: List of (out, in) float arrays. Hidden layers of one width for the faults
            that confuse shapes.
        input: (N, D) float.
        target: (N,) int. True classes.
        rule: str. A key of `RULES`.
        feedback: List of (out, in) float arrays, for `"random feedback"`.

    Returns:
        List of (out, in) float arrays: what the rule takes for the gradient of the mean
        cross-entropy.
    """
    outputs = predict(weights, input)
    delta = cross_entropy_backward(1.0, outputs[-1], target)  # (N, C)
    if rule == "wrong sign":
        delta = -delta  # (N, C)
    grads = [delta.T @ outputs[-2]]
    for depth in range(len(weights) - 1, 0, -1):
        last = depth == len(weights) - 1
        weight = weights[depth]  # (out, in)
        if rule == "random feedback":
            error = delta @ feedback[depth]  # (N, in)
        elif rule == "one path" and last:
            truth = np.arange(len(target)), target
            error = delta[truth][:, None] * weight[target]  # (N, in)
        elif rule == "no weights" and not last:
            error = delta  # (N, in)
        elif rule == "no transpose" and not last:
            error = delta @ weight.T  # (N, in)
        else:
            error = delta @ weight  # (N, in)
        slope = 1 if rule == "no derivative" else 1 - outputs[depth] ** 2
        delta = error * slope  # (N, in)
        grads.insert(0, delta.T @ outputs[depth - 1])
    if rule == "wrong sign, layer 1":
        grads[0] = -grads[0]  # (out, in)
    if rule == "last layer only":
        grads[:-1] = [np.zeros_like(grad) for grad in grads[:-1]]
    return grads


def cosines(left, right):
    """Return the cosine of the angle between two gradients, layer by layer.

    Args:
        left: List of arrays.
        right: List of arrays of the same shapes.

    Returns:
        (layers,) float in [-1, 1].
    """
    return np.array(
        [
            np.vdot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b))
            for a, b in zip(left, right, strict=True)
        ]
    )


def train(
    input, target, rule="right", hidden=(10,), lr=0.1, epochs=8, batch_size=20, seed=0
):
    """Train with mini-batch gradient descent, whatever the rule takes for the gradient.

    Args:
        input: (N, D) float.
        target: (N,) int. True classes.
        rule: str. A key of `RULES`.
        hidden: tuple of int. Width of each hidden layer.
        lr: float. Learning rate.
        epochs: int. Passes over the data.
        batch_size: int. Examples per step.
        seed: int. Fixes the first weights, the feedback and the order of the examples.

    Returns:
        Losses on all examples before the first and after each epoch, (epochs + 1,); cosines
        between the rule's gradient and the true one at the same moments,
        (epochs + 1, layers), NaN where the rule gives none; the trained weights.
    """
    rng = np.random.default_rng(seed)
    sizes = (input.shape[1], *hidden, int(target.max()) + 1)
    weights = init(sizes, rng)
    feedback = init(sizes, rng)
    losses, angles = [], []
    for epoch in range(epochs + 1):
        losses.append(cross_entropy(predict(weights, input)[-1], target))
        given = gradients(weights, input, target, rule, feedback)
        with np.errstate(invalid="ignore"):  # 0/0 where a rule gives no gradient
            angles.append(cosines(given, gradients(weights, input, target)))
        if epoch == epochs:
            break
        order = rng.permutation(len(input))  # (N,)
        for start in range(0, len(input), batch_size):
            batch = order[start : start + batch_size]  # (B,)
            steps = gradients(weights, input[batch], target[batch], rule, feedback)
            weights = [w - lr * g for w, g in zip(weights, steps, strict=True)]
    return np.array(losses), np.array(angles), weights


def random_search(input, target, spread, evaluations, hidden=(10,), seed=0):
    """Nudge all weights at random and keep what lowers the loss; no derivative anywhere.

    Args:
        input: (N, D) float.
        target: (N,) int. True classes.
        spread: float. Standard deviation of a nudge.
        evaluations: int. Forward passes over all examples.
        hidden: tuple of int. Width of each hidden layer.
        seed: int. Fixes the first weights, those of `train`, and the nudges.

    Returns:
        (evaluations,) float. Smallest loss found so far.
    """
    rng = np.random.default_rng(seed)
    best = init((input.shape[1], *hidden, int(target.max()) + 1), rng)
    losses = [cross_entropy(predict(best, input)[-1], target)]
    for _ in range(evaluations - 1):
        trial = [w + spread * rng.normal(size=w.shape) for w in best]
        loss = cross_entropy(predict(trial, input)[-1], target)
        if loss < losses[-1]:
            best = trial
        losses.append(min(loss, losses[-1]))
    return np.array(losses)


def xor_solved(width, train_hidden, seeds=100, steps=400, lr=1.0):
    """Train 2-width-1 networks on XOR, all seeds at once, and count those that solve it.

    Args:
        width: int. Hidden tanh units.
        train_hidden: bool. False leaves the hidden units at their random start.
        seeds: int. Networks with different first weights.
        steps: int. Steps of gradient descent on all four examples.
        lr: float. Learning rate.

    Returns:
        () int. Networks that classify all four examples.
    """
    rng = np.random.default_rng(0)
    input = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])  # (4, 2)
    target = np.array([[0.0], [1.0], [1.0], [0.0]])  # (4, 1)
    weight1 = rng.normal(size=(seeds, 2, width))  # (S, 2, H)
    bias1 = rng.normal(size=(seeds, 1, width))  # (S, 1, H)
    weight2 = rng.normal(size=(seeds, width, 1)) / np.sqrt(width)  # (S, H, 1)
    bias2 = np.zeros((seeds, 1, 1))  # (S, 1, 1)
    for _ in range(steps):
        hidden = np.tanh(input @ weight1 + bias1)  # (S, 4, H)
        prob = 1 / (1 + np.exp(-(hidden @ weight2 + bias2)))  # (S, 4, 1)
        delta2 = (prob - target) / 4  # (S, 4, 1), of the mean binary cross-entropy
        delta1 = delta2 @ weight2.swapaxes(1, 2) * (1 - hidden**2)  # (S, 4, H)
        weight2 = weight2 - lr * hidden.swapaxes(1, 2) @ delta2  # (S, H, 1)
        bias2 = bias2 - lr * delta2.sum(1, keepdims=True)  # (S, 1, 1)
        if train_hidden:
            weight1 = weight1 - lr * input.T @ delta1  # (S, 2, H)
            bias1 = bias1 - lr * delta1.sum(1, keepdims=True)  # (S, 1, H)
    scores = np.tanh(input @ weight1 + bias1) @ weight2 + bias2  # (S, 4, 1)
    return int(((scores > 0) == (target > 0)).all((1, 2)).sum())
