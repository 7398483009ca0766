"""Likely causes of a wrong answer, each found by trying: no trial that fits, no sentence.

Each cause is a function of what went wrong that returns one sentence, or an empty one.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from worked.checking.comparison import as_arrays
from worked.checking.discovery import Concept, frozen

SHOWN = 8  # values of an array that fit on a line


@dataclass(frozen=True)
class Wrong:
    """A wrong answer, and all that is needed to ask for others.

    Args:
        concept: The concept with our side.
        attempt: The concept with the reader's.
        function: Name of the function that was called.
        args: Its arguments, ``grad_output`` among them for a backward pass.
        got: The reader's answer.
        wanted: Ours.
    """

    concept: Concept
    attempt: Concept
    function: str
    args: Mapping[str, Any]
    got: tuple[np.ndarray, ...]
    wanted: tuple[np.ndarray, ...]

    @property
    def backward(self) -> bool:
        """Whether a gradient was asked for."""
        return "grad_output" in self.args

    def ours(self, **changed: Any) -> tuple[np.ndarray, ...]:
        """Return our answer to other arguments; nothing where we refuse them."""
        try:
            with np.errstate(all="ignore"):
                answer = self.concept.call(self.function, {**self.args, **changed})
        except Exception:
            return ()
        return as_arrays(answer)

    def got_is(self, answers: tuple[np.ndarray, ...]) -> bool:
        """Tell whether the reader's answer is this one."""
        # NaN, 0 and 1 alone are the answers to too many questions.
        if len(answers) != len(self.got) or not any(map(is_telling, self.got)):
            return False
        return all(map(same, self.got, answers))

    def arrays(self) -> dict[str, np.ndarray]:
        """Return the arguments that are arrays, without ``grad_output``."""
        return {
            key: value
            for key, value in self.args.items()
            if isinstance(value, np.ndarray) and key != "grad_output"
        }


def is_telling(array: np.ndarray) -> bool:
    """Tell whether an array has a value that is hardly hit by chance."""
    return bool((np.isfinite(array) & ~np.isin(array, (-1, 0, 1))).any())


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """Tell whether two arrays are equal up to rounding."""
    tolerance = 1e-4 if np.float32 in (a.dtype, b.dtype) else 1e-8
    return a.shape == b.shape and np.allclose(
        a, b, rtol=tolerance, atol=1e-10, equal_nan=True
    )


def likely_cause(wrong: Wrong) -> str:
    """Return the first cause that fits, as one sentence; empty when none does."""
    with np.errstate(all="ignore"):
        if wrong.got_is(wrong.wanted):  # too near for the trials to tell it from ours
            return _first((_dtype, _nearly), wrong)
        return _first(CAUSES, wrong) or _of_one_part(wrong)


def _first(causes: tuple[Callable[[Wrong], str], ...], wrong: Wrong) -> str:
    for cause in causes:
        try:
            found = cause(wrong)
        except (
            Exception
        ):  # whatever a reader returns, a trial must not hide the failure
            continue
        if found:
            return found
    return ""


def cause_of_error(wrong: Wrong, error: BaseException) -> str:
    """Return what made the reader's code raise, where a trial tells; else an empty text."""
    function = getattr(wrong.attempt.numpy, wrong.function)
    if isinstance(error, ValueError) and "read-only" in str(error):
        return _writes_to(wrong, function)
    if isinstance(error, FloatingPointError) or "math range" in str(error):
        return _advice(str(error))
    if isinstance(error, TypeError):
        try:
            inspect.signature(function).bind(**wrong.args)
        except TypeError:
            ours = signature_of(getattr(wrong.concept.numpy, wrong.function))
            return f"Its parameters are {signature_of(function)}, wanted {ours}."
    return ""


def _of_one_part(wrong: Wrong) -> str:
    """Say which of several arrays are wrong, and why if that can be told of them alone."""
    pairs = list(zip(wrong.got, wrong.wanted, strict=True))
    bad = [place for place, (a, b) in enumerate(pairs) if not same(a, b)]
    if not 0 < len(bad) < len(pairs):
        return ""
    names = [
        key
        for key, value in wrong.arrays().items()
        if value.dtype.kind == "f" and key not in wrong.concept.constants
    ]
    if wrong.backward and len(names) == len(pairs):
        which = "the gradient in " + " and ".join(f"`{names[place]}`" for place in bad)
    else:
        which = "array " + " and ".join(str(place) for place in bad)
    parts = {"got": tuple(wrong.got[place] for place in bad)}
    parts["wanted"] = tuple(wrong.wanted[place] for place in bad)
    alone = replace(wrong, **parts)
    return f"Only {which} is wrong. {_first(ALONE, alone)}".strip()


