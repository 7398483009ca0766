"""Inputs on which both sides of padding and masking must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
lengths = np.array([2, 4, 1])
steps = rng.normal(size=(7, 3))
padded = rng.normal(size=(3, 4, 2))
real = np.arange(4) < lengths[:, None]

NO_BACKWARD = {"pad_mask": "lengths have no slope"}


def mask(name, lengths=lengths, total_length=None, **known):
    """Return a case of `pad_mask`."""
    return Case(name, {"lengths": lengths, "total_length": total_length}, **known)


def pad(name, input=steps, lengths=lengths, *, known=None, **options):
    """Return a case of `pad_sequence`."""
    args = {"input": input, "lengths": lengths, **options}
    return Case(name, args, function="pad_sequence", **(known or {}))


def mean(name, input=padded, mask=real, **known):
    """Return a case of `masked_mean`."""
    return Case(name, {"input": input, "mask": mask}, function="masked_mean", **known)


CASES = [
    mask(
        "lengths 2, 0 and 3",
        np.array([2, 0, 3]),
        expected=[[1, 1, 0], [0, 0, 0], [1, 1, 1]],
        source="by hand: the first two, none, all three",
    ),
    mask("more places than the longest needs", total_length=6),
    mask("one sequence", np.array([3])),
    mask("nothing but empty sequences", np.array([0, 0])),
    mask("int32 lengths", lengths.astype(np.int32)),
    pad(
        "1, 2 beside 3",
        np.array([[1.0], [2.0], [3.0]]),
        np.array([2, 1]),
        batch_first=True,
        padding_value=-1.0,
        known={
            "expected": [[[1.0], [2.0]], [[3.0], [-1.0]]],
            "source": "by hand: the second sequence lacks one place",
        },
    ),
    pad("time first"),
    pad("batch first", batch_first=True),
    pad("batch first, ten places", batch_first=True, total_length=10),
    pad("time first, ten places of 5", padding_value=5.0, total_length=10),
    pad(
        "padding of NaN", padding_value=np.nan, known={"no_differences": "NaN is there"}
    ),
    pad("an empty sequence among others", lengths=np.array([3, 0, 4])),
    pad("equal lengths", steps[:6], np.array([3, 3])),
    pad("one sequence of one step", steps[:1], np.array([1])),
    pad("not contiguous", rng.normal(size=(6, 14)).T[::2, ::2]),
    mean(
        "2 and 4, and padding of 100",
        np.array([[[2.0], [4.0], [100.0]]]),
        np.array([[True, True, False]]),
        expected=[[3.0]],
        source="by hand: (2 + 4) / 2",
    ),
    mean("a batch"),
    mean("all places real", mask=np.ones((3, 4), bool)),
    mean("holes in the middle", mask=np.eye(3, 4) == 0),
    mean(
        "NaN and infinity in the padding",
        np.where(real[..., None], padded, [np.nan, np.inf]),
        no_differences="infinities have no neighbors",
    ),
    mean(
        "a sequence without data",
        mask=real & (np.arange(3) != 1)[:, None],
        no_differences="the mean of nothing is NaN",
        awkward="0/0 in one row",
    ),
    mean("no sequences", padded[:0], real[:0]),
    mean("one place", padded[:, :1], real[:, :1]),
    mean("not contiguous, averaged", rng.normal(size=(3, 8, 4))[:, ::2, ::2]),
    mask(
        "a negative length",
        np.array([1, -1]),
        error=ValueError,
        message="lengths: wanted at least 0, got -1",
    ),
    mask(
        "lengths as floats",
        lengths.astype(float),
        error=TypeError,
        message="lengths: wanted integers, got float64",
    ),
    mask(
        "no lengths",
        np.zeros(0, np.int64),
        error=ValueError,
        message=r"lengths: wanted shape \(N,\), N above 0, got \(0,\)",
    ),
    mask(
        "fewer places than the longest needs",
        total_length=3,
        error=ValueError,
        message="total_length: wanted at least 4, got 3",
    ),
    pad(
        "lengths that do not add up",
        lengths=np.array([2, 4]),
        known={
            "error": ValueError,
            "message": r"input: wanted shape \(6, D\), got \(7, 3\)",
        },
    ),
    mean(
        "a mask of another batch",
        mask=real[:2],
        error=ValueError,
        message=r"mask: wanted shape \(3, 4\), got \(2, 4\)",
    ),
    Case(
        "a mask of zeros and ones",
        {"input": padded, "mask": real.astype(np.int64)},
        function="masked_mean",
        error=TypeError,
        message="mask: wanted bool, got int64",
    ),
    *wrong_dtypes(
        {"input": steps, "lengths": lengths},
        {"complex": {}},
        function="pad_sequence",
    ),
]
