"""What the components that hold a number share."""

from __future__ import annotations

import math
from numbers import Integral
from typing import Any

from traitlets import TraitError, TraitType


def as_number(value: Any) -> int | float:
    """Return the number that a value stands for.

    Parameters
    ----------
    value
        A number of any kind, a scalar of numpy or torch, or a text that reads as a number.

    Raises
    ------
    TypeError
        If it is something else.
    ValueError
        If it is no number that a page can show: a word, an infinity, not a number.
    """
    number = _any_number(value)
    if not _finite(number):
        msg = "it must be finite"
        raise ValueError(msg)
    return number


def is_infinite(value: Any) -> bool:
    """Tell whether a value stands for an infinity, or for what is not a number."""
    number = _any_number(value)
    return isinstance(number, float) and not math.isfinite(number)


def _any_number(value: Any) -> int | float:
    value = value.item() if hasattr(value, "item") else value
    number = _parsed(value) if isinstance(value, str) else value
    return int(number) if isinstance(number, Integral) else float(number)


def _parsed(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        return float(text)


def _finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:
        return False


def number_from_page(value: Any) -> int | float:
    """Return a number that the page sent; refuse what only looks like one."""
    if type(value) not in {int, float}:
        msg = "it must be a number"
        raise TypeError(msg)
    return as_number(value)


def rounded(number: float, precision: int | None) -> int | float:
    """Round to ``precision`` decimals; 0 gives an int, None leaves the number as it is."""
    if precision is None:
        return number
    return round(number) if precision == 0 else round(number, precision)


def check_bounds(number: float, minimum: float | None, maximum: float | None) -> None:
    """Refuse a number outside its bounds, where there are any.

    Raises
    ------
    ValueError
        If it is below the minimum or above the maximum.
    """
    if minimum is not None and number < minimum:
        msg = f"it is less than {minimum}"
        raise ValueError(msg)
    if maximum is not None and number > maximum:
        msg = f"it is more than {maximum}"
        raise ValueError(msg)


class Real(TraitType[Any, Any]):
    """A trait for a finite number, an int or a float, that keeps which of the two it is."""

    info_text = "a number"

    def __init__(self, default_value: float | None = None, **kwargs: Any) -> None:
        super().__init__(default_value, **kwargs)
        self.tag(ts="number", py="float")

    def validate(self, obj: Any, value: Any) -> int | float:
        """Return the number; scalars of numpy become Python's."""
        try:
            return as_number(value)
        except (TypeError, ValueError) as error:
            msg = f"{self.name} of {type(obj).__name__} must be a number, not {value!r}: {error}"
            raise TraitError(msg) from error
