"""Number: a number that the visitor types or reads."""

from __future__ import annotations

from typing import Any

from traitlets import Int, Unicode, observe

from nbblocks.component import Component, Value
from nbblocks.components._numbers import Real, as_number, check_bounds, is_infinite, number_from_page, rounded
from nbblocks.events import Event


class Number(Component):
    """A box for a number: typed by the visitor as an input, read as an output.

    An empty box is ``None``, and so is what no box can show: infinity, or what is no number,
    such as the mean of nothing. The bounds hold for what the visitor types; an author or a
    handler may show any number.

    Examples
    --------
    >>> import nbblocks as gr
    >>> age = gr.Number(36, label="Age", precision=0, minimum=0)
    >>> age.value
    36
    """

    value = Value(None, allow_none=True, help="The number; None leaves the box empty.").tag(
        frontend=True, ts="number | null"
    )
    placeholder = Unicode(None, allow_none=True, help="Shown while it is empty.")
    precision = Int(
        None, allow_none=True, help="Decimals that it is rounded to; 0 makes it an int, None rounds nothing."
    )
    minimum = Real(None, allow_none=True, help="The least number that the visitor can enter.")
    maximum = Real(None, allow_none=True, help="The greatest number that the visitor can enter.")
    step = Real(
        1, allow_none=True, help="What an arrow key or button adds, 1 if None; numbers between the steps can be typed."
    )

    change = Event()
    input = Event()
    submit = Event()
    focus = Event()
    blur = Event()

    def postprocess(self, value: Any) -> int | float | None:
        """Return the number that a value stands for, rounded; None if it is not finite."""
        return None if value is None or is_infinite(value) else rounded(as_number(value), self.precision)

    def receive(self, value: Any) -> int | float | None:
        """Return the number that was typed; refuse one outside the bounds."""
        if value is None:
            return None
        number = rounded(number_from_page(value), self.precision)
        check_bounds(number, self.minimum, self.maximum)
        return number

    @observe("precision")
    def _round(self, _change: Any) -> None:
        self.value = self.postprocess(self.value)
