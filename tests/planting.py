"""Bugs planted into the NumPy side of a concept, and whether its cases notice."""

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType, ModuleType

import numpy as np

from worked import checking
from worked.checking import Concept
from worked.checking.checks import is_compared, takes_output
from worked.checking.discovery import is_backward


@dataclass(frozen=True)
class Planted:
    """One bug: what it is, and the NumPy side that has it."""

    what: str
    side: ModuleType


def planted_bugs(concept: Concept) -> Iterator[Planted]:
    """Yield every bug that can be planted into a concept."""
    exported = set(concept.numpy.__all__)
    for name in concept.numpy.__all__:
        if is_backward(name, exported):
            yield from _wrong_gradients(concept, name)
        elif callable(getattr(concept.numpy, name)) and not name[0].isupper():
            yield from _wrong_values(concept, name)
    path = concept.path / "with_numpy.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for mutator in (_dropped_terms, _reductions, _missing_shifts, _axes):
        for what, mutant in mutator(tree):
            code = compile(ast.fix_missing_locations(mutant), str(path), "exec")
            yield Planted(what, _module(concept, code))


def is_caught(concept: Concept, bug: Planted) -> bool:
    """Run a concept's checks on the planted side; any complaint counts."""
    broken = Concept(concept.family, concept.slug, concept.path)
    broken.__dict__.update(numpy=bug.side, declarations=concept.declarations)
    if not concept.no_torch:
        broken.__dict__["torch"] = concept.torch
    for case in concept.cases:
        try:
            with np.errstate(all="ignore"):
                _check(broken, case)
        except Exception:
            return True
    return False


def _check(concept: Concept, case: checking.Case) -> None:
    if case.error is not None:
        checking.check_refusal(concept, case)
        return
    if is_compared(case):
        checking.check_values(concept, case)
    if case.source:
        checking.check_anchor(concept, case, torch_side=False)
    if checking.has_gradient(concept, case):
        if is_compared(case):
            checking.check_gradients(concept, case)
        if takes_output(concept, case):
            checking.check_output(concept, case)
        if not case.no_differences:
            checking.check_differences(concept, case)


def _answering(concept: Concept, name: str, what: str, wrong: Callable) -> Planted:
    """Return a side whose function gives a wrong answer, made from the right one."""
    right = getattr(concept.numpy, name)

    def function(*args, **kwargs):
        answer = right(*args, **kwargs)
        return wrong(answer) if isinstance(answer, tuple) else wrong((answer,))[0]

    side = ModuleType(concept.numpy.__name__)
    side.__dict__.update(vars(concept.numpy))
    side.__dict__[name] = function
    return Planted(f"{name} {what}", side)


def _scaled(answers: tuple) -> tuple:
    return tuple(np.asarray(1.01 * np.asarray(a), np.asarray(a).dtype) for a in answers)


def _wrong_values(concept: Concept, name: str) -> Iterator[Planted]:
    yield _answering(
        concept, name, "negated", lambda values: tuple(-1 * v for v in values)
    )
    yield _answering(concept, name, "times 1.01", _scaled)


def _wrong_gradients(concept: Concept, name: str) -> Iterator[Planted]:
    yield _answering(concept, name, "negated", lambda grads: tuple(-g for g in grads))
    yield _answering(concept, name, "zeroed", lambda grads: tuple(0 * g for g in grads))
    yield _answering(concept, name, "times 1.01", _scaled)
    count = _most_gradients(concept, name)
    for index in range(count) if count > 1 else ():  # a lone one has been zeroed above

        def without(grads, index=index):
            return tuple(0 * g if i == index else g for i, g in enumerate(grads))

        yield _answering(concept, name, f"without gradient {index}", without)


def _most_gradients(concept: Concept, name: str) -> int:
    counts = [
        len(checking.differentiable(concept, case))
        for case in concept.cases
        if case.error is None and f"{concept.function_name(case)}_backward" == name
    ]
    return max(counts, default=0)


def _module(concept: Concept, code: CodeType) -> ModuleType:
    module = ModuleType(concept.numpy.__name__)
    exec(code, module.__dict__)
    return module


