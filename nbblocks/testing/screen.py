"""What an app tells the page, kept for a test to read."""

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


class Script(NamedTuple):
    """JavaScript that the page is to run for an event."""

    shell: Any
    name: str
    code: Any
    values: list[Any]


class Screen(Browser):
    """A browser that sorts what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.toasts: list[Toast] = []
        #: What it keeps for the app, by name.
        self.storage: dict[str, str] = {}
        #: What it is to run and has not answered.
        self.scripts: list[Script] = []
        #: The values of components as they were sent: the model id, the property, the value.
        self.shown: list[tuple[str, str, Any]] = []

    def hear(self, message: Message) -> None:
        """Keep a message, and what it says."""
        super().hear(message)
        widget = _instances.get(message.comm_id)
        if message.kind == "comm_msg" and widget is not None:
            self._note(widget, message)

    def _note(self, widget: Any, message: Message) -> None:
        said = message.custom or {}
        changed = {"value"} if "append" in said else message.data.get("state", {}).keys()
        for name in changed & {"value", "_status"}:
            self.shown.append((message.comm_id, name, getattr(widget, name)))
        if "toast" in said:
            self.toasts.append(Toast(**said["toast"]))
        if "store" in said:
            self.storage[said["store"]] = said["text"]
        if "js" in said:
            self.scripts.append(Script(widget, said["id"], said["js"], said["values"]))
