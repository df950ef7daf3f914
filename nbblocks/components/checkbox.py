"""Checkbox: yes or no."""

from __future__ import annotations

from typing import Any

from nbblocks.component import Component, Value
from nbblocks.events import Event


class Checkbox(Component):
    """A box that is ticked or not, with its label beside it.

    Examples
    --------
    >>> import nbblocks as gr
    >>> box = gr.Checkbox(True, label="I agree")
    >>> box.value
    True
    """

    value = Value(False, help="Whether it is ticked.").tag(frontend=True, ts="boolean")

    change = Event()
    input = Event()
    select = Event()

    def postprocess(self, value: Any) -> bool:
        """Return whether a value counts as true."""
        return bool(value)

    def receive(self, value: Any) -> bool:
        """Return whether it was ticked; refuse what is neither true nor false."""
        if not isinstance(value, bool):
            msg = "it must be true or false"
            raise TypeError(msg)
        return value

    def receive_data(self, event: str, data: dict[str, Any]) -> dict[str, Any]:
        """Say which box was ticked or not, as the groups of boxes do."""
        if event != "select":
            return data
        return {"index": 0, "value": self.label, "selected": self.receive(data.get("selected"))}

    def summary(self) -> str:
        """Return yes or no."""
        return "yes" if self.value else "no"
