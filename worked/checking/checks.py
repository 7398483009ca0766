"""The checks that a concept must pass, case by case, and their figures for a receipt."""

from __future__ import annotations

import inspect
import re
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.comparison import Mismatch, as_arrays, largest_difference
from worked.checking.discovery import Concept

# float32 keeps 24 bits: 6e-8 for one operation, and a sum of many rounds more than once.
FLOAT32 = {"rtol": 2e-5, "atol": 2e-6}
# Central differences in float64 with the best step err by about eps^(2/3), 4e-11, times the third
# derivative; 1e-6 leaves room for that and is far below any wrong term.
DIFFERENCES = {"rtol": 1e-6, "atol": 1e-8}


def is_floating(value: Any) -> bool:
    """Tell whether a value is an array of floating-point numbers."""
    return isinstance(value, np.ndarray) and np.issubdtype(value.dtype, np.floating)


def in_float32(case: Case) -> Case:
    """Return the same call with its floating arrays in float32."""
    args = {
        key: value.astype(np.float32) if is_floating(value) else value
        for key, value in case.args.items()
    }
    return Case(case.name, args, function=case.function)


def differentiable(concept: Concept, case: Case) -> list[str]:
    """Return the names of the floating array arguments of a case, in the signature's order."""
    function = getattr(concept.numpy, concept.function_name(case))
    return [
        name
        for name in inspect.signature(function).parameters
        if is_floating(case.args.get(name)) and name not in concept.constants
    ]


def is_compared(case: Case) -> bool:
    """Tell whether a case is answered, by the library in the same way on every processor."""
    return case.error is None and not case.torch_varies


def has_gradient(concept: Concept, case: Case) -> bool:
    """Tell whether a case is one whose gradient is compared."""
    return (
        case.error is None
        and concept.function_name(case) not in concept.no_backward
        and bool(differentiable(concept, case))
    )


def random_grad_output(case: Case, output: Any) -> Any:
    """Draw an upstream gradient shaped as the output; seeded by the case's name.

    It is random and never ones: the gradient of ``softmax(x).sum()`` is zero whatever the code.
    """
    rng = np.random.default_rng(zlib.crc32(case.name.encode()))
    grads = tuple(
        np.asarray(rng.normal(size=array.shape), dtype=array.dtype)
        for array in as_arrays(output)
    )
    return grads if isinstance(output, tuple | list) else grads[0]


def backward(
    concept: Concept, case: Case, grad_output: Any, **output: Any
) -> tuple[np.ndarray, ...]:
    """Call the NumPy side's hand-written backward pass, with ``output=`` if it is given."""
    name = f"{concept.function_name(case)}_backward"
    args = {"grad_output": grad_output, **case.args, **output}
    return as_arrays(concept.call(name, args))


def takes_output(concept: Concept, case: Case) -> bool:
    """Tell whether the backward pass takes the forward result if one has it."""
    name = concept.function_name(case)
    parameters = [
        inspect.signature(getattr(concept.numpy, function)).parameters
        for function in (name, f"{name}_backward")
    ]
    return "output" in parameters[1] and "output" not in parameters[0]


def check_values(concept: Concept, case: Case) -> float:
    """Compare both sides' values in float64; return the largest difference.

    Raises:
        Mismatch: If they differ.
    """
    from worked.checking import with_torch

    function = getattr(concept.torch, concept.function_name(case))
    return largest_difference(
        concept.forward(case),
        with_torch.call(function, case.args),
        rtol=case.rtol,
        atol=case.atol,
        what="value, NumPy against PyTorch",
    )


def check_gradients(concept: Concept, case: Case) -> float:
    """Compare the hand-written gradients with autograd's; return the largest difference.

    Raises:
        Mismatch: If they differ.
    """
    from worked.checking import with_torch

    grad_output = random_grad_output(case, concept.forward(case))
    function = getattr(concept.torch, concept.function_name(case))
    return largest_difference(
        backward(concept, case, grad_output),
        with_torch.gradients(
            function, case.args, differentiable(concept, case), grad_output
        ),
        rtol=case.rtol,
        atol=case.atol,
        what="gradient, NumPy against PyTorch",
    )


def check_float32(concept: Concept, case: Case) -> None:
    """Repeat the comparison of values and gradients in float32, at the bound it allows.

    Raises:
        Mismatch: If they differ, or if the answer is not float32.
    """
    from worked.checking import with_torch

    single = in_float32(case)
    args = single.args
    function = getattr(concept.torch, concept.function_name(case))
    got = concept.forward(single)
    wanted = with_torch.call(function, args)
    largest_difference(got, wanted, **FLOAT32, what="float32 value")
    if has_gradient(concept, case):
        grad_output = random_grad_output(single, got)
        names = differentiable(concept, single)
        largest_difference(
            backward(concept, single, grad_output),
            with_torch.gradients(function, args, names, grad_output),
            **FLOAT32,
            what="float32 gradient",
        )


