"""Button: what the visitor clicks."""

from __future__ import annotations

from typing import Any, ClassVar

from traitlets import Bool, Enum, Int, Unicode

from nbblocks.component import Component, Value
from nbblocks.components._pictures import Icon
from nbblocks.events import Event


class Button(Component):
    """A button that runs a handler.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     button = gr.Button("Roll", variant="primary")
    ...     result = gr.Number()
    ...     rolled = button.click(lambda: 4, None, result)
    """

    value = Value("Run", help="Its text.").tag(ts="string")
    variant = Enum(
        ["primary", "secondary", "stop", "huggingface"], "secondary", help="How it looks, by what it is for."
    )
    size = Enum(["sm", "md", "lg"], "lg", help="How large it is.")
    icon = Icon(help="A picture on it: a path or an address.")
    link = Unicode(None, allow_none=True, help="An address that a click opens.")
    link_target = Enum(["_self", "_blank", "_parent", "_top"], "_self", help="Where the address opens.")
    interactive = Bool(True, allow_none=True, help="Whether it can be clicked.")
    min_width = Int(None, allow_none=True, min=0, help="Pixels below which a `Row` wraps rather than squeeze it.")

    change = Event()
    click = Event()

    # A button in a picture cannot be pressed.
    _internal: ClassVar[bool] = True

    def postprocess(self, value: Any) -> str:
        """Return the text of whatever a handler returned."""
        return "" if value is None else str(value)

    def receive(self, value: Any) -> str:
        """Return the text that the author's JavaScript made."""
        if not isinstance(value, str):
            raise TypeError("it must be text")
        return value
