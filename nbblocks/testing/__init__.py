"""Testing: drives an app in plain pytest, with no browser and no kernel; `visit` has an example."""

from nbblocks.testing.element import Element
from nbblocks.testing.errors import PageError
from nbblocks.testing.page import Page
from nbblocks.testing.screen import Toast
from nbblocks.testing.visiting import visit

__all__ = ["Element", "Page", "PageError", "Toast", "visit"]
