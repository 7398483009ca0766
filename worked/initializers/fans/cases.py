"""Inputs on which both sides of fan-in and fan-out must agree."""

import numpy as np

from worked.checking import Case

NO_BACKWARD = {"fans": "two counts that depend on a shape alone"}
LEFT_OUT = {"half precision": "only the shape of the weight counts"}

CASES = [
    Case(
        "dense layer from 512 to 256",
        {"weight": np.zeros((256, 512))},
        expected=(512, 256),
        source="by hand: a unit adds up 512 inputs, an input feeds 256 units",
    ),
    Case(
        "3 by 3 convolution from 64 to 128 channels",
        {"weight": np.zeros((128, 64, 3, 3), np.float32)},
        expected=(576, 1152),
        source="by hand: 64 channels of 9 pixels; 128 channels, each at 9 positions",
    ),
    Case("convolution over a sequence", {"weight": np.zeros((200, 7, 5))}),
    Case("convolution over a volume", {"weight": np.zeros((150, 3, 2, 4, 5))}),
    Case("one unit, 300 inputs", {"weight": np.zeros((1, 300))}),
    Case("no units", {"weight": np.zeros((0, 300))}),
    Case("a kernel without positions", {"weight": np.zeros((3, 300, 0))}),
    Case(
        "integers",
        {"weight": np.zeros((120, 130), int)},
        awkward="a dtype of its own",
    ),
    Case(
        "a bias",
        {"weight": np.zeros(5)},
        error=ValueError,
        message=r"weight: wanted at least 2 axes, \(out, in, ...\), got shape \(5,\)",
    ),
    Case(
        "a single number",
        {"weight": np.array(1.0)},
        error=ValueError,
        message=r"weight: wanted at least 2 axes, .* got shape \(\)",
    ),
]
