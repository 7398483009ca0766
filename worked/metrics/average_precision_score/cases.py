"""Labels and scores on which both sides of average precision must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
NO_BACKWARD = {"average_precision_score": "a sorted order has no slope"}

truth = (rng.random(40) < 0.3).astype(np.int64)
score = rng.normal(size=40) + truth
args = {"y_true": truth, "y_score": score}
rare = np.arange(2000) % 100 == 0

WRONG = {
    "a score less": (
        {"y_score": score[1:]},
        ValueError,
        r"y_score: wanted shape \(40,\), got \(39,\)",
        "",
    ),
    "labels in a column": (
        {"y_true": truth[:, None]},
        ValueError,
        r"y_true: wanted shape \(N,\), got \(40, 1\)",
        "",
    ),
    "no positive": (
        {"y_true": 0 * truth},
        ValueError,
        "y_true: wanted a positive at least, got none",
        "recall is 0/0, so it gives NaN",
    ),
    "no examples": (
        {"y_true": truth[:0], "y_score": score[:0]},
        ValueError,
        "y_true: wanted a positive at least, got none",
        "the sum of nothing is 0",
    ),
    "labels -1 and 1": (
        {"y_true": 2 * truth - 1},
        ValueError,
        "y_true: wanted labels 0 and 1, got -1",
        "it adds them up",
    ),
    "labels as floats": (
        {"y_true": truth.astype(float)},
        TypeError,
        "y_true: wanted integers or bool, got float64",
        "it adds them up",
    ),
    "NaN in a score": (
        {"y_score": np.where(np.arange(40) == 3, np.nan, score)},
        ValueError,
        "y_score: wanted numbers, got NaN",
        "it sorts NaN to one end",
    ),
}

CASES = [
    Case(
        "positives in places 1 and 3 of 4",
        {"y_true": np.array([0, 0, 1, 1]), "y_score": np.array([0.1, 0.4, 0.35, 0.8])},
        expected=5 / 6,
        source="by hand: 1/2 1 + 1/2 2/3; scikit-learn's documentation prints 0.83",
    ),
    Case(
        "all scores equal",
        {"y_true": np.array([1, 0, 0, 1, 0]), "y_score": np.full(5, 0.3)},
        expected=0.4,
        source="by hand: all pass at once, with the share of positives, 2/5",
        awkward="ties",
    ),
    Case(
        "one tie",
        {"y_true": np.array([1, 0, 1, 0]), "y_score": np.array([2.0, 1.0, 1.0, 0.0])},
        expected=5 / 6,
        source="by hand: 1/2 1 + 1/2 2/3, whichever of the two equal ones is first",
        awkward="ties",
    ),
    Case("drawn", args),
    Case("many ties", {"y_true": truth, "y_score": np.round(score)}),
    Case(
        "ties in the other order",
        {"y_true": truth[::-1].copy(), "y_score": np.round(score)},
    ),
    Case("every positive first", {"y_true": truth, "y_score": truth + 0.0}),
    Case("every positive last", {"y_true": truth, "y_score": -truth + 0.0}),
    Case(
        "one in a hundred",
        {"y_true": rare, "y_score": rng.normal(size=2000) + 2 * rare},
    ),
    Case("all positive", {"y_true": np.ones(5, int), "y_score": score[:5]}),
    Case("one example", {"y_true": np.ones(1, int), "y_score": score[:1]}),
    Case(
        "infinite scores",
        {"y_true": truth[:3] | 1, "y_score": np.array([np.inf, 0, -np.inf])},
    ),
    Case("logits of 1e4", {"y_true": truth, "y_score": 1e4 * score}),
    Case(
        "not contiguous",
        {"y_true": np.repeat(truth, 2)[::2], "y_score": np.repeat(score, 3)[::3]},
    ),
    *(
        Case(name, {**args, **wrong}, error=error, message=message, torch_accepts=why)
        for name, (wrong, error, message, why) in WRONG.items()
    ),
    *wrong_dtypes(
        args,
        {name: {"torch_accepts": "it can sort them"} for name in ("integers", "bool")},
    ),
]
