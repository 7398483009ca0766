"""Inputs on which both sides of cross-entropy must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import dense, labels_of, pixels

rng = np.random.default_rng(0)
scores = rng.normal(size=(6, 4))
labels = np.array([0, 3, 1, 1, 2, 0])
weight = np.array([0.5, 2.0, 1.0, 3.0])
soft = rng.dirichlet(np.ones(4), size=6)
images = rng.normal(size=(2, 4, 3, 5))
soft_images = np.moveaxis(rng.dirichlet(np.ones(4), size=(2, 3, 5)), -1, 1)


def draw(rng, shape):
    """Return scores and classes."""
    return {"input": rng.normal(size=shape), "target": labels_of(rng, shape)}


CONSTANTS = {
    "weight": "a setting, not a quantity to learn; the library gives it no gradient"
}

CASES = [
    Case(
        "scores whose exponentials are 1, 2 and 5",
        {"input": np.log([[1.0, 2.0, 5.0]]), "target": np.array([2])},
        expected=np.log(8 / 5),
        source="by hand: the true class has probability 5/8",
    ),
    Case(
        "logits (2, 1, 0) and class 0",
        {"input": np.array([[2.0, 1.0, 0.0]]), "target": np.array([0])},
        expected=np.log(1 + np.exp(-1) + np.exp(-2)),
        source="by hand: -log of 1 / (1 + e^-1 + e^-2), 0.4076",
    ),
    Case(
        "weights divide the mean",
        {
            "input": np.log([[1.0, 3.0], [1.0, 1.0]]),
            "target": np.array([0, 1]),
            "weight": np.array([3.0, 1.0]),
        },
        expected=(3 * np.log(4) + np.log(2)) / 4,
        source="by hand: (3 log 4 + 1 log 2) / (3 + 1)",
    ),
    *dense(draw),
    Case(
        "ignored rows", {"input": scores, "target": np.where(labels == 1, -100, labels)}
    ),
    Case(
        "ignored class, weights, smoothing",
        {
            "input": scores,
            "target": labels,
            "weight": weight,
            "ignore_index": 1,
            "label_smoothing": 0.1,
        },
    ),
    Case(
        "every row ignored",
        {"input": scores, "target": np.full(6, -100)},
        no_differences="0/0: the answer is NaN",
        awkward="no row is left for the mean",
    ),
    Case(
        "label smoothing", {"input": scores, "target": labels, "label_smoothing": 0.2}
    ),
    Case(
        "nothing but smoothing",
        {"input": scores, "target": labels, "label_smoothing": 1.0},
    ),
    Case(
        "label smoothing, sum",
        {
            "input": scores,
            "target": labels,
            "weight": weight,
            "label_smoothing": 0.2,
            "reduction": "sum",
        },
    ),
    Case("class probabilities", {"input": scores, "target": soft}),
    Case(
        "class probabilities, weights, smoothing",
        {"input": scores, "target": soft, "weight": weight, "label_smoothing": 0.3},
    ),
    Case(
        "class probabilities, none",
        {"input": scores, "target": soft, "weight": weight, "reduction": "none"},
    ),
    Case("one-hot as probabilities", {"input": scores, "target": np.eye(4)[labels]}),
    Case(
        "logits of 1e4",
        {
            "input": np.array([[1e4, -1e4, 0.0], [-1e4, 1e4, 0.0]]),
            "target": np.array([0, 0]),
        },
        expected=1e4,
        source="by hand: right and certain costs 0, wrong by 2e4 costs 2e4; the mean is 1e4",
        no_differences="the best step grows with the logits and spans the whole transition",
    ),
    Case(
        "a masked class that is not the truth",
        {"input": np.array([[0.5, -np.inf, 1.5]]), "target": np.array([2])},
        no_differences="infinities have no neighbors",
    ),
    Case(
        "smoothing above one",
        {"input": scores, "target": labels, "label_smoothing": 1.5},
        error=ValueError,
        message=r"wanted a share in \[0, 1\], got 1.5",
    ),
    *(
        Case(f"{case.name}, smoothing", {**case.args, "label_smoothing": 0.2})
        for case in pixels(draw)
        if case.error is None and case.args["target"].size
    ),
    Case(
        "class probabilities of pixels",
        {"input": images, "target": soft_images, "weight": weight},
    ),
    Case(
        "class probabilities of pixels, none",
        {
            "input": images,
            "target": soft_images,
            "label_smoothing": 0.1,
            "reduction": "none",
        },
    ),
    Case(
        "class probabilities with an index to ignore",
        {"input": scores, "target": soft, "ignore_index": 1},
        error=ValueError,
        message="ignore_index: wanted none with class probabilities",
    ),
    Case(
        "class probabilities of another shape",
        {"input": scores, "target": soft[:, :3]},
        error=ValueError,
        message=r"target: wanted float64 of shape \(6, 4\), got \(6, 3\)",
    ),
]
