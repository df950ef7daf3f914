"""Where a handler runs; no single choice works on every host.

``thread``: plain functions on threads, async ones on our own loop, so that they run beside
the kernel's cells. ``inline``: in the callback itself, for Colab, which shows no updates
from threads (https://github.com/googlecolab/colabtools/issues/3373), and Pyodide, which
has none.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import TYPE_CHECKING, Protocol

from nbblocks.dispatch.loop import run_async
from nbblocks.dispatch.threads import workers
from nbblocks.jupyter.colab import in_colab

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from nbblocks.dispatch.call import Call

log = logging.getLogger("nbblocks")


class Policy(Protocol):
    """Where calls run."""

    #: Whether fast results may be merged by a timer on another thread.
    coalesce: bool

    def start(self, call: Call, done: Callable[[Call], None]) -> None:
        """Run the call, then ``done``."""


class Gate(Protocol):
    """What a generator passes after each step, where a policy holds it back."""

    def wait(self) -> None:
        """Hold back a generator, on its thread."""

    async def wait_async(self) -> None:
        """Hold back an async generator."""


class ThreadPolicy:
    """Runs calls beside the kernel: on threads and on one event loop."""

    coalesce = True

    def start(self, call: Call, done: Callable[[Call], None]) -> None:
        """Run the call on a thread, then ``done``."""
        workers().submit(lambda: self._run(call, done))

    def _run(self, call: Call, done: Callable[[Call], None]) -> None:
        rest = call.run()
        if rest is None:
            done(call)
        else:
            run_async(_finish(rest, call, done))


class InlinePolicy:
    """Runs calls in the callback that submitted them."""

    coalesce = False

    def start(self, call: Call, done: Callable[[Call], None]) -> None:
        """Run the call here and now; an async handler on the loop that runs here, if one does."""
        rest = call.run()
        if rest is None:
            done(call)
            return
        try:
            running = asyncio.get_running_loop()
        except RuntimeError:
            asyncio.run(_finish(rest, call, done))
        else:
            task = running.create_task(_finish(rest, call, done))
            _tasks.add(task)
            task.add_done_callback(_tasks.discard)


#: The loop keeps only weak references to its tasks.
_tasks: set[asyncio.Task[None]] = set()


async def _finish(rest: Awaitable[None], call: Call, done: Callable[[Call], None]) -> None:
    await rest
    done(call)


POLICIES: dict[str, Policy] = {"thread": ThreadPolicy(), "inline": InlinePolicy()}


def default_policy() -> str:
    """Return the name of the policy that fits this host; ``NBBLOCKS_POLICY`` overrides it."""
    chosen = os.environ.get("NBBLOCKS_POLICY")
    if chosen is not None:
        return chosen
    return "inline" if in_colab() or sys.platform == "emscripten" else "thread"


def as_policy(policy: str | Policy | None) -> Policy:
    """Return a policy: by its name, as it is, or what fits the host.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    if policy is None:
        policy = default_policy()
    if not isinstance(policy, str):
        return policy
    if policy not in POLICIES:
        msg = f"unknown policy {policy!r}: choose one of {', '.join(map(repr, POLICIES))}"
        raise ValueError(msg)
    return POLICIES[policy]
