"""Inputs on which both sides of ReLU must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

KINK = "a central difference at the kink gives the mean of both slopes"

CASES = [
    Case(
        "by definition",
        {"input": np.array([-2.0, -0.5, 0.5, 3.0])},
        expected=[0.0, 0.0, 0.5, 3.0],
        source="Goodfellow, Bengio and Courville 2016, section 6.3.1: g(z) = max(0, z)",
    ),
    *elementwise({"zero, both signs": {"no_differences": KINK}}, takes_integers=True),
]
