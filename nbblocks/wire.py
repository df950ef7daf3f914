"""What the page sends: one kind of message, checked before it changes anything.

``{event: "input" | None, data: {...}, state: {value: ..., ...}, seq: 7}``: the kernel
applies ``state``, then fires ``event``. Both travel in one message because ipywidgets
holds state back while the kernel is busy, so that a click would overtake the text typed
before it. A ``seq`` is acknowledged, so that the page knows whether the kernel listens.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from nbblocks.exceptions import RefusedError

if TYPE_CHECKING:
    from nbblocks.component import Component

log = logging.getLogger("nbblocks")

#: Characters of JSON that the data of an event may have.
MAX_DATA = 100_000


def receive(component: Component, content: Any) -> None:
    """Check a message of the page, apply its state and fire its event.

    What is refused is logged with the reason and changes nothing; the page gets the
    state as it is, since it shows something else.
    """
    try:
        event, data, state = _parse(component, content)
        component.take(state)
    except RefusedError as refusal:
        log.warning("Refused a message for %r: %s", component, refusal)
        _send_back(component, content)
        return
    finally:
        _acknowledge(component, content)
    if event is not None:
        component.fire(event, data)


def _parse(component: Component, content: Any) -> tuple[str | None, dict[str, Any], dict[str, Any]]:
    if not isinstance(content, dict):
        msg = "it is no object"
        raise RefusedError(msg)
    event, data, state = content.get("event"), content.get("data") or {}, content.get("state") or {}
    if not isinstance(data, dict) or not isinstance(state, dict):
        msg = "its data and state must be objects"
        raise RefusedError(msg)
    if len(str(data)) > MAX_DATA:
        msg = f"its data is larger than {MAX_DATA} characters"
        raise RefusedError(msg)
    if event is not None:
        _check_event(component, event)
        data = _check_data(component, event, data)
    return event, data, state


def _check_event(component: Component, event: Any) -> None:
    declared = component._declared_events.get(event) if isinstance(event, str) else None
    if declared is None or declared.kind.internal:
        msg = f"the page cannot fire {str(event)[:80]!r}"
        raise RefusedError(msg)
    if not component.shown:
        msg = f"it is hidden, so there is no {event!r}"
        raise RefusedError(msg)
    if declared.kind.edits and not component._interactive:
        msg = f"it is not interactive, so there is no {event!r}"
        raise RefusedError(msg)


def _check_data(component: Component, event: str, data: dict[str, Any]) -> dict[str, Any]:
    try:
        return component.receive_data(event, data)
    except (TypeError, ValueError) as error:
        msg = f"{event!r} cannot carry {str(data)[:80]}: {str(error)[:200]}"
        raise RefusedError(msg) from error


def _acknowledge(component: Component, content: Any) -> None:
    seq = content.get("seq") if isinstance(content, dict) else None
    if isinstance(seq, int):
        component.send({"ack": seq})


def _send_back(component: Component, content: Any) -> None:
    state = content.get("state") if isinstance(content, dict) else None
    if isinstance(state, dict):
        known = [name for name in state if isinstance(name, str) and name in component.keys]
        if known:
            component.send_state(known)
