"""Small networks and linear models that overfit, and what keeps them from it."""

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.activations.softmax.with_numpy import softmax
from worked.losses.cross_entropy.with_numpy import cross_entropy
from worked.optimizers.adam.with_numpy import adam
from worked.optimizers.sgd.with_numpy import sgd
from worked.regularizers.dropout.with_numpy import dropout as dropped
from worked.regularizers.dropout.with_numpy import dropout_backward
from worked.regularizers.early_stopping.with_numpy import early_stopping
from worked.regularizers.ensemble.with_numpy import ensemble
from worked.regularizers.mixup.with_numpy import mixup
from worked.regularizers.ridge.with_numpy import ridge
from worked.regularizers.softshrink.with_numpy import softshrink

__all__ = [
    "REMEDIES",
    "ablation",
    "accuracy",
    "descent",
    "features",
    "lasso",
    "mislabeled",
    "polynomial",
    "random_features",
    "regress",
    "scores",
    "shifted",
    "thirds",
    "train",
]

# What the table of remedies changes in a network of 128 units; of several strengths each,
# these did best on the validation sets of seeds 10 to 12.
REMEDIES = {
    "nothing": {},
    "8 units": {"hidden": 8},
    "512 units": {"hidden": 512},
    "L2 penalty": {"weight_decay": 0.02},
    "L1 penalty": {"l1": 0.03},
    "dropout": {"dropout": 0.8},
    "label smoothing": {"smoothing": 0.8},
    "mixup": {"mixing": 16.0},
    "noisy inputs": {"noise": 0.4},
    "shifted images": {"shifts": True},
    "batch norm": {"normalize": True},
    "early stopping": {"patience": 3},
    "3 networks": {"members": 3},
    "3 × the data": {"count": 597},
}


def thirds(input, target, count, seed=0, valid=500):
    """Shuffle the digits, scale them to [0, 1], and cut them into three sets.

    Args:
        input: (N, D) float. Pixels from 0 to 16.
        target: (N,) int.
        count: int. Examples for training, at most N - 700 - `valid`.
        seed: int. Seed of the shuffle.
        valid: int. Examples for validation; 700 others are the test set.

    Returns:
        Three pairs of inputs and targets: training, validation and test set. The last two do not
        depend on `count`.

    Raises:
        ValueError: If there are fewer examples than that.
    """
    order = np.random.default_rng(seed).permutation(len(input))  # (N,)
    rest, held_out, test = np.split(order, [len(order) - 700 - valid, len(order) - 700])
    if count > len(rest):
        raise ValueError(f"count: wanted at most {len(rest)}, got {count}")
    return [(input[rows] / 16, target[rows]) for rows in (rest[:count], held_out, test)]


def mislabeled(target, share, seed=0, classes=10):
    """Replace a share of the labels by random ones, some of which are right by chance.

    Args:
        target: (N,) int.
        share: float in [0, 1].
        seed: int. Seed of the draw.
        classes: int. Number of classes.

    Returns:
        (N,) int.
    """
    rng = np.random.default_rng(seed + 50)
    wrong = rng.random(len(target)) < share  # (N,)
    return np.where(wrong, rng.integers(classes, size=len(target)), target)


def shifted(images, rng):
    """Move each image by one pixel at most, up or down and left or right.

    Args:
        images: (N, 64) float. Images of 8 times 8 pixels.
        rng: numpy.random.Generator.

    Returns:
        (N, 64) float. Moved images; what comes in from the border is zero.
    """
    padded = np.pad(images.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)))  # (N, 10, 10)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (8, 8), axis=(1, 2))
    down, right = rng.integers(3, size=(2, len(images)))  # (N,), (N,)
    return windows[np.arange(len(images)), down, right].reshape(len(images), 64)


