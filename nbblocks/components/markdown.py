"""Markdown: formatted text, with code and formulas."""

from __future__ import annotations

import inspect
from typing import Any

from traitlets import Bool, Int, List, TraitError, Unicode, Union

from nbblocks.component import Component, Value
from nbblocks.events import Event
from nbblocks.traits import Buttons

#: A formula stands between these unless the author says otherwise.
_DISPLAY = {"left": "$$", "right": "$$", "display": True}


class Delimiters(List[Any]):
    """A trait for what formulas stand between; None is what Gradio takes by default."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_value=[_DISPLAY], **kwargs)
        self.tag(
            ts="{ left: string; right: string; display: boolean }[]", py="Sequence[dict[str, Any]] | None", sync=True
        )

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the delimiters as the page needs them."""
        return super().validate(obj, [_delimiter(entry) for entry in ([_DISPLAY] if value is None else value)])


def _delimiter(entry: Any) -> dict[str, Any]:
    left, right = (entry.get(side) for side in ("left", "right")) if isinstance(entry, dict) else (None, None)
    if not (isinstance(left, str) and isinstance(right, str) and left and right):
        msg = f"latex_delimiters are dicts like {_DISPLAY}, not {entry!r}"
        raise TraitError(msg)
    return {"left": left, "right": right, "display": bool(entry.get("display", True))}


class Markdown(Component):
    r"""Text in Markdown of GitHub's flavour; code is coloured, formulas are set.

    Markup in the text is made harmless: scripts, forms and what would reach out of its
    place on the page are taken out.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     text = gr.Markdown("# Pythagoras\n$$a^2 + b^2 = c^2$$")
    """

    value = Value(None, allow_none=True, help="The text; common indentation is taken off.").tag(ts="string | null")
    rtl = Bool(False, help="Whether the text runs from right to left.")
    latex_delimiters = Delimiters(
        help="What formulas stand between: dicts of `left`, `right` and `display`, whether it has lines of its own. "
        "An empty list leaves formulas as they are typed."
    )
    sanitize_html = Bool(True, help="Whether markup is made harmless. `False` trusts all that the text holds.")
    line_breaks = Bool(False, help="Whether a new line in the text is one on the page.")
    header_links = Bool(False, help="Whether headings have a link to themselves.")
    height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Its height: pixels or CSS.")
    max_height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Height from which it scrolls.")
    min_height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Its least height.")
    buttons = Buttons("copy", help='Buttons at its corner: `["copy"]` copies the text.')
    show_copy_button = Bool(False, help='The same as `buttons=["copy"]`.')
    container = Bool(False, help="Whether it stands in a box with a border and padding.")
    padding = Bool(False, help="Whether there is space around the text.")
    min_width = Int(None, allow_none=True, min=0, help="Pixels below which a `Row` wraps rather than squeeze it.")

    change = Event()
    copy = Event()

    def postprocess(self, value: Any) -> str | None:
        """Return the text of whatever a handler returned, without its common indentation."""
        return None if value is None else inspect.cleandoc(str(value))

    def receive(self, value: Any) -> str | None:
        """Return the text that the author's JavaScript made."""
        if not isinstance(value, str):
            raise TypeError("it must be text")
        return self.postprocess(value)
