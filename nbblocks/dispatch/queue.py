"""The line before a handler: which calls run, which wait, and for how long."""

from __future__ import annotations

import time
from collections import deque
from numbers import Integral
from typing import TYPE_CHECKING, Any, Literal

from nbblocks.keywords import unknown_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbblocks.dependency import Dependency
    from nbblocks.dispatch.call import Call


#: Places in a line that are shown.
_SHOWN = 100

#: What `queue()` takes, and what it took in Gradio 3.
_KEYWORDS = ("status_update_rate", "api_open", "max_size", "default_concurrency_limit")
_CLASSIC = ("concurrency_count", "client_position_to_load_data", "default_enabled")


def check_keywords(names: Iterable[str]) -> None:
    """Refuse keywords that no Gradio's `queue()` had."""
    for name in names:
        if name not in _CLASSIC:
            raise TypeError(unknown_name(name, "queue()", (*_KEYWORDS, *_CLASSIC)))


def check_count(what: str, value: Any, *others: Any) -> None:
    """Refuse what is no number of calls.

    Parameters
    ----------
    what
        What it is, for the message.
    value
        What was given.
    *others
        What else it may be, such as None.
    """
    if value in others:
        return
    if isinstance(value, bool) or not isinstance(value, Integral):
        wanted = " or ".join(("a whole number", *map(repr, others)))
        msg = f"{what} must be {wanted}, not {type(value).__name__} {str(value)[:80]!r}"
        raise TypeError(msg)
    if value <= 0:
        msg = f"{what} must be more than 0, not {value!r}"
        raise ValueError(msg)


class Line:
    """The calls that share one concurrency limit: those that run and those that wait.

    Parameters
    ----------
    default
        Calls that may run at the same time if their handlers do not say; None for any number.
    """

    def __init__(self, default: int | None) -> None:
        self.default = default
        #: What the handlers say whose calls came here.
        self.limits: set[int | Literal["default"] | None] = set()
        self.waiting: deque[Call] = deque()
        self._running: dict[Call, float] = {}
        #: Seconds that a call took, of late; None until the first has ended.
        self._seconds: float | None = None
        #: Whether it will be shown soon who waits.
        self.showing = False

    def __bool__(self) -> bool:
        return bool(self.waiting or self._running)

    @property
    def limit(self) -> int | None:
        """Calls that may run at the same time, the fewest that a handler allows; None for any number."""
        limits = [self.default if limit == "default" else limit for limit in self.limits]
        return min((limit for limit in limits if limit is not None), default=None)

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
        if not self.waiting:
            return False
        limit = self.limit
        return limit is None or len(self._running) < limit or not self.waiting[0].queues

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
