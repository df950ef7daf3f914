"""FileData: a file as the value of a component."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbblocks.files import store
from nbblocks.files.kinds import kind_of, suffix_of

if TYPE_CHECKING:
    import os

#: Bytes of a file that one message carries; some hosts drop messages of a megabyte.
CHUNK = 256_000

#: Makes ids that nobody can guess and that stay the same while the file does.
_SECRET = secrets.token_bytes(32)


@dataclass(frozen=True, eq=False)
class FileData:
    """A file that a component holds, by its place on this machine or its address.

    Two are equal if the page need not be told of a change: same file, not written since.

    Parameters
    ----------
    path
        Where it is; empty if it has only an address.
    url
        Its address, for the page to load it from.
    size
        Its size in bytes.
    orig_name
        Its name as the visitor or the author knows it.
    mime_type
        What is in it, such as ``"image/png"``.
    is_stream
        Whether it is a piece of a stream.
    meta
        Gradio's mark of the class.

    Examples
    --------
    >>> import nbblocks as gr
    >>> image = gr.Image("notebooks/data/boat.png")
    >>> image.value.orig_name, image.value.mime_type
    ('boat.png', 'image/png')
    """

    path: str = ""
    url: str | None = None
    size: int | None = None
    orig_name: str | None = None
    mime_type: str | None = None
    is_stream: bool = False
    meta: dict[str, Any] = field(default_factory=lambda: {"_type": "gradio.FileData"}, repr=False)
    #: What the page calls it; nobody can guess it.
    id: str = field(default="", repr=False)
    #: Whether the address is the author's own, and no handler's: only that is ever fetched.
    fetchable: bool = field(default=False, repr=False)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self._made_id())

    def _made_id(self) -> str:
        stamp = [self.path, self.url, self.size, self.orig_name, self.mime_type]
        if self.path and Path(self.path).exists():
            stamp.append(Path(self.path).stat().st_mtime_ns)
        return _id_of(repr(stamp).encode("utf-8", "surrogatepass"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FileData) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

    def model_dump(self) -> dict[str, Any]:
        """Return its fields as a dictionary, as Gradio's does."""
        return {name: value for name, value in asdict(self).items() if name not in {"id", "fetchable"}}

    def read(self, offset: int = 0, length: int = -1) -> bytes:
        """Return some of its bytes, all of them by default."""
        with Path(self.path).open("rb") as file:
            file.seek(offset)
            return file.read(length)


def _id_of(stamp: bytes) -> str:
    return hashlib.blake2b(stamp, key=_SECRET, digest_size=16).hexdigest()


def file_at(path: str | os.PathLike[str]) -> FileData:
    """Return the author's file at a path.

    Raises
    ------
    ValueError
        If there is none.
    """
    place = Path(path).absolute()
    if not place.is_file():
        raise ValueError(f"there is no file {str(path)!r}")
    with place.open("rb") as file:
        mime_type = kind_of(file.read(store.HEAD), place.name)
    return FileData(str(place), size=place.stat().st_size, orig_name=place.name, mime_type=mime_type)


def file_of(data: bytes, name: str) -> FileData:
    """Return a file of our own with these bytes; it goes when nothing refers to it."""
    kind = kind_of(data[: store.HEAD], name)
    name = name if "." in name else name + suffix_of(kind)
    digest = _id_of(hashlib.sha256(data).digest() + f"{name} {kind}".encode())
    place = store.new_place(name)
    place.write_bytes(data)
    return store.own(FileData(str(place), size=len(data), orig_name=name, mime_type=kind, id=digest))


def wire(file: FileData | None, *_component: object) -> dict[str, Any] | None:
    """Return what the page gets of a file: its id, and a small one whole.

    A notebook that is saved keeps what is whole. Of a piece of a stream the page, which sent
    it, gets nothing.
    """
    if file is None or file.is_stream:
        return None
    sent = {"id": file.id, "name": file.orig_name, "mime": file.mime_type, "size": file.size}
    if not file.path:
        return {**sent, "url": file.url}
    if file.size is not None and file.size <= CHUNK:
        try:
            return {**sent, "data": file.read(0, CHUNK)}
        except OSError:
            return {**sent, "error": f"There is no file {file.orig_name!r}."}
    return sent
