"""The far side of an executor: how a handler runs there, and what it says meanwhile.

All of it is sent with the handler and works where nbblocks is installed. A handler's
results, progress and toasts go back in order through a `Link`, thirty batches a second at
most.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import pickle
import threading
from collections import deque
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from nbblocks import context
from nbblocks.block import Block
from nbblocks.dispatch.tracked_tqdm import track
from nbblocks.dispatch.writer import INTERVAL
from nbblocks.updates import Update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from nbblocks.dispatch.status import Step

#: What is said of a run: its kind (``"result"``, ``"steps"``, ``"toast"``, ``"end"``, or ``"error"``
#: where that cannot be read) and its content.
Said = tuple[str, Any]

#: Results that wait to be sent before the handler is held back.
_MOST = 1000


class Link(Protocol):
    """The way back from where a handler runs; it travels there with it."""

    def begin(self) -> None:
        """Connect.

        Raises
        ------
        RuntimeError
            If the handler was begun before: nothing runs twice for one event.
        """

    def send(self, batch: Sequence[Said]) -> bool:
        """Send what was said; return whether anybody still listens."""

    def end(self) -> None:
        """Disconnect."""


def pack(*parts: Any) -> bytes:
    """Return values as bytes, functions of a notebook included if ``cloudpickle`` is installed."""
    try:
        pickler: Any = importlib.import_module("cloudpickle")
    except ImportError:
        pickler = pickle
    return bytes(pickler.dumps(parts))


def run(packed: bytes, link: Link) -> None:
    """Run a handler here, and send back what it returns or yields."""
    task: Task = pickle.loads(packed)[0]  # noqa: S301 - from the kernel that we work for
    task.run(link)


@dataclass
class Task:
    """What runs elsewhere.

    Parameters
    ----------
    fn
        The handler.
    args, named
        What it is called with.
    tracks
        Whether the bars of ``tqdm`` that it makes are shown.
    """

    fn: Callable[..., Any]
    args: Sequence[Any]
    named: dict[str, Any]
    tracks: bool = False

    def run(self, link: Link) -> None:
        """Run it here, and send back what it says."""
        link.begin()
        outbox = Outbox(link)
        call = RemoteCall(outbox)
        try:
            context.begin_call(call)  # type: ignore[arg-type]
            if self.tracks:
                track(call)  # type: ignore[arg-type]
            _send(self.fn(*self.args, **self.named), outbox)
            outbox.put("end", None)
        finally:
            context.running_call.set(None)
            call.end()
            outbox.close()
            link.end()
        outbox.check()


def _send(result: Any, outbox: Outbox) -> None:
    if inspect.isasyncgen(result):
        asyncio.run(_send_each(result, outbox))
    elif inspect.isgenerator(result):
        for value in result:
            outbox.put("result", portable(value))
            if not outbox.heard:
                result.close()
    else:
        value = asyncio.run(_awaited(result)) if inspect.isawaitable(result) else result
        outbox.put("result", portable(value))


async def _send_each(results: AsyncIterator[Any], outbox: Outbox) -> None:
    async for value in results:
        outbox.put("result", portable(value))
        if not outbox.heard:
            await results.aclose()  # type: ignore[attr-defined]


async def _awaited(result: Any) -> Any:
    return await result


def portable(result: Any) -> Any:
    """Return a handler's result with components that are updates as plain updates."""
    if isinstance(result, Block) and result._update is not None:
        return Update(result._update)
    if isinstance(result, (list, tuple)):
        return type(result)(map(portable, result)) if type(result) in {list, tuple} else result
    return result


class Outbox:
    """Sends what a handler says, in order, without holding it up.

    Parameters
    ----------
    link
        The way back.
    """

    def __init__(self, link: Link) -> None:
        self.heard = True
        self._link = link
        self._said: deque[Said] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._serve, name="nbblocks-outbox", daemon=True)
        self._thread.start()

    def put(self, kind: str, content: Any) -> None:
        """Say something; wait while very much has not been sent."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._said) < _MOST or self._error)
            self.check()
            if kind == "steps" and self._said and self._said[-1][0] == "steps":
                self._said.pop()
            self._said.append((kind, content))
            self._changed.notify_all()

    def check(self) -> None:
        """Raise what kept it from sending, if anything did."""
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Send the rest."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._said or self._closed)
                batch = list(self._said)
                self._said.clear()
                self._changed.notify_all()
            if not batch:
                return
            try:
                self.heard = self._link.send(batch)
            except Exception as error:  # noqa: BLE001 - raised where the handler goes on
                with self._changed:
                    self._error = error
                    self._changed.notify_all()
                return
            with self._changed:
                self._changed.wait_for(lambda: self._closed, INTERVAL)


class RemoteCall:
    """What `gr.Progress`, `gr.Info` and their like find of a call that runs here.

    Parameters
    ----------
    outbox
        Takes what they say.
    """

    #: The page that caused it is not here.
    event = None

    def __init__(self, outbox: Outbox) -> None:
        self.status = self
        self.bars: list[Step] = []
        self._outbox = outbox
        self._at_end: list[Callable[[], None]] = []

    def steps(self, steps: Sequence[Step]) -> None:
        """Show bars of progress."""
        self._outbox.put("steps", [copy(step) for step in steps])

    def at_end(self, function: Callable[[], None]) -> None:
        """Call a function when the call ends."""
        self._at_end.append(function)

    def end(self) -> None:
        """Call what waits for the end."""
        for function in self._at_end:
            function()

    def toast(self, *toast: Any) -> None:
        """Show a toast."""
        self._outbox.put("toast", toast)
