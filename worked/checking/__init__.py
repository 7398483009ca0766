"""What holds the two sides of a concept together: cases, comparison, gradients.

The same functions serve the tests, the receipts on the pages, and the benchmark.
"""

from worked.checking.case import Case
from worked.checking.checks import (
    Agreement,
    agreement,
    check_anchor,
    check_differences,
    check_float32,
    check_grad_output_dtype,
    check_grad_output_shape,
    check_gradients,
    check_half_precision,
    check_library_refusal,
    check_output,
    check_refusal,
    check_values,
    differentiable,
    has_gradient,
)
from worked.checking.comparison import Mismatch, largest_difference
from worked.checking.discovery import Concept, concepts, families, find_concept

__all__ = [
    "Agreement",
    "Case",
    "Concept",
    "Mismatch",
    "agreement",
    "check_anchor",
    "check_differences",
    "check_float32",
    "check_grad_output_dtype",
    "check_grad_output_shape",
    "check_gradients",
    "check_half_precision",
    "check_library_refusal",
    "check_output",
    "check_refusal",
    "check_values",
    "concepts",
    "differentiable",
    "families",
    "find_concept",
    "has_gradient",
    "largest_difference",
]
