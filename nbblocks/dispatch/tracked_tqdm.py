"""Bars of ``tqdm`` that show on the page, for handlers with ``gr.Progress(track_tqdm=True)``.

While the call of such a handler runs, ``tqdm`` makes a class of our own for each bar that is
made in the context of the call; all others are as ever.
"""

from __future__ import annotations

import sys
import threading
from functools import cache
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.dispatch.status import Status, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The place of ``file`` among the arguments of ``tqdm``.
_FILE = 4

_lock = threading.Lock()
_tracked: set[Status] = set()


def track(status: Status) -> None:
    """Show the bars that are made in a call, until it ends."""
    try:
        from tqdm.std import tqdm
    except ImportError:
        return
    with _lock:
        if not _tracked:
            _patch(tqdm)
        _tracked.add(status)
    status.at_end(lambda: _untrack(tqdm, status))


def _untrack(tqdm: Any, status: Status) -> None:
    with _lock:
        _tracked.discard(status)
        if not _tracked:
            tqdm.__new__ = tqdm.__new__.original


def _patch(tqdm: Any) -> None:
    """Let ``tqdm`` make a bar of ours: every kind of bar that there is comes by here."""
    original = tqdm.__new__

    def new(cls: Any, *args: Any, **kwargs: Any) -> Any:
        call = context.running_call.get()
        if call is None or call.status not in _tracked or issubclass(cls, _Shown):
            return original(cls, *args, **kwargs)
        bar = original(_shown(cls))
        bar._status = call.status
        # Python calls it itself for what is of the class that was asked for.
        if not isinstance(bar, cls):
            bar.__init__(*args, **kwargs)
        return bar

    new.original = original  # type: ignore[attr-defined]
    tqdm.__new__ = new


@cache
def _shown(cls: type) -> type:
    """Return the class of bars of ours that can do what those of ``cls`` can."""
    notebook = sys.modules.get("tqdm.notebook")
    if notebook is not None and issubclass(cls, notebook.tqdm):
        # These are made of ipywidgets of their own.
        from tqdm.asyncio import tqdm

        cls = tqdm
    return type(cls.__name__, (_Shown, cls), {})


class _Nowhere:
    """A file that keeps nothing."""

    def write(self, _text: str) -> None:
        """Keep nothing."""

    def flush(self) -> None:
        """Do nothing."""


class _Shown:
    """What a bar does that shows on the page and nowhere else."""

    _status: Status
    _step: Step | None = None
    #: No thread that refreshes bars which stand still: the page does not forget.
    monitor_interval = 0

    # Of the class of tqdm that it is mixed with.
    disable: bool
    iterable: Any
    n: float
    total: float | None
    desc: str | None
    unit: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("disable", False) is None:
            kwargs["disable"] = False
        if len(args) > _FILE:
            args = (*args[:_FILE], _Nowhere(), *args[_FILE + 1 :])
        else:
            kwargs["file"] = _Nowhere()
        super().__init__(*args, **kwargs)
        if not self.disable:
            self._step = Step()
            self._status.bars.append(self._step)
            self._report()

    def __iter__(self) -> Iterator[Any]:
        try:
            for item in self.iterable:
                yield item
                self.update()
        finally:
            self.close()

    def update(self, n: float = 1) -> bool | None:
        """Move on, and show it."""
        shown: bool | None = super().update(n)  # type: ignore[misc]
        self._report()
        return shown

    def refresh(self, *_: Any, **__: Any) -> bool:
        """Show what it is now."""
        self._report()
        return True

    def close(self) -> None:
        """Show it no longer."""
        super().close()  # type: ignore[misc]
        step, self._step = self._step, None
        if step in self._status.bars:
            self._status.bars.remove(step)
            self._status.steps(self._status.bars)

    def _report(self) -> None:
        step = self._step
        if step is not None:
            step.desc = (self.desc or "").removesuffix(": ") or None
            step.index, step.length, step.unit = self.n, self.total, self.unit
            self._status.steps(self._status.bars)
