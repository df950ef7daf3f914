"""When a call may start: trigger modes, concurrency limits and what follows it."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from nbblocks.dispatch import failures
from nbblocks.dispatch.call import Batch, Call
from nbblocks.dispatch.loop import later
from nbblocks.dispatch.policies import as_policy
from nbblocks.dispatch.queue import Line
from nbblocks.dispatch.status import PATIENCE
from nbblocks.dispatch.threads import workers
from nbblocks.toasts import toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbblocks.blocks import Blocks
    from nbblocks.dependency import Dependency
    from nbblocks.dispatch.policies import Policy
    from nbblocks.events import EventData


class Dispatcher:
    """Starts the calls of one app.

    Parameters
    ----------
    blocks
        The app, or None for components that stand alone.
    policy
        ``"thread"``, ``"inline"`` or a policy of one's own; what fits the host if None.
    """

    def __init__(self, blocks: Blocks | None = None, policy: str | Policy | None = None) -> None:
        self.blocks = blocks
        self.policy = as_policy(policy)
        self.default_concurrency_limit: int | None = 1
        self.max_size: int | None = None
        #: Who writes an output holds the writers' lock, and submits what follows it: never take that under this.
        self._lock = threading.RLock()
        self._lines: dict[Any, Line] = {}
        self._pending: defaultdict[Dependency, list[Call]] = defaultdict(list)
        #: Calls whose JavaScript runs in the page.
        self._asking: list[Call] = []
        self._starting = False
        #: Calls that have ended and whose followers are not all submitted.
        self._finishing = 0
        #: Cancelled calls that still run: to their ``finally``, or to an end that may never come.
        self._given_up: set[Call] = set()
        self._idle = threading.Condition(self._lock)

    def limit(self, default: int | None) -> None:
        """Let as many calls of a handler run at the same time, now and from now on, if it does not say itself."""
        with self._lock:
            self.default_concurrency_limit = default
            for line in self._lines.values():
                line.default = default
        self._start()

    def call(
        self,
        dependency: Dependency,
        event: EventData | None = None,
        on_end: Callable[[Call], None] | None = None,
    ) -> Call:
        """Return a call with the values that the inputs have now; ``on_end`` is told what becomes of it."""
        return Call(dependency, event, coalesce=self.policy.coalesce, on_end=on_end)

    def submit(self, call: Call) -> None:
        """Queue a call.

        With ``once`` it is dropped while another is pending; with ``always_last`` it
        takes the place of one that still waits.
        """
        dependency = call.dependency
        scripted = self.blocks is not None and isinstance(dependency.options.js, str)
        with self._lock:
            pending = self._pending[dependency]
            dropped = dependency.trigger_mode == "once" and not all(other.ended for other in pending)
            replaced = self._waiting_of(dependency) if dependency.trigger_mode == "always_last" else []
            for other in replaced:
                self._release(other)
            full = not dropped and self._full(call)
            if not (dropped or full):
                pending.append(call)
                enter = self._asking.append if scripted else self._enter
                enter(call)
        for other in replaced:
            other.status.end()
            other.leave()
        if full:
            toast("warning", "Busy", f"{self.max_size} calls wait already. Try again in a moment.", 10, self.blocks)
        if dropped or full:
            call.leave()
            return
        for victim in dependency.cancels:
            victim.dispatcher.cancel(victim)
        if scripted:
            self.blocks.questions.ask(call, lambda: self._answered(call))  # type: ignore[union-attr]
        else:
            self._move_up(dependency)

    def _answered(self, call: Call) -> None:
        """Go on with a call whose JavaScript has run; it may have been given up meanwhile."""
        with self._lock:
            if call not in self._asking:
                return
            self._asking.remove(call)
            if call.error is None:
                self._enter(call)
        if call.error is None:
            self._move_up(call.dependency)
        else:
            call.fail()
            self._done(call)

    def _enter(self, call: Call) -> None:
        """Let a call take its place in the line."""
        waiting = self._line(call.dependency).waiting
        if call.queues:
            waiting.append(call)
        else:
            waiting.appendleft(call)

    def _move_up(self, dependency: Dependency) -> None:
        """Start what may start, and show who waits for a handler."""
        self._start()
        line = self._lines.get(dependency.group)
        if line is not None:
            self._show(line)

    def _waiting_of(self, dependency: Dependency) -> list[Call]:
        """Return the calls of a dependency that have not begun."""
        asking = [call for call in self._asking if call.dependency is dependency]
        return [*asking, *self._line(dependency).waiting_of(dependency)]

    def pending(self, dependency: Dependency) -> bool:
        """Tell whether a call of it waits or runs."""
        with self._lock:
            return bool(self._pending.get(dependency))

    def cancel(self, dependency: Dependency) -> None:
        """Give up every call of a dependency, those that wait and those that run."""
        with self._lock:
            calls = list(self._pending.get(dependency, ()))
            for call in calls:
                call.cancelled = True
                if call.began:
                    self._given_up.add(call)
                    workers().allow(1)
                self._release(call)
        for call in calls:
            call.cancel()
            call.leave()
        for told in dependency.on_cancel:
            told()
        self._start()

    def cancel_all(self) -> None:
        """Give up every call."""
        for dependency in list(self._pending):
            self.cancel(dependency)

    def hand_over(self, dependency: Dependency, heir: Dependency) -> None:
        """Have the calls of a dependency that are under way be those of another."""
        with self._lock:
            for call in self._pending.pop(dependency, []):
                self._line(dependency).hand_over(call, self._line(heir))
                call.dependency = heir
                self._pending[heir].append(call)
        self._start()

    def forget(self, dependency: Dependency) -> None:
        """Keep nothing of a dependency of which no call is under way."""
        with self._lock:
            if not self._pending.get(dependency):
                self._pending.pop(dependency, None)
            if not self._lines.get(dependency.group):
                self._lines.pop(dependency.group, None)

    def _line(self, dependency: Dependency) -> Line:
        line = self._lines.get(dependency.group)
        if line is None:
            line = self._lines[dependency.group] = Line(self.default_concurrency_limit)
        line.limits.add(dependency.options.concurrency_limit)
        return line

    def _full(self, call: Call) -> bool:
        if self.max_size is None or not call.queues:
            return False
        return sum(len(line.waiting) for line in self._lines.values()) >= self.max_size

    def _start(self) -> None:
        """Start every call that may; calls that these submit are started here too, not inside them."""
        with self._lock:
            if self._starting:
                return
            self._starting = True
        try:
            while calls := self._next():
                first = calls[0]
                batch = first.dependency.options.batch
                self.policy.start(Batch(calls) if batch else first, self._done)
        finally:
            with self._lock:
                self._starting = False
        with self._lock:
            more = any(line.may_start() for line in self._lines.values())
        if more:
            self._start()

    def _next(self) -> list[Call]:
        with self._lock:
            for line in self._lines.values():
                if calls := line.next():
                    for call in calls:
                        call.began = True
                    return calls
        return []

    def _done(self, call: Call) -> None:
        for part in call.parts:
            self._finish(part)

    def _finish(self, call: Call) -> None:
        if call.error is not None and not isinstance(call.error, asyncio.CancelledError):
            failures.report(call)
        with self._lock:
            if call in self._given_up:
                self._given_up.remove(call)
                workers().allow(-1)
            self._finishing += 1
            self._release(call)
            followers = call.followers()
        try:
            call.leave()
            for follower in followers:
                follower.run(call.event)
            self._start()
        finally:
            with self._idle:
                self._finishing -= 1
                self._idle.notify_all()

    def _release(self, call: Call) -> None:
        """Take a call out of its line and of what is pending, if it is there."""
        pending = self._pending.get(call.dependency, [])
        if call in pending:
            pending.remove(call)
        if call in self._asking:
            self._asking.remove(call)
        line = self._lines.get(call.dependency.group)
        if line is not None:
            line.ended(call)
            self._show(line)
        if call.dependency.detached:
            self.forget(call.dependency)
        self._idle.notify_all()

    def _show(self, line: Line) -> None:
        """Show who waits, soon: most do not wait for long."""
        if line.waiting and self.policy.coalesce and not line.showing:
            line.showing = True
            later(PATIENCE, line.show)

    def idle(self, timeout: float | None = None) -> bool:
        """Wait until nothing runs or waits; return whether that came in ``timeout`` seconds.

        A plain function that was cancelled may run for ever, and is not waited for.
        """
        with self._idle:
            return self._idle.wait_for(self._is_idle, timeout)

    def _is_idle(self) -> bool:
        unwinding = any(call.dependency.unwinds for call in self._given_up)
        return not (self._finishing or unwinding or any(self._pending.values()))


_alone: Dispatcher | None = None


def dispatcher_of(blocks: Blocks | None) -> Dispatcher:
    """Return the app's dispatcher, or that of the components that stand alone."""
    global _alone  # noqa: PLW0603 - one a kernel is what it is for
    if blocks is not None:
        return blocks.dispatcher
    if _alone is None:
        _alone = Dispatcher()
    return _alone
