"""Handlers that run elsewhere: on any `concurrent.futures.Executor`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor


def on_executor(fn: Callable[..., Any], executor: Executor) -> Callable[..., Any]:
    """Return an async handler that has an executor run a function.

    Parameters
    ----------
    fn
        The handler; it and its arguments must be what the executor can send.
    executor
        Where it runs.
    """

    async def remote(*args: Any, **named: Any) -> Any:
        return await asyncio.wrap_future(executor.submit(fn, *args, **named))

    return remote
