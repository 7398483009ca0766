"""Inputs on which both sides of the spectral radius must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
turn = np.array([[np.cos(1.0), -np.sin(1.0)], [np.sin(1.0), np.cos(1.0)]])
large = 1.5 / 20**0.5 * rng.normal(size=(20, 20))

NO_BACKWARD = {"spectral_radius": "it is watched in training, not trained"}

CASES = [
    Case(
        "the matrix of the Fibonacci numbers",
        {"input": np.array([[1.0, 1.0], [1.0, 0.0]])},
        expected=(1 + 5**0.5) / 2,
        source="by hand: the roots of x^2 - x - 1; the numbers grow by the golden ratio",
    ),
    Case(
        "a rotation by 1 radian, enlarged by 1.1",
        {"input": 1.1 * turn},
        expected=1.1,
        source="by hand: the eigenvalues are 1.1 exp(i) and 1.1 exp(-i)",
    ),
    Case(
        "the largest in size is negative",
        {"input": np.diag([2.0, -3.0, 1.0])},
        expected=3.0,
        source="by hand: the eigenvalues stand on the diagonal",
    ),
    Case(
        "two opposite eigenvalues",
        {"input": np.array([[0.0, 4.0], [1.0, 0.0]])},
        expected=2.0,
        source="by hand: x^2 = 4, so 2 and -2",
    ),
    Case(
        "large singular value, small radius",
        {"input": np.array([[0.5, 100.0], [0.0, 0.5]])},
        expected=0.5,
        source="by hand: a triangular matrix has its eigenvalues on the diagonal",
    ),
    Case(
        "nilpotent",
        {"input": np.array([[0.0, 1.0, 2.0], [0.0, 0.0, 3.0], [0.0, 0.0, 0.0]])},
        expected=0.0,
        source="by hand: its third power is zero",
    ),
    Case(
        "transition probabilities",
        {"input": np.array([[0.9, 0.1, 0.0], [0.2, 0.7, 0.1], [0.0, 0.5, 0.5]])},
        expected=1.0,
        source="by hand: the rows add up to 1",
    ),
    Case("random", {"input": large}),
    Case("symmetric", {"input": large + large.T}),
    Case("batch", {"input": rng.normal(size=(2, 3, 4, 4))}),
    Case(
        "large and small numbers",
        {"input": np.array([[[1e150]], [[-1e-150]]])},
        no_float32="1e150 is infinite in float32",
    ),
    Case("zero", {"input": np.zeros((3, 3))}),
    Case("zero beside another", {"input": np.stack([np.zeros((2, 2)), turn])}),
    Case("one number", {"input": np.array([[-0.3]])}),
    Case("empty batch", {"input": np.zeros((0, 2, 2))}),
    Case("not contiguous", {"input": large[::2, ::2].T}),
    *(
        Case(
            name,
            {"input": wrong},
            error=ValueError,
            message=r"input: wanted square matrices \(\*, N, N\), got shape",
        )
        for name, wrong in (
            ("not square", np.ones((2, 3))),
            ("a vector", np.ones(3)),
            ("no rows", np.zeros((0, 0))),
        )
    ),
    *(
        Case(
            f"{value}",
            {"input": np.array([[1.0, value], [0.0, 1.0]])},
            error=ValueError,
            message="input: wanted finite numbers, got an infinity or NaN",
            torch_accepts="its eigenvalues are NaN, or numbers that mean nothing",
        )
        for value in (np.inf, np.nan)
    ),
    *wrong_dtypes(
        {"input": large},
        {
            "float16": {"torch_accepts": ""},
            "complex": {"torch_accepts": "it knows complex matrices as well"},
        },
    ),
]
