"""One run of a handler."""

from __future__ import annotations

import contextvars
import inspect
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.dispatch.loop import later
from nbblocks.dispatch.status import show
from nbblocks.dispatch.writer import Writer, lock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from nbblocks.dependency import Dependency
    from nbblocks.events import EventData

#: Seconds after which a handler that still runs is shown to be pending; sooner would flicker.
PATIENCE = 0.1


class Call:
    """One run of a handler, with what was on the page when the user acted.

    Parameters
    ----------
    dependency
        What is called.
    event
        What the event carries.
    coalesce
        Whether fast results are merged; needs a thread for the timer.
    """

    def __init__(self, dependency: Dependency, event: EventData | None, *, coalesce: bool) -> None:
        self.dependency = dependency
        self.event = event
        self.values = [port.read() for port in dependency.inputs]
        self.writer = Writer(dependency, coalesce=coalesce)
        self.cancelled = False
        self.error: BaseException | None = None
        self._state = ""
        self._cancel_pending: Callable[[], None] | None = None
        self._patient = coalesce

    def run(self) -> Awaitable[None] | None:
        """Run a plain handler to its end, or return what an async one has left to await."""
        return self._context().run(self._run)

    def _context(self) -> contextvars.Context:
        own = contextvars.copy_context()
        own.run(context.begin_call, self)
        return own

    def _run(self) -> Awaitable[None] | None:
        self._begin()
        try:
            result = self._result()
            if inspect.isawaitable(result):
                return self._await(result)
            if inspect.isasyncgen(result):
                return self._iterate_async(result)
            if inspect.isgenerator(result):
                self._iterate(result)
            else:
                self.writer.write(result)
            self.writer.flush()
        except BaseException as error:  # noqa: BLE001 - a handler may raise anything, and nothing may vanish
            self.error = error
        self._end()
        return None

    def _result(self) -> Any:
        if self.dependency.fn is None:
            return None
        args, injected = self.dependency.arguments(self.values, self.event)
        return self.dependency.fn(*args, **injected)

    def _iterate(self, results: Iterator[Any]) -> None:
        self._show("streaming")
        for result in results:
            self.writer.write(result)
            if self.cancelled:
                break

    async def _await(self, result: Awaitable[Any]) -> None:
        await self._finish_async(self._write_awaited(result))

    async def _write_awaited(self, result: Awaitable[Any]) -> None:
        self.writer.write(await result)

    async def _iterate_async(self, results: AsyncIterator[Any]) -> None:
        self._show("streaming")
        await self._finish_async(self._write_each(results))

    async def _write_each(self, results: AsyncIterator[Any]) -> None:
        async for result in results:
            self.writer.write(result)
            if self.cancelled:
                break

    async def _finish_async(self, work: Awaitable[None]) -> None:
        token = context.running_call.set(self)
        try:
            await work
            self.writer.flush()
        except BaseException as error:  # noqa: BLE001 - as in _run
            self.error = error
        finally:
            context.running_call.reset(token)
        self._end()

    def _begin(self) -> None:
        if self._patient:
            self._cancel_pending = later(PATIENCE, lambda: self._show("pending"))
        else:
            self._show("pending")

    def _show(self, state: str) -> None:
        # Under the lock, so that a timer that had to wait for it does not show what is over.
        with lock:
            if self._state in {"", "pending"} and self._state != state:
                self._state = state
                show(self.dependency, state)

    def _end(self) -> None:
        if self._cancel_pending is not None:
            self._cancel_pending()
        with lock:
            shown, self._state = self._state, "ended"
            if self.error is not None:
                show(self.dependency, "failed", str(self.error))
            elif shown or self.dependency.failed:
                show(self.dependency, "")
            self.dependency.failed = self.error is not None