def _writes_to(wrong: Wrong, function: Callable[..., Any]) -> str:
    copies = {
        key: value.copy() if isinstance(value, np.ndarray) else value
        for key, value in wrong.args.items()
    }
    try:
        with np.errstate(all="ignore"):
            function(**copies)
    except Exception:
        return ""
    changed = [
        f"`{key}`"
        for key, value in copies.items()
        if isinstance(value, np.ndarray)
        and not np.array_equal(
            value, wrong.args[key], equal_nan=value.dtype.kind == "f"
        )
    ]
    if not changed:
        return ""
    return (
        f"It changes its argument {' and '.join(changed)} in place, which the caller "
        "still needs: make a new array."
    )


def _number(wrong: Wrong) -> str:
    if len(wrong.got) == len(wrong.wanted):
        return ""
    kind = "gradients" if wrong.backward else "arrays"
    return f"Number of {kind}: wanted {len(wrong.wanted)}, got {len(wrong.got)}."


def _order(wrong: Wrong) -> str:
    orders = itertools.permutations(wrong.wanted)
    if not any(wrong.got_is(other) for other in itertools.islice(orders, 1, 720)):
        return ""
    return "These are the right arrays in another order; the order of the arguments is wanted."


def _shape(wrong: Wrong) -> str:
    for a, b in zip(wrong.got, wrong.wanted, strict=True):
        if a.shape == b.shape or a.size == 0 or b.size == 0:
            continue
        if a.ndim > 1 and same(a.T, b):
            return "These are the right values, transposed."
        if a.size == b.size and same(a.ravel(), b.ravel()):
            return (
                f"The values are right, their shape {a.shape} is not {b.shape}: "
                "look at keepdims, indexing with None and the reduction."
            )
        for name in ("mean", "sum"):
            if b.size == 1 and same(getattr(a, name)(), b.ravel()[0]):
                return (
                    f"It is not reduced: the {name} of these values is the wanted one."
                )
            if a.size == 1 and same(getattr(b, name)(), a.ravel()[0]):
                return (
                    f"It is reduced too far: this is the {name} of the wanted values."
                )
    return ""


def _dtype(wrong: Wrong) -> str:
    pairs = list(zip(wrong.got, wrong.wanted, strict=True))
    for a, b in pairs:
        if a.dtype != b.dtype and a.shape == b.shape and same(a, b):
            why = (
                "np.float64 numbers and np.zeros or np.ones without dtype widen an array, "
                "Python's numbers do not"
                if (a.dtype, b.dtype) == (np.float64, np.float32)
                else "keep the dtype of the input"
            )
            return (
                f"The values are right, the dtype is {a.dtype}, not {b.dtype}: {why}."
            )
    return ""


def _zero(wrong: Wrong) -> str:
    zeros = all(not a.any() for a in wrong.got) and any(b.any() for b in wrong.wanted)
    return "It is zero everywhere." if zeros else ""


def _sign(wrong: Wrong) -> str:
    if any(array.dtype == bool for array in wrong.got):
        return ""
    flipped = wrong.got_is(tuple(-b for b in wrong.wanted if b.dtype != bool))
    return "The sign is flipped." if flipped else ""


def _where_odd(wrong: Wrong) -> str:
    """Tell that an answer is right but where an input is NaN or infinite."""
    pairs = list(zip(wrong.got, wrong.wanted, strict=True))
    for key, value in wrong.arrays().items():
        if value.dtype.kind != "f" or any(a.shape != value.shape for a, _ in pairs):
            continue
        for what, odd in (("NaN", np.isnan(value)), ("infinite", np.isinf(value))):
            usual = [(a[~odd], b[~odd]) for a, b in pairs]
            if odd.any() and all(same(a, b) for a, b in usual):
                why = ": every comparison with NaN is false, `>` as well as `<=`"
                return (
                    f"It is wrong only where `{key}` is {what}{why * (what == 'NaN')}."
                )
    return ""


