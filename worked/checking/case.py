"""A case: one named call that both sides of a concept must answer alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Case:
    """One call of one public function, and what is known about its answer.

    An author supplies inputs; the checks follow from them: values and gradients against PyTorch
    in float64, again in float32, and against central differences without PyTorch.
    Every field that switches a check off takes a reason, never a flag.

    Args:
        name: What is peculiar about the input, in words: ``"logits of 1e4"``.
        args: Keyword arguments of the call. NumPy arrays become tensors on the PyTorch side,
            anything else is passed as it is.
        function: Public function that is called; the concept's own name when empty.
        expected: An anchor: the value by a source that is neither side (a paper, a textbook, a
            manual, a derivation). Compared with both sides.
        source: Where ``expected`` comes from. Compulsory with it.
        within: Absolute distance that the printed digits of ``expected`` allow.
        error: Exception that the NumPy side must raise.
        message: Regular expression for the exception's text: what was wanted, what came.
        torch_accepts: Why the library answers where our NumPy side refuses.
        torch_varies: Why the library's answer to just this call depends on the processor. It is
            then compared with the anchor alone, which is compulsory.
        rtol: Relative tolerance of the comparison with PyTorch in float64.
        atol: Absolute tolerance of the same.
        looser: Why ``rtol`` or ``atol`` differ from the defaults.
        no_differences: Why central differences say nothing here (a kink, an infinity, a scale).
        no_float32: Why the same call in float32 says nothing.
        awkward: Why a first draft need not survive it, where the inputs do not show that: the
            grader tells empty, 0-d, large and NaN inputs, other dtypes and refusals by itself.
    """

    name: str
    args: Mapping[str, Any]
    function: str = ""
    expected: Any = None
    source: str = ""
    within: float = 1e-9
    error: type[Exception] | None = None
    message: str = ""
    torch_accepts: str = ""
    torch_varies: str = ""
    rtol: float = 1e-9
    atol: float = 1e-11
    looser: str = ""
    no_differences: str = ""
    no_float32: str = ""
    awkward: str = ""

    def __post_init__(self) -> None:
        if (self.expected is not None) != bool(self.source):
            raise ValueError(
                f"case {self.name!r}: wanted an anchor with its source, got "
                f"expected={self.expected!r} and source={self.source!r}"
            )
        if (self.error is not None) != bool(self.message):
            raise ValueError(
                f"case {self.name!r}: wanted an error with the message it must match, got "
                f"error={self.error!r} and message={self.message!r}"
            )
        if self.torch_varies and not self.source:
            raise ValueError(
                f"case {self.name!r}: wanted an anchor where the library's answer varies, got none"
            )
        if (self.rtol > 1e-9 or self.atol > 1e-11) and not self.looser:
            raise ValueError(
                f"case {self.name!r}: wanted the reason for a looser bound in `looser`, got none "
                f"(rtol={self.rtol:g}, atol={self.atol:g})"
            )
