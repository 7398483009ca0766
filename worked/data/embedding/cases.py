"""Inputs on which both sides of the embedding must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
table = rng.normal(size=(5, 3))
tokens = np.array([[0, 4, 4], [2, 0, 4]])
PADDED = "the gradient of the padding row is left out on purpose"

CASES = [
    Case(
        "rows 2, 0 and 2 of three",
        {
            "input": np.array([2, 0, 2]),
            "weight": np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
        },
        expected=[[5.0, 6.0], [1.0, 2.0], [5.0, 6.0]],
        source="by hand: the third row, the first, the third again",
    ),
    Case("a batch, some rows read several times", {"input": tokens, "weight": table}),
    Case("every position the same row", {"input": 0 * tokens, "weight": table}),
    Case("a row that nobody reads", {"input": np.array([1, 2]), "weight": table}),
    Case("a single index", {"input": np.array(3), "weight": table}),
    Case("no indices", {"input": np.zeros(0, np.int64), "weight": table}),
    Case("no sequences", {"input": np.zeros((0, 4), np.int64), "weight": table}),
    Case("rows of one number", {"input": tokens, "weight": table[:, :1]}),
    Case("int32 indices", {"input": tokens.astype(np.int32), "weight": table}),
    Case(
        "not contiguous",
        {"input": tokens.T[::2], "weight": rng.normal(size=(6, 10)).T[::2, ::2]},
    ),
    Case(
        "a row of padding",
        {"input": tokens, "weight": table, "padding_idx": 0},
        no_differences=PADDED,
        awkward="the row is read and gets no gradient",
    ),
    Case(
        "a row of padding from the end",
        {"input": tokens, "weight": table, "padding_idx": -1},
        no_differences=PADDED,
        awkward="counted from the end",
    ),
    Case(
        "NaN in one row",
        {"input": tokens, "weight": np.where(np.eye(5, 3) > 0, np.nan, table)},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "an index that has no row",
        {"input": np.array([0, 5]), "weight": table},
        error=ValueError,
        message="input: wanted indices from 0 to 4, got 5",
    ),
    Case(
        "a negative index",
        {"input": np.array([0, -1]), "weight": table},
        error=ValueError,
        message="input: wanted indices from 0 to 4, got -1",
    ),
    Case(
        "indices as floats",
        {"input": tokens.astype(float), "weight": table},
        error=TypeError,
        message="input: wanted int32 or int64, got float64",
    ),
    Case(
        "a table of one row without its axis",
        {"input": np.array([0]), "weight": table[0]},
        error=ValueError,
        message=r"weight: wanted shape \(V, D\), got \(3,\)",
    ),
    Case(
        "a row of padding that is not there",
        {"input": tokens, "weight": table, "padding_idx": 5},
        error=ValueError,
        message="padding_idx: wanted from -5 to 4, got 5",
    ),
    *wrong_dtypes(
        {"input": tokens, "weight": table},
        {
            name: {"torch_accepts": "it copies rows of any dtype"}
            for name in ("integers", "bool", "complex")
        },
    ),
]
