"""How handlers run in a test: one after the other, each to its end or step by step."""

from __future__ import annotations

import asyncio
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any

from nbblocks.dispatch.loop import loop
from nbblocks.dispatch.policies import POLICIES
from nbblocks.testing.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from nbblocks.dispatch.call import Call

__tracebackhide__ = True


class Turns:
    """A policy that runs calls when a test says so, in the order in which they came.

    Only one runs at a time, so that a test sees the same each time.

    Parameters
    ----------
    timeout
        Seconds that a handler may take for a step.
    """

    coalesce = False

    def __init__(self, timeout: float) -> None:
        self.timeout = timeout
        #: Whether a generator waits after each of its steps.
        self.stepping = False
        #: The calls that ended, in that order.
        self.ended: list[Call] = []
        self._turns: list[Turn] = []

    def start(self, call: Call, done: Callable[[Call], None]) -> None:
        """Give a call its turn, when the test comes to it."""
        self._turns.append(Turn(call, done, self))
        for part in (call, *call.parts):
            part.status.shows_all = True
            if self.stepping:
                part.status.show("pending")

    def run(self) -> None:
        """Run all that waits, and what follows it, to the end."""
        self.stepping = False
        while self._turns:
            self._go_on(self._turns[0])

    def step(self) -> bool:
        """Let each call go on by a step; return whether any is left."""
        self.stepping = True
        for turn in list(self._turns):
            self._go_on(turn)
        return bool(self._turns)

    def _go_on(self, turn: Turn) -> None:
        if not turn.go_on(self.timeout):
            self._turns.remove(turn)
            where = "".join(_stack(turn.call))
            turn.drop()
            raise PageError(
                f"{turn.call.dependency} still runs after {self.timeout:g} s. Give it more with visit(…, timeout=…); "
                f"look at an endless one in `with page.paused()`. It is at\n{where}"
            )
        if turn.over and turn in self._turns:
            self._turns.remove(turn)

    def drop(self) -> None:
        """Give up what has not ended."""
        while self._turns:
            self._turns.pop().drop()


class Turn:
    """One call whose turn comes, and where it is."""

    def __init__(self, call: Call, done: Callable[[Call], None], turns: Turns) -> None:
        self.call = call
        self.over = False
        self._done = done
        self._turns = turns
        self._rests = threading.Event()
        self._resume: Callable[[], Any] = self._begin
        call.gate = self

    def go_on(self, timeout: float) -> bool:
        """Let the call run to its next step or its end; return whether it came there in time."""
        self._rests.clear()
        if self.over:
            return True
        self._let_go()
        return self._rests.wait(timeout)

    def _let_go(self) -> None:
        """Begin or resume the call, once: what hangs is not begun again."""
        resume, self._resume = self._resume, lambda: None
        resume()

    def drop(self) -> None:
        """Give the call up, as if somebody had cancelled it."""
        dispatcher = self.call.dependency.dispatcher
        dispatcher.cancel(self.call.dependency)
        if self.call.began:
            self._let_go()

    def _begin(self) -> None:
        if self.call.cancelled:
            self._end(self.call)
        else:
            POLICIES["thread"].start(self.call, self._end)

    def _end(self, call: Call) -> None:
        self._turns.ended.extend(call.parts)
        try:
            self._done(call)
        finally:
            self.over = True
            self._rests.set()

    def wait(self) -> None:
        """Hold a generator back after a step, on its thread."""
        go = threading.Event()
        self._resume = go.set
        # Looked at after that: whoever gives the call up sets the one, then calls the other.
        if self._turns.stepping and not self.call.cancelled:
            self._rests.set()
            go.wait()

    async def wait_async(self) -> None:
        """Hold an async generator back after a step, and nothing else on its loop."""
        go = asyncio.Event()
        own_loop = asyncio.get_running_loop()
        self._resume = lambda: own_loop.call_soon_threadsafe(go.set)
        if self._turns.stepping and not self.call.cancelled:
            self._rests.set()
            await go.wait()


def _stack(call: Call) -> list[str]:
    """Return where a call is, in its thread or its task."""
    threads = [list(_outwards(frame))[::-1] for frame in sys._current_frames().values()]
    tasks = [list(_inwards(task.get_coro())) for task in asyncio.all_tasks(loop())]
    stacks = [frames for frames in threads + tasks if any(frame.f_locals.get("self") is call for frame in frames)]
    handlers = [[frame for frame in frames if not _is_machinery(frame)] for frames in stacks]
    longest = max(handlers, key=len, default=[])
    return traceback.StackSummary.extract((frame, frame.f_lineno) for frame in longest).format()


def _is_machinery(frame: FrameType) -> bool:
    name = frame.f_globals.get("__name__", "")
    return name.startswith("nbblocks.dispatch") or name in {"threading", "nbblocks.room"}


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _inwards(awaited: Any) -> Iterator[FrameType]:
    """Follow what a coroutine awaits, to where it stands."""
    while awaited is not None:
        frame = getattr(awaited, "cr_frame", None) or getattr(awaited, "ag_frame", None)
        if frame is not None:
            yield frame
        awaited = getattr(awaited, "cr_await", None) or getattr(awaited, "ag_await", None)
