"""Textbox: text that the visitor types or reads."""

from __future__ import annotations

from typing import Any, ClassVar

from traitlets import Bool, Enum, Int, Unicode, Union

from nbblocks.component import Component, Value
from nbblocks.events import Event
from nbblocks.traits import Buttons

#: Characters that can be typed where the author sets no limit.
MOST_CHARACTERS = 500_000


class Textbox(Component):
    """A box of text: typed by the visitor as an input, read as an output.

    Examples
    --------
    >>> import nbblocks as gr
    >>> box = gr.Textbox("Ada", label="Name")
    >>> box.value
    'Ada'
    """

    value = Value("", allow_none=True, help="The text.").tag(frontend=True, ts="string | null")
    type = Enum(["text", "password", "email"], "text", help="What is typed: text, a password or an e-mail address.")
    lines = Int(1, min=1, help="Lines that it has at least.")
    max_lines = Int(None, allow_none=True, min=1, help="Lines up to which it grows; 20 if None.")
    placeholder = Unicode(None, allow_none=True, help="Shown while it is empty.")
    autofocus = Bool(False, allow_none=True, help="Whether it has the focus when the page opens.")
    autoscroll = Bool(True, help="Whether it scrolls to the end when the text changes.")
    text_align = Enum(["left", "right"], None, allow_none=True, help="Where the text stands.")
    rtl = Bool(False, help="Whether the text runs from right to left.")
    max_length = Int(None, allow_none=True, min=0, help="Characters that can be typed at most; 500,000 if None.")
    submit_btn = Union([Bool(), Unicode()], default_value=False, help="A button that submits, and its text.")
    stop_btn = Union([Bool(), Unicode()], default_value=False, help="A button that fires `stop`, and its text.")
    buttons = Buttons("copy", help='Buttons on it: `["copy"]` has one that copies the text.')
    show_copy_button = Bool(False, help='The same as `buttons=["copy"]`, in the spelling of Gradio 5.')

    change = Event()
    input = Event()
    select = Event()
    submit = Event()
    focus = Event()
    blur = Event()
    stop = Event()
    copy = Event()

    _meaningless: ClassVar[frozenset[str]] = Component._meaningless | {"html_attributes"}

    def postprocess(self, value: Any) -> str | None:
        """Return the text of whatever a handler returned."""
        return None if value is None else str(value)

    def receive(self, value: Any) -> str:
        """Return the text that was typed; refuse what is no text or too long."""
        if not isinstance(value, str):
            msg = "it must be text"
            raise TypeError(msg)
        longest = MOST_CHARACTERS if self.max_length is None else self.max_length
        if len(value) > longest:
            msg = f"it is longer than {longest} characters"
            raise ValueError(msg)
        return value

    def summary(self) -> str:
        """Return the text for the snapshot, which is saved with the notebook: no password."""
        return "" if self.type == "password" else super().summary()


class TextArea(Textbox):
    """A `Textbox` of seven lines.

    Examples
    --------
    >>> import nbblocks as gr
    >>> box = gr.TextArea(label="Essay")
    >>> box.lines
    7
    """

    lines = Int(7, min=1, help="Lines that it has at least.")
    max_lines = Int(20, allow_none=True, min=1, help="Lines up to which it grows.")


#: Gradio's other name of the same.
Text = Textbox
