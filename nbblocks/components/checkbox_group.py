"""CheckboxGroup: any number of choices, all in sight."""

from __future__ import annotations

from typing import ClassVar

from traitlets import Bool

from nbblocks.component import Value
from nbblocks.components._choices import KEY, Choosing, on_wire
from nbblocks.events import Event


class CheckboxGroup(Choosing):
    """Boxes of which the visitor ticks any number.

    Its value is the list of the values ticked, in the order in which they were. A choice
    that is taken away is no longer ticked.

    Examples
    --------
    >>> import nbblocks as gr
    >>> toppings = gr.CheckboxGroup(["Cheese", ("Olives", "O")], value=["O"], label="Toppings")
    >>> toppings.value
    ['O']
    """

    value = Value((), help="The values ticked: a list, or a value alone.").tag(
        frontend=True, ts=f"({KEY})[]", to_json=on_wire
    )
    show_select_all = Bool(False, help="Whether a box above them ticks all.")

    change = Event()
    input = Event()
    select = Event()

    _positional: ClassVar[tuple[str, ...]] = ("choices", "value")

    @property
    def _several(self) -> bool:
        return True
