"""Events of components: what they are called, what they carry, how a handler is attached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, overload

from nbblocks import context
from nbblocks.keywords import did_you_mean, unknown_name
from nbblocks.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from traitlets import HasTraits

    from nbblocks.block import Block
    from nbblocks.dependency import Dependency
    from nbblocks.trait import Trait


class EventData:
    """What an event carries besides the inputs; a handler asks for it by annotation.

    Parameters
    ----------
    target
        The block, or other widget, that the event came from.
    data
        What the page said of it. Its keys are attributes too.

    Examples
    --------
    >>> def chosen(event: SelectData) -> str:
    ...     return f"You chose {event.value} at {event.index}"
    """

    def __init__(self, target: HasTraits | None, data: dict[str, Any] | None = None) -> None:
        self.target = target
        self._data = dict(data or {})
        self._page = context.page.get()

    def __reduce__(self) -> tuple[Any, ...]:
        # A component lives in one kernel; where else a handler runs, it has no target.
        return type(self), (None, self._data)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_data"][name]
        except KeyError:
            msg = f"{type(self).__name__} has no {name!r}; it has {', '.join(self.__dict__.get('_data', ())) or 'none'}"
            raise AttributeError(msg) from None


class SelectData(EventData):
    """Which part of a component was selected: ``index``, ``value`` and ``selected``."""

    def __init__(self, target: Block | None, data: dict[str, Any] | None = None) -> None:
        super().__init__(target, {"selected": True, **(data or {})})


class KeyUpData(EventData):
    """Which key was released: ``key`` and the text so far, ``input_value``."""


class LikeData(EventData):
    """What was liked or disliked: ``index``, ``value`` and ``liked``."""


class RetryData(EventData):
    """Which message is to be tried again: ``index`` and ``value``."""


class UndoData(EventData):
    """Which message was taken back: ``index`` and ``value``."""


class EditData(EventData):
    """What was edited: ``index``, ``previous_value`` and ``value``."""


class CopyData(EventData):
    """What was copied: ``value``."""


class DownloadData(EventData):
    """Which file was downloaded: ``file``."""


class DeletedFileData(EventData):
    """Which file was deleted: ``file``."""


class _Kind(NamedTuple):
    """What is the same for an event on every component that has it."""

    doc: str
    #: It changes what the component holds, so that a read-only component refuses it.
    edits: bool = False
    data: type[EventData] = EventData
    #: It comes from the kernel; the page cannot fire it.
    internal: bool = False
    #: What the outputs show while its handlers run, if the author does not say.
    progress: str = "full"
    #: The page waits until each is handled, so that none is dropped.
    paced: bool = False


KINDS = {
    "answer": _Kind("the page has run the JavaScript of an event"),
    "apply": _Kind("the visitor applies the edits made in the component", edits=True),
    "blur": _Kind("the component loses the focus"),
    "change": _Kind("the value changes, whoever changed it: visitor, handler or a cell", internal=True),
    "clear": _Kind("the visitor clears the component", edits=True),
    "click": _Kind("the visitor clicks the component", edits=True),
    "collapse": _Kind("the visitor closes it"),
    "copy": _Kind("the visitor copies its content", data=CopyData),
    "delete": _Kind("the visitor deletes an item of it", edits=True, data=DeletedFileData),
    "double_click": _Kind("the visitor clicks it twice"),
    "download": _Kind("the visitor downloads a file from it", data=DownloadData),
    "edit": _Kind("the visitor edits an item of it", edits=True, data=EditData),
    "end": _Kind("the media in it has played to its end"),
    "example_select": _Kind("the visitor picks one of its examples", data=SelectData),
    "expand": _Kind("the visitor opens it"),
    "focus": _Kind("the component gets the focus"),
    "input": _Kind("the visitor changes the value", edits=True),
    "key_up": _Kind("the visitor releases a key in it", data=KeyUpData),
    "like": _Kind("the visitor likes or dislikes a part of it", data=LikeData),
    "load": _Kind("a page shows it for the first time"),
    "option_select": _Kind("the visitor picks one of its options", data=SelectData),
    "pause": _Kind("the media in it is paused"),
    "pause_recording": _Kind("the visitor pauses the recording", edits=True),
    "play": _Kind("the media in it starts to play"),
    "release": _Kind("the visitor lets go of it", edits=True),
    "retry": _Kind("the visitor asks for another try", edits=True, data=RetryData),
    "select": _Kind("the visitor selects it or a part of it", data=SelectData),
    "start_recording": _Kind("the visitor starts recording", edits=True),
    "stop": _Kind("the media in it is stopped, or the visitor presses its stop button"),
    "stop_recording": _Kind("the visitor stops recording", edits=True),
    "stream": _Kind("a new piece of a running recording is there", edits=True, progress="minimal", paced=True),
    "submit": _Kind("the visitor submits it with Enter or its button", edits=True),
    "tick": _Kind("its interval has passed", progress="hidden"),
    "undo": _Kind("the visitor takes a message back", edits=True, data=UndoData),
    "unload": _Kind("the page goes away"),
    "upload": _Kind("the visitor uploads a file into it", edits=True),
}


def event_data(block: Block | None, event: str, data: dict[str, Any] | None = None) -> EventData:
    """Return the data of an event, in the class that goes with it."""
    return KINDS[event].data(block, data)


class Event:
    """An event that a block declares: ``click = Event()`` in its class.

    Read from an instance it gives a `Listener`, which attaches handlers.
    """

    name: str
    kind: _Kind

    def __set_name__(self, owner: type[Block], name: str) -> None:
        self.name = name
        self.kind = KINDS[name]
        self.__doc__ = f"Happens when {self.kind.doc}."
        owner._declared_events = {**getattr(owner, "_declared_events", {}), name: self}

    @overload
    def __get__(self, block: None, owner: type[Any]) -> Event: ...

    @overload
    def __get__(self, block: Block | Trait, owner: type[Any]) -> Listener: ...

    def __get__(self, block: Block | Trait | None, owner: type[Any]) -> Event | Listener:
        return self if block is None else Listener(block, self)


class Listener:
    """An event of one block; call it to attach a handler, or use it as a decorator."""

    def __init__(self, block: Block | Trait, event: Event) -> None:
        self.block = block
        self.event = event
        self.__doc__ = event.__doc__

    def __call__(
        self,
        fn: Callable[..., Any] | str | None = "decorator",
        inputs: Any = None,
        outputs: Any = None,
        *args: Any,
        **options: Any,
    ) -> Dependency | Any:
        """Call ``fn`` when the event happens.

        Parameters
        ----------
        fn
            The handler: a function, generator function, async function or async
            generator function. Left out, the listener is a decorator. ``None`` only
            runs ``js``.
        inputs
            The block whose value the handler gets, a list of them for as many
            arguments, or a set for one dict of values by block.
        outputs
            The block that gets what the handler returns, or a list of them.
        **options
            See `nbblocks.options.Options`.

        Returns
        -------
        Dependency
            What was attached, for ``.then()``, ``.success()``, ``.failure()`` and
            ``cancels=``; as a decorator, the function itself.

        Raises
        ------
        TypeError
            If the handler cannot take that many inputs, or an option is unknown.

        Examples
        --------
        >>> import nbblocks as gr
        >>> with gr.Blocks() as demo:
        ...     name, greeting = gr.Textbox(), gr.Textbox()
        ...     greet = name.submit(lambda n: f"Hello {n}!", name, greeting)
        """
        from nbblocks.attaching import attach

        _check_names(repr(self), options, "fn", "inputs", "outputs")
        return attach([self], fn, inputs, outputs, args, options)

    def __repr__(self) -> str:
        return f"{type(self.block).__name__}.{self.event.name}"


def on(
    triggers: Listener | Trait | Sequence[Listener | Trait] | None = None,
    fn: Callable[..., Any] | str | None = "decorator",
    inputs: Any = None,
    outputs: Any = None,
    **options: Any,
) -> Dependency | Any:
    """Call a handler on any of several events.

    Parameters
    ----------
    triggers
        Events such as ``[name.submit, button.click]``, or ``gr.Trait(widget, "name")`` for
        the change of that. ``None`` means the change of any input, and once when the page
        loads.
    fn, inputs, outputs, **options
        As for one event, see `Listener`.

    Returns
    -------
    Dependency
        What was attached; as a decorator, the function itself.

    Raises
    ------
    TypeError
        If a trigger is neither, and as for one event.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     a, b, total = gr.Number(), gr.Number(), gr.Number()
    ...     added = gr.on([a.submit, b.submit], lambda x, y: x + y, [a, b], total)
    """
    from nbblocks.attaching import attach

    _check_names("on", options, "triggers", "fn", "inputs", "outputs")
    return attach(listeners(triggers), fn, inputs, outputs, (), options)


def _check_names(where: str, given: dict[str, Any], *parameters: str) -> None:
    """Refuse a keyword that is a parameter misspelt; `Options` knows only those that are options misspelt."""
    options = list(Options.__dataclass_fields__)
    for name in given.keys() - options:
        if did_you_mean(name, options) != did_you_mean(name, [*parameters, *options]):
            raise TypeError(unknown_name(name, f"{where}()", [*parameters, *options]))


def listeners(triggers: Any) -> list[Listener] | None:
    """Return the events that an author gave as triggers, one or a list; None if none were named."""
    if triggers is None:
        return None
    return [_listener(trigger) for trigger in (triggers if isinstance(triggers, (list, tuple)) else [triggers])]


def _listener(trigger: object) -> Listener:
    from nbblocks.trait import Trait

    if isinstance(trigger, Trait):
        return trigger.change
    if not isinstance(trigger, Listener):
        raise TypeError(f"triggers are events such as button.click, or gr.Trait(widget, 'name'), not {trigger!r}")
    return trigger
