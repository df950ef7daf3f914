"""What goes wrong in a test."""

from __future__ import annotations


class PageError(AssertionError):
    """What a visitor does not find on the page or cannot do there; it fails a test."""
