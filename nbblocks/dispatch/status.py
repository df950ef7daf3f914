"""What a page shows of a call: waiting, pending with its progress, streaming, failed, invalid."""

from __future__ import annotations

import itertools
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from nbblocks.dispatch.loop import later
from nbblocks.dispatch.writer import INTERVAL, lock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbblocks.component import Component
    from nbblocks.dependency import Dependency

#: Seconds from the event until a call is shown at all; sooner would flicker.
PATIENCE = 0.1

#: Seconds in which bars of progress may change without being seen: an inner loop ends, the
#: outer one goes on and the next inner one begins.
SETTLED = 0.01

#: States that stay when the call is over, until a newer call shows or succeeds there.
_LASTING = {"failed", "invalid"}

#: What each call shows on a component, by the number of the call. The newest is seen, and
#: one that ends uncovers those that still run. Only plain values: a call would keep the
#: component alive.
_shown: WeakKeyDictionary[Component, dict[int, dict[str, Any]]] = WeakKeyDictionary()

_numbers = itertools.count()


@dataclass(eq=False)
class Step:
    """One bar of progress: how far a loop is, or a share of the whole, or neither."""

    desc: str | None = None
    index: float | None = None
    length: float | None = None
    unit: str = "steps"
    progress: float | None = None

    def on_wire(self) -> dict[str, Any]:
        """Return what the page gets."""
        share = number(self.progress)
        return {
            "desc": None if self.desc is None else str(self.desc),
            "index": number(self.index),
            "length": number(self.length),
            "unit": str(self.unit),
            "progress": None if share is None else min(max(share, 0), 1),
        }


def number(value: Any) -> float | None:
    """Return a number of any library as one that JSON has, or None if there is no such.

    Raises
    ------
    TypeError
        If it is no number.
    """
    if value is None or not math.isfinite(value):
        return None
    return int(value) if int(value) == value else float(value)


class Status:
    """What one call shows, on the outputs or wherever ``show_progress_on`` says.

    It reaches the page thirty times a second at most, the last one always, and nothing of
    it is left when the call ends but what went wrong.

    Parameters
    ----------
    dependency
        What is called.
    """

    #: Whether it shows what no eye would see, too: without threads, where a test looks on.
    shows_all = False

    def __init__(self, dependency: Dependency) -> None:
        self._dependency = dependency
        self._number = next(_numbers)
        #: The bars of progress that are open, for all that reports the progress of this call.
        self.bars: list[Step] = []
        self._now: dict[str, Any] = {}
        self._steps: Sequence[Step] = ()
        self._due = time.monotonic() + PATIENCE
        self._cancel_timer: Callable[[], None] | None = None
        self._ended = False
        self._at_end: list[Callable[[], None]] = []
        self._shown_text: tuple[Any, ...] = ()
        for port in dependency.sources:
            accept(port.block)

    def show(self, state: str, message: str = "") -> None:
        """Show a state: ``"pending"``, ``"streaming"`` or ``"failed"``."""
        with lock:
            if state in _LASTING:
                self._finish({"state": state, "message": message})
            else:
                self._now = {"state": state, "message": message}
                self._update()

    def waiting(self, position: int, waiting: int, eta: float | None = None) -> None:
        """Show that the call waits in the queue.

        Parameters
        ----------
        position
            Its place; 1 is next.
        waiting
            How many wait.
        eta
            Seconds until it will be done, if that can be told.
        """
        with lock:
            # It may have begun since it was seen to wait.
            if self._now.get("state", "waiting") == "waiting":
                self._now = {"state": "waiting", "message": "", "position": position, "waiting": waiting, "eta": eta}
                self._update()

    def steps(self, steps: Sequence[Step]) -> None:
        """Show the bars of progress, the outermost first; none hides them.

        They may change in place until the next call of this: what is shown is what they are then.
        """
        self._steps = steps
        # Handlers report each turn of their loops; all but thirty a second end here.
        if self._cancel_timer is None:
            with lock:
                self._update(SETTLED)

    def invalid(self, block: Any, message: str) -> None:
        """Show at an input why it is not accepted, until it changes or is sent again."""
        with lock:
            for component in _components(block):
                _put(component, self._number, self._dressed({"state": "invalid", "message": message}))

    def end(self) -> None:
        """Take away what is shown, but for what went wrong."""
        with lock:
            if not self._ended:
                self._finish({})

    def at_end(self, callback: Callable[[], None]) -> None:
        """Call something when the call ends, however it does."""
        with lock:
            if not self._ended:
                self._at_end.append(callback)
                return
        callback()

    def _finish(self, last: dict[str, Any]) -> None:
        self._ended = True
        if self._cancel_timer is not None:
            self._cancel_timer()
        self._paint(last)
        while self._at_end:
            self._at_end.pop()()

    def _update(self, delay: float = 0) -> None:
        """Show it after ``delay``, or as soon as it may be; without threads, now or not at all."""
        if self._ended or self._cancel_timer is not None or self._dependency.options.show_progress == "hidden":
            return
        wait = self._due - time.monotonic()
        if max(wait, delay) > 0 and self._dependency.dispatcher.policy.coalesce:
            self._cancel_timer = later(max(wait, delay), self._tick)
        elif wait <= 0 or self.shows_all or self._text() != self._shown_text:
            self._tick()

    def _text(self) -> tuple[Any, ...]:
        """Return what may stay on screen for long, unlike the length of a bar."""
        return (self._now.get("state"), *(step.desc for step in self._steps))

    def _tick(self) -> None:
        with lock:
            # Before the steps are read, so that a report that finds a timer is seen by it.
            self._cancel_timer = None
            if self._ended:
                return
            self._due = time.monotonic() + INTERVAL
            self._shown_text = self._text()
            now = self._now or {"state": "pending", "message": ""}
            steps = [step.on_wire() for step in self._steps]
            self._paint({**now, "steps": steps} if steps and now["state"] != "waiting" else now)

    def _paint(self, status: dict[str, Any]) -> None:
        options = self._dependency.options
        chosen = options.show_progress_on
        if chosen is None:
            chosen = [port.block for port in self._dependency.outputs]
        for component in _components(chosen):
            before = _shown.get(component, {}).get(self._number, {})
            if before.get("state") not in _LASTING:
                _put(component, self._number, self._dressed(status))

    def _dressed(self, status: dict[str, Any]) -> dict[str, Any]:
        return {**status, "progress": self._dependency.options.show_progress} if status else {}


def accept(block: Any) -> None:
    """Take back that a component is invalid: it changed, or is sent again."""
    for component in _components(block):
        if component._status.get("state") == "invalid":
            with lock:
                calls = _shown.get(component, {}).items()
                _show_newest(component, {number: said for number, said in calls if said["state"] != "invalid"})


def _put(component: Component, number: int, status: dict[str, Any]) -> None:
    """Show what a call has to say on a component, unless a newer one has something to say there."""
    calls = {
        other: said
        for other, said in _shown.get(component, {}).items()
        if other > number or (other < number and said["state"] not in _LASTING)
    }
    _show_newest(component, {**calls, number: status} if status else calls)


def _show_newest(component: Component, calls: dict[int, dict[str, Any]]) -> None:
    if calls:
        _shown[component] = calls
    else:
        _shown.pop(component, None)
    component._status = calls[max(calls)] if calls else {}


def _components(blocks: Any) -> list[Component]:
    from nbblocks.component import Component

    several = blocks if isinstance(blocks, (list, tuple)) else [blocks]
    return [block for block in several if isinstance(block, Component)]
