"""Inputs on which both sides of attention must agree."""

from typing import Any

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
INFINITY: dict[str, Any] = {"no_differences": "infinities have no neighbors"}


def drawn(queries=(2, 3, 5, 4), keys=6, width=3, size=1.0, **options):
    """Return queries of this shape, with keys and values for them."""
    batch = queries[:-2]
    return {
        "query": size * rng.normal(size=queries),
        "key": rng.normal(size=(*batch, keys, queries[-1])),
        "value": rng.normal(size=(*batch, keys, width)),
        **options,
    }


args = drawn()
same = drawn((2, 5, 4), keys=5)
seen = rng.random(size=(2, 3, 5, 6)) < 0.6
seen[..., 0] = True
none = seen.copy()
none[0, 0, 0] = none[1, 2, 4] = False  # two queries that see no key
added = np.where(seen, 0.0, -np.inf)
one = {"query": 2 * np.log([[3.0, 1, 1, 1]]), "key": np.eye(4)[:2]}
wide = {key: np.repeat(v, 2, axis=-1)[..., ::2] for key, v in args.items()}
unknown = args["key"].copy()
unknown[0, 0, 0, 0] = np.nan

WRONG = {
    "keys of another width": (
        {"key": args["key"][..., :3]},
        r"key: wanted shape \(2, 3, 6, 4\), got \(2, 3, 6, 3\)",
    ),
    "a value less": (
        {"value": args["value"][..., :5, :]},
        r"value: wanted shape \(2, 3, 6, 3\), got \(2, 3, 5, 3\)",
    ),
    "a mask of other keys": (
        {"attn_mask": seen[..., :5]},
        r"attn_mask: wanted a shape that broadcasts to \(2, 3, 5, 6\), got \(2, 3, 5, 5\)",
    ),
    "a mask with an axis too many": (
        {"attn_mask": seen[None]},
        r"attn_mask: wanted a shape that broadcasts to .*, got \(1, 2, 3, 5, 6\)",
    ),
    "causal beside a mask": (
        {"attn_mask": seen, "is_causal": True},
        "is_causal: wanted False beside attn_mask, got True",
    ),
    "one query without its axis": (
        {key: args[key][0, 0, 0] for key in ("query", "key", "value")},
        r"query: wanted \(\*, T, E\), got shape \(4,\)",
    ),
}

CASES = [
    Case(
        "weights 3/4 and 1/4",
        {**one, "value": np.array([[4.0, 0.0], [8.0, 1.0]])},
        expected=[[5.0, 0.25]],
        source="by hand: scores 2 log 3 / root of 4 = log 3 and 0; 3/4 4 + 1/4 8 = 5",
    ),
    Case(
        "causal, equal scores",
        {
            "query": np.zeros((3, 2)),
            "key": rng.normal(size=(3, 2)),
            "value": np.array([[6.0], [2.0], [1.0]]),
            "is_causal": True,
        },
        expected=[[6.0], [4.0], [3.0]],
        source="by hand: the mean of the values so far, 6, 8/2 and 9/3",
    ),
    Case(
        "a query that sees no key",
        {
            **one,
            "value": np.array([[4.0, 0.0], [8.0, 1.0]]),
            "attn_mask": np.zeros((1, 2), bool),
        },
        expected=[[0.0, 0.0]],
        source="PyTorch 2.13: an empty softmax has weight 0 here, and NaN in torch.softmax",
        awkward="all scores are minus infinity",
    ),
    Case("drawn", args),
    Case("one head without batch", drawn((5, 4))),
    Case("one query and one key", drawn((2, 1, 4), keys=1)),
    Case("one feature", drawn((2, 5, 1))),
    Case("scale 1", {**args, "scale": 1.0}),
    Case("scale 0, a plain mean", {**args, "scale": 0.0}),
    Case("causal", {**same, "is_causal": True}),
    Case("causal, more keys than queries", {**args, "is_causal": True}),
    Case("causal, fewer keys than queries", drawn(keys=3, is_causal=True)),
    Case("boolean mask", {**args, "attn_mask": seen}),
    Case("boolean mask of all heads", {**args, "attn_mask": seen[:, :1]}),
    Case("boolean mask of the keys", {**args, "attn_mask": seen[0, 0, :1]}),
    Case("two queries that see no key", {**args, "attn_mask": none}),
    Case("mask of numbers", {**args, "attn_mask": rng.normal(size=(2, 3, 5, 6))}),
    Case(
        "mask of numbers for all heads", {**args, "attn_mask": rng.normal(size=(5, 6))}
    ),
    Case(
        "one number for each key", {**args, "attn_mask": rng.normal(size=(2, 1, 1, 6))}
    ),
    Case("mask of minus infinities", {**args, "attn_mask": added}, **INFINITY),
    Case(
        "scores of 1e4",
        drawn((2, 5, 4), size=1e4),
        no_differences="the best step grows with the scores and spans the whole transition",
        no_float32="scores of 1e4 have three digits after the point in float32",
    ),
    Case("equal keys", {**args, "key": np.ones((2, 3, 6, 4))}),
    Case(
        "NaN in one key",
        {**args, "key": unknown},
        no_differences="NaN has no neighbors",
    ),
    Case("empty batch", drawn((0, 5, 4))),
    Case("no queries", drawn((2, 0, 4))),
    Case("not contiguous", wide),
    *(
        Case(name, {**args, **wrong}, error=ValueError, message=message)
        for name, (wrong, message) in WRONG.items()
    ),
    Case(
        "keys of another batch",
        {**args, "key": args["key"][:1]},
        error=ValueError,
        message=r"key: wanted shape \(2, 3, 6, 4\), got \(1, 3, 6, 4\)",
        torch_accepts="it broadcasts them",
    ),
    Case(
        "mask of integers",
        {**args, "attn_mask": seen.astype(np.int64)},
        error=TypeError,
        message="attn_mask: wanted bool or float64, got int64",
    ),
    *(
        Case(
            f"{name} of another dtype",
            {**args, name: args[name].astype(np.float32)},
            error=TypeError,
            message=f"{name}: wanted float64 as in query, got float32",
        )
        for name in ("key", "value")
    ),
    *wrong_dtypes(args),
]
