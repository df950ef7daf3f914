"""What happens in an interface: its function runs, and stops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.block import Block
from nbblocks.events import Listener, on
from nbblocks.session.state import State
from nbblocks.trait import Trait
from nbblocks.updates import update

if TYPE_CHECKING:
    from nbblocks.components import Button
    from nbblocks.dependency import Dependency
    from nbblocks.interface.parts import Parts
    from nbblocks.updates import Update


def attach_run(
    parts: Parts, submit: Button | None, *, live: bool, options: dict[str, Any], stream: dict[str, Any]
) -> Dependency:
    """Call the function on a click and on Enter; if it is live, whenever an input changes.

    Parameters
    ----------
    parts
        What the interface is made of.
    submit
        The button that runs it, if there is one.
    live
        Whether it runs by itself.
    options
        How it is run.
    stream
        More of that for inputs that come as a stream.
    """
    if live and parts.inputs:
        return _attach_live(parts, submit, options, stream)
    triggers = [*_listeners([submit], "click"), *_listeners(parts.inputs, "submit")]
    run: Dependency = on(triggers, parts.fn, parts.inputs, parts.outputs, scroll_to_output=True, **options)
    if live and (app := context.root()) is not None:
        app.load(parts.fn, None, parts.outputs, **options | {"api_name": False})
    return run


def _attach_live(parts: Parts, submit: Button | None, options: dict[str, Any], stream: dict[str, Any]) -> Dependency:
    streaming = [block for block in parts.inputs if getattr(block, "streaming", False)]
    # The function itself changes a state, and must not run because of that.
    changing = [block for block in parts.inputs if block not in streaming and not isinstance(block, State)]
    foreign = [Trait(block).change for block in changing if not isinstance(block, Block)]
    triggers = [*_listeners(streaming, "stream"), *_listeners(changing, "change"), *foreign]
    if submit is not None:
        triggers.append(submit.click)
    if streaming:
        # Outputs that change all the time need not say that they are about to.
        how = options | stream | {"show_progress": "hidden", "trigger_mode": "multiple"}
    else:
        how = options | {"trigger_mode": "always_last"}
    run: Dependency = on(triggers, parts.fn, parts.inputs, parts.outputs, **how)
    return run


def _listeners(blocks: list[Any], event: str) -> list[Listener]:
    return [getattr(block, event) for block in blocks if event in getattr(block, "_declared_events", ())]


def attach_stop(run: Dependency, submit: Button, stop: Button) -> None:
    """Show the stop button in the place of the submit button while the function runs."""

    def exchange() -> list[Update]:
        running = run.dispatcher.pending(run)
        return [update(visible=not running), update(visible=running)]

    # One at a time: each reads anew whether it runs, so that the last one leaves the right button.
    options = {"show_progress": "hidden", "concurrency_limit": 1, "trigger_mode": "multiple", "api_name": False}
    buttons = [submit, stop]
    on(run.triggers, exchange, None, buttons, **options)
    run.then(exchange, None, buttons, **options)
    stop.click(exchange, None, buttons, cancels=run, **options)
