"""The writer of a call's outputs: everything under one lock, thirty times a second at most."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.dispatch.loop import later
from nbblocks.updates import Update

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbblocks.dependency import Dependency
    from nbblocks.ports import Port

#: Held by whoever writes to widgets: comm callbacks, writers and timers are on many threads.
lock = threading.RLock()

#: Seconds between two updates of a streaming output: more is not seen, and past 1,000
#: messages a second the server drops them.
INTERVAL = 1 / 30


class Writer:
    """Applies what one call of a handler returns or yields.

    Results that come faster than `INTERVAL` are merged, the newest value of each property
    wins, and the last one is always written.
    """

    def __init__(self, dependency: Dependency, *, coalesce: bool) -> None:
        self._dependency = dependency
        #: Outputs of which every value counts, such as a sound that plays piece by piece.
        self._streamed = [port.block for port in dependency.outputs if getattr(port.block, "takes_each", False)]
        self._coalesce = coalesce and not self._streamed
        self._pending: dict[Port, Update] = {}
        self._written_at = float("-inf")
        self._cancel_timer: Callable[[], None] | None = None
        self._error: Exception | None = None
        self._discarding = False
        self._scrolls = dependency.options.scroll_to_output
        #: Keeps results in their order; the lock of all writers is held only to apply them.
        self._order = threading.RLock()

    def write(self, result: Any) -> None:
        """Take a result; it is on the wire at once, or within `INTERVAL`."""
        updates = self._dependency.updates(result)
        with self._order:
            if self._discarding:
                return
            for port, update in updates.items():
                # A copy: the handler may return one for several outputs, or again.
                self._pending.setdefault(port, Update()).update(update)
            wait = self._written_at + INTERVAL - time.monotonic()
            if not self._coalesce or wait <= 0:
                self.flush()
            elif self._cancel_timer is None:
                self._cancel_timer = later(wait, self._tick)

    def discard(self) -> None:
        """Write nothing any more."""
        self._discarding = True

    def end(self) -> None:
        """Tell the outputs of pieces, once, that no more come."""
        streamed, self._streamed = self._streamed, []
        for block in streamed:
            block.end_output()

    def flush(self) -> None:
        """Write what is pending.

        Raises
        ------
        Exception
            What went wrong in this or an earlier write.
        """
        with self._order:
            if self._cancel_timer is not None:
                self._cancel_timer()
                self._cancel_timer = None
            if self._error is not None:
                error, self._error = self._error, None
                raise error
            pending, self._pending = {} if self._discarding else self._pending, {}
            for port, update in pending.items():
                port.prepare(update)
            with lock:
                for port, update in pending.items():
                    port.apply(update)
            if pending:
                self._scroll()
            self._written_at = time.monotonic()

    def _scroll(self) -> None:
        """Bring the first output into view, once, if the author asks for it."""
        from nbblocks.component import Component

        scrolls, self._scrolls = self._scrolls, False
        shown = [port.block for port in self._dependency.outputs if isinstance(port.block, Component)]
        if scrolls and shown:
            call = context.running_call.get()
            page = call.event._page if call is not None and call.event is not None else None
            shown[0].send({"scroll": page or True})

    def _tick(self) -> None:
        with self._order:
            self._cancel_timer = None
            try:
                self.flush()
            except Exception as error:  # noqa: BLE001 - raised again in the handler's thread
                self._error = error
