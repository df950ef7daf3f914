"""What the page shows, one thing after the other."""

from __future__ import annotations

from typing import Any, NamedTuple

from ipywidgets.widgets.widget import _instances

from nbblocks.testing.browser import Browser, Message


class Toast(NamedTuple):
    """A short message in the corner of the app."""

    kind: str
    title: str
    message: str
    duration: float | None


class Screen(Browser):
    """A browser that keeps what each component showed, one value after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str, Any]] = []

    def hear(self, message: Message) -> None:
        """Keep a message, and the values that it brings."""
        super().hear(message)
        widget = _instances.get(message.comm_id)
        names = {"value"} if "append" in (message.custom or {}) else message.data.get("state", {}).keys()
        for name in names & {"value", "_status"} if message.kind == "comm_msg" and widget is not None else ():
            self.shown.append((message.comm_id, name, getattr(widget, name)))
