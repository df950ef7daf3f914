"""Uploads and downloads as the page does them, message by message."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbblocks.files.data import CHUNK

if TYPE_CHECKING:
    from tests.page import Page

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


def transfer(page: Page, component: Any, name: str, data: bytes, known: str = "up") -> dict[str, Any]:
    """Upload a file and return the last answer: that it is done, or why it was refused."""
    answer = start(page, component, name, len(data), known)
    while answer["file"] == "ack":
        offset = answer["offset"]
        answer = chunk(page, component, data[offset : offset + answer["chunk"]], offset, known)
    return answer


def upload(page: Page, component: Any, name: str, data: bytes) -> None:
    """Upload a file and make it the value, as a visitor does."""
    page.act(component, "upload", {"value": transfer(page, component, name, data)["value"]})


def piece(page: Page, component: Any, name: str, data: bytes, known: str = "piece") -> None:
    """Send a piece of a stream as the page does, with the first chunk in its start."""
    head = [memoryview(data[:CHUNK])]
    page.send(component, {"file": "start", "id": known, "name": name, "size": len(data), "stream": True}, head)
    for offset in range(CHUNK, len(data), CHUNK):
        chunk(page, component, data[offset : offset + CHUNK], offset, known)


def stream(page: Page, component: Any, name: str, data: bytes, known: str = "piece") -> dict[str, Any]:
    """Send a piece of a stream, and return what is answered when its handlers are done."""
    piece(page, component, name, data, known)
    page.settle(component)
    return answers(page, component)[-1]


def read(page: Page, component: Any, known: str, offset: Any = 0) -> tuple[dict[str, Any], bytes]:
    """Ask for a piece of a file; return the answer and its bytes."""
    page.send(component, {"file": "read", "id": "down", "of": known, "offset": offset})
    *_, (_, _, data, buffers) = (sent for sent in page.messages if sent[0] == component.model_id)
    return data["content"], b"".join(bytes(buffer) for buffer in buffers)