def _sites(
    tree: ast.Module, wanted: Callable[[ast.AST], bool]
) -> Iterator[tuple[str, ast.AST]]:
    """Yield every node that is wanted, in the order of a walk, after its function's name."""
    yield from [(owner, node) for owner, node in _code(tree) if wanted(node)]


@lru_cache(maxsize=1)
def _code(tree: ast.Module) -> list[tuple[str, ast.AST]]:
    """Return the nodes inside functions but not in messages, each after its function's name."""
    owner: dict[ast.AST, str] = {}
    messages: set[ast.AST] = set()
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef):
            owner |= dict.fromkeys(ast.walk(outer), outer.name)
        elif isinstance(outer, ast.Raise | ast.JoinedStr):
            messages.update(ast.walk(outer))
    found = [node for node in ast.walk(tree) if node in owner and node not in messages]
    return [(owner[node], node) for node in found]


@contextmanager
def _replaced(
    tree: ast.Module, target: ast.AST, replace: Callable[[ast.AST], ast.AST]
) -> Iterator[tuple[str, ast.Module]]:
    """Yield what is replaced, and the tree with it; the tree is whole again afterwards.

    A copy for each bug would take longer than everything else here.
    """
    new = replace(target)
    what = f"line {target.lineno}: {ast.unparse(target)} -> {ast.unparse(new)}"
    _swap(tree, target, new)
    yield what, tree
    _swap(tree, new, target)


def _swap(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    for node in ast.walk(tree):
        for name, value in ast.iter_fields(node):
            if value is old:
                setattr(node, name, new)
                return
            if isinstance(value, list):
                for number, one in enumerate(value):
                    if one is old:
                        value[number] = new
                        return


def _dropped_terms(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Drop one side of every sum or difference of a backward pass, and every update in place."""

    def is_sum(node: ast.AST) -> bool:
        return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)

    def is_update(node: ast.AST) -> bool:
        return isinstance(node, ast.AugAssign)

    for function, node in _sites(tree, is_sum):
        if "backward" in function:
            for keep in ("left", "right"):
                with _replaced(tree, node, lambda n, k=keep: getattr(n, k)) as (
                    what,
                    mutant,
                ):
                    yield f"{function} {what}", mutant
    for function, node in _sites(tree, is_update):
        if "backward" in function:
            with _replaced(tree, node, lambda n: ast.Pass()) as (what, mutant):
                yield f"{function} {what}", mutant


def _reductions(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Sum where a mean is meant, and mean where a sum is."""
    other = {"mean": "sum", "sum": "mean"}

    def is_reduction(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and node.attr in other

    def swap(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Attribute)
        return ast.Attribute(node.value, other[node.attr], node.ctx)

    for function, node in _sites(tree, is_reduction):
        with _replaced(tree, node, swap) as (what, mutant):
            yield f"{function} {what}", mutant


def _missing_shifts(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Leave out the maximum that keeps an exponential finite."""

    def is_shift(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Sub)
            and "max" in ast.unparse(node.right)
        )

    for function, node in _sites(tree, is_shift):
        with _replaced(tree, node, lambda n: n.left) as (what, mutant):
            yield f"{function} without shift, {what}", mutant


def _axes(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Reduce along another axis than the one that is meant."""

    def is_axis(node: ast.AST) -> bool:
        return isinstance(node, ast.keyword) and node.arg == "axis"

    def is_last(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"sum", "max", "mean"}
            and bool(node.args)
            and ast.unparse(node.args[0]) == "-1"
        )

    def other_axis(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.keyword)
        wrong = "0" if ast.unparse(node.value) != "0" else "-1"
        return ast.keyword("axis", ast.parse(wrong, mode="eval").body)

    def first(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Call)
        return ast.Call(node.func, [ast.Constant(0), *node.args[1:]], node.keywords)

    for function, node in _sites(tree, is_axis):
        with _replaced(tree, node, other_axis) as (what, mutant):
            yield f"{function} {what}", mutant
    for function, node in _sites(tree, is_last):
        with _replaced(tree, node, first) as (what, mutant):
            yield f"{function} {what}", mutant
