"""An app as it was before a visit, so that tests which share it do not see each other."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import ipywidgets

from nbblocks.blocks import Blocks
from nbblocks.component import Component
from nbblocks.session.copying import copied
from nbblocks.session.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nbblocks.block import Block
    from nbblocks.dispatch.call import Call

#: What the widgets of ipywidgets have; there it says where a block stands and how the page knows it.
_THEIRS = {name for cls in (ipywidgets.DOMWidget, ipywidgets.Tab, ipywidgets.Accordion) for name in cls.class_traits()}


class _Nobody:
    """A policy that runs nothing: what is put back has no consequences."""

    coalesce = False

    def start(self, call: Call, done: Callable[[Call], None]) -> None:
        """Give the call up."""
        call.cancel()
        done(call)


@contextlib.contextmanager
def as_before(app: Blocks) -> Iterator[None]:
    """Put an app back, when it was visited, into the state in which it is now."""
    blocks = [app, *app.descendants()]
    apps = [block for block in blocks if isinstance(block, Blocks)]
    before = [(block, _properties(block)) for block in blocks]
    states = [_way_back(kept) for one in apps for kept in one._kept if isinstance(kept, State)]
    try:
        yield
    finally:
        with contextlib.ExitStack() as policies:
            for one in apps:
                policies.callback(setattr, one.dispatcher, "policy", one.dispatcher.policy)
                one.dispatcher.policy = _Nobody()
            for block, properties in before:
                _put_back(block, properties)
            for go_back in states:
                go_back()


def _way_back(state: State) -> Callable[[], None]:
    """Return what gives a state the value that it has now; one that cannot be copied starts anew."""
    if callable(state._initial):
        return state.reset
    try:
        value = copied(state.value)
    except TypeError:
        return state.reset
    expires = state._stop_timer is not None

    def go_back() -> None:
        state.value = value
        if not expires:
            state._keep_for(None)

    return go_back


def _properties(block: Block) -> dict[str, Any]:
    names = {name for name in block.trait_names() if not name.startswith("_")} - _THEIRS
    return {name: getattr(block, name) for name in names}


def _put_back(block: Block, properties: dict[str, Any]) -> None:
    changed = {name: value for name, value in properties.items() if getattr(block, name) is not value}
    if changed and block.comm is not None:
        block.assign(changed)
    if isinstance(block, Component):
        block._status = {}
