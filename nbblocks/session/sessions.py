"""Sessions: the pages that show an app, each from its load to its end."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from typing import Any

#: Pages of one app that are remembered, the newest ones.
MAX_SESSIONS = 100
#: Characters of one thing that a page reports of itself.
MAX_REPORTED = 8_000
_REPORTED = ("url", "agent", "languages", "referrer", "cookie")


@dataclass
class Session:
    """One load of a page that shows an app.

    Parameters
    ----------
    hash
        What tells it from every other.
    report
        What the page says of itself, which may be anything.
    open
        Whether the page is still there, as far as is known.
    """

    hash: str
    report: dict[str, str] = field(default_factory=dict)
    open: bool = True


class Sessions:
    """The sessions of one app."""

    def __init__(self) -> None:
        self._known: dict[str, Session] = {}
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        """Tell whether any page has shown the app."""
        return bool(self._known)

    def begin(self, page: str | None, report: dict[str, Any]) -> bool:
        """Note that a page shows the app; return whether it is new.

        A view that a notebook shows again is on the same page as before.
        """
        page = page or secrets.token_hex(8)
        with self._lock:
            if page in self._known and self._known[page].open:
                return False
            said = {name: report[name][:MAX_REPORTED] for name in _REPORTED if isinstance(report.get(name), str)}
            self._known.pop(page, None)  # It is the newest now.
            self._known[page] = Session(page, said)
            while len(self._known) > MAX_SESSIONS:
                del self._known[next(iter(self._known))]
            return True

    def end(self, page: str | None) -> bool:
        """Note that a page has gone; return whether it was there. One without a name is the newest."""
        with self._lock:
            session = self._known.get(page) if page else self._newest()
            was_open = session is not None and session.open
            if session is not None:
                session.open = False
            return was_open

    def of(self, page: str | None) -> Session | None:
        """Return the session of a page; of one that is not known, the newest."""
        with self._lock:
            return self._known.get(page or "") or self._newest()

    def open_pages(self) -> list[str]:
        """Return the pages that are still there."""
        with self._lock:
            return [page for page, session in self._known.items() if session.open]

    def _newest(self) -> Session | None:
        newest_first = list(reversed(self._known.values()))
        return next((session for session in newest_first if session.open), next(iter(newest_first), None))
