"""Handlers that run elsewhere: on any `concurrent.futures.Executor`."""

from __future__ import annotations

import asyncio
import inspect
import pickle
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.dispatch import remote
from nbblocks.dispatch.links import link_for
from nbblocks.dispatch.progress import Progress
from nbblocks.injection import is_any
from nbblocks.updates import Update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from concurrent.futures import Executor, Future

    from nbblocks.dispatch.remote import Said

#: Seconds in which what a handler said last arrives after its executor says that it has ended.
_GRACE = 10


def on_executor(fn: Callable[..., Any], executor: Executor) -> Callable[..., Any]:
    """Return an async handler that has an executor run a function.

    Generators stream, `gr.Progress` and toasts are shown, and cancelling ends a generator
    at its next step. Nothing is run twice for one event.

    Parameters
    ----------
    fn
        The handler; it and its arguments must be what the executor can send.
    executor
        Where it runs: a process pool, a client of Dask or its ``get_executor()``, …

    Raises
    ------
    TypeError
        If it is nothing that runs functions.
    """
    executor = _executor(executor)
    if is_any(fn, inspect.isgeneratorfunction, inspect.isasyncgenfunction):

        async def stream(*args: Any, **named: Any) -> AsyncIterator[Any]:
            async for result in _results(fn, args, named, executor):
                yield result

        return stream

    async def work(*args: Any, **named: Any) -> Any:
        last: Any = Update()
        async for result in _results(fn, args, named, executor):
            last = result
        return last

    return work


def _executor(given: Any) -> Executor:
    executor = given.get_executor() if hasattr(given, "get_executor") else given
    if not callable(getattr(executor, "submit", None)):
        msg = f"executor= takes a concurrent.futures.Executor or a client of Dask, not {type(given).__name__}"
        raise TypeError(msg)
    return executor  # type: ignore[no-any-return]


async def _results(
    fn: Callable[..., Any], args: Sequence[Any], named: dict[str, Any], executor: Executor
) -> AsyncIterator[Any]:
    said: asyncio.Queue[Said] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def hear(batch: Sequence[Said]) -> None:
        for entry in batch:
            loop.call_soon_threadsafe(said.put_nowait, entry)

    # The far side has the progress that is the parameter's default.
    own = [name for name, value in named.items() if isinstance(value, Progress)]
    tracks = any(named[name].track_tqdm for name in own)
    task = remote.Task(fn, args, {name: value for name, value in named.items() if name not in own}, tracks)
    link: Any = await asyncio.to_thread(link_for, executor, hear)
    try:
        future = await asyncio.to_thread(_submit, executor, task, link)
        future.add_done_callback(lambda future: hear([("done", future)]))
        try:
            async for result in _listen(said):
                yield result
        finally:
            future.cancel()
    finally:
        await asyncio.to_thread(link.close)


def _submit(executor: Executor, task: remote.Task, link: Any) -> Future[None]:
    if isinstance(executor, ThreadPoolExecutor):
        return executor.submit(task.run, link)
    try:
        packed = remote.pack(task)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        msg = (
            f"the handler cannot be sent to {type(executor).__name__}: {error}. It may use its inputs, "
            "but no component and nothing else that lives in this kernel"
        )
        raise TypeError(msg) from error
    return executor.submit(remote.run, packed, link)


async def _listen(said: asyncio.Queue[Said]) -> AsyncIterator[Any]:
    """Yield results until the handler has ended; show what else it says."""
    call: Any = context.running_call.get()
    limit = None
    while True:
        kind, content = await asyncio.wait_for(said.get(), limit)
        if kind == "result":
            yield content
        elif kind == "steps":
            call.status.steps(content)
        elif kind == "toast":
            call.toast(*content)
        elif kind == "end":
            return
        elif kind == "error":
            msg = f"what the handler returned cannot be read here ({type(content).__name__}: {content})"
            raise RuntimeError(msg) from content
        else:
            _raise_error(content)
            limit = _GRACE


def _raise_error(future: Future[None]) -> None:
    error = future.exception()
    if error is None:
        return
    if isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":
        msg = f"the worker ended while it ran the handler ({type(error).__name__}: {error})"
        raise RuntimeError(msg) from error
    raise error
