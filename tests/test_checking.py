"""The checker itself: it must reject what is wrong, and say where and what."""

import re
import shutil
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import worked
from site_builder.publishing.layout import layout_problems
from worked import checking
from worked.checking import (
    Case,
    Concept,
    Mismatch,
    concepts,
    find_concept,
    largest_difference,
)
from worked.checking.checks import (
    output_counts,
    random_grad_output,
    takes_output,
)
from worked.checking.samples import elementwise, over_an_axis

BOUND = {"rtol": 1e-9, "atol": 1e-11}
X = np.random.default_rng(0).normal(size=(3, 4))


def square(input):
    return input * input


def square_backward(grad_output, input):
    return 2 * grad_output * input


def fake(
    forward=square,
    backward=square_backward,
    twin=lambda input: input * input,
    **declared,
) -> Concept:
    """Return a concept called square whose sides are given functions."""
    concept = Concept("fakes", "square", Path("fakes/square"))
    declarations = ModuleType("cases")
    declarations.__dict__.update(declared)
    side = ModuleType("with_numpy")
    side.__dict__.update(square=forward, square_backward=backward)
    other = ModuleType("with_torch")
    other.__dict__.update(square=twin)
    concept.__dict__.update(numpy=side, torch=other, declarations=declarations)
    return concept


CASE = Case("random", {"input": X})


class TestComparison:
    def test_same_values_have_no_difference(self):
        assert largest_difference(X, X.copy(), **BOUND) == 0.0

    def test_difference_is_the_largest(self):
        assert largest_difference(X + 1e-12, X, **BOUND) == pytest.approx(
            1e-12, rel=1e-3
        )

    def test_difference_of_large_values_is_relative(self):
        assert largest_difference(1e12 * (X + 1e-12), 1e12 * X, **BOUND) < 1e-10

    def test_empty_arrays_agree(self):
        assert largest_difference(np.zeros((0, 3)), np.zeros((0, 3)), **BOUND) == 0.0

    def test_equal_infinities_and_nan_agree(self):
        odd = np.array([np.nan, np.inf, -np.inf, 1.0])
        assert largest_difference(odd, odd.copy(), **BOUND) == 0.0

    @pytest.mark.parametrize(
        ("got", "message"),
        [
            (X + 1e-6, "wanted .* got .* 12 of 12 differ"),
            (X.T, r"wanted shape \(3, 4\), got \(4, 3\)"),
            (X[:, :, None], r"wanted shape \(3, 4\), got \(3, 4, 1\)"),
            (X.astype(np.float32), "wanted dtype float64, got float32"),
            ((X, X), "wanted 1 arrays, got 2"),
            (np.where(X > 0, X, np.nan), "got np.float64.nan"),
            (np.where(X > 0, X, np.inf), "got np.float64.inf"),
            (-X, "wanted"),
            (0 * X, "wanted"),
        ],
    )
    def test_rejects(self, got, message):
        with pytest.raises(Mismatch, match=message):
            largest_difference(got, X, **BOUND)

    def test_an_infinity_of_the_other_sign_is_rejected(self):
        with pytest.raises(Mismatch):
            largest_difference(np.array([np.inf]), np.array([-np.inf]), **BOUND)

    def test_says_where(self):
        got = X.copy()
        got[1, 2] += 1
        with pytest.raises(Mismatch, match=r"at \(1, 2\): wanted .* 1 of 12"):
            largest_difference(got, X, **BOUND)

    def test_something_that_is_no_array_is_rejected(self):
        with pytest.raises(TypeError, match="wanted arrays or numbers"):
            largest_difference({"a": 1}, X, **BOUND)