def _upstream(wrong: Wrong) -> str:
    if not wrong.backward:
        return ""
    given = wrong.args["grad_output"]
    ones = (
        tuple(map(np.ones_like, given))
        if isinstance(given, tuple)
        else np.ones_like(given)
    )
    forgotten = wrong.got_is(wrong.ours(grad_output=ones))
    return "It does not multiply by `grad_output`." if forgotten else ""


def _count(wrong: Wrong) -> str:
    factor = _factor(wrong)
    if not factor:
        return ""
    for count, what in _counts(wrong):
        if np.isclose(factor, count, rtol=1e-6):
            return (
                f"Every value is {count} times the wanted one, and {count} is {what}: "
                "sum instead of mean?"
            )
        if np.isclose(factor, 1 / count, rtol=1e-6):
            question = "averaged twice?" if wrong.backward else "mean instead of sum?"
            return (
                f"Every value is 1/{count} of the wanted one, and {count} is {what}: "
                f"{question}"
            )
    if np.isclose(factor, 1 / np.log(2), rtol=1e-6):
        return "Every value is 1/ln 2 times the wanted one: bits instead of nats, log2?"
    return ""


def _constant_factor(wrong: Wrong) -> str:
    values = {float(v) for b in wrong.wanted for v in b.ravel() if v and np.isfinite(v)}
    factor = _factor(wrong)
    # Any two numbers have a ratio: it takes several pairs to show a constant.
    if not factor or len(values) < 2:
        return ""
    return f"Every value is {factor:.6g} times the wanted one."


def _factor(wrong: Wrong) -> float:
    """Return the one ratio of all finite values got and wanted; 0.0 where there is none."""
    got = np.concatenate([a.ravel().astype(float) for a in wrong.got])
    wanted = np.concatenate([b.ravel().astype(float) for b in wrong.wanted])
    if any(a.shape != b.shape for a, b in zip(wrong.got, wrong.wanted, strict=True)):
        return 0.0
    finite = np.isfinite(wanted)
    if not np.array_equal(finite, np.isfinite(got)) or not wanted[finite].any():
        return 0.0
    got, wanted = got[finite], wanted[finite]
    largest = np.argmax(np.abs(wanted))
    factor = float(got[largest] / wanted[largest])
    return factor if same(got, factor * wanted) else 0.0


def _counts(wrong: Wrong) -> Iterator[tuple[int, str]]:
    for key, value in wrong.arrays().items():
        if value.ndim and value.shape[0] > 1:
            yield value.shape[0], f"the length of `{key}`"
        if value.ndim > 1 and value.size > 1:
            yield value.size, f"the number of elements of `{key}`"
            yield value.shape[-1], f"the length of the last axis of `{key}`"


def _other_argument(wrong: Wrong) -> str:
    parameters = inspect.signature(
        getattr(wrong.concept.numpy, wrong.function)
    ).parameters
    for key, parameter in parameters.items():
        given = wrong.args.get(key, parameter.default)
        for value in _alternatives(wrong, key, parameter.default):
            if wrong.got_is(wrong.ours(**{key: value})):
                there = f", not for {key}={short(given)}"
                used = f": is `{key}` used?" if value is parameter.default else ""
                return f"It is the right answer for {key}={short(value)}{there}{used or '.'}"
    return ""


def _alternatives(wrong: Wrong, key: str, default: Any) -> Iterator[Any]:
    """Yield the values of a parameter in the concept's other cases, its default first."""
    if key == "grad_output":
        return
    values = [] if default is inspect.Parameter.empty else [default]
    values += [case.args[key] for case in wrong.concept.cases if key in case.args]
    seen = set()
    for value in values:
        plain = value is None or isinstance(value, bool | int | float | str)
        if plain and (type(value), value) not in seen:
            seen.add((type(value), value))
            yield value


def _swapped(wrong: Wrong) -> str:
    for (first, a), (second, b) in itertools.combinations(wrong.arrays().items(), 2):
        if a.shape != b.shape:
            continue
        trades = [(b, a)]
        if not wrong.backward:
            # A probability that trades places with a log-probability changes its form, too.
            trades += [(np.exp(b), np.log(a)), (np.log(b), np.exp(a))]
        for one, other in trades:
            if wrong.got_is(wrong.ours(**{first: one, second: other})):
                return f"It is the right answer with `{first}` and `{second}` swapped."
    return ""


