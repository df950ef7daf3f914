"""The threads that plain handlers run on.

They are daemons of our own: an executor's threads are joined when Python ends, so that a
handler which never returns would keep the kernel from ending.
"""

from __future__ import annotations

import logging
import threading
from functools import cache
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from nbblocks.room import with_room

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger("nbblocks")

#: Handlers that may run at the same time, as many as Gradio allows.
MAX_THREADS = 40


class Workers:
    """Threads that run what is submitted, made when there is no idle one.

    Parameters
    ----------
    most
        Threads that there may be.
    """

    def __init__(self, most: int = MAX_THREADS) -> None:
        self._most = most
        self._threads = self._idle = self._queued = 0
        self._lock = threading.Lock()
        self._work: SimpleQueue[Callable[[], Any]] = SimpleQueue()

    def submit(self, work: Callable[[], Any]) -> None:
        """Run something on a thread, now or when one is free."""
        self._work.put(work)
        self._grow(queued=1)

    def allow(self, more: int) -> None:
        """Allow one thread more, or fewer again, for one that may never come back from what it runs."""
        self._grow(most=more)

    def _grow(self, queued: int = 0, most: int = 0) -> None:
        """Make a thread if something waits for one and there may be one more."""
        with self._lock:
            self._queued += queued
            self._most += most
            grow = self._queued > self._idle and self._threads < self._most
            self._threads += grow
        if grow:
            threading.Thread(target=with_room, args=[self._serve], name="nbblocks", daemon=True).start()

    def _serve(self) -> None:
        while True:
            self._count(idle=1)
            work = self._work.get()
            self._count(idle=-1, queued=-1)
            try:
                work()
            except Exception:
                log.exception("A thread of nbblocks failed")

    def _count(self, idle: int, queued: int = 0) -> None:
        with self._lock:
            self._idle += idle
            self._queued += queued


@cache
def workers() -> Workers:
    """Return the threads of this kernel, made at the first use."""
    return Workers()
