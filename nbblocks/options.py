"""Options: how a handler is run, the keywords that every event takes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal

from nbblocks.dispatch.queue import check_count
from nbblocks.keywords import unknown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

TriggerMode = Literal["once", "multiple", "always_last"]


@dataclass(frozen=True)
class Options:
    """How a handler is run: the keywords that every event takes.

    Parameters
    ----------
    api_name, api_description, api_visibility
        What ``demo.api`` calls the handler, and says of it; the function's name and docstring if
        None. ``api_name=False`` or ``"private"`` leaves it out.
    scroll_to_output
        Whether the page scrolls to the first output when it is written.
    show_progress
        What the outputs show while it runs: ``"full"``, ``"minimal"`` or ``"hidden"``.
    show_progress_on
        What shows it in the place of the outputs: a component or a list of them; a container
        shows none.
    queue
        Whether it waits for its turn; if not, no limit holds it back.
    batch, max_batch_size
        Whether the handler gets a list for each input, of as many calls as wait, and returns a
        list for each output.
    preprocess
        Whether it gets what the components make of their values, or the values as they are
        stored: of an image the `FileData`, of a radio with ``type="index"`` the choice itself.
    postprocess
        Whether a component of your own makes something of what the handler returns. If not, that
        is what it stores already, such as a handler without ``preprocess`` gets. A component of
        the library takes that as it is in any case, and refuses what it cannot hold.
    cancels
        Dependencies whose calls end when this one is called. A generator ends after its step, an
        async handler where it awaits, and both run their ``finally``; what a plain function
        returns is dropped.
    trigger_mode
        What happens while a call is pending: ``"once"`` drops the next, ``"multiple"`` queues it,
        ``"always_last"`` keeps the newest. If None: the last for events that come in bursts
        (``change``, ``input``, ``key_up``), else the first.
    js
        JavaScript that runs in the page before the handler, or in its place: a function of the
        inputs' values that returns the values that the handler gets. True, with which Gradio
        translates the handler, is accepted: it runs in the kernel.
    concurrency_limit, concurrency_id
        Calls of one function that run at the same time; None for any number. Handlers with the
        same id share a limit.
    time_limit
        Seconds after which a generator or an async handler ends, and a stream of the page.
    stream_every
        Seconds between two pieces that a ``stream`` event sends.
    key
        What tells the listener apart when `gr.render` runs again; calls under way go on.
    validator
        A function that gets what the handler would, and returns `gr.validate`: one for all
        inputs, a list of one for each, or a dict by component. ``False`` refuses, too; ``None``
        and ``True`` do not. If it refuses any, the handler does not run, and the visitor reads
        why at the input, or in a toast if that is not in sight. Of a batch, it sees each call.
    inputs_kwargs
        Inputs that the handler gets by name: components by the names of its parameters.
    executor
        A `concurrent.futures.Executor` that runs it; ``False`` for this kernel, whatever the app says.
    """

    api_name: str | bool | None = None
    api_description: str | bool | None = None
    scroll_to_output: bool = False
    show_progress: Literal["full", "minimal", "hidden"] = "full"
    show_progress_on: Any = None
    queue: bool = True
    batch: bool = False
    max_batch_size: int = 4
    preprocess: bool = True
    postprocess: bool = True
    cancels: Any = None
    trigger_mode: TriggerMode | None = None
    js: str | bool | None = None
    concurrency_limit: int | Literal["default"] | None = "default"
    concurrency_id: str | None = None
    api_visibility: Literal["public", "private", "undocumented"] = "public"
    time_limit: float | None = None
    stream_every: float = 0.5
    key: Any = None
    validator: Callable[..., Any] | None = None
    inputs_kwargs: dict[str, Any] | None = None
    executor: Executor | Literal[False] | None = None

    @classmethod
    def of(cls, where: str, args: Sequence[Any], options: dict[str, Any], **defaults: Any) -> Options:
        """Make options of what a listener was given; ``where`` is for the message, ``defaults`` go with its events."""
        names = [entry.name for entry in fields(cls)]
        given = dict(zip(names, args, strict=False)) | {_CLASSIC.get(key, key): v for key, v in options.items()}
        for name in given:
            if name not in names and name not in _GONE:
                raise TypeError(unknown_name(name, f"{where}()", names))
        unset = {name for name, value in given.items() if value is None and name in _SWITCHES}
        chosen = cls(**defaults | {name: value for name, value in given.items() if name in names and name not in unset})
        chosen._check_choices(where)
        chosen._check_types(where)
        chosen._check_numbers(where)
        return chosen

    def _check_choices(self, where: str) -> None:
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                choices = ", ".join(map(repr, allowed))
                msg = f"{where}(): {name} must be one of {choices}, not {getattr(self, name)!r}"
                raise ValueError(msg)

    def _check_types(self, where: str) -> None:
        for name, (is_right, wanted) in _TYPES.items():
            value = getattr(self, name)
            if value is not None and not is_right(value):
                msg = f"{where}(): {name} must be {wanted}, not {type(value).__name__} {str(value)[:80]!r}"
                raise TypeError(msg)

    def _check_numbers(self, where: str) -> None:
        check_count(f"{where}(): concurrency_limit", self.concurrency_limit, None, "default")
        check_count(f"{where}(): max_batch_size", self.max_batch_size)
        for name in ("time_limit", "stream_every"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                msg = f"{where}(): {name} must be more than 0, not {value!r}"
                raise ValueError(msg)


def _is_component(value: Any) -> bool:
    from nbblocks.component import Component

    return all(isinstance(block, Component) for block in several(value))


def _is_dependency(value: Any) -> bool:
    from nbblocks.dependency import Dependency

    return all(isinstance(event, Dependency) for event in several(value))


def _is_executor(value: Any) -> bool:
    return value is False or hasattr(value, "get_executor") or callable(getattr(value, "submit", None))


def several(value: Any) -> list[Any]:
    """Return what was given, one thing or a list of them, as a list; None is nothing."""
    return list(value) if isinstance(value, (list, tuple)) else [] if value is None else [value]


def _is(*types: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, types)


#: Options that are on or off; Gradio 3 had None for what they are anyway.
_SWITCHES = ("queue", "batch", "preprocess", "postprocess", "scroll_to_output")

#: What an option must be if it is not None, and how to say so.
_TYPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(_SWITCHES, (_is(bool), "True or False")),
    **dict.fromkeys(("time_limit", "stream_every"), (_is(Real), "a number of seconds")),
    "js": (_is(str, bool), "a text of JavaScript"),
    "validator": (callable, "a function of the inputs' values"),
    "show_progress_on": (_is_component, "a component or a list of them"),
    "cancels": (
        _is_dependency,
        "an event that was attached, or a list of them (event = button.click(fn, …), then cancels=[event])",
    ),
    "inputs_kwargs": (_is(dict), "a dict of components by the names of the handler's parameters"),
    "executor": (_is_executor, "a concurrent.futures.Executor, a client of Dask or False"),
}


_CHOICES = {
    "trigger_mode": (None, "once", "multiple", "always_last"),
    "show_progress": ("full", "minimal", "hidden"),
    "api_visibility": ("public", "private", "undocumented"),
}

#: Keywords of Gradio 3 by today's name, and those that are gone without one.
_CLASSIC = {"_js": "js"}
_GONE = {"every", "status_tracker", "show_api"}