def _transformed(wrong: Wrong) -> str:
    """Find inputs that were taken for something else: scores, probabilities, logarithms."""
    if wrong.backward:  # zeros are too often the right gradient of something else
        return ""
    with np.errstate(all="ignore"):
        for key, value in wrong.arrays().items():
            if value.dtype.kind != "f" or value.ndim == 0:
                continue
            exp = np.exp(value - value.max(-1, keepdims=True, initial=-np.inf))
            for what, other in (
                ("the softmax", exp / exp.sum(-1, keepdims=True)),
                ("the sigmoid", 1 / (1 + np.exp(-value))),
                ("the logarithm", np.log(value)),
                ("the exponential", np.exp(value)),
            ):
                answer = wrong.ours(**{key: other})
                if np.isfinite(other).all() and wrong.got_is(answer):
                    return f"It is the right answer for {what} of `{key}`."
    return ""


def _other_axis(wrong: Wrong) -> str:
    flat = {key: v.ravel() for key, v in wrong.arrays().items() if v.ndim > 1}
    if flat and not wrong.backward and "dim" in wrong.args:
        answer = wrong.ours(**flat, dim=0)
        shape = wrong.got[0].shape
        if [part.size for part in answer] == [np.prod(shape)] and wrong.got_is(
            (answer[0].reshape(shape),)
        ):
            return "It works on all elements at once, not along the axis `dim`."
    turned = {key: v.T for key, v in wrong.arrays().items() if v.ndim > 1}
    answer = wrong.ours(**turned) if turned else ()
    turned_back = tuple(part.T for part in answer)
    if answer and (wrong.got_is(turned_back) or wrong.got_is(answer)):
        return "It is the right answer along the other axis."
    return ""


def _not_finite(wrong: Wrong) -> str:
    """Find the operation that made a NaN or an infinity that is not wanted."""
    pairs = [(a, b) for a, b in zip(wrong.got, wrong.wanted, strict=True)]
    if not any(
        a.shape == b.shape and (~np.isfinite(a) & np.isfinite(b)).any()
        for a, b in pairs
    ):
        return ""
    function = getattr(wrong.attempt.numpy, wrong.function)
    try:
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            function(**{key: frozen(value) for key, value in wrong.args.items()})
    except FloatingPointError as error:
        return _advice(str(error))
    except Exception:
        return ""
    # NumPy in a browser raises no such errors; the size of the inputs tells as much.
    sizes = [np.abs(v).max(initial=0) for v in wrong.arrays().values() if v.size]
    if any(100 < size < np.inf for size in sizes):
        return _advice("overflow")
    return ""


def _advice(message: str) -> str:
    """Return what to do about a floating-point error, by the operation that NumPy names."""
    kind, _, operation = message.partition(" encountered in ")
    if "overflow" in kind or "range" in kind:
        where = f"`{operation}`" if operation else "An exponential"
        return (
            f"{where} overflows at large inputs: subtract the maximum first, or use a form "
            "whose exponent is never positive."
        )
    if operation == "log":
        what = "0" if kind.startswith("divide") else "a negative number"
        question = (
            "clamp it, or start from the scores"
            if what == "0"
            else "are scores taken for probabilities?"
        )
        return f"It takes the logarithm of {what}: {question}{'.' * (what == '0')}"
    known = {"multiply": "0 times infinity", "subtract": "infinity minus infinity"}
    known |= {"divide": "0/0 or infinity/infinity", "add": "infinity minus infinity"}
    operation = operation.removeprefix("scalar ")
    if kind.startswith("divide"):
        return "It divides by 0."
    if operation in known:
        return f"NaN comes from {known[operation]}."
    return ""


def _constant_offset(wrong: Wrong) -> str:
    got, wanted = wrong.got, wrong.wanted
    if len(got) != 1 or got[0].shape != wanted[0].shape or got[0].dtype.kind != "f":
        return ""
    gap = (got[0] - wanted[0]).ravel()
    gap = gap[np.isfinite(gap)]
    if gap.size < 2 or np.unique(wanted[0]).size < 2:
        return ""
    # Rounding of the values themselves is no offset.
    noise = 1e-12 * (1 + np.abs(wanted[0][np.isfinite(wanted[0])]).max())
    if np.ptp(gap) > noise or abs(gap[0]) < 100 * noise:
        return ""
    side = "large" if gap[0] > 0 else "small"
    return f"Every value is {abs(gap[0]):.6g} too {side}."