class TestGradientWithoutTorch:
    def test_accepts_the_right_one(self):
        checking.check_differences(fake(), CASE)

    @pytest.mark.parametrize(
        "wrong",
        [
            lambda grad_output, input: -2 * grad_output * input,
            lambda grad_output, input: 0 * grad_output * input,
            lambda grad_output, input: 2.02 * grad_output * input,
            lambda grad_output, input: grad_output * input,  # one of two terms
            lambda grad_output, input: 2 * input,  # forgets what came from above
        ],
        ids=["negated", "zero", "times 1.01", "dropped term", "no upstream gradient"],
    )
    def test_rejects_a_wrong_gradient(self, wrong):
        with pytest.raises(Mismatch, match="central differences"):
            checking.check_differences(fake(backward=wrong), CASE)

    def test_rejects_a_missing_gradient(self):
        with pytest.raises(Mismatch, match="wanted one for each"):
            checking.check_differences(
                fake(backward=lambda grad_output, input: ()), CASE
            )

    def test_upstream_gradient_is_never_constant(self):
        grad = random_grad_output(CASE, X)
        assert np.unique(grad).size == grad.size


@pytest.mark.torch
class TestAgainstTorch:
    def test_accepts_the_right_side(self):
        assert checking.check_values(fake(), CASE) == 0.0
        assert checking.check_gradients(fake(), CASE) == 0.0

    @pytest.mark.parametrize(
        "wrong",
        [
            lambda input: -input * input,
            lambda input: (input * input).sum(),
            lambda input: (input * input).astype(np.float32),
            lambda input: 1.0001 * input * input,
        ],
        ids=["sign", "shape", "dtype", "value"],
    )
    def test_rejects_a_wrong_value(self, wrong):
        with pytest.raises(Mismatch, match="NumPy against PyTorch"):
            checking.check_values(fake(forward=wrong), CASE)

    def test_rejects_a_zero_gradient(self):
        broken = fake(backward=lambda grad_output, input: 0 * grad_output)
        with pytest.raises(Mismatch, match="gradient"):
            checking.check_gradients(broken, CASE)

    def test_rejects_float64_where_float32_came_in(self):
        broken = fake(forward=lambda input: input * input * np.float64(1))
        with pytest.raises(Mismatch, match="wanted dtype float32"):
            checking.check_float32(broken, CASE)

    def test_a_side_that_writes_to_its_input_is_rejected(self):
        def in_place(input):
            input *= input
            return input

        with pytest.raises(ValueError, match="read-only"):
            checking.check_values(fake(forward=in_place), CASE)

    def test_a_wrong_anchor_is_rejected_on_both_sides(self):
        case = Case(
            "anchor", {"input": np.array(3.0)}, expected=6.0, source="a wrong book"
        )
        for torch_side in (True, False):
            with pytest.raises(Mismatch, match="a wrong book"):
                checking.check_anchor(fake(), case, torch_side=torch_side)

    def test_a_library_that_answers_must_be_explained(self):
        case = Case("bad", {"input": X}, error=ValueError, message="wanted")
        with pytest.raises(Mismatch, match="say why in torch_accepts"):
            checking.check_library_refusal(fake(), case)
        checking.check_library_refusal(fake(), replace(case, torch_accepts="lenient"))

    def test_a_library_that_refuses_needs_no_explanation(self):
        case = Case("bad", {"input": None}, error=TypeError, message="wanted")
        checking.check_library_refusal(fake(), case)
        with pytest.raises(
            Mismatch, match=r"wanted an answer \(lenient\), got TypeErr"
        ):
            checking.check_library_refusal(
                fake(), replace(case, torch_accepts="lenient")
            )


def off(function, by, *, factor, dtype):
    """Return a function whose answers in one dtype are wrong, by a factor or by a number."""

    def wrong(*args, **kwargs):
        answer = np.asarray(function(*args, **kwargs))
        if answer.dtype != dtype:
            return answer
        return (answer * (1 + by) if factor else answer + by).astype(dtype)

    return wrong


# The check, what it is to find wrong, in which dtype, relative bound, absolute bound.
BOUNDS = {
    "values": (checking.check_values, "forward", np.float64, 1e-9, 1e-11),
    "gradients": (checking.check_gradients, "backward", np.float64, 1e-9, 1e-11),
    "float32 values": (checking.check_float32, "forward", np.float32, 2e-5, 2e-6),
    "float32 gradients": (checking.check_float32, "backward", np.float32, 2e-5, 2e-6),
    "differences": (checking.check_differences, "backward", np.float64, 1e-6, 1e-8),
}


