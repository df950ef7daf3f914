"""Radio: one of several choices, all in sight."""

from __future__ import annotations

from typing import ClassVar

from traitlets import Bool

from nbblocks.component import Value
from nbblocks.components._choices import KEY, Choosing, on_wire
from nbblocks.events import Event


class Radio(Choosing):
    """A row of buttons of which the visitor picks one.

    Its value is the value of the choice, or None if nothing is chosen. A choice that is
    taken away while it is chosen leaves nothing chosen.

    Examples
    --------
    >>> import nbblocks as gr
    >>> size = gr.Radio(["Small", ("Large", "L")], value="L", label="Size")
    >>> size.value
    'L'
    """

    value = Value(None, allow_none=True, help="The value chosen; None for no choice.").tag(
        frontend=True, ts=KEY, to_json=on_wire
    )
    rtl = Bool(False, help="Whether the choices run from right to left.")

    select = Event()
    change = Event()
    input = Event()

    _positional: ClassVar[tuple[str, ...]] = ("choices", "value")
