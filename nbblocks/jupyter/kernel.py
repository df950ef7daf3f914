"""What an app needs of ipykernel beyond what that offers.

Everything private of ipykernel is used here and nowhere else, and each use asks first whether
it is there.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from nbblocks.context import running_call
from nbblocks.jupyter.cells import ipython_shell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager

    import ipywidgets

_COMM = {"comm_open", "comm_msg", "comm_close"}
_VOILA = (
    "A cell cannot wait for a visitor here: Voila shows the page when the last cell has run. "
    "Attach a handler instead of waiting: component.change(handler)"
)


def follow_the_page(widget: ipywidgets.Widget, methods: Collection[str] = ("update", "custom")) -> None:
    """Have messages of a widget handled on a subshell if the page asks for one, all of them on the same.

    ipykernel from 7.4 on sends them to where the widget last spoke: to the main shell after a
    cell made it, to a subshell after a handler changed it. And JupyterLab may be set to use a
    subshell for each widget. A click and the text typed before it would be handled by two
    threads in either order, or wait for a running cell.

    Parameters
    ----------
    widget
        Whose messages they are.
    methods
        Which of them, as ipywidgets calls them. Replies to a question of the kernel go to
        the loop that asked.
    """
    route = getattr(widget.comm, "_reply_subshell_for", None)
    if route is None or route.__module__ == __name__:
        return

    def choose(data: Any, subshell: str | None) -> Any:
        follows = isinstance(data, dict) and data.get("method") in methods
        return _common(subshell) if follows else route(data, subshell)

    widget.comm._reply_subshell_for = choose


#: The subshell that the first message went to.
_first: str | None = None


def _common(subshell: str | None) -> str | None:
    """Return the subshell of all messages that ask for any, as long as it is there."""
    global _first  # noqa: PLW0603 - one a kernel is what it is for
    if subshell is None:
        return None
    if _first not in ipython_shell().kernel.shell_channel_thread.manager.list_subshell():
        _first = subshell
    return _first


def hearing() -> AbstractContextManager[None]:
    """Let the kernel hear the page while a cell awaits.

    Raises
    ------
    RuntimeError
        If Voila runs the cell: the page, which the cell would wait for, is shown after it.
    """
    from nbblocks.frontend import in_voila

    kernel = getattr(ipython_shell(), "kernel", None)
    if kernel is None or not _runs_on_its_loop(kernel):
        return nullcontext()
    if in_voila() and running_call.get() is None and _is_a_cell(asyncio.current_task()):
        raise RuntimeError(_VOILA)
    return _hearing(kernel) if hasattr(kernel, "msg_queue") else nullcontext()


def _runs_on_its_loop(kernel: Any) -> bool:
    return getattr(getattr(kernel, "io_loop", None), "asyncio_loop", None) is asyncio.get_running_loop()


def _is_a_cell(task: asyncio.Task[Any] | None) -> bool:
    return task is not None and getattr(task.get_coro(), "__name__", "") == "run_cell_async"


@contextmanager
def _hearing(kernel: Any) -> Iterator[None]:
    """Take comm messages out of the queue of ipykernel 6, which waits for the cell."""
    sorter = kernel.msg_queue
    if not isinstance(sorter, _Sorter):
        sorter = kernel.msg_queue = _Sorter(kernel)
    sorter.waits += 1
    try:
        yield
    finally:
        sorter.waits -= 1
        if not sorter.waits:
            kernel.msg_queue = sorter.queue


class _Sorter:
    """Stands before the queue of ipykernel 6: comm messages are handled at once, others wait in it."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel
        self.queue = kernel.msg_queue
        self.waits = 0
        self._tasks: set[asyncio.Task[None]] = set()
        for _ in range(self.queue.qsize()):
            self.put_nowait(self.queue.get_nowait())

    def __getattr__(self, name: str) -> Any:
        return getattr(self.queue, name)

    def put_nowait(self, item: tuple[Any, ...]) -> None:
        """Take a message that has come: its number, what handles it, and its frames."""
        _number, dispatch, frames = item
        if not self._is_comm(*frames):
            self.queue.put_nowait(item)
            return
        task = asyncio.ensure_future(self._handle(dispatch, *frames))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _is_comm(self, *frames: Any) -> bool:
        if len(frames) != 1 or not isinstance(frames[0], list):
            return False
        session = self.kernel.session
        _, message = session.feed_identities(frames[0], copy=False)
        header = session.deserialize(message, content=False, copy=False)["header"]
        return header["msg_type"] in _COMM

    async def _handle(self, dispatch: Any, *frames: Any) -> None:
        """Handle a message as if no cell ran, and leave what the cell prints to it."""
        kernel = self.kernel
        identity, parent = kernel._parent_ident["shell"], kernel.get_parent("shell")
        interrupt = kernel.saved_sigint_handler
        try:
            await dispatch(*frames)
        finally:
            kernel.set_parent(identity, parent, channel="shell")
            kernel.saved_sigint_handler = interrupt
