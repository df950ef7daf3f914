"""When a call may start: trigger modes, concurrency limits and what follows it."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, Any

from nbblocks.dispatch import failures
from nbblocks.dispatch.call import Call
from nbblocks.dispatch.policies import default_policy, policy_named
from nbblocks.toasts import toast

if TYPE_CHECKING:
    from nbblocks.blocks import Blocks
    from nbblocks.dependency import Dependency
    from nbblocks.events import EventData


class Dispatcher:
    """Starts the calls of one app.

    Parameters
    ----------
    blocks
        The app, or None for components that stand alone.
    policy
        ``"thread"`` or ``"inline"``; what fits the host if None.
    """

    def __init__(self, blocks: Blocks | None = None, policy: str | None = None) -> None:
        self.blocks = blocks
        self.policy = policy_named(policy or default_policy())
        self.default_concurrency_limit: int | None = 1
        self.max_size: int | None = None
        self._lock = threading.RLock()
        self._waiting: deque[Call] = deque()
        self._running: Counter[Any] = Counter()
        self._pending: defaultdict[Dependency, list[Call]] = defaultdict(list)
        self._starting = False
        #: Calls that have ended and whose followers are not all submitted.
        self._finishing = 0
        self._idle = threading.Condition(self._lock)

    def submit(self, dependency: Dependency, event: EventData | None = None) -> None:
        """Queue a call with the values that the inputs have now.

        With ``once`` it is dropped while another is pending; with ``always_last`` it
        takes the place of one that still waits.
        """
        call = Call(dependency, event, coalesce=self.policy.coalesce)
        with self._lock:
            pending = self._pending[dependency]
            if dependency.trigger_mode == "once" and self.pending(dependency):
                return
            if dependency.trigger_mode == "always_last":
                for other in [other for other in pending if other in self._waiting]:
                    self._waiting.remove(other)
                    pending.remove(other)
            if self.max_size is not None and len(self._waiting) >= self.max_size:
                toast("warning", "Busy", "Too many calls wait already. Try again in a moment.", 10, self.blocks)
                return
            pending.append(call)
            self._waiting.append(call)
        self._cancel(dependency)
        self._start()

    def pending(self, dependency: Dependency) -> bool:
        """Tell whether a call of it waits or runs that nobody cancelled."""
        with self._lock:
            return any(not call.cancelled for call in self._pending[dependency])

    def _start(self) -> None:
        """Start every call that may; calls that these submit are started here too, not inside them."""
        with self._lock:
            if self._starting:
                return
            self._starting = True
        try:
            while (call := self._next()) is not None:
                self.policy.start(call, self._done)
        finally:
            with self._lock:
                self._starting = False
        with self._lock:
            more = any(self._may_start(call) for call in self._waiting)
        if more:
            self._start()

    def _next(self) -> Call | None:
        with self._lock:
            for call in self._waiting:
                if self._may_start(call):
                    self._waiting.remove(call)
                    self._running[self._group(call.dependency)] += 1
                    return call
        return None

    def _group(self, dependency: Dependency) -> Any:
        return dependency.options.concurrency_id or dependency.fn or dependency

    def _may_start(self, call: Call) -> bool:
        limit = call.dependency.options.concurrency_limit
        if limit == "default":
            limit = self.default_concurrency_limit
        return not call.dependency.options.queue or limit is None or self._running[self._group(call.dependency)] < limit

    def _done(self, call: Call) -> None:
        dependency = call.dependency
        if call.error is not None:
            failures.report(call)
        with self._lock:
            self._running[self._group(dependency)] -= 1
            self._pending[dependency].remove(call)
            followers = [] if call.cancelled else dependency.followers(failed=call.error is not None)
            self._finishing += 1
        try:
            for follower in followers:
                follower.dispatcher.submit(follower, call.event)
            self._start()
        finally:
            with self._idle:
                self._finishing -= 1
                self._idle.notify_all()

    def _cancel(self, dependency: Dependency) -> None:
        cancels = dependency.options.cancels
        if cancels is None:
            return
        with self._lock:
            for other in cancels if isinstance(cancels, (list, tuple)) else [cancels]:
                for call in list(self._pending[other]):
                    call.cancelled = True
                    if call in self._waiting:
                        self._waiting.remove(call)
                        self._pending[other].remove(call)

    def idle(self, timeout: float | None = None) -> bool:
        """Wait until nothing runs or waits; return whether that came in ``timeout`` seconds."""
        with self._idle:
            return self._idle.wait_for(lambda: not self._finishing and not any(self._pending.values()), timeout)


_alone: Dispatcher | None = None


def dispatcher_of(blocks: Blocks | None) -> Dispatcher:
    """Return the app's dispatcher, or that of the components that stand alone."""
    global _alone  # noqa: PLW0603 - one a kernel is what it is for
    if blocks is not None:
        return blocks.dispatcher
    if _alone is None:
        _alone = Dispatcher()
    return _alone