def train(
    input,
    target,
    hidden=256,
    steps=300,
    batch=32,
    lr=0.05,
    seed=0,
    dropout=0.0,
    weight_decay=0.0,
    l1=0.0,
    smoothing=0.0,
    mixing=0.0,
    noise=0.0,
    shifts=False,
    normalize=False,
    scaled=True,
    every=0,
    watch=(),
):
    """Train a classifier with one hidden layer of ReLU units by stochastic gradient descent.

    The momentum is 0.9, the first weights are He's, and no option is on by default.

    Args:
        input: (N, D) float.
        target: (N,) int. Ten classes.
        hidden: int. Hidden units.
        steps: int. Steps in all.
        batch: int. Examples per step, drawn without replacement from one shuffle after another.
        lr: float. Learning rate.
        seed: int. Seed of weights, batches and all that is random.
        dropout: float. Probability to drop a hidden unit.
        weight_decay: float. Strength of the L2 penalty on the weights.
        l1: float. Strength of the L1 penalty on the weights, applied by proximal steps.
        smoothing: float. Label smoothing.
        mixing: float. Parameter of mixup's beta distribution; 0 for none.
        noise: float. Standard deviation of noise on the inputs.
        shifts: bool. Move the images by up to one pixel.
        normalize: bool. Batch normalization in front of ReLU.
        scaled: bool. False leaves out the scale of dropout, which is an error.
        every: int. Steps between two looks at the losses; 0 for none.
        watch: sequence of (input, target). Sets whose loss is recorded.

    Returns:
        The parameters, a dict; and the recorded losses, (looks, sets).
    """
    rng, chance = np.random.default_rng(seed), np.random.default_rng(seed + 1000)
    wide = input.shape[1]
    params = {
        "w1": rng.normal(size=(hidden, wide)) * (2 / wide) ** 0.5,  # (H, D)
        "b1": np.zeros(hidden),  # (H,)
        "w2": rng.normal(size=(10, hidden)) * (1 / hidden) ** 0.5,  # (10, H)
        "b2": np.zeros(10),  # (10,)
    }
    if normalize:
        params |= {"gain": np.ones(hidden), "shift": np.zeros(hidden)}  # (H,), (H,)
        params |= {"mean": np.zeros(hidden), "var": np.ones(hidden)}  # (H,), (H,)
    state = dict.fromkeys(params)
    targets = np.eye(10)[target] * (1 - smoothing) + smoothing / 10  # (N, 10)
    order, losses = np.empty(0, int), []
    for step in range(steps):
        if every and step % every == 0:
            losses.append([cross_entropy(scores(params, x), y) for x, y in watch])
        if len(order) < min(batch, len(input)):
            order = rng.permutation(len(input))  # (N,)
        rows, order = order[:batch], order[batch:]  # (B,)
        x, y = input[rows], targets[rows]  # (B, D), (B, 10)
        if shifts:
            x = shifted(x, chance)  # (B, D)
        if noise:
            x = x + noise * chance.normal(size=x.shape)  # (B, D)
        if mixing:
            partner, lam = chance.permutation(len(x)), chance.beta(mixing, mixing)
            x, y = mixup(x, partner, lam), mixup(y, partner, lam)
        grads = _gradients(params, x, y, dropout, normalize, scaled, chance)
        for name, grad in grads.items():
            is_weight = name in ("w1", "w2")
            params[name], state[name] = sgd(
                params[name],
                grad,
                state[name],
                lr,
                momentum=0.9,
                weight_decay=weight_decay * is_weight,
            )
            if l1 and is_weight:
                params[name] = softshrink(params[name], lr * l1)
    return params, np.array(losses)


def _gradients(params, x, y, share, normalize, scaled, chance):
    z = x @ params["w1"].T + params["b1"]  # (B, H)
    grads = {}
    if normalize:
        mean, var = z.mean(axis=0), z.var(axis=0)  # (H,), (H,)
        for name, now in (("mean", mean), ("var", var)):
            params[name] = 0.9 * params[name] + 0.1 * now  # for the test time
        root = np.sqrt(var + 1e-5)  # (H,)
        centered = (z - mean) / root  # (B, H)
        z = params["gain"] * centered + params["shift"]  # (B, H)
    active = relu(z)  # (B, H)
    mask = chance.random(active.shape) >= share if share else None  # (B, H)
    p = share if scaled else 0.0
    kept = dropped(active, mask, p, bool(share))  # (B, H)
    logits = kept @ params["w2"].T + params["b2"]  # (B, 10)
    delta2 = (softmax(logits, 1) - y) / len(y)  # (B, 10), of the mean cross-entropy
    grads |= {"w2": delta2.T @ kept, "b2": delta2.sum(axis=0)}
    back = dropout_backward(delta2 @ params["w2"], active, mask, p, bool(share))
    delta1 = relu_backward(back, z)  # (B, H)
    if normalize:
        grads["gain"] = (delta1 * centered).sum(axis=0)  # (H,)
        grads["shift"] = delta1.sum(axis=0)  # (H,)
        inner = delta1 * params["gain"]  # (B, H)
        inner -= inner.mean(axis=0) + centered * (inner * centered).mean(axis=0)
        delta1 = inner / root  # (B, H)
    return grads | {"w1": delta1.T @ x, "b1": delta1.sum(axis=0)}


