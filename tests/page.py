"""The page of our own tests: what the kernel sends is recorded, handlers run under the real policies."""

from __future__ import annotations

from typing import Any

import nbblocks as gr
from nbblocks.dispatch.dispatcher import dispatcher_of
from nbblocks.testing.browser import Browser

SECONDS = 10


def selections(component: Any) -> list[tuple[Any, Any, bool]]:
    """Return a list to which each ``select`` adds what its handler is told."""
    seen = []

    def note(event: gr.SelectData) -> None:
        seen.append((event.index, event.value, event.selected))

    component.select(note)
    return seen


class Page(Browser):
    """What the kernel sent, and what a visitor can do."""

    def act(self, component: Any, event: str | None, state: Any = None, data: Any = None, **more: Any) -> None:
        """Send an event as the front end does, and wait until every handler has run."""
        self.send(component, {"event": event, "state": state or {}, "data": data or {}, "seq": 1, **more})
        self.settle(component)

    def settle(self, component: Any = None) -> None:
        """Wait until no handler runs or waits."""
        root = getattr(component, "root", None)
        for blocks in {root, None, *gr.Blocks.instances}:
            assert dispatcher_of(blocks).idle(SECONDS), "handlers still run"
