"""JavaScript of events: the page runs what the author wrote, before a handler or instead of one.

The kernel drives. Before a call takes its place in the line, the page that its event came from
is asked: ``{js, id, page, values}``. It answers that it has begun, and later what came out, as
the event ``answer`` of the shell: ``{id, begun}``, then ``{id, result}`` or ``{id, error}``.
A page can say anything, so each value is checked as what a visitor puts in is.
"""

from __future__ import annotations

import json
import logging
import secrets
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from nbblocks.dispatch.loop import later
from nbblocks.updates import Update

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbblocks.blocks import Blocks
    from nbblocks.dispatch.call import Call
    from nbblocks.ports import Port

log = logging.getLogger("nbblocks")

#: Seconds that a page has to say that it has begun; then it takes as long as it likes.
PATIENCE = 15.0
#: Characters of an error that are told.
MAX_ERROR = 1000

#: In the place of a value: it is as it was.
_SAME = object()


class JavaScriptError(Exception):
    """What went wrong in the JavaScript of an event; the console of the browser has the details."""


@dataclass
class _Question:
    """What a page was asked for a call."""

    call: Call
    page: str
    #: The values that it got, of the inputs and then of the outputs.
    values: list[Any]
    go_on: Callable[[], None]
    stop_waiting: Callable[[], None] = lambda: None


class Questions:
    """What the pages of an app were asked and have not answered.

    Parameters
    ----------
    blocks
        The app.
    """

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._open: dict[str, _Question] = {}

    def ask(self, call: Call, go_on: Callable[[], None]) -> None:
        """Let a page run the JavaScript of a call, then ``go_on``.

        Without a page, or with one that does not answer, the call goes on without it.
        """
        page = self._page_for(call)
        if page is None:
            _warn(call, "no page shows the app")
            go_on()
            return
        try:
            values = _to_page(call)
        except Exception as error:  # noqa: BLE001 - the value may be of any widget
            call.error = JavaScriptError(f"{call.dependency}: a value cannot be sent to the page: {error}")
            go_on()
            return
        name, question = secrets.token_hex(8), _Question(call, page, values, go_on)
        self._open[name] = question
        if call.coalesce:
            question.stop_waiting = later(PATIENCE, partial(self._give_up, name, "the page does not answer"))
        self._blocks.tell({"js": call.dependency.options.js, "id": name, "page": page, "values": values})

    def _page_for(self, call: Call) -> str | None:
        """Return the page that the event came from, the newest one if none did."""
        page = call.event._page if call.event is not None else None
        session = self._blocks.sessions.of(page)
        gone = session is not None and session.hash == page and not session.open
        return page if page and not gone else next(reversed(self._blocks.sessions.open_pages()), None)

    def answer(self, data: dict[str, Any]) -> None:
        """Take what a page says; an answer counts once, and only one that was asked for."""
        name = data.get("id")
        question = self._open.get(name) if isinstance(name, str) else None
        if question is None:
            log.warning("Refused an answer to a question that is not open")
            return
        question.stop_waiting()
        if data.get("begun") is not True and self._open.pop(str(name), None) is not None:
            try:
                _take(question, data)
            except JavaScriptError as error:
                question.call.error = JavaScriptError(f"{question.call.dependency}: {error}")
            question.go_on()

    def left(self, page: str | None) -> None:
        """Note that a page has gone, and with it what it would have answered."""
        for name, question in list(self._open.items()):
            if question.page == page:
                self._give_up(name, "the page has gone")

    def _give_up(self, name: str, reason: str) -> None:
        question = self._open.pop(name, None)
        if question is not None:
            question.stop_waiting()
            _warn(question.call, reason)
            question.go_on()


def _warn(call: Call, reason: str) -> None:
    log.warning("%s goes on without its JavaScript: %s", call.dependency, reason)


def _to_page(call: Call) -> list[Any]:
    """Return what the code gets: the values of the inputs, and those of the outputs as they are now."""
    dependency = call.dependency
    sent = [port.to_page(value) for port, value in zip(dependency.sources, call.values, strict=True)]
    shown = [port.to_page(port.read()) for port in dependency.outputs]
    copied: list[Any] = json.loads(json.dumps([*sent, *shown], default=lambda _: None))
    return copied


def _take(question: _Question, data: dict[str, Any]) -> None:
    """Put what the code returned into the call: as values of the inputs, without a handler of the outputs."""
    if "error" in data:
        raise JavaScriptError(" ".join(str(data["error"])[:MAX_ERROR].split()))
    if "result" not in data:
        return
    call, dependency = question.call, question.call.dependency
    count = len(call.values)
    if dependency.fn is not None:
        made = _checked(dependency.sources, question.values[:count], data["result"], output=False)
        call.values = [old if new is _SAME else new for old, new in zip(call.values, made, strict=True)]
    elif dependency.outputs:
        made = _checked(dependency.outputs, question.values[count:], data["result"], output=True)
        updates = [Update() if value is _SAME else Update(value=value) for value in made]
        call.scripted = updates if len(updates) > 1 else updates[0]


def _checked(ports: Sequence[Port], before: Sequence[Any], result: Any, *, output: bool) -> list[Any]:
    """Return a checked value for each port, or `_SAME`. What the code returns beyond that is left."""
    accept = partial(_accept, output=output)
    if not ports or (result == [] and len(ports) > 1):
        return [_SAME] * len(ports)
    if len(ports) == 1 and isinstance(result, list) and result:
        try:
            return [accept(ports[0], before[0], result)]
        except JavaScriptError:
            return [accept(ports[0], before[0], result[0])]
    values = [result] if len(ports) == 1 else result
    if not isinstance(values, list) or len(values) < len(ports):
        got = f"{len(values)}" if isinstance(values, list) else "one that is no list"
        raise JavaScriptError(f"it must return a list of {len(ports)} values, but returned {got}")
    return [accept(*each) for each in zip(ports, before, values, strict=False)]


def _accept(port: Port, before: Any, value: Any, *, output: bool) -> Any:
    if value == before:
        return _SAME
    try:
        return port.from_page(value, output=output)
    except Exception as refusal:  # a page can say what no check thought of
        raise JavaScriptError(f"it returned a value for {port.block!r}, but {refusal}") from refusal