@pytest.mark.torch
class TestBounds:
    """What is off by a tenth of the bound passes; ten times the bound is rejected."""

    @pytest.mark.parametrize("name", BOUNDS)
    @pytest.mark.parametrize("kind", ["relative", "absolute"])
    def test_of_a_comparison(self, name, kind):
        check, what, dtype, *bounds = BOUNDS[name]
        bound = bounds[kind == "absolute"]
        case = Case("one", {"input": np.array([1e3 if kind == "relative" else 0.0])})
        right = {"forward": square, "backward": square_backward}
        for by, is_rejected in ((bound / 10, False), (10 * bound, True)):
            wrong = off(right[what], by, factor=kind == "relative", dtype=dtype)
            concept = fake(**{**right, what: wrong})
            with pytest.raises(Mismatch) if is_rejected else nullcontext():
                check(concept, case)

    @pytest.mark.parametrize("torch_side", [True, False])
    @pytest.mark.parametrize("digits", [{}, {"within": 1e-3}])
    def test_of_an_anchor(self, torch_side, digits):
        bound = digits.get("within", 1e-9)
        for by, is_rejected in ((bound / 10, False), (10 * bound, True)):
            case = Case(
                "three",
                {"input": np.array([3.0])},
                expected=[9 + by],
                source="a book",
                **digits,
            )
            with pytest.raises(Mismatch) if is_rejected else nullcontext():
                checking.check_anchor(fake(), case, torch_side=torch_side)

    def test_of_one_case_is_its_own(self):
        case = Case("rough", {"input": X}, rtol=1e-3, atol=1e-5, looser="why")
        wrong = off(square, 5e-4, factor=True, dtype=np.float64)
        assert 0 < checking.check_values(fake(forward=wrong), case) < 1e-3


@pytest.mark.torch
class TestSeveralAnswers:
    """A function that returns its square and its cube; each of the two counts."""

    @staticmethod
    def both(input):
        return input**2, input**3

    @staticmethod
    def both_backward(grad_output, input):
        square, cube = grad_output
        return square * 2 * input + cube * 3 * input**2

    def check(self, **wrong):
        sides = {"forward": self.both, "backward": self.both_backward, **wrong}
        concept = fake(**sides, twin=self.both)
        anchored = Case(
            "three", {"input": np.array([3.0])}, expected=([9], [27]), source="a book"
        )
        for check in (
            checking.check_values,
            checking.check_gradients,
            checking.check_float32,
            checking.check_differences,
        ):
            check(concept, CASE)
        for torch_side in (True, False):
            checking.check_anchor(concept, anchored, torch_side=torch_side)

    def test_the_right_ones_pass(self):
        from worked.checking import with_torch

        self.check()
        answers = with_torch.call(self.both, {"input": X})
        assert [type(answer) for answer in answers] == [np.ndarray] * 2

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            (
                {"forward": lambda input: (input**2, input**2)},
                "value, NumPy against PyTorch 1 at",
            ),
            (
                {"forward": lambda input: (input**2,)},
                "wanted 2 arrays, got 1",
            ),
            (
                {"backward": lambda grad_output, input: 2 * grad_output[0] * input},
                "gradient, NumPy against PyTorch",
            ),
        ],
        ids=["second value", "one value", "gradient of the first alone"],
    )
    def test_a_wrong_one_is_rejected(self, wrong, message):
        with pytest.raises(Mismatch, match=message):
            self.check(**wrong)


