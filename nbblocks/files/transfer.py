"""Files between page and kernel: in chunks over the component's own comm.

A websocket takes 10 MB in a message as Jupyter ships it, Colab about one. So a file goes in
chunks, each answered before many more follow.

A piece of a stream says ``stream: true`` in its start, which carries its first chunk; it is
the value when it is there, and ``{file: "done", id, more}`` follows when its handlers are done.

Page to kernel ``{file: "start", id, name, size}``, ``{file: "chunk", id, offset}`` with the
bytes as a buffer, ``{file: "cancel", id}``; the answers are ``{file: "ack", id, offset,
chunk}``, ``{file: "done", id, value}`` and ``{file: "refused", id, reason}``. Kernel to page
``{file: "read", id, of, offset}`` with the id of the file in ``of``, answered by ``{file:
"data", id, offset}`` with a buffer. ``id`` is the page's, for what belongs together.
"""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nbblocks.exceptions import RefusedError
from nbblocks.files import store
from nbblocks.files.data import CHUNK, FileData, wire
from nbblocks.files.kinds import kind_of
from nbblocks.files.sizes import human

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from nbblocks.files.component import FileComponent

log = logging.getLogger("nbblocks")

#: Uploads of one component that may be under way at the same time.
MOST_AT_ONCE = 8

#: Uploads of one component that are kept until a value says them.
MOST_UNUSED = 1000

#: Seconds after which an upload that nobody went on with is dropped.
STALE = 600

_LONGEST_ID = 64
_LONGEST_NAME = 10_000


@dataclass
class _Upload:
    """An upload that is under way."""

    place: Path
    size: int
    stream: bool = False
    received: int = 0
    touched: float = field(default_factory=time.monotonic)


