"""State: a value that handlers share and no page shows."""

from __future__ import annotations

import copy
from typing import Any, ClassVar

from traitlets import Any as AnyTrait
from traitlets import HasTraits, observe

from nbblocks import context
from nbblocks.events import Event, event_data


class State(HasTraits):
    """A value that stays in the kernel: an input and output without a look.

    Each visitor of a served app has a kernel, and so a state, of their own.

    Parameters
    ----------
    value
        The value to start with, deep-copied, or a function that makes it.
    time_to_live
        Seconds after which it is deleted; accepted, for a kernel ends with its visitor.
    delete_callback
        Called with the value when the app closes.

    Raises
    ------
    TypeError
        If the value cannot be copied.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     count = gr.State(0)
    ...     shown = gr.Number()
    ...     button = gr.Button("Add one")
    ...     added = button.click(lambda n: (n + 1, n + 1), count, [count, shown])
    """

    value = AnyTrait(help="What it holds.")
    change = Event()
    _declared_events: ClassVar[dict[str, Event]]
    parent = None

    def __init__(
        self, value: Any = None, render: bool = True, *, time_to_live: float | None = None, delete_callback: Any = None
    ) -> None:
        super().__init__()
        self.block = self
        self.time_to_live = time_to_live
        self.delete_callback = delete_callback
        self._initial = value
        self._dependencies: dict[str, list[Any]] = {}
        self.reset()
        if render and (root := context.root()) is not None:
            root.keep(self)

    @property
    def root(self) -> None:
        """None: it stands in no tree."""

    def reset(self) -> None:
        """Take the value that it started with."""
        self.set_trait("value", _own(self._initial))

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

    def used_as(self, *, input: bool = False, output: bool = False) -> None:
        """Change nothing: it is not shown."""

    def _listen(self, event: str, dependency: Any) -> None:
        self._dependencies.setdefault(event, []).append(dependency)

    def _unlisten(self, event: str, dependency: Any) -> None:
        self._dependencies[event].remove(dependency)

    @observe("value")
    def _value_changed(self, _change: Any) -> None:
        for dependency in getattr(self, "_dependencies", {}).get("change", ()):
            dependency.run(event_data(None, "change"))

    def close(self) -> None:
        """Let go of the value."""
        if self.delete_callback is not None:
            self.delete_callback(self.value)


def _own(value: Any) -> Any:
    if callable(value):
        return value()
    try:
        return copy.deepcopy(value)
    except Exception as error:
        msg = f"State cannot copy a {type(value).__name__} ({error}); give a function that makes it: State(lambda: …)"
        raise TypeError(msg) from error
