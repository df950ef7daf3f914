"""Watches the files of an app while its author works on it."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

#: Seconds between two looks; the files are few, and a look costs microseconds.
INTERVAL = 0.3
PACKAGE = Path(__file__).parents[1]


class Changes:
    """Calls ``renew`` when a file changed, then sets the event that open pages wait for.

    Parameters
    ----------
    app
        The file of the app; Python files beside it, which it may import, are watched too.
    renew
        What makes the next visitor see the change; it is given the files.
    """

    def __init__(self, app: Path, renew: Callable[[set[Path]], Awaitable[Any]]) -> None:
        self.app = app
        self.renew = renew
        self.next = asyncio.Event()

    def files(self) -> Iterable[Path]:
        """Return the files to watch: of the app, and of a checkout of nbblocks, with what its build writes last."""
        yield self.app
        yield from self.app.parent.glob("*.py")
        if PACKAGE.parent.name not in {"site-packages", "dist-packages"}:
            yield from PACKAGE.rglob("*.py")
            yield PACKAGE / "static" / "licenses.txt"
            yield PACKAGE / "serve" / "template" / "static" / "assets.html.j2"

    def state(self) -> dict[Path, int]:
        """Return when each file was written last."""
        state = {}
        for path in self.files():
            with contextlib.suppress(OSError):  # it is not there, or an editor is just replacing it
                state[path] = path.stat().st_mtime_ns
        return state

    async def watch(self) -> None:
        """Look for changes for ever."""
        before = self.state()
        while True:
            await asyncio.sleep(INTERVAL)
            now = self.state()
            changed = {path for path, _ in now.items() ^ before.items()}
            if changed and self.app in now:
                before = now
                await self.renew(changed)
                told, self.next = self.next, asyncio.Event()
                told.set()
