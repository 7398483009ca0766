"""Labels on which both sides of the F1 score must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
NO_BACKWARD = {"f1_score": "counts of labels have no slope"}

truth = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0])
guess = np.array([1, 1, 1, 0, 1, 1, 0, 0, 0, 0])
three = rng.integers(0, 3, size=60)
other = np.where(rng.random(60) < 0.6, three, rng.integers(0, 3, size=60))

WRONG = {
    "a prediction less": (
        {"y_pred": guess[1:]},
        ValueError,
        r"y_pred: wanted shape \(10,\), got \(9,\)",
        "",
    ),
    "labels in a column": (
        {"y_true": truth[:, None]},
        ValueError,
        r"y_true: wanted \(N,\) with examples, got \(10, 1\)",
        "it broadcasts the column against the row",
    ),
    "no examples": (
        {"y_true": truth[:0], "y_pred": guess[:0]},
        ValueError,
        r"y_true: wanted \(N,\) with examples, got \(0,\)",
        "it gives the score of nothing",
    ),
    "a third class": (
        {"y_true": 2 * truth},
        ValueError,
        "y_true: wanted labels 0 and 1, got 2",
        "it takes what is not 1 for negative",
    ),
    "a third class predicted": (
        {"y_pred": -guess},
        ValueError,
        "y_pred: wanted labels 0 and 1, got -1",
        "it takes what is not 1 for negative",
    ),
    "probabilities for labels": (
        {"y_pred": guess / 2},
        TypeError,
        "y_pred: wanted integers or bool, got float64",
        "it compares them with 1",
    ),
    "true labels as floats": (
        {"y_true": truth.astype(float)},
        TypeError,
        "y_true: wanted integers or bool, got float64",
        "it compares them with 1",
    ),
    "an unknown average": (
        {"average": "weighted"},
        ValueError,
        "average: wanted 'binary', 'macro' or 'micro', got 'weighted'",
        "it takes all other names for a mean over the classes",
    ),
}

CASES = [
    Case(
        "three of four found, two false alarms",
        {"y_true": truth, "y_pred": guess},
        expected=2 / 3,
        source="by hand: precision 3/5, recall 3/4, 2 (9/20) / (27/20) = 2/3",
    ),
    Case(
        "mean over two classes",
        {"y_true": truth, "y_pred": guess, "average": "macro"},
        expected=(2 / 3 + 8 / 11) / 2,
        source="by hand: class 0 has precision 4/5 and recall 4/6, so 8/11",
    ),
    Case(
        "counts of all classes together",
        {"y_true": truth, "y_pred": guess, "average": "micro"},
        expected=0.7,
        source="by hand: 7 of 10 are right, and each error is one false and one missed",
    ),
    Case("all right", {"y_true": truth, "y_pred": truth}),
    Case("all wrong", {"y_true": truth, "y_pred": 1 - truth}),
    Case("never positive", {"y_true": truth, "y_pred": 0 * guess}),
    Case("always positive", {"y_true": truth, "y_pred": 0 * guess + 1}),
    Case("no positive at all", {"y_true": 0 * truth, "y_pred": 0 * guess}),
    Case(
        "no positive at all, scored 1",
        {"y_true": 0 * truth, "y_pred": 0 * guess, "zero_division": 1.0},
    ),
    Case("booleans", {"y_true": truth == 1, "y_pred": guess == 1}),
    Case("one example", {"y_true": truth[:1], "y_pred": guess[:1]}),
    Case("int32", {"y_true": truth.astype(np.int32), "y_pred": guess.astype(np.int32)}),
    Case("three classes", {"y_true": three, "y_pred": other, "average": "macro"}),
    Case(
        "three classes, together",
        {"y_true": three, "y_pred": other, "average": "micro"},
    ),
    Case(
        "a class that is only predicted",
        {"y_true": three % 2, "y_pred": other, "average": "macro"},
    ),
    Case(
        "a class that is never predicted",
        {"y_true": three, "y_pred": other % 2, "average": "macro"},
    ),
    Case(
        "not contiguous",
        {"y_true": np.repeat(truth, 2)[::2], "y_pred": np.repeat(guess, 3)[::3]},
    ),
    *(
        Case(
            name,
            {"y_true": truth, "y_pred": guess, **wrong},
            error=error,
            message=message,
            torch_accepts=why,
        )
        for name, (wrong, error, message, why) in WRONG.items()
    ),
]
