"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import comm
import pytest

from tests.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page without a browser: it records what the kernel sends, and sends what a visitor does."""
    page = Page()
    monkeypatch.setattr(comm, "create_comm", page.create_comm)
    yield page
    page.close()