class Transfer:
    """The files that go between one component and its page.

    Parameters
    ----------
    component
        Whose comm they go over.
    """

    def __init__(self, component: FileComponent) -> None:
        self._component = component
        self._uploads: dict[str, _Upload] = {}
        self._fresh: dict[str, tuple[float, FileData]] = {}

    def receive(self, content: dict[str, Any], buffers: list[Any]) -> None:
        """Check a message of the page on a file, and do what it says.

        What is refused is logged with the reason and told to the page.
        """
        known = content.get("id")
        try:
            self._answer_to(content["file"], known)(known, content, buffers)
        except (RefusedError, ValueError, OSError) as refusal:
            log.warning("Refused a file message for %r: %s", self._component, str(refusal))
            # What the system says names the place, which is no page's business.
            reason = "the file cannot be read or written" if isinstance(refusal, OSError) else str(refusal)
            self._answer("refused", str(known)[:_LONGEST_ID], reason=reason)

    def _answer_to(self, what: Any, known: Any) -> Callable[[Any, dict[str, Any], list[Any]], None]:
        if not isinstance(known, str) or not 0 < len(known) <= _LONGEST_ID:
            raise RefusedError("a talk about a file needs an id")
        match what:
            case "start":
                return self._start
            case "chunk":
                return self._chunk
            case "cancel":
                return self._cancel
            case "read":
                return self._read
        raise RefusedError(f"there is no {str(what)[:80]!r} of a file")

    def claim(self, value: Any, held: Iterable[FileData]) -> FileData:
        """Return the file that a page means: one that it uploaded here, or that is held already.

        Raises
        ------
        ValueError
            If the kernel gave it no such id.
        """
        known = value.get("id") if isinstance(value, dict) else None
        if isinstance(known, str):
            if known in self._fresh:
                return self._fresh[known][1]
            for file in held:
                if file.id == known:
                    return file
        raise ValueError("it is no file that was uploaded here")

    def settle(self, held: Iterable[FileData]) -> None:
        """Note which files a value refers to now; they live as long as it does."""
        for file in held:
            self._fresh.pop(file.id, None)

    def close(self) -> None:
        """Drop what is under way."""
        for known in list(self._uploads):
            self._drop(known)
        self._fresh.clear()

    def _answer(self, what: str, known: str, buffers: Any = None, **more: Any) -> None:
        self._component.send({"file": what, "id": known, **more}, buffers)

    def _start(self, known: str, content: dict[str, Any], buffers: list[Any]) -> None:
        self._drop_stale()
        name, size = content.get("name"), content.get("size")
        if known in self._uploads or len(self._uploads) >= MOST_AT_ONCE:
            raise RefusedError("too many uploads at once")
        if not isinstance(name, str) or len(name) > _LONGEST_NAME:
            raise RefusedError("an upload needs a name")
        if type(size) is not int or size < 0:
            raise RefusedError("an upload needs a size")
        self._component.check_upload(size)
        stream = bool(content.get("stream"))
        if stream:
            self._component.check_stream()
        self._uploads[known] = _Upload(store.new_upload(name, size), size, stream)
        if buffers:
            self._chunk(known, {"offset": 0}, buffers)
        else:
            self._go_on(known)

    def _chunk(self, known: str, content: dict[str, Any], buffers: list[Any]) -> None:
        upload = self._uploads.get(known)
        if upload is None:
            raise RefusedError("nobody started this upload")
        try:
            data = _checked_chunk(upload, content, buffers)
            self._component.check_upload(upload.size)
            with upload.place.open("ab") as file:
                file.write(data)
        except (RefusedError, OSError):
            self._drop(known)
            raise
        upload.received += len(data)
        upload.touched = time.monotonic()
        self._go_on(known)

    def _go_on(self, known: str) -> None:
        """Ask for more, or take the file over when all of it is there."""
        upload = self._uploads[known]
        if upload.received < upload.size:
            self._answer("ack", known, offset=upload.received, chunk=CHUNK)
            return
        del self._uploads[known]
        file = _finished(upload)
        self._component.check_file(file)
        if upload.stream:
            self._component.take_piece(file, lambda more: self._answer("done", known, more=more))
            return
        self._fresh[file.id] = (time.monotonic(), file)
        if len(self._fresh) > MOST_UNUSED:
            del self._fresh[next(iter(self._fresh))]
        value = wire(file)
        self._answer("done", known, value={name: part for name, part in (value or {}).items() if name != "data"})

    def _cancel(self, known: str, _content: dict[str, Any], _buffers: list[Any]) -> None:
        self._drop(known)

    def _read(self, known: str, content: dict[str, Any], _buffers: list[Any]) -> None:
        offset = content.get("offset")
        if type(offset) is not int or offset < 0:
            raise RefusedError("a piece of a file needs an offset")
        for file in self._component.files():
            if file.id == content.get("of") and file.path:
                self._answer("data", known, [file.read(offset, CHUNK)], offset=offset)
                return
        raise RefusedError("there is no such file here")

    def _drop(self, known: str) -> None:
        upload = self._uploads.pop(known, None)
        if upload is not None:
            store.discard(upload.place)

    def _drop_stale(self) -> None:
        before = time.monotonic() - STALE
        for known in [known for known, upload in self._uploads.items() if upload.touched < before]:
            self._drop(known)
        for known in [known for known, (since, _) in self._fresh.items() if since < before]:
            del self._fresh[known]


def _checked_chunk(upload: _Upload, content: dict[str, Any], buffers: list[Any]) -> bytes:
    data = bytes(buffers[0]) if len(buffers) == 1 and memoryview(buffers[0]).nbytes <= CHUNK else b""
    if not data:
        raise RefusedError(f"a chunk is one buffer of at most {human(CHUNK)}")
    if content.get("offset") != upload.received:
        raise RefusedError("a chunk is out of order")
    if upload.received + len(data) > upload.size:
        raise RefusedError("there is more of it than was announced")
    return data


def _finished(upload: _Upload) -> FileData:
    with upload.place.open("rb") as file:
        kind = kind_of(file.read(store.HEAD), upload.place.name)
    made = FileData(
        str(upload.place),
        size=upload.size,
        orig_name=upload.place.name,
        mime_type=kind,
        is_stream=upload.stream,
        id=secrets.token_hex(16),
    )
    return store.own(made)