@pytest.mark.torch
class TestAgreement:
    """A receipt is given only where every case has been compared."""

    REFUSED = Case("bad", {"input": None}, error=TypeError, message="unsupported")

    def test_it_counts_and_gives_the_largest_difference(self):
        wrong = off(square_backward, 1e-12, factor=False, dtype=np.float64)
        loose = Case("loose", {"input": X}, atol=1e-10, looser="why")
        found = checking.agreement(
            fake(backward=wrong, CASES=[CASE, loose, self.REFUSED])
        )
        assert (found.cases, found.gradients, found.refusals) == (2, 2, 1)
        assert (found.rtol, found.atol) == (1e-9, 1e-10)
        assert found.value == 0.0
        assert 1e-13 < found.gradient < 1e-11

    @pytest.mark.parametrize(
        ("sides", "message"),
        [
            ({"forward": lambda input: 2 * input * input}, "value, NumPy"),
            ({"backward": lambda grad_output, input: 0 * input}, "gradient, NumPy"),
            ({"forward": lambda input: input}, "wanted TypeError, got the answer"),
        ],
        ids=["value", "gradient", "refusal"],
    )
    def test_nothing_is_said_of_a_side_that_fails(self, sides, message):
        with pytest.raises(Mismatch, match=message):
            checking.agreement(fake(**sides, CASES=[CASE, self.REFUSED]))

    def test_what_varies_by_processor_is_not_compared(self):
        varying = Case("v", {"input": X}, expected=X, source="s", torch_varies="why")
        assert checking.agreement(fake(CASES=[CASE, varying])).cases == 1


class TestRefusals:
    def test_an_answer_to_bad_input_is_rejected(self):
        case = Case("bad", {"input": X}, error=ValueError, message="wanted")
        with pytest.raises(Mismatch, match="wanted ValueError, got the answer"):
            checking.check_refusal(fake(), case)

    def test_a_message_without_help_is_rejected(self):
        def refuse(input):
            raise ValueError("bad input")

        case = Case("bad", {"input": X}, error=ValueError, message="wanted .* got")
        with pytest.raises(Mismatch, match="wanted one that matches"):
            checking.check_refusal(fake(forward=refuse), case)


class TestContract:
    """A square whose backward pass keeps the contract, and ways to break it."""

    @staticmethod
    def careful(grad_output, input, output=None):
        if input.dtype not in (np.float32, np.float64):
            raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
        for name, array in {"grad_output": grad_output, "output": output}.items():
            if array is not None and np.shape(array) != input.shape:
                raise ValueError(
                    f"{name}: wanted shape {input.shape}, got {np.shape(array)}"
                )
        root = np.sqrt(input * input if output is None else output)
        slope = 2 * np.copysign(root, input)
        return np.asarray(grad_output, input.dtype) * slope

    @staticmethod
    def picky(input):
        if input.dtype not in (np.float32, np.float64):
            raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
        return input * input

    @pytest.mark.parametrize("input", [X, np.array(0.3), np.zeros((0, 3))])
    def test_the_careful_one_passes(self, input):
        concept = fake(self.picky, self.careful)
        case = Case("any", {"input": input})
        checking.check_grad_output_shape(concept, case)
        checking.check_grad_output_dtype(concept, case)
        checking.check_output(concept, case)
        checking.check_half_precision(concept, case)
        assert output_counts(concept, case) == (input.size > 0)

    def test_an_unchecked_shape_is_rejected(self):
        with pytest.raises(Mismatch, match="wanted ValueError, got the answer"):
            checking.check_grad_output_shape(fake(), CASE)

    def test_a_number_for_an_array_is_rejected(self):
        def lenient(grad_output, input):
            if np.ndim(grad_output):
                return self.careful(grad_output, input)
            return grad_output * 2 * input

        with pytest.raises(Mismatch, match="wanted ValueError, got the answer"):
            checking.check_grad_output_shape(fake(backward=lenient), CASE)

    def test_a_shape_that_is_refused_without_help_is_rejected(self):
        def refuse(grad_output, input):
            if np.shape(grad_output) != input.shape:
                raise ValueError("shape")
            return 2 * grad_output * input

        with pytest.raises(Mismatch, match="wanted one that matches 'grad_output"):
            checking.check_grad_output_shape(fake(backward=refuse), CASE)

    def test_a_gradient_in_the_dtype_from_above_is_rejected(self):
        with pytest.raises(Mismatch, match="wanted dtype float64, got float32"):
            checking.check_grad_output_dtype(fake(), CASE)

    def test_a_gradient_that_is_always_float64_is_rejected(self):
        def wide(grad_output, input):
            return 2 * np.asarray(grad_output, np.float64) * input.astype(np.float64)

        with pytest.raises(Mismatch, match="wanted dtype float32, got float64"):
            checking.check_grad_output_dtype(fake(backward=wide), CASE)

    def test_half_precision_that_is_answered_is_rejected(self):
        with pytest.raises(Mismatch, match="square: wanted TypeError"):
            checking.check_half_precision(fake(), CASE)
        with pytest.raises(Mismatch, match="square_backward: wanted TypeError"):
            checking.check_half_precision(fake(forward=self.picky), CASE)

    def test_an_answer_that_differs_with_the_result_is_rejected(self):
        def wrong(grad_output, input, output=None):
            grad = self.careful(grad_output, input, output)
            return grad if output is None else 2 * grad

        with pytest.raises(Mismatch, match="with output= against without"):
            checking.check_output(fake(backward=wrong), CASE)

    def test_a_result_that_is_ignored_is_noticed(self):
        def ignoring(grad_output, input, output=None):
            return self.careful(grad_output, input)

        concept = fake(backward=ignoring)
        assert not output_counts(concept, CASE)
        with pytest.raises(Mismatch, match="wanted ValueError, got the answer"):
            checking.check_output(concept, CASE)

    def test_who_takes_the_result(self):
        assert takes_output(fake(backward=self.careful), CASE)
        assert not takes_output(fake(), CASE)


