"""What happens in an interface: its function runs, and stops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.block import Block
from nbblocks.events import Listener, on
from nbblocks.state import State
from nbblocks.trait import Trait
from nbblocks.updates import update

if TYPE_CHECKING:
    from nbblocks.components import Button
    from nbblocks.dependency import Dependency
    from nbblocks.interface.parts import Parts
    from nbblocks.updates import Update


def attach_run(parts: Parts, submit: Button | None, *, live: bool, options: dict[str, Any]) -> Dependency:
    """Call the function on a click and on Enter; if it is live, whenever an input changes."""
    if live and parts.inputs:
        return _attach_live(parts, submit, options)
    triggers = [*_listeners([submit], "click"), *_listeners(parts.inputs, "submit")]
    run: Dependency = on(triggers, parts.fn, parts.inputs, parts.outputs, scroll_to_output=True, **options)
    if live and (app := context.root()) is not None:
        app.load(parts.fn, None, parts.outputs, **options)
    return run


def _attach_live(parts: Parts, submit: Button | None, options: dict[str, Any]) -> Dependency:
    streaming = [block for block in parts.inputs if getattr(block, "streaming", False)]
    changing = [block for block in parts.inputs if block not in streaming]
    foreign = [Trait(block).change for block in changing if not isinstance(block, (Block, State))]
    triggers = [*_listeners(streaming, "stream"), *_listeners(changing, "change"), *foreign]
    if submit is not None:
        triggers.append(submit.click)
    mode = "multiple" if streaming else "always_last"
    run: Dependency = on(triggers, parts.fn, parts.inputs, parts.outputs, trigger_mode=mode, **options)
    return run


def _listeners(blocks: list[Any], event: str) -> list[Listener]:
    return [getattr(block, event) for block in blocks if event in getattr(block, "_declared_events", ())]


def attach_stop(run: Dependency, submit: Button, stop: Button) -> None:
    """Show the stop button in the place of the submit button while the function runs."""

    def exchange() -> list[Update]:
        running = run.dispatcher.pending(run)
        return [update(visible=not running), update(visible=running)]

    # One at a time: each reads anew whether it runs, so that the last one leaves the right button.
    options = {"show_progress": "hidden", "concurrency_limit": 1, "trigger_mode": "multiple"}
    buttons = [submit, stop]
    on(run.triggers, exchange, None, buttons, **options)
    run.then(exchange, None, buttons, **options)
    stop.click(exchange, None, buttons, cancels=run, **options)
