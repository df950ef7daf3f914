"""Dropdown: one or several choices from a list that opens."""

from __future__ import annotations

from typing import Any, ClassVar

from traitlets import Bool, Int, observe

from nbblocks.component import Value
from nbblocks.components._choices import KEY, Choosing, on_wire
from nbblocks.events import Event

#: Values that can be chosen at once where they need not be offered.
_MOST_CUSTOM = 1_000


class Dropdown(Choosing):
    """A box with a list of choices, which typing filters.

    Its value is the value of the choice, or None if nothing is chosen; with ``multiselect``
    it is a list of them, in the order in which they were chosen. A choice that is taken
    away while it is chosen leaves nothing chosen, or the rest of the list: a handler never
    receives what the visitor cannot see.

    Examples
    --------
    >>> import nbblocks as gr
    >>> model = gr.Dropdown(["small", "large"], label="Model")
    >>> model.value
    'small'
    """

    value = Value(
        ...,
        help="The value chosen, or a list of them with `multiselect`. If it is not given, it is the first choice "
        "or an empty list; None chooses nothing.",
    ).tag(frontend=True, ts=f"{KEY} | ({KEY})[]", to_json=on_wire)
    multiselect = Bool(None, allow_none=True, help="Whether several can be chosen.")
    allow_custom_value = Bool(False, help="Whether the visitor can enter a text that is not offered.")
    max_choices = Int(None, allow_none=True, min=1, help="How many can be chosen at most, with `multiselect`.")
    num_choices_shown = Int(
        100, allow_none=True, min=1, help="How many are listed at first; scrolling lists more, None lists all."
    )
    filterable = Bool(True, help="Whether typing filters the list; always where other texts can be entered.")

    change = Event()
    input = Event()
    select = Event()
    focus = Event()
    blur = Event()
    key_up = Event()

    _positional: ClassVar[tuple[str, ...]] = ("choices", "value")

    @property
    def _several(self) -> bool:
        return bool(self.multiselect)

    @property
    def _most(self) -> int:
        offered = _MOST_CUSTOM if self.allow_custom_value else len(self.choices)
        return offered if self.max_choices is None else self.max_choices

    def _list(self, value: Any) -> list[Any]:
        if value is ...:
            return [] if self._several else [first for _, first in self.choices[:1]]
        return super()._list(value)

    def _custom(self, value: Any) -> bool:
        return self.allow_custom_value and value != ""

    @observe("choices", "multiselect", "allow_custom_value")
    def _offer_changed(self, _change: Any) -> None:
        self.value = self._keep(self.value)[0]

    def receive_data(self, event: str, data: dict[str, Any]) -> dict[str, Any]:
        """Say what was selected or which key was pressed, after every check."""
        if event != "key_up":
            return super().receive_data(event, data)
        key, text = data.get("key"), data.get("input_value")
        if not (isinstance(key, str) and isinstance(text, str)):
            msg = "it must name a key and a text"
            raise TypeError(msg)
        return {"key": key, "input_value": text}
