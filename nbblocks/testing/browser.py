"""The page's end of the comms, without a browser: it keeps what the kernel sends, and sends what a page does."""

from __future__ import annotations

import contextlib
import json
import secrets
import weakref
from typing import TYPE_CHECKING, Any, NamedTuple

import comm

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ipywidgets

__tracebackhide__ = True


class Message(NamedTuple):
    """What the kernel sent to a widget on the page."""

    comm_id: str
    kind: str
    data: dict[str, Any]
    buffers: list[Any]

    @property
    def custom(self) -> dict[str, Any] | None:
        """What a custom message says; None if it is an update of traits."""
        return self.data["content"] if self.data.get("method") == "custom" else None


class Browser:
    """What is at the other end of the comms of an app.

    Messages still go where they went before, so that an app which is shown in a notebook
    follows what a test does with it.
    """

    def __init__(self) -> None:
        #: What the page calls itself, to be told from others.
        self.name = secrets.token_hex(8)
        self.messages: list[Message] = []
        self._taps: list[weakref.ref[Any]] = []
        self._seq = 0

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what widgets say that are made meanwhile, or tapped."""
        create = comm.create_comm

        def create_comm(*args: Any, **kwargs: Any) -> Any:
            made = create(*args, **kwargs)
            self.hear(Message(made.comm_id, "comm_open", kwargs.get("data") or {}, kwargs.get("buffers") or []))
            self._tap(made)
            return made

        comm.create_comm = create_comm
        try:
            yield
        finally:
            comm.create_comm = create
            while self._taps:
                tapped = self._taps.pop()()
                if tapped is not None:
                    tapped.publish_msg = tapped.publish_msg.before

    def tap(self, *widgets: ipywidgets.Widget) -> None:
        """Hear what widgets say that were there before."""
        heard = {known() for known in self._taps}
        for widget in dict.fromkeys(widgets):
            if widget.comm is not None and widget.comm not in heard:
                self._tap(widget.comm)

    def _tap(self, tapped: Any) -> None:
        publish = tapped.publish_msg

        def hear(msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **more: Any) -> None:
            self.hear(Message(tapped.comm_id, msg_type, data or {}, list(buffers or [])))
            publish(msg_type, data, metadata, buffers, **more)

        hear.before = publish  # type: ignore[attr-defined]
        tapped.publish_msg = hear
        # A comm holds on to its widget, which should go when the app lets it go.
        self._taps.append(weakref.ref(tapped))

    def hear(self, message: Message) -> None:
        """Keep a message of the kernel."""
        self.messages.append(message)

    def emit(self, component: Any, event: str | None, state: Any = None, data: Any = None) -> str | None:
        """Tell the kernel what the visitor did; return why it was refused, or None."""
        self._seq += 1
        content = {"event": event, "state": state or {}, "data": data or {}, "seq": self._seq, "page": self.name}
        said = [answer.custom or {} for answer in self.ask(component, json.loads(json.dumps(content)))]
        if not any(answer.get("ack") == self._seq for answer in said):
            return "it is not there any more"
        return next((answer["refused"] for answer in said if "refused" in answer), None)

    def ask(self, widget: Any, content: Any, buffers: Any = ()) -> list[Message]:
        """Send a custom message, and return what the widget says meanwhile."""
        before = len(self.messages)
        self.send(widget, content, buffers)
        return [message for message in self.messages[before:] if message.comm_id == widget.model_id]

    def send(self, widget: Any, content: Any, buffers: Any = ()) -> None:
        """Send any custom message."""
        self.deliver(widget, {"method": "custom", "content": content}, buffers)

    def update(self, widget: Any, **state: Any) -> None:
        """Send a message of ipywidgets' own kind, ``update``."""
        self.deliver(widget, {"method": "update", "state": state, "buffer_paths": []})

    def deliver(self, widget: Any, data: Any, buffers: Any = ()) -> None:
        """Hand a message to a widget, as ipywidgets does, but for what goes wrong: that is for the test to see."""
        if data["method"] == "update":
            widget.set_state(data["state"])
        else:
            widget._handle_custom_msg(data["content"], list(buffers))

    def of(self, widget: Any) -> list[dict[str, Any]]:
        """Return the messages that went to a widget, after the one that opened it."""
        mine = [message for message in self.messages if message.comm_id == widget.model_id]
        return [message.data for message in mine if message.kind == "comm_msg"]

    def updates(self, widget: Any, name: str) -> list[Any]:
        """Return the values of a trait that were sent."""
        sent = [data["state"] for data in self.of(widget) if data.get("method") == "update"]
        return [state[name] for state in sent if name in state]

    def custom(self, widget: Any) -> list[dict[str, Any]]:
        """Return the custom messages that went to a widget."""
        return [data["content"] for data in self.of(widget) if data.get("method") == "custom"]
