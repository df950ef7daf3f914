"""One run of a handler."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import inspect
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.dispatch.failures import told
from nbblocks.dispatch.loop import later
from nbblocks.dispatch.output import redirect
from nbblocks.dispatch.status import Status
from nbblocks.dispatch.validation import InvalidError, admitted, check
from nbblocks.dispatch.writer import Writer
from nbblocks.injection import placed
from nbblocks.toasts import toast
from nbblocks.updates import Update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence

    from nbblocks.dependency import Dependency
    from nbblocks.dispatch.policies import Gate
    from nbblocks.events import EventData


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
    on_end
        Told once, when it is over, was given up or was not even begun.
    """

    def __init__(
        self,
        dependency: Dependency,
        event: EventData | None,
        *,
        coalesce: bool,
        on_end: Callable[[Call], None] | None = None,
    ) -> None:
        self._on_end = on_end
        #: Taken for good by who tells: it may end and be given up at the same time.
        self._telling = threading.Lock()
        self.dependency = dependency
        self.event = event
        self.values = dependency.read()
        #: What JavaScript made of the outputs, where there is no handler.
        self.scripted: Any = Update()
        self.coalesce = coalesce
        self.writer = Writer(dependency, coalesce=coalesce)
        self.status = Status(dependency)
        self.error: BaseException | None = None
        #: Nobody waits for it any more: what it returns is dropped.
        self.cancelled = False
        #: It had its turn, and its last line has run: from then on the page may show that it is over.
        self.began = self.ended = False
        #: What a policy holds a generator back with after a step.
        self.gate: Gate | None = None
        self._context = contextvars.Context()
        self._stopping = False
        self._stop_task: Callable[[], object] | None = None
        self._cancel_limit: Callable[[], None] | None = None

    @property
    def parts(self) -> Sequence[Call]:
        """The calls that run in this one."""
        return [self]

    @property
    def queues(self) -> bool:
        """Whether it waits for its turn."""
        return self.dependency.options.queue

    def cancel(self) -> None:
        """Give it up: what it returns from now on is dropped.

        An async handler is stopped where it awaits, a generator after its step; both run
        their ``finally``. A plain function cannot be stopped, and runs to its end unheard.
        """
        self.cancelled = True
        self.writer.discard()
        self.writer.end()
        self._end_status()
        self.stop()

    def stop(self) -> None:
        """End a generator after its step and an async handler where it awaits; keep what they wrote."""
        self._stopping = True
        if self._stop_task is not None:
            self._stop_task()

    def toast(self, kind: str, title: str, message: str, duration: float | None) -> None:
        """Show a toast in its app."""
        toast(kind, title, message, duration, self.dependency.dispatcher.blocks)

    def fail(self) -> None:
        """End it with its error before it has begun."""
        self._end()

    def followers(self) -> list[Dependency]:
        """Return what runs next; nothing if it was cancelled, or its inputs were refused before it began."""
        if self.cancelled or isinstance(self.error, InvalidError):
            return []
        return self.dependency.followers(failed=self.error is not None)

    def leave(self) -> None:
        """Tell who asked for it that nothing more comes of it."""
        if self._on_end is not None and self._telling.acquire(blocking=False):
            self._on_end(self)

    def run(self) -> Awaitable[None] | None:
        """Run a plain handler to its end, or return what an async one has left to await."""
        self._context = contextvars.copy_context()
        return self._context.run(self._run)

    def _run(self) -> Awaitable[None] | None:
        if all(call.cancelled for call in self.parts):
            self._end()
            return None
        context.begin_call(self)
        try:
            redirect(self)
            self._begin()
            result = self._result()
            if inspect.isawaitable(result):
                return self._finish(partial(self._write_awaited, result), getattr(result, "close", None))
            if inspect.isasyncgen(result):
                return self._finish(partial(self._iterate_async, result))
            if inspect.isgenerator(result):
                self._iterate(result)
            else:
                self.ended = True
                self._write(result)
            self._flush()
        except BaseException as error:  # noqa: BLE001 - a handler may raise anything, and nothing may vanish
            self.error = error
        self._end()
        return None

    def _arguments(self) -> tuple[list[Any], dict[str, Any]]:
        args, named = self.dependency.arguments(self.values)
        check(self, args, named)
        return args, named | {name: fill(self) for name, fill in self.dependency.injected.items()}

    def _result(self) -> Any:
        if self.dependency.fn is None:
            return self.scripted
        args, named = placed(self.dependency.fn, *self._arguments())
        return self.dependency.callable(*args, **named)

    def _write(self, result: Any) -> None:
        self.writer.write(result)

    def _flush(self) -> None:
        self.writer.flush()

    def _iterate(self, results: Iterator[Any]) -> None:
        self._show("streaming")
        with contextlib.closing(results):  # type: ignore[type-var]
            for result in results:
                self._write(result)
                if self.gate is not None:
                    self.gate.wait()
                if self._stopping:
                    break

    async def _write_awaited(self, result: Awaitable[Any]) -> None:
        value = await result
        self.ended = True
        self._write(value)

    async def _iterate_async(self, results: AsyncIterator[Any]) -> None:
        self._show("streaming")
        async with contextlib.aclosing(results):  # type: ignore[type-var]
            async for result in results:
                self._write(result)
                if self.gate is not None:
                    await self.gate.wait_async()
                if self._stopping:
                    break

    async def _caught(self, work: Callable[[], Awaitable[None]]) -> None:
        """Await a handler; one that asks to exit would end the loop that all share."""
        try:
            await work()
        except (KeyboardInterrupt, SystemExit) as error:
            self.error = error

    async def _finish(self, work: Callable[[], Awaitable[None]], close: Callable[[], None] | None = None) -> None:
        task = self._context.run(asyncio.ensure_future, self._caught(work))
        self._stop_task = partial(asyncio.get_running_loop().call_soon_threadsafe, task.cancel)
        if self._stopping:
            task.cancel()
        try:
            await task
        except asyncio.CancelledError as error:
            self.error = None if self._stopping else error
        except BaseException as error:  # noqa: BLE001 - as in _run
            self.error = error
        if close is not None:
            close()  # of a handler that was cancelled before it had begun
        try:
            self._flush()
        except Exception as error:  # noqa: BLE001 - as in _run
            self.error = self.error or error
        self._end()

    def _begin(self) -> None:
        if (limit := self.dependency.options.time_limit) is not None:
            self._cancel_limit = later(limit, self.stop)
        self._show("pending")

    def _show(self, state: str) -> None:
        self.status.show(state)

    def _end(self) -> None:
        if self._cancel_limit is not None:
            self._cancel_limit()
        self.ended = True
        self.writer.end()
        self._end_status()

    def _end_status(self) -> None:
        if self.error is not None and not self.cancelled and not isinstance(self.error, InvalidError):
            self.status.show("failed", told(self.error, self.dependency.dispatcher.blocks))
        else:
            self.status.end()


