"""Inputs on which both sides of tanh must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

CONVERTS = "it converts to the default dtype, float32"

CASES = [
    Case(
        "inputs whose exponentials are simple",
        {"input": np.log([0.5, 1.0, 2.0, 3.0])},
        expected=[-0.6, 0.0, 0.6, 0.8],
        source="by hand: (e^z - e^-z) / (e^z + e^-z) with e^z = 1/2, 1, 2 and 3",
    ),
    *elementwise(
        {
            "integers": {"torch_accepts": CONVERTS},
            "bool": {"torch_accepts": CONVERTS},
            "complex": {"torch_accepts": "it has the complex function"},
        }
    ),
    Case(
        "close to zero, where tanh is the identity", {"input": np.array([1e-9, -1e-12])}
    ),
    Case(
        "both ends",
        {"input": np.array([1e4, -1e4])},
        expected=[1.0, -1.0],
        source="by hand: exp(-2e4) is below the smallest float",
    ),
]
