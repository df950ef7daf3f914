"""What each page has said so far: every message counts once, and in its turn.

A page numbers its messages and keeps them until they were heard. In a cut connection the last
ones may be lost, and what the page says next comes out of turn: it is told so, and sends again
from there. What comes twice is dropped, so that no event is lost and no click runs twice.
"""

from __future__ import annotations

#: Pages that are remembered, the newest ones.
MAX_PAGES = 1000


class Turns:
    """The numbers of the last messages that were heard, by page."""

    def __init__(self) -> None:
        self._heard: dict[str, int] = {}
        #: After which message something was missed, so that a page is told once.
        self._missed: dict[str, int] = {}

    def heard(self, page: str) -> int:
        """Return the number of the last message that was heard of a page."""
        return self._heard.get(page, 0)

    def takes(self, page: str, number: int) -> bool:
        """Tell whether it is the turn of a message, and note that it was heard then."""
        if number != self.heard(page) + 1:
            return False
        self._heard[page] = number
        if len(self._heard) > MAX_PAGES:
            oldest = next(iter(self._heard))
            del self._heard[oldest]
            self._missed.pop(oldest, None)
        return True

    def misses(self, page: str, number: int) -> bool:
        """Tell whether the page is to be told that something before a message was lost."""
        heard = self.heard(page)
        if number <= heard or self._missed.get(page) == heard:
            return False
        self._missed[page] = heard
        return True
