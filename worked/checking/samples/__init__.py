"""Inputs that every concept of a known kind must meet, so that its cases name what is peculiar.

Each function returns a list of cases for one kind. A concept says of a sample, by its name, which
fields differ for it, or in words why it has no such input. The kinds of losses are in `losses`.
"""

from worked.checking.samples.dtypes import Changes, wrong_dtypes
from worked.checking.samples.elementwise import elementwise
from worked.checking.samples.over_an_axis import over_an_axis

__all__ = ["Changes", "elementwise", "over_an_axis", "wrong_dtypes"]