def features(params, input):
    """Return the hidden activations of a trained network at test time.

    Args:
        params: dict, as from `train`.
        input: (N, D) float.

    Returns:
        (N, H) float.
    """
    z = input @ params["w1"].T + params["b1"]  # (N, H)
    if "gain" in params:
        z = (z - params["mean"]) / np.sqrt(params["var"] + 1e-5)  # (N, H)
        z = params["gain"] * z + params["shift"]  # (N, H)
    return relu(z)


def scores(params, input):
    """Return the logits of a trained network at test time, (N, 10)."""
    return features(params, input) @ params["w2"].T + params["b2"]  # (N, 10)


def accuracy(params, input, target):
    """Return the share of examples whose highest score is the right one."""
    return float((scores(params, input).argmax(axis=1) == target).mean())


def ablation(
    input, target, remedies=tuple(REMEDIES), share=0.3, seeds=5, count=200, steps=500
):
    """Train on digits with one remedy at a time.

    Args:
        input: (N, D) float. Pixels from 0 to 16.
        target: (N,) int.
        remedies: sequence of str. Keys of `REMEDIES`.
        share: float. Share of the training labels that are replaced by random ones.
        seeds: int. Splits and networks.
        count: int. Training examples.
        steps: int. Steps of gradient descent, for early stopping at most.

    Returns:
        (remedies, seeds, 2) float. Accuracy on the training labels, wrong ones included, and on
        the test set.
    """
    found = np.empty((len(remedies), seeds, 2))  # (remedies, seeds, 2)
    for row, seed in np.ndindex(found.shape[:2]):
        options = {"hidden": 128, "steps": steps} | REMEDIES[remedies[row]]
        size, patience = options.pop("count", count), options.pop("patience", 0)
        members = options.pop("members", 1)
        (x, y), valid, (x_test, y_test) = thirds(input, target, size, seed)
        y = mislabeled(y, share, seed)  # (size,)
        if patience:
            _, losses = train(x, y, seed=seed, every=20, watch=[valid], **options)
            options["steps"] = 20 * _best(losses[:, 0], patience)
        nets = [train(x, y, seed=seed + 100 * k, **options)[0] for k in range(members)]
        for place, (images, labels) in enumerate(((x, y), (x_test, y_test))):
            prob = ensemble(np.stack([scores(net, images) for net in nets]))  # (N, 10)
            found[row, seed, place] = (prob.argmax(axis=1) == labels).mean()
    return found


def _best(losses, patience):
    state, best = None, 0
    for look, loss in enumerate(losses):
        stop, state = early_stopping(loss, state, patience)
        if state[1] == 0:
            best = look
        if stop:
            break
    return best