class Batch(Call):
    """Several calls of one handler that run as one: the handler gets a list for each input.

    Parameters
    ----------
    calls
        Calls of one dependency, at most its ``max_batch_size``.
    """

    def __init__(self, calls: Sequence[Call]) -> None:
        first = calls[0]
        super().__init__(first.dependency, first.event, coalesce=first.coalesce)
        self._calls = self._going = calls
        self.began = True
        for call in calls:
            call._stop_task = self.stop

    @property
    def parts(self) -> Sequence[Call]:
        """The calls that run in this one."""
        return self._calls

    def _arguments(self) -> tuple[list[Any], dict[str, Any]]:
        self._going, each = admitted(self._calls)
        args = [list(values) for values in zip(*(args for args, _ in each), strict=True)]
        _, named = each[0]
        return args, named

    def _write(self, result: Any) -> None:
        if not (outputs := len(self.dependency.outputs)):
            return
        if not isinstance(result, (list, tuple)) or any(len(values) != len(self._going) for values in result):
            msg = f"{self.dependency} runs as a batch: it must return {outputs} lists of {len(self._going)} values each"
            raise ValueError(msg)
        for call, values in zip(self._going, zip(*result, strict=True), strict=False):
            call.ended = True
            call._write(values if outputs != 1 else values[0])

    def _flush(self) -> None:
        for call in self._calls:
            call._flush()

    def _show(self, state: str) -> None:
        for call in self._calls:
            call._show(state)

    def _end(self) -> None:
        super()._end()
        for call in self._calls:
            call.error = call.error or self.error
            call._end()

    def _end_status(self) -> None:
        """Take away the progress that the handler reported, and leave the rest to its parts."""
        self.status.end()