def check_differences(concept: Concept, case: Case) -> None:
    """Hold the hand-written gradient against a central difference along a random direction.

    The second referee: it needs no PyTorch.

    Raises:
        Mismatch: If the two directional derivatives differ.
    """
    names = differentiable(concept, case)
    grad_output = random_grad_output(case, concept.forward(case))
    grads = backward(concept, case, grad_output)
    if len(grads) != len(names):
        raise Mismatch(f"gradient: wanted one for each of {names}, got {len(grads)}")
    rng = np.random.default_rng(zlib.crc32(case.name.encode()) + 1)
    directions = {name: rng.normal(size=case.args[name].shape) for name in names}
    scale = max(
        (float(np.abs(case.args[name]).max(initial=1.0)) for name in names), default=1.0
    )
    step = np.finfo(np.float64).eps ** (1 / 3) * scale

    def along(t: float) -> float:
        moved = {name: case.args[name] + t * directions[name] for name in names}
        output = concept.forward(
            Case(case.name, {**case.args, **moved}, function=case.function)
        )
        pairs = zip(as_arrays(output), as_arrays(grad_output), strict=True)
        return float(sum(np.sum(value * grad) for value, grad in pairs))

    numeric = (along(step) - along(-step)) / (2 * step)
    analytic = sum(
        float(np.sum(grad * directions[name]))
        for name, grad in zip(names, grads, strict=True)
    )
    largest_difference(
        np.float64(analytic),
        np.float64(numeric),
        **DIFFERENCES,
        what="gradient against central differences",
    )


def check_grad_output_shape(concept: Concept, case: Case) -> None:
    """Check that an upstream gradient of another shape than the result's is refused.

    Those tried here broadcast, so that without a check they give a wrong answer in silence.

    Raises:
        Mismatch: If one is taken, or if the message does not say what was wanted and what came.
    """
    grad_output = random_grad_output(case, concept.forward(case))
    shape = np.shape(grad_output)
    wrong: list[Any] = [np.ones((1, *shape))]
    if shape:  # a single number is the gradient of a single number alone
        wrong += [np.ones(shape[1:]), 1.0]
    for other in wrong:
        said = f"grad_output: wanted shape {shape}, got {np.shape(other)}"
        _check_refused(concept, case, ValueError, re.escape(said), grad_output=other)


def check_grad_output_dtype(concept: Concept, case: Case) -> None:
    """Check that the dtype of the upstream gradient changes neither dtype nor value.

    Raises:
        Mismatch: If a gradient has another dtype than its input, or another value.
    """
    for call in [case] if case.no_float32 else [case, in_float32(case)]:
        names = differentiable(concept, call)
        grad_output = random_grad_output(call, concept.forward(call))
        grad_output = np.asarray(grad_output, np.float32)
        wanted = backward(concept, call, np.asarray(grad_output, np.float64))
        given: list[Any] = [grad_output]
        if grad_output.ndim == 0:
            given.append(float(grad_output))
        for upstream in given:
            what = f"gradient, grad_output {np.asarray(upstream).dtype}"
            got = backward(concept, call, upstream)
            largest_difference(got, wanted, **FLOAT32, what=what)
        for name, grad in zip(names, wanted, strict=True):
            if grad.dtype != call.args[name].dtype:
                raise Mismatch(
                    f"gradient in {name}, grad_output float64: wanted dtype "
                    f"{call.args[name].dtype}, got {grad.dtype}"
                )


def check_output(concept: Concept, case: Case) -> None:
    """Check that a backward pass answers alike with the forward result and without it.

    Raises:
        Mismatch: If the answers differ, or if a result of another shape is taken.
    """
    output = concept.forward(case)
    grad_output = random_grad_output(case, output)
    largest_difference(
        backward(concept, case, grad_output, output=output),
        backward(concept, case, grad_output),
        rtol=case.rtol,
        atol=case.atol,
        what="gradient, with output= against without",
    )
    other = np.ones((1, *np.shape(output)))
    said = f"output: wanted shape {np.shape(output)}, got {other.shape}"
    _check_refused(
        concept,
        case,
        ValueError,
        re.escape(said),
        grad_output=grad_output,
        output=other,
    )


def output_counts(concept: Concept, case: Case) -> bool:
    """Tell whether another result changes the gradient, as it must where it is not ignored."""
    output = concept.forward(case)
    grad_output = random_grad_output(case, output)
    other = np.full_like(output, np.nan)
    return not all(
        np.array_equal(one, two, equal_nan=True)
        for one, two in zip(
            backward(concept, case, grad_output, output=other),
            backward(concept, case, grad_output),
            strict=True,
        )
    )