def regress(x, y, hidden=100, p=0.2, steps=1500, lr=0.01, weight_decay=0.0, seed=0):
    """Fit a curve by a network with one hidden layer, ReLU and dropout, by Adam on all points.

    Args:
        x: (N,) float.
        y: (N,) float.
        hidden: int. Hidden units.
        p: float. Probability to drop a hidden unit.
        steps: int. Steps of Adam on the mean squared error.
        lr: float. Learning rate.
        weight_decay: float. Strength of the L2 penalty.
        seed: int. Seed of weights and masks.

    Returns:
        Dict of weight1 (H, 1), bias1 (H,), weight2 (1, H), bias2 (1,).
    """
    rng = np.random.default_rng(seed)
    params = {
        "weight1": rng.normal(size=(hidden, 1)),  # (H, 1)
        "bias1": rng.normal(size=hidden),  # (H,)
        "weight2": rng.normal(size=(1, hidden)) / hidden**0.5,  # (1, H)
        "bias2": np.zeros(1),  # (1,)
    }
    state = dict.fromkeys(params)
    column = x[:, None]  # (N, 1)
    for step in range(1, steps + 1):
        z = column @ params["weight1"].T + params["bias1"]  # (N, H)
        mask = rng.random(z.shape) >= p  # (N, H)
        active = dropped(relu(z), mask, p)  # (N, H)
        miss = active @ params["weight2"].T + params["bias2"] - y[:, None]  # (N, 1)
        delta2 = 2 * miss / len(x)  # (N, 1)
        back = dropout_backward(delta2 @ params["weight2"], z, mask, p)  # (N, H)
        delta1 = relu_backward(back, z)  # (N, H)
        grads = {
            "weight1": delta1.T @ column,
            "bias1": delta1.sum(axis=0),
            "weight2": delta2.T @ active,
            "bias2": delta2.sum(axis=0),
        }
        for name, grad in grads.items():
            decay = weight_decay * name.startswith("weight")
            params[name], state[name] = adam(
                params[name], grad, state[name], step, lr, weight_decay=decay
            )
    return params


def polynomial(x, degree):
    """Return Legendre polynomials of points in [-1, 1], without the constant one.

    Args:
        x: (N,) float. Points.
        degree: int. Highest degree.

    Returns:
        (N, degree) float.
    """
    return np.polynomial.legendre.legvander(x, degree)[:, 1:]  # (N, degree)


def random_features(sizes, alpha=0.0, count=100, wide=20, noise=0.3, seeds=20):
    """Fit a line through noise with random ReLU features, as many as one likes.

    Args:
        sizes: sequence of int. Numbers of features.
        alpha: float. Strength of the L2 penalty; 0 takes the solution of smallest norm.
        count: int. Training examples.
        wide: int. Inputs.
        noise: float. Standard deviation of the noise on the training targets.
        seeds: int. Data sets.

    Returns:
        (seeds, len(sizes)) float. Mean squared error on 2,000 new examples without noise.
    """
    errors = np.empty((seeds, len(sizes)))  # (seeds, sizes)
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        weight = rng.normal(size=wide) / wide**0.5  # (wide,)
        x, x_new = rng.normal(size=(count, wide)), rng.normal(size=(2000, wide))
        y = x @ weight + noise * rng.normal(size=count)  # (count,)
        for place, size in enumerate(sizes):
            first = rng.normal(size=(wide, size)) / wide**0.5  # (wide, size)
            seen, new = (
                relu(x @ first),
                relu(x_new @ first),
            )  # (count, size), (2000, size)
            found = ridge(seen, y, alpha) if alpha else np.linalg.pinv(seen) @ y
            errors[seed, place] = np.square(new @ found - x_new @ weight).mean()
    return errors


def lasso(input, target, strength, steps=2000, proximal=True):
    """Minimize half the mean squared error plus an L1 penalty from zero weights.

    Args:
        input: (N, D) float.
        target: (N,) float.
        strength: float. Factor of the sum of absolute weights.
        steps: int. Steps of rate 1 / L, with the largest curvature L.
        proximal: bool. Shrink softly after the step; False adds the sign of the weights to the
            gradient instead.

    Returns:
        (D,) float. Weights.
    """
    gram = input.T @ input / len(input)  # (D, D)
    pull = input.T @ target / len(input)  # (D,)
    lr = 1 / np.linalg.eigvalsh(gram)[-1]
    weight = np.zeros(input.shape[1])  # (D,)
    for _ in range(steps):
        grad = gram @ weight - pull  # (D,)
        if proximal:
            weight = softshrink(weight - lr * grad, lr * strength)
        else:
            weight = weight - lr * (grad + strength * np.sign(weight))
    return weight


def descent(gram, pull, lr, steps):
    """Return the weights of gradient descent from zero on a quadratic, after every step.

    Args:
        gram: (D, D) float. Hessian.
        pull: (D,) float. Minus the gradient at zero.
        lr: float. Learning rate.
        steps: int. Number of steps.

    Returns:
        (steps + 1, D) float. The weights, zero first.
    """
    path = np.zeros((steps + 1, len(pull)))  # (steps + 1, D)
    for step in range(steps):
        path[step + 1] = path[step] - lr * (gram @ path[step] - pull)
    return path
