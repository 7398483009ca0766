"""Every case of every concept on the NumPy side alone: anchors, differences, the contract."""

import pytest

from worked import checking
from worked.checking import concepts
from worked.checking.checks import is_floating, output_counts, takes_output

PAIRS = [
    pytest.param(concept, case, id=f"{concept.name}: {case.name}")
    for concept in concepts()
    for case in concept.cases
]
ANSWERED = [pair for pair in PAIRS if pair.values[1].error is None]
REFUSED = [pair for pair in PAIRS if pair.values[1].error is not None]
ANCHORED = [pair for pair in ANSWERED if pair.values[1].source]
SMOOTH = [
    pair
    for pair in ANSWERED
    if checking.has_gradient(*pair.values) and not pair.values[1].no_differences
]


@pytest.mark.parametrize(("concept", "case"), ANCHORED)
def test_anchor(concept, case):
    checking.check_anchor(concept, case, torch_side=False)


@pytest.mark.parametrize(("concept", "case"), SMOOTH)
def test_central_differences(concept, case):
    checking.check_differences(concept, case)


@pytest.mark.parametrize(("concept", "case"), REFUSED)
def test_refusal(concept, case):
    checking.check_refusal(concept, case)


# What every concept keeps, by the name under which its `LEFT_OUT` gives a reason why it does not.
CONTRACT = {
    "grad_output shape": checking.check_grad_output_shape,
    "grad_output dtype": checking.check_grad_output_dtype,
    "output": checking.check_output,
    "half precision": checking.check_half_precision,
}


def cases_of(rule, concept):
    """Return the cases in which a rule says something."""
    answered = [case for case in concept.cases if case.error is None]
    if rule == "half precision":
        return [c for c in answered if any(map(is_floating, c.args.values()))]
    graded = [case for case in answered if checking.has_gradient(concept, case)]
    if rule == "output":
        return [case for case in graded if takes_output(concept, case)]
    return graded


KEPT = [
    pytest.param(rule, concept, id=f"{rule}: {concept.name}")
    for rule in CONTRACT
    for concept in concepts()
    if cases_of(rule, concept) and rule not in concept.left_out
]


@pytest.mark.parametrize(("rule", "concept"), KEPT)
def test_contract(rule, concept):
    for case in cases_of(rule, concept):
        CONTRACT[rule](concept, case)


@pytest.mark.parametrize(
    "concept", [pytest.param(c, id=c.name) for c in concepts() if cases_of("output", c)]
)
def test_output_is_not_ignored(concept):
    cases = cases_of("output", concept)
    for function in {concept.function_name(case) for case in cases}:
        assert any(
            output_counts(concept, case)
            for case in cases
            if concept.function_name(case) == function
        ), f"{function}_backward ignores output"


@pytest.mark.parametrize("concept", [pytest.param(c, id=c.name) for c in concepts()])
def test_rules_left_out_are_rules_with_a_reason(concept):
    for rule, reason in concept.left_out.items():
        assert rule in CONTRACT
        assert len(reason.split()) > 2


def test_every_rule_is_kept_by_most():
    counts = {rule: sum(p.values[0] == rule for p in KEPT) for rule in CONTRACT}
    assert counts.pop("output") >= 5
    for rule, count in counts.items():
        bound = sum(bool(cases_of(rule, concept)) for concept in concepts())
        assert count > max(bound / 2, 20)
