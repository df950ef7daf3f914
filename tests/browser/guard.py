"""Watches pages: no error on their console, no request beyond their origin."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import BrowserContext, ConsoleMessage, Page

#: Nobody else is reachable, so a request to elsewhere fails as it would with the network cut.
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_OWN_SCHEMES = {"about", "blob", "chrome", "data"}


class Guard:
    """What went wrong on the pages of a context.

    Parameters
    ----------
    context
        Whose pages to watch.
    noise
        Parts of messages that are the host's own.
    """

    def __init__(self, context: BrowserContext, noise: Mapping[str, str]) -> None:
        self.noise = noise
        self.problems: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"uncaught: {error.error}"))
        context.on("request", lambda request: self._request(request.url))
        context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._request(socket.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url')})")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _OWN_SCHEMES and parts.hostname != "127.0.0.1":
            self._note(f"request to elsewhere: {url}")

    def _note(self, problem: str) -> None:
        if not any(part in problem for part in self.noise):
            self.problems.append(problem)
