"""Progress: how far a handler is, shown on its outputs."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from nbblocks import context
from nbblocks.dispatch.status import Status, Step, number
from nbblocks.dispatch.tracked_tqdm import track
from nbblocks.injection import fills

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nbblocks.dispatch.call import Call

T = TypeVar("T")


class Progress:
    """Shows how far a handler is: give it as the default of one of the handler's parameters.

    Outside of a handler it shows nothing, so that the function can be called from anywhere.

    Parameters
    ----------
    track_tqdm
        Whether the bars of ``tqdm`` that the handler makes are shown, those of libraries included.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def train(epochs, progress=gr.Progress()):
    ...     progress(0, desc="Loading")
    ...     for epoch in progress.tqdm(range(epochs), desc="Training", unit="epochs"):
    ...         pass
    ...     return "done"
    >>> train(3)
    'done'
    """

    def __init__(self, track_tqdm: bool = False) -> None:
        self.track_tqdm = track_tqdm
        #: The call that it was made for; a thread that the handler starts knows none.
        self._status: Status | None = None
        self._last: Bar[Any] | None = None

    def __call__(
        self,
        progress: float | tuple[float, float | None] | None,
        desc: str | None = None,
        total: float | None = None,
        unit: str = "steps",
    ) -> None:
        """Show how far the handler is; inside a loop that is shown, how far this turn of it is.

        Parameters
        ----------
        progress
            A share from 0 to 1, or the steps done and those there are (None if unknown).
            With None there is no bar but the description, and without one nothing.
        desc
            What is being done.
        total
            The steps that there are.
        unit
            What a step is called.

        Examples
        --------
        >>> import nbblocks as gr
        >>> def work(progress=gr.Progress()):
        ...     progress(0.3, desc="Loading")
        ...     progress((3, 10), desc="Training", unit="epochs")
        ...     progress(None)
        """
        bars = self._bars()
        _drop_note(bars)
        if progress is not None or desc is not None:
            (index, length), share = (progress, None) if isinstance(progress, tuple) else ((None, total), progress)
            bars.append(_Note(desc, number(index), number(length), unit, number(share)))
        self._report(bars)

    def tqdm(
        self, iterable: Iterable[T] | None, desc: str | None = None, total: float | None = None, unit: str = "steps"
    ) -> Bar[T]:
        """Iterate over something and show how far that is; loops inside it are shown below.

        Parameters
        ----------
        iterable
            What to iterate over; None for a bar that `update` moves.
        desc
            What is being done.
        total
            The steps that there are, if ``iterable`` has no length.
        unit
            What a step is called.

        Examples
        --------
        >>> import nbblocks as gr
        >>> progress = gr.Progress()
        >>> [2 * number for number in progress.tqdm(range(3), desc="Doubling")]
        [0, 2, 4]
        """
        length = total if total is not None or not hasattr(iterable, "__len__") else len(iterable)  # type: ignore[arg-type]
        step = Step(desc, 0, length, unit)
        self._last = Bar(self, iterable, step)
        return self._last

    def update(self, n: float = 1) -> None:
        """Move the bar of the last `tqdm` on by ``n`` steps."""
        if self._last is not None:
            self._last.update(n)

    def __bool__(self) -> bool:
        """Tell that it is there, though it may have no length."""
        return True

    def __len__(self) -> int:
        """Return the steps of the last `tqdm`."""
        return 0 if self._last is None else len(self._last)

    def __iter__(self) -> Iterator[Any]:
        """Iterate over what the last `tqdm` was given."""
        return iter(()) if self._last is None else iter(self._last)

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave the call behind: on another machine there is another one."""
        return Progress, (self.track_tqdm,)

    def _shown_by(self) -> Status | None:
        if self._status is not None:
            return self._status
        call = context.running_call.get()
        return None if call is None else call.status

    def _bars(self) -> list[Step]:
        status = self._shown_by()
        return [] if status is None else status.bars

    def _report(self, steps: Sequence[Step]) -> None:
        status = self._shown_by()
        if status is not None:
            status.steps(steps)


class Bar(Generic[T]):
    """A loop that is shown, as `Progress.tqdm` makes it.

    Parameters
    ----------
    progress
        Where it is shown.
    iterable
        What it iterates over, if anything.
    step
        What is shown of it.
    """

    def __init__(self, progress: Progress, iterable: Iterable[T] | None, step: Step) -> None:
        self._progress = progress
        self._iterable = iterable
        self._step = step
        self._bars = progress._bars()
        # One without a loop is there until it is closed.
        if iterable is None:
            self._open()

    def __len__(self) -> int:
        """Return the steps that there are."""
        return int(self._step.length or 0)

    def __iter__(self) -> Iterator[T]:
        """Iterate, and show each turn."""
        self._open()
        try:
            for item in () if self._iterable is None else self._iterable:
                yield item
                self.update()
        finally:
            self.close()

    def __enter__(self) -> Bar[T]:
        """Show it until the block ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """Show it no longer."""
        self.close()

    def update(self, n: float = 1) -> None:
        """Move on by ``n`` steps."""
        _drop_note(self._bars)
        self._step.index = (self._step.index or 0) + n
        self._progress._report(self._bars)

    def close(self) -> None:
        """Show it no longer."""
        if self._step in self._bars:
            _drop_note(self._bars)
            self._bars.remove(self._step)
            self._progress._report(self._bars)

    def _open(self) -> None:
        _drop_note(self._bars)
        self._step.index = 0
        self._bars.append(self._step)
        self._progress._report(self._bars)


class _Note(Step):
    """What a handler says itself of the turn of the loop that it is in, if it is in any."""


def _drop_note(bars: list[Step]) -> None:
    for step in bars[-1:]:
        if isinstance(step, _Note):
            # Threads of the handler may report at the same time.
            with contextlib.suppress(ValueError):
                bars.remove(step)


@fills(Progress)
def _progress(call: Call, asked: Any) -> Progress:
    progress = Progress(isinstance(asked, Progress) and asked.track_tqdm)
    progress._status = call.status
    if progress.track_tqdm:
        track(call.status)
    return progress
