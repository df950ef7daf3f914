"""The event loop that async handlers and timers run on, started at first use.

Neither the kernel's main thread nor its loop will do: JupyterLab runs comm callbacks on a
subshell's thread with a loop of its own, and tasks made in a cell stall after the cell
(https://github.com/ipython/ipykernel/issues/1510).
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def loop() -> asyncio.AbstractEventLoop:
    """Return the loop that async handlers and timers run on."""
    new = asyncio.new_event_loop()
    threading.Thread(target=_run, args=[new], name="nbblocks-loop", daemon=True).start()
    return new


def _run(loop: asyncio.AbstractEventLoop) -> None:
    """Run a loop for good: what asks to exit there ends nothing but itself."""
    while True:
        with contextlib.suppress(KeyboardInterrupt, SystemExit):
            loop.run_forever()


def later(delay: float, function: Callable[[], object]) -> Callable[[], None]:
    """Call ``function`` on the loop's thread after ``delay`` seconds; return what cancels it."""
    handle: asyncio.TimerHandle | None = None
    cancelled = False

    def schedule() -> None:
        nonlocal handle
        if not cancelled:
            handle = loop().call_later(delay, function)

    def cancel() -> None:
        nonlocal cancelled
        cancelled = True
        if handle is not None:
            loop().call_soon_threadsafe(handle.cancel)

    loop().call_soon_threadsafe(schedule)
    return cancel
