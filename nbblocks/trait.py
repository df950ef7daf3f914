"""Trait: one trait of any widget, as a trigger, an input and an output of handlers."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets
from traitlets import HasTraits

from nbblocks.events import Event, EventData
from nbblocks.jupyter.kernel import follow_the_page
from nbblocks.jupyter.waiting import changed
from nbblocks.keywords import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traitlets.utils.bunch import Bunch

    from nbblocks.blocks import Blocks
    from nbblocks.dependency import Dependency

#: The output that is written here and now.
_written: ContextVar[object] = ContextVar("nbblocks_written", default=None)


@contextmanager
def writing(output: object) -> Iterator[None]:
    """Note that an output of a handler is written: what it changes does not call that handler again."""
    token = _written.set(output)
    try:
        yield
    finally:
        _written.reset(token)


class Trait:
    """One trait of any widget: a trigger, an input and an output like any component.

    It may be a property of a component, or a trait of a widget of any other package: of
    ipywidgets, of an anywidget, of any object of traitlets. A handler gets its value as it
    is; ``gr.EventData`` has the ``name``, and the values ``old`` and ``new`` of each change.

    A handler that writes the very trait which it follows is not called again for that.
    Two handlers that each write what the other follows call each other for as long as the
    values differ.

    Parameters
    ----------
    widget
        Whose trait it is.
    name
        What it is called there.

    Raises
    ------
    TypeError
        If it is no widget, or has no such trait.

    Examples
    --------
    >>> import ipywidgets
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     tabs = ipywidgets.Tab([ipywidgets.HTML("One"), ipywidgets.HTML("Two")])
    ...     placed, shown = gr.Widget(tabs), gr.Textbox(label="Which")
    ...     selected = gr.Trait(tabs, "selected_index")
    ...     told = selected.change(lambda index: f"Number {index}", selected, shown)
    """

    change = Event()
    _declared_events: ClassVar[dict[str, Event]]

    def __init__(self, widget: Any, name: str = "value") -> None:
        if not isinstance(widget, HasTraits):
            msg = f"Trait() needs a widget or another object with traits, not {type(widget).__name__}"
            raise TypeError(msg)
        if not widget.has_trait(name):
            msg = f"a {type(widget).__name__} has no trait {name!r}{did_you_mean(name, widget.trait_names())}"
            raise TypeError(msg)
        self.widget: HasTraits = widget
        self.name = name
        self._following: dict[Dependency, _Following] = {}
        if isinstance(widget, ipywidgets.Widget):
            follow_the_page(widget, ["update"])

    @property
    def value(self) -> Any:
        """What it is now."""
        return getattr(self.widget, self.name)

    @property
    def root(self) -> Blocks | None:
        """The ``Blocks`` that its widget stands in, if that is one of ours."""
        return getattr(self.widget, "root", None)

    async def changed(self, timeout: float | None = None) -> Any:
        """Wait until it changes.

        Parameters
        ----------
        timeout
            Seconds to wait; None waits for ever.

        Returns
        -------
        Any
            The new value.

        Raises
        ------
        TimeoutError
            If it has not changed by then.
        RuntimeError
            If the widget is closed, or nobody can change it while the cell waits.

        Examples
        --------
        >>> import nbblocks as gr
        >>> async def lines_of(text: gr.Textbox) -> int:
        ...     return await gr.Trait(text, "lines").changed()
        """
        return await changed(self.widget, self.name, timeout)

    def _listen(self, _event: str, dependency: Dependency) -> None:
        following = self._following[dependency] = _Following(self, dependency)
        if (app := dependency.dispatcher.blocks) is not None:
            app.keep(following)

    def _unlisten(self, _event: str, dependency: Dependency) -> None:
        following = self._following.pop(dependency)
        following.close()
        if (app := dependency.dispatcher.blocks) is not None:
            app.let_go(following)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Trait) and self.widget is other.widget and self.name == other.name

    def __hash__(self) -> int:
        return hash((id(self.widget), self.name))

    def __repr__(self) -> str:
        return f"<Trait {self.name!r} of {type(self.widget).__name__}>"


class _Following:
    """Calls a handler when a trait changes, on whichever thread, until its app closes."""

    def __init__(self, trait: Trait, dependency: Dependency) -> None:
        self._trait = trait
        self._dependency = dependency
        trait.widget.observe(self._changed, trait.name)

    def _changed(self, change: Bunch) -> None:
        if _written.get() not in self._dependency.outputs:
            data = {"name": change.name, "old": change.old, "new": change.new}
            self._dependency.run(EventData(self._trait.widget, data))

    def close(self) -> None:
        """Call it no more; both its app and its handler may close it."""
        with suppress(ValueError):
            self._trait.widget.unobserve(self._changed, self._trait.name)
