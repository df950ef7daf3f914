"""A page without a browser, on the other end of the comms."""

from __future__ import annotations

from typing import Any

from comm.base_comm import BaseComm

import nbblocks as gr
from nbblocks.dispatch.dispatcher import dispatcher_of

SECONDS = 10


class RecordingComm(BaseComm):
    """A comm that keeps what goes through it."""

    def __init__(self, page: Page, **kwargs: Any) -> None:
        self.page = page
        super().__init__(**kwargs)

    def publish_msg(self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **_: Any) -> None:
        self.page.messages.append((self.comm_id, msg_type, data or {}, list(buffers or [])))


class Page:
    """What the kernel sent, and what a visitor can do."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, str, dict[str, Any], list[Any]]] = []

    def create_comm(self, **kwargs: Any) -> RecordingComm:
        return RecordingComm(self, **kwargs)

    def act(self, component: Any, event: str | None, state: Any = None, data: Any = None, **more: Any) -> None:
        """Send an event as the front end does, and wait until every handler has run."""
        self.send(component, {"event": event, "state": state or {}, "data": data or {}, "seq": 1, **more})
        self.settle(component)

    def send(self, component: Any, content: Any, buffers: Any = ()) -> None:
        """Send any custom message."""
        self.deliver(component, {"method": "custom", "content": content}, buffers)

    def update(self, widget: Any, **state: Any) -> None:
        """Knock at ipywidgets' own door: a raw ``update`` message."""
        self.deliver(widget, {"method": "update", "state": state, "buffer_paths": []})

    def deliver(self, widget: Any, data: Any, buffers: Any = ()) -> None:
        widget._handle_msg({"content": {"data": data}, "buffers": list(buffers), "header": {}})

    def settle(self, component: Any = None) -> None:
        """Wait until no handler runs or waits."""
        root = getattr(component, "root", None)
        for blocks in {root, None, *gr.Blocks.instances}:
            assert dispatcher_of(blocks).idle(SECONDS), "handlers still run"

    def of(self, widget: Any) -> list[dict[str, Any]]:
        """Return the messages that went to a widget, after the one that opened it."""
        return [data for comm_id, kind, data, _ in self.messages if comm_id == widget.model_id and kind == "comm_msg"]

    def updates(self, widget: Any, name: str) -> list[Any]:
        """Return the values of a trait that were sent."""
        sent = [data["state"] for data in self.of(widget) if data.get("method") == "update"]
        return [state[name] for state in sent if name in state]

    def custom(self, widget: Any) -> list[dict[str, Any]]:
        """Return the custom messages that went to a widget."""
        return [data["content"] for data in self.of(widget) if data.get("method") == "custom"]

    def close(self) -> None:
        gr.close_all()