def _nearly(wrong: Wrong) -> str:
    largest = 0.0
    for a, b in zip(wrong.got, wrong.wanted, strict=True):
        if a.shape != b.shape or a.dtype != b.dtype or a.dtype.kind != "f":
            return ""
        gap = np.abs(a - b) / np.maximum(1, np.abs(b))
        gap = gap[~(np.isnan(a) & np.isnan(b)) & (a != b)]
        largest = max(largest, float(gap.max(initial=0)))
    if 0 < largest < 1e-3:
        return (
            f"Nearly right, to {largest:.1g}: a rounded constant, an added epsilon or "
            "an approximation?"
        )
    return ""


# In the order of how much they say: what fits several is told by the first.
CAUSES: tuple[Callable[[Wrong], str], ...] = (
    _number,
    _shape,
    _dtype,
    _zero,
    _not_finite,
    _upstream,
    _sign,
    _order,
    _count,
    _other_argument,
    _swapped,
    _transformed,
    _other_axis,
    _constant_factor,
    _constant_offset,
    _where_odd,
    _nearly,
)
# Those that look at the arrays and ask for no other answer.
ALONE = (_shape, _zero, _sign, _count, _constant_factor, _constant_offset)


def largest_gap(wrong: Wrong, *, rtol: float, atol: float) -> str:
    """Return how far and in how many values an answer is off; empty where shapes differ."""
    if [a.shape for a in wrong.got] != [b.shape for b in wrong.wanted]:
        return ""
    differ, size, largest = 0, 0, 0.0
    for a, b in zip(wrong.got, wrong.wanted, strict=True):
        with np.errstate(all="ignore"):
            close = np.isclose(a, b, rtol=rtol, atol=atol, equal_nan=True)
            gap = np.abs(np.subtract(a, b, dtype=np.float64))[~close]
        differ, size = differ + gap.size, size + a.size
        largest = max(largest, float(gap[np.isfinite(gap)].max(initial=0)))
    if not differ:
        return ""
    by = f"{largest:.3g}" if largest else "NaN or infinity"
    return f"; {differ} of {size} values differ, by up to {by}"


def first_gap(wrong: Wrong, *, rtol: float, atol: float) -> str:
    """Return the first difference in a few words: of number, shape, dtype or one value."""
    if len(wrong.got) != len(wrong.wanted):
        return f"wanted {len(wrong.wanted)} arrays, got {len(wrong.got)}"
    for a, b in zip(wrong.got, wrong.wanted, strict=True):
        for what in ("shape", "dtype"):
            if getattr(a, what) != getattr(b, what):
                return f"wanted {what} {getattr(b, what)}, got {getattr(a, what)}"
        with np.errstate(all="ignore"):
            differ = ~np.isclose(a, b, rtol=rtol, atol=atol, equal_nan=True)
        if differ.any():
            return f"wanted {b[differ][0]:.6g}, got {a[differ][0]:.6g}"
    return ""


def short(value: Any) -> str:
    """Return a value as text: dtype, shape and up to eight values of an array."""
    if isinstance(value, tuple | list):
        return f"({', '.join(map(short, value))})"
    if callable(value):
        return "a function"
    if not isinstance(value, np.ndarray | np.generic):
        return f"{value!r:.80}"
    array = np.asarray(value)
    shown = array if array.size <= SHOWN else array.ravel()[:SHOWN]
    text = np.array2string(
        shown,
        separator=", ",
        formatter={"float_kind": lambda number: f"{number:.6g}"},
        max_line_width=1000,
    )
    text = " ".join(text.split()).replace("[ ", "[")
    if array.size > SHOWN:
        text = f"{text[:-1]}, ...]"
    shape = f"{array.shape} " if array.ndim else ""
    return f"{array.dtype} {shape}{text}"


def signature_of(function: Callable[..., Any]) -> str:
    """Return a function's parameters as text, without annotations."""
    parameters = inspect.signature(function).parameters.values()
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in parameters]
    return str(inspect.Signature(bare))
