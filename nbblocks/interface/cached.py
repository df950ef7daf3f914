"""What a handler returned for samples, kept so that a visitor need not wait."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from nbblocks.dispatch.call import Batch, Call
from nbblocks.dispatch.loop import loop
from nbblocks.updates import Update

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbblocks.dependency import Dependency
    from nbblocks.ports import Port


class Cached:
    """The results of a handler by the index of a sample, each computed once.

    Parameters
    ----------
    dependency
        The handler with its inputs and outputs.
    values_of
        Gives the values of the inputs for a sample.
    """

    def __init__(self, dependency: Dependency, values_of: Callable[[int], Sequence[Any]]) -> None:
        self._dependency = dependency
        self._values_of = values_of
        self._results: dict[int, list[Update]] = {}
        self._lock = threading.Lock()

    def __getitem__(self, index: int) -> list[Update]:
        """Return what changes of each output."""
        with self._lock:
            if index not in self._results:
                self._results[index] = updates_of(self._dependency, self._values_of(index))
            return self._results[index]


class _Kept:
    """In the place of a call's writer: keeps what it would write."""

    def __init__(self, dependency: Dependency) -> None:
        self._dependency = dependency
        self.updates: dict[Port, Update] = {port: Update() for port in dependency.outputs}
        self._pieces: defaultdict[Port, list[Any]] = defaultdict(list)

    def write(self, result: Any) -> None:
        for port, update in self._dependency.updates(result).items():
            if getattr(port.block, "takes_each", False) and update.get("value") is not None:
                self._pieces[port].append(update["value"])
            self.updates[port].update(update)

    def flush(self) -> None:
        """Do nothing: it writes nowhere."""

    def end(self) -> None:
        """Keep the whole of what came in pieces."""
        for port, pieces in self._pieces.items():
            self.updates[port]["value"] = port.block.whole(pieces)


def updates_of(dependency: Dependency, values: Sequence[Any]) -> list[Update]:
    """Run a handler to its end for values of its inputs; return what it changes of each output.

    Raises
    ------
    Exception
        What the handler raises.
    """
    call = Call(dependency, None, coalesce=False)
    kept = _Kept(dependency)
    call.values, call.writer = list(values), kept  # type: ignore[assignment]
    rest = (Batch([call]) if dependency.options.batch else call).run()
    if rest is not None:
        asyncio.run_coroutine_threadsafe(_awaited(rest), loop()).result()
    if call.error is not None:
        raise call.error
    return list(kept.updates.values())


async def _awaited(rest: Any) -> None:
    await rest