class TestCase:
    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"expected": 1.0}, "an anchor with its source"),
            ({"source": "a book"}, "an anchor with its source"),
            ({"error": ValueError}, "an error with the message"),
            ({"rtol": 1e-3}, "the reason for a looser bound"),
            ({"atol": 1e-3}, "the reason for a looser bound"),
            ({"torch_varies": "by processor"}, "an anchor where the library's answer"),
        ],
    )
    def test_half_a_statement_is_refused(self, fields, message):
        with pytest.raises(ValueError, match=message):
            Case("half", {}, **fields)


class TestSamples:
    """One elementwise function meets them all; a concept departs from them with a reason."""

    def test_they_find_what_a_plain_input_does_not(self):
        def careless(input):
            return np.exp(input) / (1 + np.exp(input))  # infinity over infinity

        caught = set()
        for case in elementwise():
            try:
                if case.error:
                    checking.check_refusal(fake(careless), case)
                else:
                    answer = fake(careless).forward(case)
                    assert np.isfinite(answer).all() or "NaN" in case.name
            except (Mismatch, AssertionError, RuntimeWarning):
                caught.add(case.name)
        refusals = {case.name for case in elementwise() if case.error}
        assert refusals == {"integers", "float16", "bool", "complex"}
        assert refusals | {"large offset", "inputs of 1e4, both signs"} <= caught

    def test_an_option_is_part_of_every_call_and_takes_its_dtype(self):
        for case in elementwise(weight=np.array([0.25]), approximate="tanh"):
            assert case.args["approximate"] == "tanh"
            assert case.args["weight"].dtype == case.args["input"].dtype

    def test_a_sample_is_changed_or_left_out_with_a_reason(self):
        changes = {"batch": {"looser": "why"}, "empty batch": "there is no batch here"}
        cases = {case.name: case for case in elementwise(changes, function="swish")}
        assert cases["swish, batch"].looser == "why"
        assert cases["swish, batch"].function == "swish"
        assert "swish, empty batch" not in cases
        assert len(cases) == len(elementwise()) - 1

    @pytest.mark.parametrize("samples", [elementwise, over_an_axis])
    def test_a_change_of_nothing_is_refused(self, samples):
        with pytest.raises(KeyError, match=r"wanted one of .* got 'batches'"):
            samples({"batches": {"looser": "why"}})

    @pytest.mark.parametrize("samples", [elementwise, over_an_axis])
    def test_a_sample_that_is_left_out_without_a_reason_is_refused(self, samples):
        with pytest.raises(
            ValueError, match="wanted the reason why there is no 'bool'"
        ):
            samples({"bool": ""})

    def test_integers_are_answered_or_refused(self):
        integers = {c.name: c for c in elementwise(takes_integers=True)}["integers"]
        assert integers.error is None
        float16 = {c.name: c for c in elementwise(takes_integers=True)}["float16"]
        assert "or an integer dtype, got float16" in float16.message


