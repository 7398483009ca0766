"""The table of gains, and the one that is a formula."""

__all__ = ["calculate_gain"]

LINEAR = ["linear", *(f"conv{d}d" for d in "123")]
LINEAR += [f"conv_transpose{d}d" for d in "123"]
GAINS = dict.fromkeys(LINEAR, 1.0)
GAINS |= {"sigmoid": 1.0, "tanh": 5 / 3, "relu": 2**0.5, "selu": 3 / 4}


def calculate_gain(nonlinearity, param=None):
    r"""Return the factor by which an activation's weights are drawn wider than for none.

    For leaky ReLU with slope $a$ it is $\sqrt{2 / (1 + a^2)}$: of a symmetric input the mean square
    falls to $(1 + a^2) / 2$, and the square of the gain makes up for that. ReLU is $a = 0$.

    Args:
        nonlinearity: str. `"linear"`, `"sigmoid"`, `"tanh"`, `"relu"`, `"leaky_relu"`, `"selu"`,
            or a linear layer such as `"conv2d"`.
        param: float or None. Slope of `"leaky_relu"`, 0.01 for None; of no meaning for others.

    Returns:
        float. Gain, without a unit.

    Raises:
        ValueError: If the name is not known, or the slope is no number.

    Note:
        Only the gains of the ReLUs and 1 for linear layers follow from the derivation. 5/3 for tanh
        and 3/4 for SELU are recommendations of the library, which wants the gain of a linear layer
        for networks that are to normalize themselves; 1 for sigmoid means that no correction is
        made: at zero its slope is a quarter. GELU and SiLU have no entry; that of ReLU is a common
        choice.

    Source:
        He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", ICCV 2015, section 2.2; PyTorch
        2.13 documentation, `torch.nn.init.calculate_gain`.
    """
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else param
        if isinstance(slope, bool) or not isinstance(slope, int | float):
            raise ValueError(f"param: wanted a number as slope, got {slope!r}")
        return (2 / (1 + slope**2)) ** 0.5
    if nonlinearity not in GAINS:
        names = ", ".join([*GAINS, "leaky_relu"])
        raise ValueError(f"nonlinearity: wanted one of {names}, got {nonlinearity!r}")
    return GAINS[nonlinearity]
