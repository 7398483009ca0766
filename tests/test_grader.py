"""The grader held to its word: ours passes, plausible wrong ones fail, and the cause is named."""

import json
import sys

import numpy as np
import pytest
from planting import Planted, planted_bugs
from test_planted_bugs import EQUIVALENT

from worked.checking import Case, find_concept, grader
from worked.checking.causes import short
from worked.checking.grader import (
    NotForPractice,
    grade,
    grade_source,
    is_awkward,
    plan,
    practicable,
    stub,
)

NAMES = practicable()
# By a word of what was planted. The first three are left for concepts that have no other.
KINDS = ("negated", "zeroed", "without gradient", "mean", "sum", "axis", "shift", "->")


def chosen(concept) -> list[Planted]:
    """Return at most three planted bugs of different kinds, the most plausible ones first."""
    by_kind: dict[str, Planted] = {}
    for bug in planted_bugs(concept):
        kind = next((kind for kind in reversed(KINDS) if kind in bug.what), "scaled")
        place = f"{kind} {'_backward' in bug.what}"
        if (concept.name, bug.what) not in EQUIVALENT:  # those change nothing
            by_kind.setdefault(place, bug)
    order = ["scaled", *KINDS]
    places = sorted(by_kind, key=lambda place: -order.index(place.rpartition(" ")[0]))
    return [by_kind[place] for place in places[:3]]


@pytest.mark.parametrize("name", NAMES)
def test_ours_passes_and_wrong_ones_fail(name):
    concept = find_concept(name)
    report = grade(name, concept.numpy)
    assert report.failure is None
    assert report.passed == report.total == len(concept.cases)
    assert report.note == ""
    wrong = chosen(concept)
    assert len(wrong) >= 2
    for bug in wrong:
        report = grade(name, bug.side)
        assert report.failure, f"{name}: {bug.what} passes"
        assert report.passed < report.total


@pytest.mark.parametrize("name", NAMES)
def test_the_stub_is_not_written_yet(name):
    answer = graded(name, stub(name))
    assert answer["passed"] == 0
    assert answer["failure"]["got"] == "NotImplementedError"
    assert "raise NotImplementedError" in answer["failure"]["error"]
    assert "Note:" not in stub(name)
    assert "Source:" not in stub(name)


def graded(name: str, source: str) -> dict:
    return json.loads(grade_source(name, source))


SOFTMAX = """
import numpy as np

def softmax(input, dim):
    {body}
"""
SOFTMAX_BODY = """e = np.exp(input - input.max(dim, keepdims=True, initial=-np.inf))
    return e / e.sum(dim, keepdims=True)
"""
RIGHT_SOFTMAX = SOFTMAX.format(body=SOFTMAX_BODY)
LOG_PROB = """
import numpy as np

def log_prob(x):
    x = x - x.max(-1, keepdims=True, initial=-np.inf)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))
"""
CROSS_ENTROPY = (
    LOG_PROB
    + """
def cross_entropy(
    input, target, weight=None, ignore_index=-100, reduction="mean", label_smoothing=0.0
):
    loss = -{log_prob}[np.arange(len(input)), target]
    return {answer}
"""
)
LOSS = """
import numpy as np

def {name}(input, target, weight=None, reduction="mean", log_target=False):
    loss = {loss}
    return loss if reduction == "none" else loss.{how}()
"""
HINGE = LOSS.replace("weight=None, ", "").replace(", log_target=False", "")
SIGMOID_BACKWARD = """
import numpy as np

def sigmoid(input):
    small = np.exp(-np.abs(input))
    return np.where(input >= 0, 1, small) / (1 + small)

def sigmoid_backward(grad_output, input):
    small = np.exp(-np.abs(input))
    slope = small / (1 + small) ** 2
    return {answer}
"""
GELU = """
import math
import numpy as np

def gelu(input, approximate="none"):
    near = np.clip(input, -10, 10)
    tanh = np.tanh({slope} * (near + {bend} * near**3))
    exact = np.vectorize(math.erf, otypes=[input.dtype])(near / math.sqrt(2))
    return input / 2 * (1 + ({choice}))
"""
RELU = """
import numpy as np

def relu(input):
    {body}
"""
MSE = """
def mse_loss(input, target, reduction="mean"):
    gap = input - target
    loss = gap * gap
    return loss if reduction == "none" else getattr(loss, reduction)()

def mse_loss_backward(grad_output, input, target, reduction="mean"):
    scale = {scale} if reduction == "mean" else grad_output
    slope = 2 * (input - target) * scale
    return {answer}
"""
TRIPLET = """
import numpy as np

def triplet_margin_loss(
    anchor, positive, negative, margin=1.0, eps=1e-06, swap=False, reduction="mean"
):
    near = np.linalg.norm(anchor - positive + eps, axis=0)
    far = np.linalg.norm(anchor - negative + eps, axis=0)
    loss = np.maximum(near - far + margin, 0)
    return loss if reduction == "none" else getattr(loss, reduction)()
"""

