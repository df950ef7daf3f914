"""``await component.changed()``: the rest of a cell, or of a handler, waits for the visitor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from nbblocks.jupyter.kernel import hearing

if TYPE_CHECKING:
    from traitlets import HasTraits
    from traitlets.utils.bunch import Bunch


async def changed(widget: HasTraits, name: str, timeout: float | None = None) -> Any:
    """Wait until a trait of a widget changes, and return its new value; see `Trait.changed`."""
    loop = asyncio.get_running_loop()
    new: asyncio.Future[Any] = loop.create_future()
    what = f"{name!r} of {widget!r}"
    closed = RuntimeError(f"{what} cannot change any more: it is closed")

    # Widgets change on many threads, and a future belongs to the thread of its loop.
    def on_change(change: Bunch) -> None:
        loop.call_soon_threadsafe(_settle, new, change.new)

    def on_close(change: Bunch) -> None:
        if change.new is None:
            loop.call_soon_threadsafe(_settle, new, None, closed)

    watched = {name: on_change} | ({"comm": on_close} if widget.has_trait("comm") else {})
    for trait, callback in watched.items():
        widget.observe(callback, trait)
    try:
        if getattr(widget, "comm", widget) is None:
            raise closed
        with hearing():
            return await asyncio.wait_for(new, timeout)
    except asyncio.TimeoutError:
        msg = f"{what} did not change in {timeout:g} seconds"
        raise TimeoutError(msg) from None
    finally:
        for trait, callback in watched.items():
            widget.unobserve(callback, trait)


def _settle(future: asyncio.Future[Any], value: Any, error: Exception | None = None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(value)
    else:
        future.set_exception(error)
