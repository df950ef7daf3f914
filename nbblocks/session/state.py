"""State: a value that handlers share and no page shows."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from numbers import Real
from typing import TYPE_CHECKING, Any, ClassVar

from ipywidgets.widgets import widget as registry
from traitlets import Any as AnyTrait
from traitlets import HasTraits, default

from nbblocks import context
from nbblocks.dispatch.loop import later
from nbblocks.dispatch.threads import workers
from nbblocks.dispatch.writer import lock
from nbblocks.events import Event, event_data
from nbblocks.exceptions import RefusedError
from nbblocks.session.copying import copied, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbblocks.dependency import Dependency

log = logging.getLogger("nbblocks")

_numbers = itertools.count()


class _Held(AnyTrait):
    """What a state holds; it is told of every write, of what was changed in place too."""

    def get(self, obj: Any, cls: Any = None) -> Any:
        """Return the value, which is made at the first time, once."""
        if obj is None or self.name in obj._trait_values:
            return super().get(obj, cls)
        with obj._making:
            return super().get(obj, cls)

    def validate(self, obj: Any, value: Any) -> Any:
        """Return what the state makes of a value."""
        return obj._accept(value)

    def set(self, obj: Any, value: Any) -> None:
        """Write the value."""
        with lock:
            super().set(obj, value)
            followers = obj._written()
        for dependency in followers:
            dependency.run(event_data(None, "change"))


class State(HasTraits):
    """A value that stays in the kernel: an input and output without a look.

    Each visitor of a served app has a kernel, and so a state, of their own; it ends with
    their page. In a notebook it lives as long as the app, as components do: until the app
    is closed, its cell is run again, or the kernel ends.

    Parameters
    ----------
    value
        The value to start with, deep-copied, or a function that makes it when it is first
        needed.
    render
        Whether it ends with the app that is being built.
    time_to_live
        Seconds after the last change at which it takes the value that it started with; for
        ever if None.
    delete_callback
        Called with the value when it ends or has lived its time.

    Raises
    ------
    TypeError
        If the value cannot be copied; it names the part that cannot. Or if ``time_to_live`` is
        no number, or ``delete_callback`` no function.
    ValueError
        If ``time_to_live`` is not more than 0.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     count = gr.State(0)
    ...     shown = gr.Number()
    ...     button = gr.Button("Add one")
    ...     added = button.click(lambda n: (n + 1, n + 1), count, [count, shown])
    """

    value = _Held(help="What it holds.")
    change = Event()
    _declared_events: ClassVar[dict[str, Event]]
    parent = None

    def __init__(
        self,
        value: Any = None,
        render: bool = True,
        *,
        time_to_live: float | None = None,
        delete_callback: Callable[[Any], Any] | None = None,
    ) -> None:
        super().__init__()
        _check(time_to_live, delete_callback)
        self.block = self
        #: When it was made: after which widget, and among the states.
        self.made_after = next(reversed(list(getattr(registry, "_instances", ()))), None)
        self.number = next(_numbers)
        self.time_to_live = time_to_live
        self.delete_callback = delete_callback
        self._initial = value
        self._dependencies: dict[str, list[Dependency]] = {}
        #: What the value looked like when it was last written; only kept if somebody asks.
        self._mark: Any = None
        self._stop_timer: Callable[[], None] | None = None
        self._expires = float("inf")
        self._making = threading.RLock()
        if not callable(value):
            self.reset()
        if render and (root := context.root()) is not None:
            root.keep(self)

    @default("value")
    def _first_value(self) -> Any:
        value = self._new_value()
        self._mark = fingerprint(value) if self._dependencies.get("change") else None
        return value

    def _new_value(self) -> Any:
        return self._initial() if callable(self._initial) else copied(self._initial)

    def _accept(self, value: Any) -> Any:
        return value

    @property
    def root(self) -> None:
        """None: it stands in no tree."""

    def reset(self) -> None:
        """Take the value that it started with."""
        self.value = self._new_value()
        self._keep_for(None)

    def read(self) -> Any:
        """Return what it holds."""
        return self.value

    def preprocess(self, value: Any) -> Any:
        """Return the value as it is."""
        return value

    def prepare(self, update: dict[str, Any]) -> None:
        """Do nothing: it takes any value."""

    def apply(self, update: dict[str, Any]) -> None:
        """Take a new value."""
        if "value" in update:
            self.value = update["value"]

    def to_page(self, _value: Any) -> None:
        """Return None: it stays in the kernel."""

    def from_page(self, _value: Any, *, output: bool) -> Any:  # noqa: ARG002 - as other inputs and outputs have it
        """Refuse what JavaScript made of it."""
        raise RefusedError("a state stays in the kernel")

    def used_as(self, *, input: int = 0, output: int = 0) -> None:
        """Change nothing: it is not shown."""

    def _listen(self, event: str, dependency: Dependency) -> None:
        self._dependencies.setdefault(event, []).append(dependency)
        if "value" in self._trait_values:
            self._mark = fingerprint(self.value)

    def _unlisten(self, event: str, dependency: Dependency) -> None:
        self._dependencies[event].remove(dependency)

    def _written(self) -> list[Dependency]:
        """Note, under the lock, that it was written; return what follows the change if it was one."""
        self._keep_for(self.time_to_live)
        followers = self._dependencies.get("change")
        if not followers:
            return []
        before, self._mark = self._mark, fingerprint(self.value)
        return [] if self._mark == before else list(followers)

    def _keep_for(self, seconds: float | None) -> None:
        if self._stop_timer is not None:
            self._stop_timer()
        self._expires = float("inf") if seconds is None else time.monotonic() + seconds
        self._stop_timer = None if seconds is None else later(seconds, lambda: workers().submit(self._expire))

    def _expire(self) -> None:
        with lock:
            if time.monotonic() < self._expires:
                return
            value = self.value
            self.reset()
        self._delete(value)

    def _delete(self, value: Any) -> None:
        if self.delete_callback is not None:
            try:
                self.delete_callback(value)
            except Exception:
                log.exception("The delete_callback of a State failed")

    def close(self) -> None:
        """Let go of the value."""
        self._keep_for(None)
        if "value" in self._trait_values:
            self._delete(self._trait_values.pop("value"))


def _check(time_to_live: Any, delete_callback: Any) -> None:
    if isinstance(time_to_live, bool) or not isinstance(time_to_live, Real | None):
        msg = f"State(): time_to_live must be a number of seconds or None, not {time_to_live!r}"
        raise TypeError(msg)
    if time_to_live is not None and not float(time_to_live) > 0:
        msg = f"State(): time_to_live must be more than 0, not {time_to_live!r}"
        raise ValueError(msg)
    if delete_callback is not None and not callable(delete_callback):
        msg = f"State(): delete_callback must be a function of the value, not {delete_callback!r}"
        raise TypeError(msg)
