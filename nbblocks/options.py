"""Options: how a handler is run, the keywords that every event takes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

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
        What shows it in the place of the outputs: a component or a list of them.
    queue
        Whether it waits for its turn; if not, no limit holds it back.
    batch, max_batch_size
        Whether the handler gets a list for each input, of as many calls as wait, and returns a
        list for each output.
    preprocess
        Whether it gets what the component makes of its value, or the value as it is stored.
    postprocess
        Accepted: a component takes what it stores as well as what is yet to be made of it.
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
        inputs' values that returns the values that the handler gets.
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
        A function of the inputs' values that returns `gr.validate` for each; what it refuses is
        shown at the input, and the handler does not run.
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
        chosen = cls(**defaults | {name: value for name, value in given.items() if name in names})
        for name, allowed in _CHOICES.items():
            if getattr(chosen, name) not in allowed:
                choices = ", ".join(map(repr, allowed))
                msg = f"{where}(): {name} must be one of {choices}, not {getattr(chosen, name)!r}"
                raise ValueError(msg)
        for name in ("concurrency_limit", "max_batch_size", "time_limit", "stream_every"):
            value = getattr(chosen, name)
            if isinstance(value, (int, float)) and value <= 0:
                msg = f"{where}(): {name} must be more than 0, not {value!r}"
                raise ValueError(msg)
        return chosen


_CHOICES = {
    "trigger_mode": (None, "once", "multiple", "always_last"),
    "show_progress": ("full", "minimal", "hidden"),
    "api_visibility": ("public", "private", "undocumented"),
}

#: Keywords of Gradio 3 by today's name, and those that are gone without one.
_CLASSIC = {"_js": "js"}
_GONE = {"every", "status_tracker", "show_api"}
