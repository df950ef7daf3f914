"""How handlers are attached: from what a listener was given to a `Dependency`."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import partial
from typing import TYPE_CHECKING, Any

from ipywidgets.widgets import widget as registry

from nbblocks import context
from nbblocks.dependency import Dependency
from nbblocks.options import Options
from nbblocks.ports import as_port
from nbblocks.session.state import State
from nbblocks.stored import unprocessed
from nbblocks.trait import Trait

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbblocks.blocks import Blocks
    from nbblocks.events import Listener
    from nbblocks.ports import Port


def attach(
    triggers: list[Listener] | None,
    fn: Any,
    inputs: Any,
    outputs: Any,
    args: Sequence[Any],
    options: dict[str, Any],
    root: Blocks | None = None,
) -> Any:
    """Attach a handler to events; with the decorator's spelling, return the decorator.

    Without ``triggers`` it follows the change of every input, and the load of ``root``.
    """
    every = options.get("every")
    options = {name: value for name, value in options.items() if name != "every"}

    def finish(handler: Any) -> Dependency:
        chosen = _changes(inputs, root or context.root()) if triggers is None else triggers
        timer = None if every is None else _timer(every, chosen)
        if timer is not None:
            chosen = [*chosen, timer.tick]
        dependency = make(chosen, handler, inputs, outputs, args, options)
        dependency.associated_timer = timer
        if timer is not None and timer is not every:
            dependency.on_cancel.append(timer.stop)
        for trigger in chosen:
            context.when_shown(partial(trigger.block._listen, trigger.event.name, dependency))
        dependency.register()
        return dependency

    return decorate(fn, finish)


def _timer(every: Any, triggers: list[Listener]) -> Any:
    from nbblocks.components.timer import timer_of

    return timer_of(every, triggers)


def _changes(inputs: Any, root: Blocks | None) -> list[Listener]:
    changes = [port.change for port in _ports(inputs, "input")[0]]
    return [*(change for change in changes if change is not None), *([root.load] if root is not None else [])]


def make(
    triggers: list[Listener],
    fn: Any,
    inputs: Any,
    outputs: Any,
    args: Sequence[Any],
    options: dict[str, Any],
    after: str = "",
) -> Dependency:
    """Make a dependency of what a listener was given."""
    where = after or ", ".join(map(repr, triggers)) or "on"
    if fn is not None and not callable(fn):
        msg = f"{where}(): the handler must be callable, not {type(fn).__name__} {fn!r}"
        raise TypeError(msg)
    in_ports, as_dict = _ports(inputs, f"{where}(): input")
    out_ports, _ = _ports(outputs, f"{where}(): output")
    progress = {trigger.event.kind.progress for trigger in triggers}
    defaults = {"show_progress": progress.pop()} if len(progress) == 1 else {}
    chosen = Options.of(where, args, options, **defaults)
    if not chosen.postprocess:
        out_ports = [unprocessed(port) for port in out_ports]
    dependency = Dependency(fn, triggers, in_ports, out_ports, chosen, as_dict, after)
    context.note_handler(dependency)
    return dependency


def decorate(fn: Any, finish: Callable[[Any], Dependency]) -> Any:
    """Finish with a handler now, or with the one that the returned decorator is put on."""
    if not (isinstance(fn, str) and fn == "decorator"):
        return finish(fn)

    def decorator(handler: Any) -> Any:
        finish(handler)
        return handler

    return decorator


def _ports(blocks: Any, what: str) -> tuple[list[Port], bool]:
    if blocks is None:
        return [], False
    if isinstance(blocks, AbstractSet):
        return _in_order([as_port(block, what) for block in blocks]), True
    if isinstance(blocks, (list, tuple)):
        return [as_port(block, what) for block in blocks], False
    return [as_port(blocks, what)], False


def _in_order(ports: list[Port]) -> list[Port]:
    """Return what a set holds in the order in which it was made: widgets stand so in the register of ipywidgets."""
    places = {name: place for place, name in enumerate(list(getattr(registry, "_instances", ())))}

    def place(port: Port) -> tuple[int, int, str]:
        block = port.block
        if isinstance(block, State):
            return places.get(block.made_after, -1), block.number, ""
        widget, name = (block.widget, block.name) if isinstance(block, Trait) else (block, "")
        return places.get(getattr(widget, "model_id", None), len(places)), -1, name

    return sorted(ports, key=place)
