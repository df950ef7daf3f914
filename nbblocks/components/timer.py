"""Timer: ticks at regular intervals, as long as a page shows the app."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Bool, observe

from nbblocks.component import Component, Value
from nbblocks.components._numbers import as_number
from nbblocks.events import Event

if TYPE_CHECKING:
    from traitlets.utils.bunch import Bunch

    from nbblocks.events import Listener

#: The shortest interval; a page that ticked faster would do nothing else.
SHORTEST = 0.01


class Timer(Component):
    """Ticks at regular intervals, as long as a page shows the app.

    It is not seen. The page ticks, not the kernel: with the last page the ticking ends, and
    the kernel is idle. A tick is left out while a handler of the last one still runs.

    Examples
    --------
    >>> import time
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     clock, timer = gr.Textbox(label="Time"), gr.Timer(1)
    ...     ticking = timer.tick(time.ctime, None, clock)
    """

    value = Value(1.0, help="Seconds between two ticks.").tag(ts="number")
    active = Bool(True, help="Whether it ticks.")

    change = Event()
    tick = Event()

    #: Nobody sees it.
    _internal: ClassVar[bool] = True
    #: When the next tick is due.
    _due = float("-inf")

    def postprocess(self, value: Any) -> float:
        """Return the seconds of an interval, a second if there is none given."""
        seconds = 1.0 if value is None else float(as_number(value))
        if seconds < SHORTEST:
            msg = f"an interval is {SHORTEST} seconds at least"
            raise ValueError(msg)
        return seconds

    def receive_data(self, event: str, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - it carries nothing
        """Refuse a tick while it does not tick, and mark one that is not due."""
        if not self.active:
            raise ValueError("it is not active")
        return {} if self._is_due() else {"early": True}

    def _is_due(self) -> bool:
        """Tell whether a page may tick: two pages, or two views in one, do so no faster than one.

        Half an interval early is in time, for what a busy kernel hears late comes in bunches.
        """
        now = time.monotonic()
        if now < self._due - self.value / 2:
            return False
        self._due = max(self._due, now) + self.value
        return True

    def fire(self, event: str, data: dict[str, Any] | None = None) -> None:
        """Run the handlers of an event, but for a tick of the page that is not due."""
        if not (data and data.get("early")):
            super().fire(event, data)

    @observe("value", "active")
    def _starts_anew(self, _change: Bunch) -> None:
        self._due = float("-inf")

    def stop(self) -> None:
        """Tick no more."""
        self.assign({"active": False})


def timer_of(every: float | Timer, triggers: list[Listener]) -> Timer:
    """Return the timer of the classic ``every=``: it starts when the page loads, or else with the first event.

    Parameters
    ----------
    every
        Seconds, or a timer, which is returned as it is.
    triggers
        The events that it starts with.
    """
    from nbblocks.attaching import attach

    if isinstance(every, Timer):
        return every
    waits = not any(trigger.event.name == "load" for trigger in triggers)
    timer = Timer(every, active=not waits)
    root = triggers[0].block.root if triggers else None
    if timer.parent is None and root is not None:
        root.add(timer)
    if waits:
        attach(triggers, lambda: Timer.update(active=True), None, timer, (), {"show_progress": "hidden"})
    return timer
