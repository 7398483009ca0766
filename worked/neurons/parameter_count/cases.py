"""Networks whose parameters and multiply-adds both sides must count alike."""

from worked.checking import Case

NO_BACKWARD = {"parameter_count": "counts are integers and have no gradient"}

CASES = [
    Case(
        "two inputs, three hidden units, one output",
        {"sizes": (2, 3, 1)},
        expected=([9, 4], [6, 3]),
        source="by hand: (2 + 1) 3 and (3 + 1) 1; 2 * 3 and 3 * 1",
    ),
    Case(
        "digits of 64 pixels, 128 hidden units, ten classes",
        {"sizes": (64, 128, 10)},
        expected=([8320, 1290], [8192, 1280]),
        source="by hand: 65 * 128 and 129 * 10, together 9,610",
    ),
    Case(
        "without biases",
        {"sizes": (64, 128, 10), "bias": False},
        expected=([8192, 1280], [8192, 1280]),
        source="by hand: one weight for each pair",
    ),
    Case("one layer", {"sizes": (3, 2)}),
    Case("a single unit", {"sizes": (1, 1)}),
    Case("sizes as a list", {"sizes": [784, 300, 100, 10]}),
    Case(
        "a feedforward block of width 12,288",
        {"sizes": (12288, 49152, 12288)},
        expected=([12289 * 49152, 49153 * 12288], [603979776, 603979776]),
        source="by hand: 12,288 * 49,152 = 603,979,776",
        awkward="more than a billion together, yet nothing is held in memory",
    ),
    Case(
        "twenty layers",
        {"sizes": (100,) * 21},
        expected=([10100] * 20, [10000] * 20),
        source="by hand: 101 * 100",
    ),
    Case(
        "no layers",
        {"sizes": (3,)},
        error=ValueError,
        message=r"sizes: wanted inputs and one layer or more, got \(3,\)",
        torch_accepts="it counts nothing",
    ),
    Case(
        "a layer of no units",
        {"sizes": (3, 0, 2)},
        error=ValueError,
        message="sizes: wanted 1 or more, got 0",
    ),
    Case(
        "a negative size",
        {"sizes": (3, -1)},
        error=ValueError,
        message="sizes: wanted 1 or more, got -1",
    ),
    Case(
        "a size that is no integer",
        {"sizes": (3, 2.5)},
        error=TypeError,
        message="sizes: wanted integers, got 2.5",
    ),
    Case(
        "a size that is a truth value",
        {"sizes": (3, True)},
        error=TypeError,
        message="sizes: wanted integers, got True",
    ),
]
