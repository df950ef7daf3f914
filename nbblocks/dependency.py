"""Dependency: what to call when something happens, with what, into what."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.dispatch.dispatcher import dispatcher_of
from nbblocks.injection import check_parameters, is_any
from nbblocks.keywords import did_you_mean
from nbblocks.options import several
from nbblocks.ports import as_port
from nbblocks.updates import Update, as_update

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbblocks.components.timer import Timer
    from nbblocks.dispatch.call import Call
    from nbblocks.events import EventData, Listener
    from nbblocks.options import Options, TriggerMode
    from nbblocks.ports import Port

#: Events that come in bursts, of which only the newest counts.
_BURSTS = {"change", "input", "key_up"}

#: The kinds of parameters that an argument may be given to by name.
_NAMED = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


@dataclass(eq=False)
class Dependency:
    """A handler attached to events.

    Parameters
    ----------
    fn
        The handler; None if only ``js`` runs.
    triggers
        The events that it follows; empty for ``.then()``.
    inputs, outputs
        What it reads and writes.
    options
        How it is run.
    as_dict
        Whether the handler gets one dict of values by block.
    after
        What it follows, such as ``"Button.click → f().then"``.
    """

    fn: Callable[..., Any] | None
    triggers: list[Listener]
    inputs: list[Port]
    outputs: list[Port]
    options: Options
    as_dict: bool = False
    after: str = ""
    then_run: list[tuple[str, Dependency]] = field(default_factory=list)
    #: Told when its calls are cancelled: who goes on calling it by itself.
    on_cancel: list[Callable[[], object]] = field(default_factory=list)
    #: The timer of ``every=``.
    associated_timer: Timer | None = None
    #: What it follows, if not an event.
    leader: Dependency | None = None
    #: Whether it is off its events for good, and only calls under way go on.
    detached: bool = False

    def __post_init__(self) -> None:
        self.dispatcher = dispatcher_of(self._blocks())
        names = {trigger.event.name for trigger in self.triggers} - {"load"}
        bursts = bool(names) and names <= _BURSTS
        self.trigger_mode: TriggerMode = self.options.trigger_mode or ("always_last" if bursts else "once")
        paced = any(trigger.event.kind.paced for trigger in self.triggers)
        if (self.after or paced) and self.options.trigger_mode is None:
            self.trigger_mode = "multiple"
        keywords = self.options.inputs_kwargs or {}
        self.keywords = {name: as_port(block, f"{self}: {name}") for name, block in keywords.items()}
        self.injected = check_parameters(self) if self.fn is not None else {}
        self._check_keywords()
        for port in self.sources:
            port.used_as(input=True)
        for port in self.outputs:
            port.used_as(output=True)

    def _check_keywords(self) -> None:
        """Refuse inputs under names that the handler does not take."""
        try:
            parameters = inspect.signature(self.fn).parameters.values()  # type: ignore[arg-type]
        except (TypeError, ValueError):  # There is no handler, or it does not say what it takes.
            return
        names = [parameter.name for parameter in parameters if parameter.kind in _NAMED]
        open_ended = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)
        for name in self.keywords:
            if name not in names and not open_ended:
                msg = f"{self}: the handler has no parameter {name!r} for inputs_kwargs{did_you_mean(str(name), names)}"
                raise TypeError(msg)

    @property
    def group(self) -> Any:
        """What it shares its concurrency limit with."""
        return self.options.concurrency_id or self.fn or self

    @property
    def cancels(self) -> list[Dependency]:
        """Whose calls end when this one is called."""
        return several(self.options.cancels)

    @property
    def callable(self) -> Callable[..., Any]:
        """What runs: the handler, or what sends it to the executor."""
        executor = self.options.executor
        if executor is None:
            executor = getattr(self.dispatcher.blocks, "executor", None)
        if not executor:
            return self.fn  # type: ignore[return-value]
        from nbblocks.dispatch.executor import on_executor

        return on_executor(self.fn, executor)  # type: ignore[arg-type]

    @property
    def unwinds(self) -> bool:
        """Whether a call that is cancelled comes to an end: that of a plain function may not."""
        return is_any(self.fn, inspect.isgeneratorfunction, inspect.iscoroutinefunction, inspect.isasyncgenfunction)

    @property
    def unheard(self) -> bool:
        """Whether all that it writes to is closed, and it would end if it were cancelled."""
        closed = [getattr(port.block, "comm", self) is None for port in self.outputs]
        return bool(closed) and all(closed) and self.unwinds and not self.then_run

    def register(self) -> None:
        """Be one of the handlers of its app."""
        if (app := self.dispatcher.blocks) is not None:
            app.dependencies.append(self)

    def detach(self) -> None:
        """Take it off the events that it follows; calls under way go on, with what follows them."""
        if self.detached:
            return
        self.detached = True
        for trigger in self.triggers:
            trigger.block._unlisten(trigger.event.name, self)
        self.after = self.after or self._source()  # for what a call under way may still say
        self.triggers = []
        for port in self.sources:
            port.used_as(input=-1)
        for port in self.outputs:
            port.used_as(output=-1)
        for _, follower in self.then_run:
            follower.detach()
        if self.leader is not None and not self.leader.detached:
            self.leader.then_run = [pair for pair in self.leader.then_run if pair[1] is not self]
        self.dispatcher.forget(self)
        if (app := self.dispatcher.blocks) is not None and self in app.dependencies:
            app.dependencies.remove(self)

    @property
    def sources(self) -> list[Port]:
        """What it reads: the inputs by place, then those by name."""
        return [*self.inputs, *self.keywords.values()]

    def read(self) -> list[Any]:
        """Return the canonical values of its inputs as they are now."""
        return [port.read() for port in self.sources]

    def _blocks(self) -> Any:
        """Return its app: that of its first trigger, else the one that is being built, else that of a port."""
        triggers = [_root(trigger.block) for trigger in self.triggers[:1]]
        ports = [_root(port.block) for port in (*self.outputs, *self.inputs)]
        return next((root for root in (*triggers, context.root(), *ports) if root is not None), None)

    def __str__(self) -> str:
        name = "js" if self.fn is None else getattr(self.fn, "__name__", type(self.fn).__name__)
        return f"{self._source()} → {name}()"

    def _source(self) -> str:
        return " | ".join(map(repr, self.triggers)) or self.after or "load"

    def run(self, event: EventData | None = None, on_end: Callable[[Call], None] | None = None) -> None:
        """Run it now, with the values that its inputs have now.

        Parameters
        ----------
        event
            What has happened.
        on_end
            Told once, when the call is over, was given up or was not even begun.
        """
        self.dispatcher.submit(self.dispatcher.call(self, event, on_end))

    def then(self, fn: Any = "decorator", inputs: Any = None, outputs: Any = None, *args: Any, **options: Any) -> Any:
        """Call another handler after this one, however it ended."""
        return self._chain("then", fn, inputs, outputs, args, options)

    def success(
        self, fn: Any = "decorator", inputs: Any = None, outputs: Any = None, *args: Any, **options: Any
    ) -> Any:
        """Call another handler after this one, if it raised nothing."""
        return self._chain("success", fn, inputs, outputs, args, options)

    def failure(
        self, fn: Any = "decorator", inputs: Any = None, outputs: Any = None, *args: Any, **options: Any
    ) -> Any:
        """Call another handler after this one, if it raised."""
        return self._chain("failure", fn, inputs, outputs, args, options)

    def _chain(self, when: str, fn: Any, inputs: Any, outputs: Any, args: Any, options: Any) -> Any:
        from nbblocks.attaching import decorate, make

        def finish(handler: Any) -> Dependency:
            follower = make([], handler, inputs, outputs, args, options, after=f"{self}.{when}")
            follower.dispatcher, follower.leader = self.dispatcher, self
            context.when_shown(lambda: self.then_run.append((when, follower)))
            follower.register()
            return follower

        return decorate(fn, finish)

    def followers(self, failed: bool) -> list[Dependency]:
        """Return what runs next, after success or failure."""
        wanted = {"then", "failure"} if failed else {"then", "success"}
        return [follower for when, follower in self.then_run if when in wanted]

    def arguments(self, values: Sequence[Any]) -> tuple[list[Any], dict[str, Any]]:
        """Return what the handler is called with, by place and by name, for canonical values of the inputs."""
        if self.options.preprocess:
            values = [port.preprocess(value) for port, value in zip(self.sources, values, strict=True)]
        args = list(values[: len(self.inputs)])
        named = dict(zip(self.keywords, values[len(self.inputs) :], strict=True))
        if self.as_dict:
            return [{port.block: value for port, value in zip(self.inputs, args, strict=True)}], named
        return args, named

    def updates(self, result: Any) -> dict[Port, Update]:
        """Return what a handler's result changes, by output.

        Raises
        ------
        ValueError
            If it has not one value for each output, or names a block that is no output.
        """
        if isinstance(result, dict) and result and not isinstance(result, Update):
            by_block = self._by_block(result)
            if by_block is not None:
                return by_block
        if not self.outputs or (isinstance(result, Update) and not result):
            return {}
        if len(self.outputs) == 1:
            return {self.outputs[0]: as_update(result)}
        if not isinstance(result, (tuple, list)) or len(result) != len(self.outputs):
            got = f"{len(result)} values" if isinstance(result, (tuple, list)) else f"one {type(result).__name__}"
            msg = f"{self} must return {len(self.outputs)} values, one for each output, but returned {got}"
            raise ValueError(msg)
        return {port: as_update(value) for port, value in zip(self.outputs, result, strict=True)}

    def _by_block(self, result: dict[Any, Any]) -> dict[Port, Update] | None:
        ports = {port.block: port for port in self.outputs}
        if not any(_is_block(key) for key in result):
            return None
        for key in result:
            if not _is_block(key) or key not in ports:
                msg = f"{self} returned a value for {key!r}, which is none of its outputs"
                raise ValueError(msg)
        return {ports[block]: as_update(value) for block, value in result.items()}


def _root(block: Any) -> Any:
    return getattr(block, "root", None)


def _is_block(key: Any) -> bool:
    from ipywidgets import Widget

    from nbblocks.session.state import State
    from nbblocks.trait import Trait

    return isinstance(key, (Widget, State, Trait))
