"""Calls on which both sides of the gain must agree."""

from worked.checking import Case

NO_BACKWARD = {"calculate_gain": "a constant, looked up by a name"}


def of(nonlinearity, *param, name="", **known):
    """Return the case of one activation."""
    args = {"nonlinearity": nonlinearity, **({"param": param[0]} if param else {})}
    return Case(name or nonlinearity, args, **known)


CASES = [
    of(
        "relu",
        expected=1.4142135623730951,
        source="by hand: ReLU halves the mean square, so the squared gain is 2",
    ),
    of(
        "leaky_relu",
        1.0,
        name="slope 1 is the identity",
        expected=1.0,
        source="by hand: sqrt(2 / 2)",
    ),
    of(
        "leaky_relu",
        7,
        name="an integer as slope",
        expected=0.2,
        source="by hand: sqrt(2 / 50)",
    ),
    of("leaky_relu", name="slope 0.01 by default"),
    of("leaky_relu", 0.2, name="slope 0.2"),
    of("leaky_relu", -0.5, name="a negative slope"),
    of("leaky_relu", 5**0.5, name="what the library gives its linear layers"),
    *map(of, ("linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d")),
    *map(of, ("conv_transpose2d", "conv_transpose3d", "sigmoid", "tanh", "selu")),
    of("tanh", 0.3, name="tanh has no slope"),
    of(
        "gelu",
        error=ValueError,
        message="nonlinearity: wanted one of linear, .*, leaky_relu, got 'gelu'",
    ),
    of(
        "leaky_relu",
        True,
        name="a truth value as slope",
        error=ValueError,
        message="param: wanted a number as slope, got True",
    ),
    of(
        "leaky_relu",
        "0.2",
        name="a text as slope",
        error=ValueError,
        message="param: wanted a number as slope, got '0.2'",
    ),
]
