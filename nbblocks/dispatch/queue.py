"""The line before a handler: which calls run, which wait, and for how long."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbblocks.dependency import Dependency
    from nbblocks.dispatch.call import Call


#: Places in a line that are shown.
_SHOWN = 100


class Line:
    """The calls that share one concurrency limit: those that run and those that wait.

    Parameters
    ----------
    limit
        Calls that may run at the same time; None for any number.
    """

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self.waiting: deque[Call] = deque()
        self._running: dict[Call, float] = {}
        #: Seconds that a call took, of late; None until the first has ended.
        self._seconds: float | None = None
        #: Whether it will be shown soon who waits.
        self.showing = False

    def __bool__(self) -> bool:
        return bool(self.waiting or self._running)

    def next(self) -> list[Call]:
        """Take out the calls that start next, several if they run as a batch; none if there is no room."""
        if not self.may_start():
            return []
        first = self.waiting.popleft()
        taken = [first]
        if first.dependency.options.batch:
            size = first.dependency.options.max_batch_size
            same = [call for call in self.waiting if call.dependency is first.dependency]
            taken += same[: size - 1]
            for call in taken[1:]:
                self.waiting.remove(call)
        self._running[first] = time.monotonic()
        return taken

    def may_start(self) -> bool:
        """Tell whether a call waits for which there is room."""
        room = self.limit is None or len(self._running) < self.limit
        return bool(self.waiting) and (room or not self.waiting[0].queues)

    def ended(self, call: Call) -> None:
        """Take out a call that has ended or was given up, wherever it stands."""
        began = self._running.pop(call, None)
        if began is not None:
            seconds = time.monotonic() - began
            self._seconds = seconds if self._seconds is None else 0.7 * self._seconds + 0.3 * seconds
        elif call in self.waiting:
            self.waiting.remove(call)

    def hand_over(self, call: Call, heir: Line) -> None:
        """Have a call stand in another line as it stands in this one."""
        if heir is self:
            return
        if call in self._running:
            heir._running[call] = self._running.pop(call)
        elif call in self.waiting:
            self.waiting.remove(call)
            heir.waiting.append(call)

    def waiting_of(self, dependency: Dependency) -> list[Call]:
        """Return the calls of one dependency that wait."""
        return [call for call in self.waiting if call.dependency is dependency]

    def show(self) -> None:
        """Show the handlers that wait their place in the line, and when their turn may come.

        One of which a call runs already shows that.
        """
        self.showing = False
        waiting = list(self.waiting)
        busy = {call.dependency for call in list(self._running)}
        for position, call in enumerate(waiting[:_SHOWN], 1):
            if call.dependency not in busy:
                busy.add(call.dependency)
                turns = -(-position // (self.limit or 1))
                call.status.waiting(position, len(waiting), None if self._seconds is None else self._seconds * turns)
