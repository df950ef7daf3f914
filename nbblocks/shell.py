"""Shell: what an app needs of the page besides its components.

The hidden last child of every `Blocks`. It shows toasts and tracebacks, puts the app's
CSS and title into the page, gives containers their ``id``, and tells when the page loads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Unicode

from nbblocks.component import Component, Value
from nbblocks.events import Event

if TYPE_CHECKING:
    from nbblocks.blocks import Blocks


class Shell(Component):
    """The hidden part of an app that speaks with the page."""

    value = Value(None, help="Nothing: the page cannot set it.").tag(sync=False)
    css = Unicode("", help="CSS of the app.")
    title = Unicode("", help="Title of the page.")
    load = Event()
    unload = Event()
    _internal: ClassVar[bool] = True
    _css_class = "nbb-shell-host"

    #: Whose shell it is.
    blocks: Blocks | None = None

    def fire(self, event: str, data: dict[str, Any] | None = None) -> None:
        """Pass what the page tells on to the app."""
        if self.blocks is not None and event in {"load", "unload"}:
            self.blocks.fire(event, data)
