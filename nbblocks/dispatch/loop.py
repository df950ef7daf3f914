"""The event loop that async handlers run on, and the clock of all timers; each starts at first use.

Neither the kernel's main thread nor its loop will do: JupyterLab runs comm callbacks on a
subshell's thread with a loop of its own, and tasks made in a cell stall after the cell
(https://github.com/ipython/ipykernel/issues/1510).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import threading
import traceback
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

log = logging.getLogger("nbblocks")

#: Seconds that async handlers wait for one that holds them up before the log tells which it is.
HELD_UP = 2.0
#: Frames of its stack that are shown.
FRAMES = 5
_LOOP = "nbblocks-loop"


@cache
def loop() -> asyncio.AbstractEventLoop:
    """Return the loop that async handlers run on."""
    return _started(_LOOP)


@cache
def _clock() -> asyncio.AbstractEventLoop:
    """Return the loop of timers: an async handler that blocks must not stop what others have to show."""
    return _started("nbblocks-clock")


def _started(name: str) -> asyncio.AbstractEventLoop:
    new = asyncio.new_event_loop()
    threading.Thread(target=_run, args=[new], name=name, daemon=True).start()
    return new


def _run(loop: asyncio.AbstractEventLoop) -> None:
    """Run a loop for good: what asks to exit there ends nothing but itself."""
    while True:
        with contextlib.suppress(KeyboardInterrupt, SystemExit):
            loop.run_forever()


def run_async(work: Coroutine[Any, Any, None]) -> None:
    """Run something on the loop of async handlers; tell the log if another one does not let it begin."""

    async def run() -> None:
        cancel()
        await work

    cancel = later(HELD_UP, _tell_what_blocks)
    asyncio.run_coroutine_threadsafe(run(), loop())


def _tell_what_blocks() -> None:
    blocking = next(thread for thread in threading.enumerate() if thread.name == _LOOP)
    stack = traceback.extract_stack(sys._current_frames()[blocking.ident or 0])
    log.warning(
        "Async handlers wait for one that does not await. Make it a plain function, which runs on a thread of its "
        "own, or await asyncio.to_thread() there. It is here:\n%s",
        "".join(traceback.format_list(stack[-FRAMES:])),
    )


def later(delay: float, function: Callable[[], object]) -> Callable[[], None]:
    """Call ``function`` on the clock's thread after ``delay`` seconds; return what cancels it."""
    handle: asyncio.TimerHandle | None = None
    cancelled = False

    def schedule() -> None:
        nonlocal handle
        if not cancelled:
            handle = _clock().call_later(delay, function)

    def cancel() -> None:
        nonlocal cancelled
        cancelled = True
        if handle is not None:
            _clock().call_soon_threadsafe(handle.cancel)

    _clock().call_soon_threadsafe(schedule)
    return cancel
