"""Where a new block goes: the stack of ``with`` blocks and the call that is running."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nbblocks.blocks import Blocks
    from nbblocks.container import Container
    from nbblocks.dependency import Dependency
    from nbblocks.dispatch.call import Call
    from nbblocks.rendering.run import Part, Run

_containers: ContextVar[tuple[Container, ...]] = ContextVar("nbblocks_containers", default=())

#: The call whose handler runs in this context, if any.
running_call: ContextVar[Call | None] = ContextVar("nbblocks_running_call", default=None)

#: The page whose message is handled in this context, by the name that it gave itself.
page: ContextVar[str | None] = ContextVar("nbblocks_page", default=None)

#: The run of a `gr.render` function that makes blocks in this context, if any.
rendering: ContextVar[Run | None] = ContextVar("nbblocks_rendering", default=None)


@contextmanager
def from_page(name: str | None) -> Iterator[None]:
    """Note meanwhile which page a message came from."""
    token = page.set(name)
    try:
        yield
    finally:
        page.reset(token)


def enter(container: Container) -> None:
    """Make ``container`` the innermost one."""
    _containers.set((*_containers.get(), container))


def leave(container: Container) -> None:
    """Take ``container``, and what was left open inside it, off the stack."""
    stack = _containers.get()
    if container in stack:
        # The last time that it was entered: an app may be entered again inside itself.
        _containers.set(stack[: -1 - stack[::-1].index(container)])


def innermost() -> Container | None:
    """Return the container that a new block appends itself to."""
    stack = _containers.get()
    return stack[-1] if stack else None


def root() -> Blocks | None:
    """Return the innermost ``Blocks`` that is open."""
    from nbblocks.blocks import Blocks

    return next((block for block in reversed(_containers.get()) if isinstance(block, Blocks)), None)


def is_open(container: Container) -> bool:
    """Tell whether ``container`` is inside its ``with`` block."""
    return container in _containers.get()


def begin_call(call: Call) -> None:
    """Note that a handler runs in this context; it is inside no ``with`` block."""
    running_call.set(call)
    # What a handler causes, the page has caused that it was called for.
    page.set(call.event._page if call.event is not None else None)
    _containers.set(())
    rendering.set(None)


def building_update() -> bool:
    """Tell whether a block made now is an update for an output, not a part of an app.

    Inside a handler, ``return gr.Textbox(lines=8)`` says what to change.
    """
    return running_call.get() is not None and not _containers.get()


def note(part: Part) -> None:
    """Have the `gr.render` function that runs, if any, close a part when it runs again."""
    run = rendering.get()
    if run is not None:
        run.note(part)


def note_handler(dependency: Dependency) -> None:
    """Have the `gr.render` function that runs, if any, detach a handler when it runs again."""
    run = rendering.get()
    if run is not None:
        run.dependencies.append(dependency)


def when_shown(action: Callable[[], object]) -> None:
    """Change what is on the page: now, or when the `gr.render` function that runs has ended."""
    run = rendering.get()
    if run is None:
        action()
    else:
        run.actions.append(action)
