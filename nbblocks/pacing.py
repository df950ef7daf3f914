"""How a component speaks to its page, and how the page learns that it missed something.

Jupyter Server drops messages of a kernel that sends more than 1,000 a second
(``iopub_msg_rate_limit``), whichever they are. So a component sends its state thirty times a
second in the long run, the last one always, and numbers what it sends; when the page asks whether the
kernel listens, it is told the numbers of what was sent since it asked last. Of a text that
grows only what is new is sent.
"""

from __future__ import annotations

import time
import weakref
from collections import OrderedDict
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import ipywidgets

from nbblocks.dispatch.dispatcher import dispatcher_of
from nbblocks.dispatch.loop import later
from nbblocks.dispatch.writer import INTERVAL, lock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Times that a component may send at once before it is held back: nobody types faster.
BURST = 30
#: Characters from which on a growing text is sent by its tail.
_TAIL_FROM = 256
#: Pages of which it is known what they said to one component.
_PAGES = 4

#: Components with state that waits to be sent.
_holding: weakref.WeakSet[Paced] = weakref.WeakSet()

#: Every open component that has sent anything, in the order in which they did last, with the number of that.
_spoke: OrderedDict[Paced, int] = OrderedDict()
_spoken = 0


class Paced(ipywidgets.Widget):
    """A widget that sends its state thirty times a second in the long run, and numbers it."""

    #: How often it has sent its state.
    _count = 0
    _held: frozenset[str] = frozenset()
    #: How much of `BURST` it has used up, and when that was so.
    _spent = 0.0
    _spent_at = float("-inf")
    _cancel_timer: Callable[[], None] | None = None
    #: The text that the page has of the kernel.
    _sent_text = ""
    #: The number of the last message that was heard here, by page.
    _heard: Mapping[str, int] = MappingProxyType({})

    def send_state(self, key: Any = None) -> None:
        """Send traits to the page, now or as soon as it may be again."""
        keys = set(self.keys if key is None else [key] if isinstance(key, str) else key)
        with lock:
            # A layout may be closed when it would be its turn, and the page would look for it.
            if "layout" in keys and "layout" in self._trait_values and self.comm is not None:
                super().send_state("layout")
            self._held |= keys - {"layout"}
            wait = self._wait()
            if wait <= 0 or not self._may_wait():
                self.send_held()
            elif self._cancel_timer is None:
                _holding.add(self)
                self._cancel_timer = later(wait, self.send_held)

    def send_held(self) -> None:
        """Send what waits to be sent."""
        with lock:
            if self._cancel_timer is not None:
                self._cancel_timer()
                self._cancel_timer = None
                _holding.discard(self)
            keys, self._held = self._held, frozenset()
            if keys and self.comm is not None:
                self._spent += 1
                self._count += 1
                _note(self)
                self._send_now(keys)

    def _wait(self) -> float:
        """Return the seconds until it may send again."""
        now = time.monotonic()
        self._spent = max(0.0, self._spent - (now - self._spent_at) / INTERVAL)
        self._spent_at = now
        return (self._spent + 1 - BURST) * INTERVAL

    def _send_now(self, keys: frozenset[str]) -> None:
        if "value" in keys and self._send_tail():
            keys -= {"value"}
        if keys:
            super().send_state(list(keys))

    def _send_tail(self) -> bool:
        """Send what is new of a text that grew: 2,000 tokens would cost a quadratic number of bytes."""
        before, text = self._sent_text, self.value
        self._sent_text = text if isinstance(text, str) else ""
        grew = _TAIL_FROM <= len(before) < len(self._sent_text) and self._sent_text.startswith(before)
        if grew:
            told = {"heard": self._heard} if self._heard else {}
            self.send({"append": text[len(before) :], "at": _utf16_length(before), "count": self._count, **told})
        return grew

    def _may_wait(self) -> bool:
        return dispatcher_of(getattr(self, "root", None)).policy.coalesce

    def send(self, content: Any, buffers: Any = None) -> None:
        """Send a message that is no state, after the state that was there before it."""
        if self._held:
            self.send_held()
        super().send(content, buffers)

    def send_again(self, name: str | None = None) -> None:
        """Send a trait, or all of them: the page has lost what it was sent."""
        with lock:
            self._sent_text = ""
            self.send_state(name or [key for key in self.keys if key not in {"layout", "_esm"}])

    def note_heard(self, page: str, number: int) -> None:
        """Note that a message of a page was heard; what is sent from now on tells so.

        What the kernel said before does not undo on the page what its visitor did since.
        """
        others = [item for item in self._heard.items() if item[0] != page]
        self._heard = dict([*others, (page, number)][-_PAGES:])

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> Any:
        """Return what the page is sent, with how much that was so far and what was heard of it."""
        state = super().get_state(key, drop_defaults)
        if self._count:
            state["_count"] = self._count
        if self._heard:
            state["_heard"] = self._heard
        return state

    def close(self) -> None:
        """Close it; what it has not sent nobody needs."""
        with lock:
            self._held = frozenset()
            _spoke.pop(self, None)
        super().close()


def _utf16_length(text: str) -> int:
    """Return the length that JavaScript sees."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _note(component: Paced) -> None:
    global _spoken  # noqa: PLW0603 - one a kernel is what it is for
    _spoken += 1
    _spoke[component] = _spoken
    _spoke.move_to_end(component)


def remind(since: Any) -> int:
    """Tell the pages how often those components have spoken that spoke since a moment.

    Parameters
    ----------
    since
        What this returned when the page asked last; anything else if it has never asked,
        and may have missed whatever was said.

    Returns
    -------
    int
        This moment.
    """
    asked = since if isinstance(since, int) else 0
    with lock:
        now = _spoken
        spoke = [component for component, _ in takewhile(lambda item: item[1] > asked, reversed(_spoke.items()))]
    for component in spoke:
        component.send({"sent": component._count})
    return now


def send_all_held() -> None:
    """Send what any component waits to send."""
    for component in list(_holding):
        component.send_held()