def check_half_precision(concept: Concept, case: Case) -> None:
    """Check that float16, in which sums overflow, is refused forward and backward.

    Raises:
        Mismatch: If it is taken, or if the message does not say what was wanted and what came.
    """
    with np.errstate(over="ignore"):
        args = {
            key: value.astype(np.float16) if is_floating(value) else value
            for key, value in case.args.items()
        }
    half = Case(case.name, args, function=case.function)
    said = r": wanted float32(,| or) float64.*, got float16"
    _check_refused(concept, half, TypeError, said)
    if has_gradient(concept, case):
        grad_output = random_grad_output(case, concept.forward(case))
        _check_refused(concept, half, TypeError, said, grad_output=grad_output)


def _check_refused(
    concept: Concept,
    case: Case,
    error: type[Exception],
    message: str,
    **backward: Any,
) -> None:
    """Call the function, or its backward pass where that one's arguments are given."""
    name = concept.function_name(case) + ("_backward" if backward else "")
    try:
        answer = concept.call(name, {**backward, **case.args})
    except error as refusal:
        if not re.search(message, str(refusal)):
            raise Mismatch(
                f"message of {name}: wanted one that matches {message!r}, "
                f"got {str(refusal)!r}"
            ) from refusal
    else:
        raise Mismatch(
            f"{name}: wanted {error.__name__}, got the answer {answer!r:.200}"
        )


def check_anchor(concept: Concept, case: Case, *, torch_side: bool) -> None:
    """Compare one side with the case's anchor, the value by a source that is neither side.

    Raises:
        Mismatch: If the value is farther from the anchor than its printed digits allow.
    """
    if torch_side:
        from worked.checking import with_torch

        function = getattr(concept.torch, concept.function_name(case))
        answer = with_torch.call(function, case.args)
    else:
        answer = concept.forward(case)
    several = isinstance(answer, tuple | list)
    anchors = as_arrays(case.expected) if several else (np.asarray(case.expected),)
    for got, wanted in zip(as_arrays(answer), anchors, strict=True):
        largest_difference(
            got.astype(np.float64),
            wanted.astype(np.float64),
            rtol=0.0,
            atol=case.within,
            what=f"anchor ({case.source})",
        )


def check_refusal(concept: Concept, case: Case) -> None:
    """Check that our side refuses bad input with the words that help.

    Raises:
        Mismatch: If it answers, or if its message does not say what was wanted and what came.
    """
    assert case.error is not None
    _check_refused(concept, case, case.error, case.message)


def check_library_refusal(concept: Concept, case: Case) -> None:
    """Check that the library refuses the same bad input, or that the case says why it does not.

    Raises:
        Mismatch: If what happens is not what the case says.
    """
    from worked.checking import with_torch

    function = getattr(concept.torch, concept.function_name(case))
    try:
        with_torch.call(function, case.args)
    except Exception as error:  # whatever the library raises is its own business
        if case.torch_accepts:
            raise Mismatch(
                f"PyTorch side: wanted an answer ({case.torch_accepts}), got {error!r}"
            ) from error
    else:
        if not case.torch_accepts:
            raise Mismatch(
                "PyTorch side: wanted an error, got an answer; say why in torch_accepts"
            )


@dataclass(frozen=True)
class Agreement:
    """What a receipt says.

    Args:
        cases: Cases whose values were compared.
        gradients: Cases whose gradients were compared.
        refusals: Bad inputs that were refused.
        value: Largest difference of values, float64: absolute up to 1, relative beyond.
        gradient: Largest difference of gradients, likewise.
        rtol: Loosest relative tolerance of a case.
        atol: Loosest absolute tolerance of a case.
    """

    cases: int
    gradients: int
    refusals: int
    value: float
    gradient: float
    rtol: float
    atol: float


def agreement(concept: Concept) -> Agreement:
    """Run a concept's cases on both sides and return the figures.

    Raises:
        Mismatch: If a case disagrees.
    """
    compared = [case for case in concept.cases if is_compared(case)]
    refused = [case for case in concept.cases if case.error is not None]
    graded = [case for case in compared if has_gradient(concept, case)]
    for case in refused:
        check_refusal(concept, case)
    return Agreement(
        cases=len(compared),
        gradients=len(graded),
        refusals=len(refused),
        value=max(check_values(concept, case) for case in compared),
        gradient=max((check_gradients(concept, case) for case in graded), default=0.0),
        rtol=max(case.rtol for case in compared),
        atol=max(case.atol for case in compared),
    )
