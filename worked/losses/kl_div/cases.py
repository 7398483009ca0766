"""Inputs on which both sides of KL divergence must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import paired

rng = np.random.default_rng(0)
log_prob = np.log(rng.dirichlet(np.full(4, 3.0), size=6))
truth = rng.dirichlet(np.full(4, 3.0), size=6)
half = {"input": np.log([[0.5, 0.5]]), "target": np.array([[0.75, 0.25]])}


def draw(rng, shape):
    """Return log-probabilities and probabilities."""
    return {
        "input": np.log(rng.uniform(0.05, 0.95, size=shape)),
        "target": rng.uniform(0.05, 0.95, size=shape),
    }


CASES = [
    Case(
        "three quarters against a half",
        {**half, "reduction": "batchmean"},
        expected=0.75 * np.log(1.5) + 0.25 * np.log(0.5),
        source="by hand: 3/4 log (3/4 / 1/2) + 1/4 log (1/4 / 1/2)",
    ),
    Case(
        "three quarters against a half, mean",
        half,
        expected=(0.75 * np.log(1.5) + 0.25 * np.log(0.5)) / 2,
        source="by hand: the same over two classes",
    ),
    Case(
        "equal distributions",
        {"input": log_prob, "target": np.exp(log_prob), "reduction": "batchmean"},
        expected=0.0,
        source="by definition",
    ),
    *paired(
        draw,
        {
            "a column against a row": {
                "torch_accepts": "it broadcasts, without a warning"
            }
        },
    ),
    Case(
        "not contiguous, batchmean",
        {"input": log_prob.T[::2], "target": truth.T[::2], "reduction": "batchmean"},
    ),
    Case("batchmean", {"input": log_prob, "target": truth, "reduction": "batchmean"}),
    *(
        Case(
            f"logarithm of the truth, {reduction}",
            {
                "input": log_prob,
                "target": np.log(truth),
                "reduction": reduction,
                "log_target": True,
            },
        )
        for reduction in ("none", "mean", "sum", "batchmean")
    ),
    Case(
        "zeros in the truth",
        {
            "input": np.log([[0.25, 0.75], [0.5, 0.5]]),
            "target": np.array([[0.0, 1.0], [1.0, 0.0]]),
            "reduction": "batchmean",
        },
        expected=(np.log(4 / 3) + np.log(2)) / 2,
        source="by hand: one-hot truth leaves -log p of the true class",
        no_differences="probabilities end at zero",
    ),
    Case(
        "log-probabilities of -1e4",
        {
            "input": np.array([[-1e4, 0.0]]),
            "target": np.array([[1.0, 0.0]]),
            "reduction": "sum",
        },
        expected=1e4,
        source="by hand: 1 (log 1 + 1e4)",
        no_differences="probabilities end at zero",
    ),
    Case(
        "impossible for the prediction",
        {
            "input": np.array([[-np.inf, 0.0]]),
            "target": np.array([[0.5, 0.5]]),
            "reduction": "none",
        },
        no_differences="infinities have no neighbors",
    ),
    Case(
        "impossible for both",
        {
            "input": np.array([[-np.inf, 0.0]]),
            "target": np.array([[0.0, 1.0]]),
            "reduction": "none",
        },
        no_differences="0 times infinity: the answer is NaN",
    ),
    Case(
        "impossible for the truth, as logarithm",
        {
            "input": np.array([[-1.0, 0.0]]),
            "target": np.array([[-np.inf, 0.0]]),
            "reduction": "none",
            "log_target": True,
        },
        no_differences="0 times infinity: the answer is NaN",
    ),
    Case(
        "negative truth",
        {
            "input": np.array([[-1.0]]),
            "target": np.array([[-0.5]]),
            "reduction": "none",
        },
        no_differences="the logarithm of a negative number: the answer is NaN",
        awkward="no probability is negative",
    ),
    Case("one dimension", {"input": log_prob[0], "target": truth[0]}),
    Case(
        "one example, batchmean",
        {"input": log_prob[:1], "target": truth[:1], "reduction": "batchmean"},
    ),
    Case(
        "empty batch, batchmean",
        {
            "input": np.zeros((0, 3)),
            "target": np.zeros((0, 3)),
            "reduction": "batchmean",
        },
        no_differences="0/0: the answer is NaN",
    ),
    Case(
        "misspelt batchmean",
        {"input": log_prob, "target": truth, "reduction": "batch_mean"},
        error=ValueError,
        message="wanted 'none', 'mean', 'sum' or 'batchmean', got 'batch_mean'",
    ),
    Case(
        "batchmean of no batch",
        {
            "input": np.array(-1.0),
            "target": np.array(0.5),
            "reduction": "batchmean",
        },
        error=ValueError,
        message=r"input: wanted a batch for 'batchmean', got shape \(\)",
        torch_accepts="it divides by one",
    ),
]
