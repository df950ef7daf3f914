"""Trait types of our own."""

from __future__ import annotations

from typing import Any

from ipywidgets.widgets.widget import LoggingHasTraits
from traitlets import Bool


class Opening(LoggingHasTraits):
    """Notes when the constructor of a widget has set its traits and is about to open its comm."""

    opening = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.opening = True


class Open(Bool[bool, bool]):
    """Gradio's property ``open`` on a widget.

    ipywidgets has a method of that name, which its constructor calls to open the comm once
    the traits are set; so then the trait gives the method.
    """

    def get(self, obj: Any, cls: Any = None) -> Any:
        """Return whether it is open; while the widget is made, what opens its comm."""
        if obj is not None and obj.opening:
            return obj.open_comm
        return super().get(obj, cls)