class TestDiscovery:
    def test_finds_what_is_there(self):
        assert {"losses/cross_entropy", "activations/relu"} <= {
            c.name for c in concepts()
        }

    def test_finding_nothing_is_an_error(self, tmp_path):
        with pytest.raises(LookupError, match="wanted concepts"):
            concepts(tmp_path)

    def test_what_cases_declare_is_read(self):
        declared = {
            "CONSTANTS": {"weight": "it is given"},
            "NO_TORCH": "string algorithm",
            "NO_BACKWARD": {"square": "a verdict"},
            "LEFT_OUT": {"output": "there is none"},
        }
        for name, value in declared.items():
            assert getattr(fake(**declared), name.lower()) == value
            assert not getattr(fake(), name.lower())

    def test_a_misspelt_name_is_answered_with_near_ones(self):
        with pytest.raises(LookupError, match="near: losses/cross_entropy"):
            find_concept("losses/cross_entrpy")


# Each fault: what is done to a copy of the ReLU concept, and what the report must say.
def _edit(file, old, new):
    def plant(folder: Path) -> None:
        path = folder / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    return plant


def _remove(file):
    return lambda folder: (folder / file).unlink()


FAULTS = {
    "no cases": (_remove("cases.py"), r"cases.py:1: wanted this file"),
    "no twin": (_remove("with_torch.py"), r"with_torch.py:1: wanted this file"),
    "no anchor": (
        lambda folder: (folder / "cases.py").write_text(
            "from worked.checking import Case\nCASES = [Case('one', {'input': 1.0})]\n"
        ),
        r"cases.py:1: wanted an anchor",
    ),
    "empty cases": (
        lambda folder: (folder / "cases.py").write_text("CASES = []\n"),
        r"cases.py:1: wanted CASES with named inputs, got none",
    ),
    "no docstring line": (
        _edit("__init__.py", '"""', "#"),
        r"__init__.py:1: wanted one docstring",
    ),
    "signatures differ": (
        _edit("with_torch.py", "def relu(input)", "def relu(input, inplace=False)"),
        r"with_torch.py:\d+: wanted relu\(input\) .* got relu\(input, inplace=False\)",
    ),
    "names differ": (
        _edit("with_torch.py", '["relu"]', '["relu", "relu6"]'),
        r"wanted the public names \['relu'\], got \['relu', 'relu6'\]",
    ),
    "NumPy side imports torch": (
        _edit(
            "with_numpy.py", "import numpy as np", "import numpy as np\nimport torch"
        ),
        r"with_numpy.py:4: wanted torch in with_torch.py alone",
    ),
    "side imports another package": (
        _edit(
            "with_numpy.py", "import numpy as np", "import numpy as np\nimport scipy"
        ),
        r"with_numpy.py:4: .* got an import of scipy",
    ),
    "no backward pass": (
        _edit("with_numpy.py", '["relu", "relu_backward"]', '["relu"]'),
        r"with_numpy.py:\d+: wanted relu_backward in __all__",
    ),
    "backward of other parameters": (
        _edit("with_numpy.py", "(grad_output, input,", "(input, grad_output,"),
        r"wanted relu_backward\(grad_output, input\), .* got \(input, grad_output, output=None\)",
    ),
    "backward with a compulsory output": (
        _edit(
            "with_numpy.py",
            "(grad_output, input, output=None)",
            "(grad_output, input, output)",
        ),
        r"with output=None at its end or without, got \(grad_output, input, output\)",
    ),
    "a public function without a case": (
        _edit("with_numpy.py", '["relu", ', '["relu", "relu6", '),
        r"cases.py:1: wanted a case that calls relu6, got none",
    ),
    "a function that is called only to be refused": (
        lambda folder: (folder / "cases.py").write_text(
            "from worked.checking import Case\n"
            "CASES = [Case('one', {}, error=TypeError, message='wanted')]\n"
        ),
        r"cases.py:1: wanted a case that calls relu, got none",
    ),
    "a case of a function that is not public": (
        _edit("cases.py", "CASES = [", "CASES = [Case('one', {}, function='relu6'), "),
        r"cases.py:1: case 'one': wanted a public function, got 'relu6'",
    ),
    "a case's name twice": (
        _edit("cases.py", "CASES = [", "CASES = [Case('a', {}), Case('a', {}), "),
        r"cases.py:1: wanted each case name once, got 'a' 2 times",
    ),
    "a side that exports nothing": (
        _edit("with_torch.py", '__all__ = ["relu"]', ""),
        r"with_torch.py:1: wanted __all__ with the public names, got none",
    ),
    "a side without a docstring": (
        _edit("with_torch.py", '"""ReLU as it is written at work."""', ""),
        r"with_torch.py:1: wanted a module docstring, got none",
    ),
    "the other side of a concept imported": (
        _edit(
            "with_numpy.py",
            "import numpy as np",
            "import numpy as np\nfrom worked.losses.l1_loss.with_torch import l1_loss",
        ),
        r"with_numpy.py:4: .* got an import of worked.losses.l1_loss.with_torch",
    ),
    "no source in the docstring": (
        _edit("with_numpy.py", "Source:", "See:"),
        r"with_numpy.py:\d+: wanted a docstring of relu with 'Source:'",
    ),
    "a fifth file": (
        lambda folder: (folder / "with_jax.py").write_text(""),
        r"with_jax.py:1: wanted the files",
    ),
}


