"""What the page sends: one kind of message, checked before it changes anything.

``{event: "input" | None, data: {...}, state: {value: ..., ...}, page: "…", n: 12}``: the
kernel applies ``state``, then fires ``event``. Both travel in one message because ipywidgets
holds state back while the kernel is busy, so that a click would overtake the text typed
before it. What the page called ``page`` says comes in the order of ``n``, and once. A ``seq``
is acknowledged, so that the page knows whether the kernel listens and what it has heard,
with the reason if what it says is refused.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from nbblocks import context
from nbblocks.dispatch.writer import lock
from nbblocks.exceptions import RefusedError
from nbblocks.pacing import remind
from nbblocks.turns import Turns

if TYPE_CHECKING:
    from nbblocks.component import Component

log = logging.getLogger("nbblocks")

#: Characters of the name that a page gives itself.
MAX_PAGE = 64

turns = Turns()


def receive(component: Component, content: Any) -> None:
    """Check a message of the page, apply its state and fire its event.

    What is refused is logged with the reason and changes nothing; the page gets the
    state as it is, since it shows something else.
    """
    with context.from_page(page_of(content)):
        _receive(component, content)


def _receive(component: Component, content: Any) -> None:
    reason: dict[str, str] = {}
    try:
        # One lock for all: two threads may bring messages of a page, and others write meanwhile.
        with lock:
            if not _in_turn(component, content):
                return
            event, data, state = _parse(component, content)
            component.take(state)
    except RefusedError as refusal:
        log.warning("Refused a message for %r: %s", component, refusal)
        reason["refused"] = str(refusal)
        _send_back(component, content)
        return
    finally:
        _acknowledge(component, content, **reason)
    if event is not None:
        component.fire(event, data)


def _in_turn(component: Component, content: Any) -> bool:
    number = content.get("n") if isinstance(content, dict) else None
    page = page_of(content)
    if number is None or page is None:
        return True
    if not isinstance(number, int):
        msg = f"it is number {str(number)[:80]!r}"
        raise RefusedError(msg)
    if turns.takes(page, number):
        component.note_heard(page, number)
        return True
    if turns.misses(page, number):
        component.send({"page": page, "heard": turns.heard(page), "lost": True})
    return False


def page_of(content: Any) -> str | None:
    """Return the name that the page gave itself, which only tells it from the others."""
    page = content.get("page") if isinstance(content, dict) else None
    return page if isinstance(page, str) and 0 < len(page) <= MAX_PAGE else None


def _parse(component: Component, content: Any) -> tuple[str | None, dict[str, Any], dict[str, Any]]:
    if not isinstance(content, dict):
        msg = "it is no object"
        raise RefusedError(msg)
    event, data, state = content.get("event"), content.get("data") or {}, content.get("state") or {}
    if not isinstance(data, dict) or not isinstance(state, dict):
        msg = "its data and state must be objects"
        raise RefusedError(msg)
    if len(str(data)) > component._max_data:
        msg = f"its data is larger than {component._max_data} characters"
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


def _acknowledge(component: Component, content: Any, **more: str) -> None:
    seq = content.get("seq") if isinstance(content, dict) else None
    if not isinstance(seq, int):
        return
    answer: dict[str, Any] = {"ack": seq, **more}
    if (page := page_of(content)) is not None:
        heard, last = turns.heard(page), content.get("last")
        answer |= {"page": page, "heard": heard, "lost": isinstance(last, int) and last > heard}
        answer["spoken"] = remind(content.get("spoken"))
    component.send(answer)


def _send_back(component: Component, content: Any) -> None:
    state = content.get("state") if isinstance(content, dict) else None
    if isinstance(state, dict):
        known = [name for name in state if isinstance(name, str) and name in component.keys]
        if known:
            component.send_state(known)
