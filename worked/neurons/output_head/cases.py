"""Inputs on which both sides of the output heads must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
scores = rng.normal(size=(6, 3))
TARGETS = {
    "regression": rng.normal(size=(6, 3)),
    "binary": np.array([[0.0], [1.0], [1.0], [0.0], [1.0], [0.0]]),
    "multi-label": np.round(rng.uniform(size=(6, 3))),
    "multi-class": np.array([0, 2, 1, 1, 0, 2]),
}

CONSTANTS = {"target": "what was observed; nothing before it learns"}


def of(task, array=scores):
    """Return the columns that a task has scores for."""
    return array[:, :1] if task == "binary" else array


def head(name, task, input=None, **known):
    """Return a case of `output_head`."""
    return Case(
        name, {"input": of(task) if input is None else input, "task": task}, **known
    )


def loss(name, task, input=None, target=None, **known):
    """Return a case of `output_head_loss`."""
    args = {
        "input": of(task) if input is None else input,
        "target": TARGETS[task] if target is None else target,
        "task": task,
    }
    return Case(name, args, function="output_head_loss", **known)


odds = np.log([[1.0, 2.0, 5.0]])

CASES = [
    head(
        "softmax of log 1, log 2 and log 5",
        "multi-class",
        odds,
        expected=[[1 / 8, 2 / 8, 5 / 8]],
        source="by hand: the exponentials are 1, 2 and 5, and their sum is 8",
    ),
    head(
        "sigmoids of log 1, log 2 and log 5",
        "multi-label",
        odds,
        expected=[[1 / 2, 2 / 3, 5 / 6]],
        source="by hand: odds of 1, 2 and 5 to 1",
    ),
    head(
        "one sigmoid of log 3",
        "binary",
        np.log([[3.0]]),
        expected=[[3 / 4]],
        source="by hand: odds of 3 to 1",
    ),
    head(
        "a quantity stays as it is",
        "regression",
        odds,
        expected=odds,
        source="by hand: the identity",
    ),
    *(head(f"{task}, a batch", task) for task in TARGETS),
    *(head(f"{task}, no examples", task, of(task)[:0]) for task in TARGETS),
    *(
        head(
            f"{task}, scores of 1e3, both signs",
            task,
            of(task, np.array([[1e3, -1e3, 0.0], [-1e3, 1e3, 1e3]])),
            no_differences="a step in proportion to 1e3 spans the whole transition",
        )
        for task in TARGETS
        if task != "regression"
    ),
    head("one class alone", "multi-class", scores[:, :1]),
    head("not contiguous", "multi-class", rng.normal(size=(6, 8))[::2, ::3]),
    head(
        "NaN in one score",
        "multi-class",
        np.where(np.eye(6, 3) > 0, np.nan, scores),
        no_differences="NaN has no neighbors",
    ),
    loss(
        "misses of 1, 2 and 2",
        "regression",
        np.array([[1.0, 2.0, 4.0]]),
        np.array([[2.0, 4.0, 2.0]]),
        expected=3.0,
        source="by hand: (1 + 4 + 4) / 3",
    ),
    loss(
        "a yes at odds of 3 to 1",
        "binary",
        np.log([[3.0]]),
        np.array([[1.0]]),
        expected=np.log(4 / 3),
        source="by hand: the probability is 3/4",
    ),
    loss(
        "labels yes, no, yes",
        "multi-label",
        odds,
        np.array([[1.0, 0.0, 1.0]]),
        expected=(np.log(2) + np.log(3) + np.log(6 / 5)) / 3,
        source="by hand: probabilities 1/2, 1 - 2/3 and 5/6 of what is true",
    ),
    loss(
        "the third of three classes",
        "multi-class",
        odds,
        np.array([2]),
        expected=np.log(8 / 5),
        source="by hand: the probability is 5/8",
    ),
    *(loss(f"loss of {task}, a batch", task) for task in TARGETS),
    *(
        loss(
            f"loss of {task}, wrong by scores of 1e3",
            task,
            of(task, np.array([[-1e3, 0.0, 1e3]])),
            np.array([0])
            if task == "multi-class"
            else of(task, np.array([[1.0, 1, 0]])),
            no_differences="the best step grows with the scores",
        )
        for task in TARGETS
    ),
    head(
        "two scores for a yes or no",
        "binary",
        scores[:, :2],
        error=ValueError,
        message="input: wanted one score per example for 'binary', got 2",
    ),
    head(
        "a task that has no head",
        "ranking",
        scores,
        error=ValueError,
        message="task: wanted one of regression, binary, .*, got 'ranking'",
    ),
    head(
        "scores without their batch axis",
        "multi-class",
        scores[0],
        error=ValueError,
        message=r"input: wanted scores of shape \(N, C\), C at least 1, got \(3,\)",
    ),
    loss(
        "targets of another batch",
        "regression",
        target=TARGETS["regression"][:5],
        error=ValueError,
        message=r"target: wanted shape \(6, 3\), got \(5, 3\)",
    ),
    loss(
        "class names where labels are wanted",
        "multi-label",
        target=TARGETS["multi-class"],
        error=TypeError,
        message="target: wanted float32 or float64, got int64",
    ),
    loss(
        "probabilities where a class index is wanted",
        "multi-class",
        target=np.full((6, 3), 1 / 3),
        error=TypeError,
        message="target: wanted integer class indices, got float64",
        torch_accepts="its cross-entropy takes probabilities, too",
    ),
    loss(
        "class 3 of three",
        "multi-class",
        target=np.array([0, 1, 2, 3, 0, 1]),
        error=ValueError,
        message="target: wanted classes from 0 to 2, got 3",
    ),
    *wrong_dtypes({"input": scores, "task": "multi-label"}),
]
