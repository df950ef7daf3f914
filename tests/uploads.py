"""Uploads and downloads as the page does them, message by message."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbblocks.testing.files import piece, read
from nbblocks.testing.files import upload as transfer

if TYPE_CHECKING:
    from tests.page import Page

__all__ = ["answers", "chunk", "piece", "read", "start", "stream", "transfer", "upload"]

DATA = Path(__file__).parent.parent / "notebooks/data"
BOAT = DATA / "boat.png"
SPEECH = DATA / "wonderful.wav"


def answers(page: Page, component: Any) -> list[dict[str, Any]]:
    """Return what the kernel said of files."""
    return [message for message in page.custom(component) if "file" in message]


def start(page: Page, component: Any, name: str = "a.png", size: Any = 10, known: Any = "up") -> dict[str, Any]:
    page.send(component, {"file": "start", "id": known, "name": name, "size": size})
    return answers(page, component)[-1]


def chunk(page: Page, component: Any, data: bytes, offset: Any, known: str = "up") -> dict[str, Any]:
    page.send(component, {"file": "chunk", "id": known, "offset": offset}, [memoryview(data)])
    return answers(page, component)[-1]


def upload(page: Page, component: Any, name: str, data: bytes) -> None:
    """Upload a file and make it the value, as a visitor does."""
    page.act(component, "upload", {"value": transfer(page, component, name, data)["value"]})


def stream(page: Page, component: Any, name: str, data: bytes, known: str = "piece") -> dict[str, Any]:
    """Send a piece of a stream, and return what is answered when its handlers are done."""
    piece(page, component, name, data, known)
    page.settle(component)
    return answers(page, component)[-1]