class TestLayout:
    @pytest.fixture
    def copy(self, tmp_path):
        """A package of one concept, ReLU, with a page that is its home."""
        source = Path(worked.__file__).parent
        package = tmp_path / "worked"
        shutil.copytree(
            source / "activations" / "relu", package / "activations" / "relu"
        )
        shutil.copy(source / "activations" / "__init__.py", package / "activations")
        docs = tmp_path / "docs"
        docs.mkdir()
        (docs / "relu.md").write_text('both_sides("activations/relu")\n')
        return package

    def test_the_copy_is_well(self, copy):
        assert layout_problems(copy) == []

    def test_a_reason_stands_for_the_twin(self, copy):
        relu = copy / "activations/relu"
        _remove("with_torch.py")(relu)
        _edit("cases.py", "CASES = [", 'NO_TORCH = "a reason"\nCASES = [')(relu)
        assert layout_problems(copy) == []

    @pytest.mark.parametrize("fault", FAULTS)
    def test_fault_is_named(self, copy, fault):
        plant, message = FAULTS[fault]
        plant(copy / "activations" / "relu")
        problems = "\n".join(layout_problems(copy))
        assert re.search(message, problems), problems

    def test_a_concept_without_home_is_named(self, copy):
        (copy.parent / "docs" / "relu.md").write_text("nothing\n")
        assert (
            'wanted a page with both_sides("activations/relu")'
            in layout_problems(copy)[0]
        )

    def test_several_questions_may_show_a_concept(self, copy):
        page = copy.parent / "docs" / "relu.md"
        page.write_text(2 * 'both_sides("losses/l1_loss", "activations/relu")\n')
        named = [p for p in layout_problems(copy) if "wanted the name of a" in p]
        assert [p.partition(":")[0] for p in named] == ["docs/relu.md", "docs/relu.md"]
        assert all("'losses/l1_loss'" in problem for problem in named)

    def test_a_home_of_nothing_is_named(self, copy):
        page = copy.parent / "docs" / "relu.md"
        page.write_text(page.read_text() + 'both_sides("activations/rely")\n')
        assert "relu.md:2: wanted the name of a concept" in layout_problems(copy)[0]
