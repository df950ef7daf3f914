"""`gr.render`: a part of an app that a function makes, again and again."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal

from nbblocks import context
from nbblocks.attaching import attach
from nbblocks.container import Container
from nbblocks.dispatch.writer import lock
from nbblocks.events import listeners
from nbblocks.layouts import Column, Row
from nbblocks.rendering.run import Run
from nbblocks.rendering.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ipywidgets

    from nbblocks.options import TriggerMode


class Place(Container):
    """Where what a render function makes stands."""

    #: The run that made what is shown.
    run: Run | None = None
    stage: Stage | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if self._update is None:
            self.stage = Stage(render=False)
            self.stage.parent = self
            self._place([])

    def _classes(self) -> tuple[str, ...]:
        return ("nbb-place", *super()._classes())

    def _contents(self) -> list[ipywidgets.Widget]:
        return [child for child in self.children if child is not self.stage]

    def _place(self, blocks: list[ipywidgets.Widget]) -> None:
        self.children = (self.stage, *blocks)

    def _revive(self, twin: Any, arguments: Mapping[str, Any]) -> None:
        super()._revive(twin, arguments)
        if self.stage is not None:
            context.note(self.stage)

    def _refill(self, run: Run) -> None:
        """Hold what its own function has made."""

    def renders(self, fn: Callable[..., Any]) -> Callable[..., Any]:
        """Return a handler that has a function make what stands here."""
        if inspect.iscoroutinefunction(fn):

            @wraps(fn)
            async def render_async(*args: Any, **kwargs: Any) -> None:
                with Run(self):
                    await fn(*args, **kwargs)

            return render_async

        @wraps(fn)
        def render_now(*args: Any, **kwargs: Any) -> None:
            with Run(self):
                fn(*args, **kwargs)

        return render_now

    def close(self) -> None:
        """Close it with all that its function has made."""
        with lock:  # A run may be about to show what it made.
            run, self.run = self.run, None
            if run is not None:
                run.end()
            super().close()
            if self.stage is not None:
                self.stage.close()


class PlaceInRow(Place, Row):
    """A place whose blocks stand side by side."""


class PlaceInColumn(Place, Column):
    """A place whose blocks stand one below the other."""


def _place_of(fn: Callable[..., Any]) -> Place:
    """Make the place of a function; within another one it is the same place in each run."""
    run = context.rendering.get()
    name = (fn.__module__, _name_of(fn))
    key = None if run is None else (*name, run.ordinal(name))
    return PlaceInRow(key=key) if isinstance(context.innermost(), Row) else PlaceInColumn(key=key)


def _name_of(fn: Callable[..., Any]) -> str:
    return str(getattr(fn, "__qualname__", type(fn).__qualname__))


def render(
    inputs: Any = None,
    triggers: Any = None,
    *,
    queue: bool = True,
    trigger_mode: TriggerMode | None = "always_last",
    concurrency_limit: int | Literal["default"] | None = None,  # noqa: ARG001 - there is one place, and one run at a time
    concurrency_id: str | None = None,
    show_progress: Literal["full", "minimal", "hidden"] = "full",
) -> Any:
    """Let a function make a part of the app, as a decorator: ``@gr.render(inputs=box)``.

    The function is called when the page loads and whenever an input changes, with the values
    of the inputs. The blocks that it makes stand where it stands, and the events that it
    attaches work, also those between its own blocks and others. When it is called again, its
    blocks are exchanged all at once; what has the ``key=`` of a block of the same class in the
    last run is that block: what the visitor has typed or chosen in it stays, and the focus too.

    Parameters
    ----------
    inputs
        What it gets the values of: a component, a list of them, or a set for one dict.
    triggers
        What it is called on instead, as for `on`: ``[button.click, demo.load]``.
    queue, trigger_mode, concurrency_id, show_progress
        As for any event, see `nbblocks.options.Options`.
    concurrency_limit
        Accepted; a place is made by one call at a time.

    Returns
    -------
    Callable
        The decorator, which returns the function itself.

    Raises
    ------
    ValueError
        If it stands in no ``with gr.Blocks()``.
    TypeError
        If the function is a generator, or cannot take that many inputs, or a trigger is no event.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     count = gr.Slider(1, 5, 2, step=1, label="How many")
    ...
    ...     @gr.render(inputs=count)
    ...     def boxes(number):
    ...         for index in range(number):
    ...             gr.Textbox(label=f"Name {index + 1}", key=index)
    """
    if inspect.isfunction(inputs):
        return render()(inputs)
    options = {
        "queue": queue,
        "trigger_mode": trigger_mode,
        "concurrency_limit": 1,
        "concurrency_id": concurrency_id,
        "show_progress": show_progress,
        "executor": False,
        # To call it is to change the app.
        "api_visibility": "private",
    }
    chosen = listeners(triggers)

    def decorator(fn: Callable[..., Any]) -> Callable[..., Any]:
        if context.root() is None:
            raise ValueError("gr.render stands inside `with gr.Blocks()`")
        if inspect.isgeneratorfunction(fn) or inspect.isasyncgenfunction(fn):
            raise TypeError(f"{_name_of(fn)} of gr.render must not be a generator: what it makes is shown when it ends")
        place = _place_of(fn)
        attach(chosen, place.renders(fn), inputs, None, (), {**options, "show_progress_on": place.stage})
        return fn

    return decorator
