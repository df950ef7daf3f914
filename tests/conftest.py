"""What all tests share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

import nbblocks as gr
from nbblocks import pacing
from tests.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page without a browser: it records what the kernel sends, and sends what a visitor does.

    Components speak as often as they have something to say; the pace has tests of its own.
    """
    monkeypatch.setattr(pacing, "BURST", math.inf)
    page = Page()
    with page.listening():
        yield page
        gr.close_all()
