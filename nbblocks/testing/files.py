"""Files between the page and the kernel, in the pieces in which a browser sends them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbblocks.files.data import CHUNK

if TYPE_CHECKING:
    from nbblocks.files.component import FileComponent
    from nbblocks.files.data import FileData
    from nbblocks.testing.browser import Browser, Message

__tracebackhide__ = True


def _answer(answers: list[Message]) -> tuple[dict[str, Any], list[Any]]:
    """Return the last thing that was said of a file, and its bytes."""
    *_, (said, buffers) = ((m.custom, m.buffers) for m in answers if m.custom and "file" in m.custom)
    return said, buffers


def upload(browser: Browser, component: Any, name: str, data: bytes, known: str = "up") -> dict[str, Any]:
    """Bring a file to the kernel; return its last answer: that it is done, or why it was refused."""
    start = {"file": "start", "id": known, "name": name, "size": len(data)}
    answer, _ = _answer(browser.ask(component, start))
    while answer["file"] == "ack":
        offset = answer["offset"]
        piece = memoryview(data[offset : offset + answer["chunk"]])
        answer, _ = _answer(browser.ask(component, {"file": "chunk", "id": known, "offset": offset}, [piece]))
    return answer


def piece(browser: Browser, component: Any, name: str, data: bytes, known: str = "piece") -> dict[str, Any] | None:
    """Send a piece of a stream, its first bytes with its start; return what is answered at once, if anything."""
    start = {"file": "start", "id": known, "name": name, "size": len(data), "stream": True}
    answers = browser.ask(component, start, [memoryview(data[:CHUNK])])
    for offset in range(CHUNK, len(data), CHUNK):
        chunk = memoryview(data[offset : offset + CHUNK])
        answers += browser.ask(component, {"file": "chunk", "id": known, "offset": offset}, [chunk])
    said = [answer.custom for answer in answers if answer.custom and "file" in answer.custom]
    return said[-1] if said else None


def read(browser: Browser, component: Any, of: str, offset: Any = 0) -> tuple[dict[str, Any], bytes]:
    """Ask for a piece of a file; return the answer and its bytes."""
    answer, buffers = _answer(browser.ask(component, {"file": "read", "id": "down", "of": of, "offset": offset}))
    return answer, b"".join(bytes(buffer) for buffer in buffers)


def download(browser: Browser, component: FileComponent, file: FileData) -> tuple[bytes, str | None]:
    """Bring a file of the kernel here; return its bytes and why there are no more, or None."""
    data = b""
    while len(data) < (file.size or 0):
        answer, piece = read(browser, component, file.id or "", len(data))
        if not piece:
            return data, answer.get("reason", "the file has changed")
        data += piece
    return data, None


def named(block: FileComponent, file: Any, name: str | None) -> tuple[str, bytes]:
    """Return the name and the bytes of what a test gives: a path, bytes, or what the component makes a file of."""
    if isinstance(file, (bytes, bytearray)):
        return name or "file", bytes(file)
    if isinstance(file, (str, os.PathLike)):
        return name or Path(file).name, Path(file).read_bytes()
    made = block.prepare(file)
    return name or made.orig_name, made.read()
