"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nbblocks as gr
from tests.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def page() -> Iterator[Page]:
    """A page without a browser: it records what the kernel sends, and sends what a visitor does."""
    page = Page()
    with page.listening():
        yield page
        gr.close_all()
