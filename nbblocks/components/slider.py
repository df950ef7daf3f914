"""Slider: a number that the visitor picks from a range."""

from __future__ import annotations

import math
import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Any as AnyTrait
from traitlets import Bool, Int, TraitError, default, observe, validate

from nbblocks.component import Component, Value
from nbblocks.components._numbers import Real, as_number, check_bounds, number_from_page, rounded
from nbblocks.events import Event
from nbblocks.traits import Buttons

if TYPE_CHECKING:
    from traitlets.utils.bunch import Bunch

#: The share of a step by which a number may miss it, for JavaScript counts in binary.
_TOLERANCE = 1e-6


class Slider(Component):
    """A handle on a range and a box for the number beside it.

    The value stays within the range: what an author or a handler sets beyond it becomes
    the nearer end. The visitor can only choose what is whole steps from the minimum, and
    sees a value between two steps where it is.

    Examples
    --------
    >>> import nbblocks as gr
    >>> slider = gr.Slider(0, 10, 3, step=1, label="Stars")
    >>> slider.value
    3
    """

    minimum = Real(0, help="The least value.")
    maximum = Real(100, help="The greatest value.")
    value = Value(None, help="The value; the minimum if None.").tag(frontend=True, ts="number")
    step = Real(
        None, allow_none=True, help="What lies between two values; a power of ten that suits the range if None."
    ).tag(to_json=lambda _step, slider: slider.grid)
    precision = Int(
        None, allow_none=True, help="Decimals that it is rounded to; 0 makes it an int, None rounds nothing."
    )
    randomize = Bool(False, help="Whether it starts at a random value when the page loads.").tag(sync=False)
    buttons = Buttons(
        "reset", help='Buttons beside the number: `["reset"]` has one that goes back to the value at the start.'
    )
    show_reset_button = Bool(False, help='The same as `buttons=["reset"]`, in the spelling of Gradio 5.')

    change = Event()
    input = Event()
    release = Event()

    _start = AnyTrait(help="").tag(sync=True)

    _positional: ClassVar[tuple[str, ...]] = ("minimum", "maximum", "value")

    def _initial(self, given: dict[str, Any]) -> dict[str, Any]:
        start = {"value": self._random} if given.get("randomize") else {}
        return super()._initial({**given, **start})

    @property
    def grid(self) -> float:
        """What lies between two values."""
        step: float = self.step or 10 ** math.floor(math.log10(self.maximum - self.minimum) - 2)
        return step

    def _random(self) -> int | float:
        steps = int((self.maximum - self.minimum) / self.grid + _TOLERANCE)
        return self._at(random.randint(0, steps))  # noqa: S311 - no secret

    def _at(self, steps: int) -> int | float:
        """Return the value so many steps from the minimum, without the noise of binary fractions."""
        exact = Decimal(str(self.minimum)) + steps * Decimal(str(self.grid))
        whole = isinstance(self.minimum, int) and isinstance(self.grid, int)
        return int(exact) if whole else float(exact)

    @default("_start")
    def _default_start(self) -> Any:
        return self.value

    @validate("minimum", "maximum", "step")
    def _valid_range(self, proposal: Bunch) -> Any:
        now = {"minimum": self.minimum, "maximum": self.maximum, "step": self.step, proposal.trait.name: proposal.value}
        if now["minimum"] >= now["maximum"]:
            msg = f"minimum of Slider must be less than its maximum, not {now['minimum']} to {now['maximum']}"
            raise TraitError(msg)
        if now["step"] is not None and now["step"] <= 0:
            msg = f"step of Slider must be more than 0, not {now['step']}"
            raise TraitError(msg)
        return proposal.value

    @observe("minimum", "maximum", "precision")
    def _range_changed(self, _change: Bunch) -> None:
        self.value = self.postprocess(self.value)
        if self.comm is not None:
            self.send_state("step")

    def postprocess(self, value: Any) -> int | float:
        """Return the number that a value stands for, rounded and within the range."""
        number = self._at(0) if value is None else as_number(value)
        return rounded(min(max(number, self.minimum), self.maximum), self.precision)

    def receive(self, value: Any) -> int | float:
        """Return the number that was picked; refuse one out of the range or between the steps."""
        number = number_from_page(value)
        check_bounds(number, self.minimum, self.maximum)
        if number == self._start:
            return number
        steps = (number - self.minimum) / self.grid
        if abs(steps - round(steps)) > _TOLERANCE:
            msg = f"it is no multiple of {self.grid} from {self.minimum}"
            raise ValueError(msg)
        return rounded(self._at(round(steps)), self.precision)