# What the reader wrote wrong: concept, source, what the cause must say.
WRONG = {
    "softmax without shift": (
        "activations/softmax",
        SOFTMAX.format(
            body="e = np.exp(input)\n    return e / e.sum(dim, keepdims=True)"
        ),
        "`exp` overflows at large inputs: subtract the maximum first",
    ),
    "softmax without shift, where NumPy names no operation": (
        "activations/softmax",
        SOFTMAX.format(
            body="with np.errstate(all='ignore'):\n"
            "        e = np.exp(input)\n        return e / e.sum(dim, keepdims=True)"
        ),
        "An exponential overflows at large inputs: subtract the maximum first",
    ),
    "softmax that answers only once": (
        "activations/softmax",
        RIGHT_SOFTMAX.replace(
            "    e =",
            "    calls.append(1)\n"
            "    if len(calls) > 1:\n        raise KeyError('again')\n    e =",
        )
        + "\ncalls = []\n",
        "",
    ),
    "softmax along a fixed axis": (
        "activations/softmax",
        RIGHT_SOFTMAX.replace("(dim", "(0"),
        "right answer for dim=0, not for dim=-1",
    ),
    "softmax without keepdims, so that rows are mixed": (
        "activations/softmax",
        SOFTMAX.format(
            body="e = np.exp(input - input.max())\n    return e / e.sum()",
        ),
        "It works on all elements at once, not along the axis `dim`.",
    ),
    "softmax transposed": (
        "activations/softmax",
        SOFTMAX.format(
            body=SOFTMAX_BODY.replace("return e / ", "return (e.T / ").replace(
                "keepdims=True)\n", "keepdims=True).T)\n"
            )
        ),
        "transposed",
    ),
    "softmax that counts in float64": (
        "activations/softmax",
        RIGHT_SOFTMAX.replace("return e", "return e.astype(float)"),
        "the dtype is float64, not float32",
    ),
    "softmax that returns nothing": (
        "activations/softmax",
        SOFTMAX.format(body="np.exp(input)"),
        "is a `return` missing?",
    ),
    "softmax with another parameter": (
        "activations/softmax",
        RIGHT_SOFTMAX.replace("dim", "axis"),
        "Its parameters are (input, axis), wanted (input, dim).",
    ),
    "softmax that works in place": (
        "activations/softmax",
        SOFTMAX.format(
            body="input -= input.max(dim, keepdims=True)\n    return np.exp(input)"
        ),
        "It changes its argument `input` in place",
    ),
    "cross-entropy as a sum": (
        "losses/cross_entropy",
        CROSS_ENTROPY.format(log_prob="log_prob(input)", answer="loss.sum()"),
        "is the length of `input`: sum instead of mean?",
    ),
    "cross-entropy without reduction": (
        "losses/cross_entropy",
        CROSS_ENTROPY.format(log_prob="log_prob(input)", answer="loss"),
        "shape (1,) is not (): look at keepdims, indexing with None and the reduction",
    ),
    "cross-entropy on probabilities": (
        "losses/cross_entropy",
        CROSS_ENTROPY.format(log_prob="np.log(input)", answer="loss.mean()"),
        "logarithm of a negative number: are scores taken for probabilities?",
    ),
    "cross-entropy with two softmaxes": (
        "losses/cross_entropy",
        CROSS_ENTROPY.format(
            log_prob="log_prob(np.exp(log_prob(input)))", answer="loss.mean()"
        ),
        "right answer for the softmax of `input`",
    ),
    "cross-entropy in bits": (
        "losses/cross_entropy",
        CROSS_ENTROPY.format(
            log_prob="log_prob(input)", answer="loss.mean() / np.log(2)"
        ),
        "bits instead of nats",
    ),
    "cross-entropy with the sign flipped": (
        "losses/cross_entropy",
        CROSS_ENTROPY.format(log_prob="log_prob(input)", answer="-loss.mean()"),
        "The sign is flipped.",
    ),
    "gelu with a rounded constant": (
        "activations/gelu",
        GELU.format(
            slope="math.sqrt(2 / math.pi)",
            bend=0.0447,
            choice="exact if approximate == 'none' else tanh",
        ),
        "Nearly right, to 3e-06: a rounded constant",
    ),
    "gelu that approximates always": (
        "activations/gelu",
        GELU.format(slope="math.sqrt(2 / math.pi)", bend=0.044715, choice="tanh"),
        "right answer for approximate='tanh', not for approximate='none'",
    ),
    "hinge without the mean": (
        "losses/hinge_loss",
        HINGE.format(
            name="hinge_loss", loss="np.maximum(0, 1 - target * input)", how="sum"
        ),
        "3 is the length of `input`: sum instead of mean?",
    ),
    "hinge averaged twice": (
        "losses/hinge_loss",
        HINGE.format(
            name="hinge_loss",
            loss="np.maximum(0, 1 - target * input) / input.size",
            how="sum",
        ),
        "1/4 of the wanted one",
    ),
    "binary cross-entropy without clamping": (
        "losses/binary_cross_entropy",
        LOSS.replace(", log_target=False", "").format(
            name="binary_cross_entropy",
            loss="-(target * np.log(input) + (1 - target) * np.log(1 - input))"
            " * (1 if weight is None else weight)",
            how="__getattribute__(reduction)",
        ),
        "It takes the logarithm of 0: clamp it",
    ),
    "KL divergence the other way round": (
        "losses/kl_div",
        LOSS.replace("weight=None, ", "").format(
            name="kl_div",
            loss="np.exp(input) * (input - (target if log_target else np.log(target)))",
            how="mean",
        ),
        "right answer with `input` and `target` swapped",
    ),
    "KL divergence with its arguments swapped": (
        "losses/kl_div",
        LOSS.replace("weight=None, ", "").format(
            name="kl_div", loss="input * np.log(input) - input * target", how="sum"
        ),
        "It takes the logarithm of a negative number",
    ),
    "sigmoid that overflows, with the right value": (
        "activations/sigmoid",
        "import numpy as np\n\ndef sigmoid(input):\n    return 1 / (1 + np.exp(-input))\n",
        "`exp` overflows at large inputs",
    ),
    "sigmoid that overflows into NaN": (
        "activations/sigmoid",
        "import numpy as np\n\ndef sigmoid(input):\n"
        "    return np.exp(input) / (1 + np.exp(input))\n",
        "`exp` overflows at large inputs",
    ),
    "gradient without the one from above": (
        "activations/sigmoid",
        SIGMOID_BACKWARD.format(answer="slope"),
        "It does not multiply by `grad_output`.",
    ),
    "gradient with the sign flipped": (
        "activations/sigmoid",
        SIGMOID_BACKWARD.format(answer="-grad_output * slope"),
        "The sign is flipped.",
    ),
    "gradient of zero": (
        "activations/sigmoid",
        SIGMOID_BACKWARD.format(answer="0 * grad_output * slope"),
        "It is zero everywhere.",
    ),
    "gradient with a constant factor": (
        "activations/sigmoid",
        SIGMOID_BACKWARD.format(answer="7 * grad_output * slope"),
        "Every value is 7 times the wanted one.",
    ),
    "one of two gradients": (
        "losses/mse_loss",
        MSE.format(scale="grad_output / input.size", answer="slope"),
        "Number of gradients: wanted 2, got 1.",
    ),
    "one wrong gradient of two": (
        "losses/mse_loss",
        MSE.format(scale="grad_output / input.size", answer="(2 * slope, -slope)"),
        "Only the gradient in `input` is wrong. Every value is 2 times the wanted one",
    ),
    "gradient averaged twice": (
        "losses/mse_loss",
        MSE.format(scale="grad_output / input.size**2", answer="(slope, -slope)"),
        "averaged twice?",
    ),
    "l1 as a sum": (
        "losses/l1_loss",
        HINGE.format(name="l1_loss", loss="np.abs(input - target)", how="sum"),
        "24 is the number of elements of `input`: sum instead of mean?",
    ),
    "l1 summed over the last axis": (
        "losses/l1_loss",
        HINGE.format(
            name="l1_loss",
            loss="np.abs(input - target)",
            how="sum(-1).__getattribute__(reduction)",
        ),
        "4 is the length of the last axis of `input`: sum instead of mean?",
    ),
    "mean squared error with a constant rounded far behind the point": (
        "losses/mse_loss",
        HINGE.format(
            name="mse_loss",
            loss="1.000000003 * (input - target) ** 2",
            how="__getattribute__(reduction)",
        ),
        "Nearly right, to 3e-09",
    ),
    "triplet margin along the wrong axis": (
        "losses/triplet_margin_loss",
        TRIPLET,
        "It is the right answer along the other axis.",
    ),
    "relu in place": (
        "activations/relu",
        RELU.format(body="input[input < 0] = 0\n    return input"),
        "It changes its argument `input` in place, which the caller still needs",
    ),
    "relu with an offset": (
        "activations/relu",
        RELU.format(body="return np.maximum(input, 0) + 0.5"),
        "Every value is 0.5 too large.",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_the_cause_is_named(what):
    name, source, cause = WRONG[what]
    answer = graded(name, source)
    assert answer["failure"], f"{what} passes"
    assert answer["passed"] < answer["total"]
    assert cause in answer["failure"]["cause"], answer["failure"]


class TestWhatTheReaderSees:
    def test_forward_alone_passes_and_gradients_stay_open(self):
        source = RIGHT_SOFTMAX.replace(
            "    e =",
            "    if input.dtype not in (np.float32, np.float64):\n"
            "        raise TypeError('floats')\n"
            "    if not isinstance(dim, int):\n"
            "        raise TypeError('one axis')\n    e =",
        )
        answer = graded("activations/softmax", source)
        assert answer["failure"] is None
        assert answer["passed"] == answer["total"]
        assert "not attempted" in answer["note"]

    def test_the_stub_shows_that_the_result_may_be_taken(self):
        text = stub("activations/sigmoid")
        assert "def sigmoid_backward(grad_output, input, output=None):" in text
        assert "output: (*) float. Probabilities of the forward pass" in text

    @pytest.mark.parametrize(
        ("parameters", "slope", "cause"),
        [
            ("grad_output, input", "s * (1 - s)", ""),
            ("grad_output, input, output=None", "s * (1 - s)", ""),
            ("grad_output, input, output=None", "o * (1 - o)", ""),
            ("grad_output, input, output=None", "s * (1 - o)", ""),
            (
                "grad_output, input, output=None",
                "s * (1 - s) * (1 if output is None else 7)",
                "Every value is 7 times the wanted one.",
            ),
            ("grad_output, input, output", "o * (1 - o)", "Its parameters are"),
        ],
        ids=["none", "ignored", "taken", "both", "wrong with it", "compulsory"],
    )
    def test_a_backward_pass_with_the_result_and_without(
        self, parameters, slope, cause
    ):
        _, _, forward = SIGMOID_BACKWARD.partition("def sigmoid(")
        forward = "import numpy as np\n\ndef sigmoid(" + forward.split("\n\ndef ")[0]
        source = f"""{forward}

def sigmoid_backward({parameters}):
    s = sigmoid(input)
    o = s if {", output" not in parameters} or output is None else output
    return grad_output * ({slope})
"""
        failure = graded("activations/sigmoid", source)["failure"]
        assert failure
        if cause:
            assert cause in failure["cause"]
        else:  # nothing but the dtypes that this one does not refuse
            assert failure["case"] == "integers"

    def test_the_stubs_backward_is_not_attempted(self):
        backward = stub("activations/softmax").partition("def softmax_backward")
        source = RIGHT_SOFTMAX + "".join(backward[1:])
        answer = graded("activations/softmax", source)
        assert "not attempted" in answer["note"]
        assert answer["failure"]["case"] == "integers"

    def test_bad_input_that_is_answered(self):
        source = SIGMOID_BACKWARD.format(answer="grad_output * slope")
        answer = graded("activations/sigmoid", source)["failure"]
        assert answer["case"] == "integers"
        assert answer["wanted"].startswith("TypeError, for example: input: wanted")
        assert answer["got"].startswith("an answer: float64 (3,)")

    def test_syntax_error(self):
        answer = graded("activations/relu", "def relu(input):\n    return (input\n")
        assert answer["failure"]["case"] == "the file"
        assert answer["passed"] == 0
        assert "return (input" in answer["failure"]["error"]

    def test_own_exception_shows_the_readers_lines_alone(self):
        source = RELU.format(body="return np.maximum(input, zero)")
        error = graded("activations/relu", source)["failure"]["error"]
        assert "return np.maximum(input, zero)" in error
        assert "NameError" in error
        assert "grader.py" not in error

    def test_what_python_warns_of_is_not_judged(self):
        source = "import warnings\nwarnings.warn('old')\n" + RELU.format(
            body="'\\d'; return np.maximum(input, 0)"
        )
        assert graded("activations/relu", source)["passed"] > 0

    def test_an_answer_that_cannot_be_had_twice_is_a_failure(self):
        name, source, _ = WRONG["softmax that answers only once"]
        failure = graded(name, source)["failure"]
        assert failure["case"] == plan(find_concept(name))[0].case.name
        assert failure["got"] == "KeyError: 'again'"

    def test_an_exit_is_an_error(self):
        answer = graded("activations/relu", RELU.format(body="raise SystemExit(0)"))
        assert answer["failure"]["got"] == "SystemExit: 0"

    def test_a_missing_function_is_named(self):
        answer = graded("activations/relu", "def reLU(input):\n    return input\n")
        assert answer["failure"]["wanted"] == "a function relu(input)"
        assert answer["failure"]["cause"] == "Is `reLU` meant to be `relu`?"

    def test_difference_and_input_are_shown(self):
        answer = graded(*WRONG["relu with an offset"][:2])["failure"]
        assert answer["input"].startswith("relu(input=float64 (")
        assert "values differ, by up to 0.5" in answer["got"]

    @pytest.mark.parametrize(
        "answer",
        ["np.cos(input)", "np.where(input == 0, 1, np.maximum(input, 0))"],
        ids=["another function", "1 at the kink, as after an exponential"],
    )
    def test_no_cause_is_better_than_a_guess(self, answer):
        source = RELU.format(body=f"return {answer}")
        assert graded("activations/relu", source)["failure"]["cause"] == ""

    @pytest.mark.parametrize("body", ["{'a': 1}", "'a'", "np.array(['a'])"])
    def test_what_is_no_array(self, body):
        answer = graded("activations/relu", RELU.format(body=f"return {body}"))
        assert answer["passed"] == 0
        assert answer["failure"]["got"]
        assert answer["failure"]["cause"] == ""

    def test_plain_inputs_come_first(self):
        concept = find_concept("losses/hinge_loss")
        cases = [check.case for check in plan(concept) if check.part == "values"]
        awkward = [is_awkward(case) for case in cases]
        assert awkward == sorted(awkward)
        assert 0 < sum(awkward) < len(awkward)

    def test_what_is_awkward_is_graded_apart_and_by_name(self):
        source = (
            "import numpy as np\n"
            + """
def relu(input):
    return np.maximum(input, 0)

def relu_backward(grad_output, input):
    return grad_output * (input > 0)
"""
        )
        answer = graded("activations/relu", source)
        core, awkward, *gaps = answer["summary"]
        assert core == "Core: 5 of 5."
        assert awkward == "Awkward inputs: 6 of 10."
        assert gaps[0].startswith("NaN and infinities: wanted -0.59")
        assert gaps[1] == "float16: wanted TypeError, got an answer"
        assert answer["failure"]["case"] == "NaN and infinities"
        assert (
            "wrong only where `input` is NaN: every comparison with NaN is false"
            in answer["failure"]["cause"]
        )

    def test_a_core_that_fails_comes_before_what_is_awkward(self):
        source = RELU.format(body="return np.where(np.isnan(input), 0, np.abs(input))")
        answer = graded("activations/relu", source)
        assert len(answer["summary"]) == 2
        assert answer["summary"][0].startswith("Core: 1 of 5")
        assert answer["failure"]["case"] == "by definition"

    def test_float32_alone_is_one_awkward_input(self):
        source = RELU.format(body="return np.maximum(input, np.zeros(input.shape))")
        core, _, *gaps = graded("activations/relu", source)["summary"]
        assert core == "Core: 5 of 5."
        assert "float32: wanted dtype float32, got float64" in gaps

    @pytest.mark.parametrize(
        ("args", "awkward"),
        [
            ({"input": np.ones((2, 3))}, False),
            ({"input": np.ones(3), "reduction": "sum"}, False),
            ({"input": np.ones(3), "target": np.ones(3, int)}, False),
            ({"input": np.array(0.5)}, True),
            ({"input": np.ones((0, 3))}, True),
            ({"input": np.array([0.5, np.nan])}, True),
            ({"input": np.array([0.5, -np.inf])}, True),
            ({"input": np.array([0.5, 1e3])}, True),
            ({"step": np.ones(3, int)}, False),
            ({"step": np.ones(0, int)}, True),
            ({"step": np.array(3)}, True),
            ({"input": np.ones(3), "target": np.ones(3, np.float32)}, True),
        ],
    )
    def test_the_inputs_tell_what_is_awkward(self, args, awkward):
        assert is_awkward(Case("a case", args)) == awkward
        assert is_awkward(Case("a case", args, awkward="no row is left"))
        kink = Case("a case", args, no_differences="a kink, which is no excuse")
        assert is_awkward(kink) == awkward

    @pytest.mark.reads("worked")
    def test_every_concept_has_a_core(self):
        for name in NAMES:
            parts = {c.part for c in plan(find_concept(name)) if not c.awkward}
            assert "values" in parts, name

    def test_texts_of_arrays_are_made_of_failures_alone(self, monkeypatch):
        made = []
        call_text = grader.call_text
        monkeypatch.setattr(
            grader, "call_text", lambda *args: made.append(args) or call_text(*args)
        )
        ours = find_concept("activations/relu").numpy
        assert grade("activations/relu", ours).failure is None
        assert made == []
        wrong = {"relu": np.abs, "relu_backward": ours.relu_backward}
        assert grade("activations/relu", wrong).failure
        assert made

    def test_an_object_is_not_for_practice(self):
        with pytest.raises(NotForPractice, match="wanted a concept that consists of"):
            stub("autograd/tape")
        assert "autograd/tape" not in NAMES

    def test_a_dict_is_graded_too(self):
        concept = find_concept("activations/relu")
        assert grade(concept.name, vars(concept.numpy)).failure is None

    def test_gradients_in_another_order(self):
        ours = find_concept("losses/kl_div").numpy

        def backwards(*args, **kwargs):
            return ours.kl_div_backward(*args, **kwargs)[::-1]

        report = grade("losses/kl_div", {**vars(ours), "kl_div_backward": backwards})
        assert report.failure
        assert "right arrays in another order" in report.failure.cause

    def test_large_arrays_are_shortened(self):
        assert short(np.arange(9.0)) == "float64 (9,) [0, 1, 2, 3, 4, 5, 6, 7, ...]"
        assert short(np.eye(2)) == "float64 (2, 2) [[1, 0], [0, 1]]"
        assert short(np.float32(0.5)) == "float32 0.5"

    def test_the_grader_needs_no_torch(self):
        assert not [
            name
            for name, module in sys.modules.items()
            if name.endswith("checking.grader") and hasattr(module, "torch")
        ]
