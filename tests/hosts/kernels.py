"""A real kernel and, on the other end of its channels, a page without a browser."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from queue import Empty
from typing import TYPE_CHECKING, Any, Literal

from jupyter_client.manager import KernelManager

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jupyter_client.blocking.client import BlockingKernelClient

#: For what should take milliseconds, on a busy machine.
PATIENCE = 20.0
VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass
class Widget:
    """What a page knows of a widget."""

    id: str
    state: dict[str, Any]
    #: The values of its traits that came, in their order.
    updates: list[dict[str, Any]] = field(default_factory=list)
    custom: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        """What stands on it."""
        if self.state.get("_name") == "Button":
            return str(self.state["value"])
        return self.state.get("label") or self.state.get("description")

    def take(self, data: dict[str, Any]) -> None:
        """Take a message of the kernel."""
        if data.get("method") == "update":
            self.updates.append(data["state"])
            self.state |= data["state"]
        elif data.get("method") == "custom":
            content = data["content"]
            self.custom.append(content)
            if "append" in content:
                self.state["value"] += content["append"]


@dataclass
class Cell:
    """A cell that was sent to the kernel, and what came of it."""

    id: str
    text: str = ""
    displays: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""
    done: bool = False


class Kernel:
    """A kernel that a front end talks to over jupyter_client.

    Parameters
    ----------
    env
        The environment that it runs in.
    subshells
        Which widgets' messages share a subshell, as from JupyterLab: those of ``"all"``, or
        ``"none"`` but its own; None if the page uses no subshells.
    """

    def __init__(self, env: Mapping[str, str], subshells: Literal["all", "none"] | None = None) -> None:
        self.manager = KernelManager(kernel_name="python3")
        self.manager.start_kernel(env=dict(env))
        self.client: BlockingKernelClient = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(PATIENCE)
        self.widgets: dict[str, Widget] = {}
        self.cells: dict[str, Cell] = {}
        #: Every message on iopub, in its order.
        self.heard: list[dict[str, Any]] = []
        self._sharing = subshells
        self._subshells: dict[str, str] = {}

    def _subshell(self, widget: Widget) -> str:
        name = widget.id if self._sharing == "none" else "all"
        if name not in self._subshells:
            self.client.control_channel.send(self.client.session.msg("create_subshell_request", {}))
            self._subshells[name] = self.client.get_control_msg(timeout=PATIENCE)["content"]["subshell_id"]
        return self._subshells[name]

    def close(self) -> None:
        """End the kernel."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def start_cell(self, code: str, cell_id: str = "") -> Cell:
        """Send a cell and return at once."""
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": False}
        request = self.client.session.msg("execute_request", content, metadata={"cellId": cell_id} if cell_id else {})
        self.client.shell_channel.send(request)
        cell = Cell(request["header"]["msg_id"])
        self.cells[cell.id] = cell
        return cell

    def await_cell(self, cell: Cell) -> Cell:
        """Wait until a cell has ended, well or not."""
        self.wait(lambda: cell.done)
        return cell

    def run(self, code: str, cell_id: str = "") -> Cell:
        """Run a cell, which must end well."""
        cell = self.await_cell(self.start_cell(code, cell_id))
        assert not cell.error, cell.error
        return cell

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the kernel."""
        return eval(self.run(f"print(repr({expression}))").text)

    def act(self, widget: Widget, event: str | None = None, value: Any = None) -> str:
        """Do what the page does when a visitor acts on one of our components."""
        state = {} if value is None else {"value": value}
        return self.send(widget, {"method": "custom", "content": {"event": event, "state": state, "data": {}}})

    def update(self, widget: Widget, **state: Any) -> str:
        """Do what the page does when a visitor changes any other ipywidget."""
        return self.send(widget, {"method": "update", "state": state, "buffer_paths": []})

    def send(self, widget: Widget, data: dict[str, Any]) -> str:
        """Send a comm message, and return its id."""
        message = self.client.session.msg("comm_msg", {"comm_id": widget.id, "data": data})
        if self._sharing is not None:
            message["header"]["subshell_id"] = self._subshell(widget)
        self.client.shell_channel.send(message)
        sent: str = message["header"]["msg_id"]
        return sent

    def widget(self, label: str) -> Widget:
        """Find the newest widget with that label."""
        named = [w for w in self.widgets.values() if label == w.name]
        return named[-1]

    def value(self, label: str) -> Any:
        """Return what the widget with that label shows."""
        return self.widget(label).state["value"]

    def toasts(self) -> list[str]:
        """Return what toasts said."""
        custom = [content for widget in self.widgets.values() for content in widget.custom]
        return [content["toast"]["message"] for content in custom if "toast" in content]

    def wait(self, condition: Callable[[], Any]) -> None:
        """Listen until a condition holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            self.hear(self._next(max(0.0, end - time.monotonic())))

    def _next(self, timeout: float) -> dict[str, Any]:
        try:
            message: dict[str, Any] = self.client.get_iopub_msg(timeout=timeout)
        except Empty:
            last = "\n".join(f"{m['msg_type']} {str(m['content'])[:500]}" for m in self.heard[-10:])
            raise TimeoutError(f"what was waited for did not come; heard last:\n{last}") from None
        return message

    def hear(self, message: dict[str, Any]) -> None:
        """Take a message on iopub."""
        self.heard.append(message)
        kind, content = message["msg_type"], message["content"]
        cell = self.cells.get(message["parent_header"].get("msg_id"))
        if kind == "comm_open":
            self.widgets[content["comm_id"]] = Widget(content["comm_id"], dict(content["data"]["state"]))
        elif kind == "comm_msg" and content["comm_id"] in self.widgets:
            self.widgets[content["comm_id"]].take(content["data"])
        elif kind == "comm_close":
            self.widgets.pop(content["comm_id"], None)
        elif cell is not None:
            _hear_of(cell, kind, content, message)


def _hear_of(cell: Cell, kind: str, content: dict[str, Any], message: dict[str, Any]) -> None:
    if kind == "stream":
        cell.text += content["text"]
    elif kind in {"display_data", "execute_result"}:
        cell.displays.append(content)
    elif kind == "error":
        cell.error = "\n".join(content["traceback"])
    elif kind == "status" and content["execution_state"] == "idle":
        cell.done = True
