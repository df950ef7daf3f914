"""How handlers are attached: from what a listener was given to a `Dependency`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.dependency import Dependency
from nbblocks.options import Options
from nbblocks.ports import as_port

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
    if isinstance(blocks, (set, frozenset)):
        return [as_port(block, what) for block in sorted(blocks, key=id)], True
    if isinstance(blocks, (list, tuple)):
        return [as_port(block, what) for block in blocks], False
    return [as_port(blocks, what)], False
