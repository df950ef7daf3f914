"""What the outputs of a handler show of its run: pending, streaming, failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbblocks.dispatch.writer import lock

if TYPE_CHECKING:
    from nbblocks.component import Component
    from nbblocks.dependency import Dependency


def show(dependency: Dependency, state: str, message: str = "") -> None:
    """Set the state that the outputs show; ``""`` is idle."""
    progress = dependency.options.show_progress
    if progress == "hidden" and state != "failed":
        return
    status = {"state": state, "message": message, "progress": progress} if state else {}
    with lock:
        for component in _shown_on(dependency):
            component._status = status


def _shown_on(dependency: Dependency) -> list[Component]:
    from nbblocks.component import Component

    chosen = dependency.options.show_progress_on
    if chosen is None:
        chosen = [port.block for port in dependency.outputs]
    blocks = chosen if isinstance(chosen, (list, tuple)) else [chosen]
    return [block for block in blocks if isinstance(block, Component)]
