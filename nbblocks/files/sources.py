"""Where an author's file comes from: a path, an address, bytes."""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeGuard
from urllib.parse import unquote_to_bytes, urlsplit

from nbblocks import context
from nbblocks.files.data import FileData, file_at, file_of

_ADDRESSES = ("http://", "https://")

#: Seconds that a server of the author's may take.
_PATIENCE = 30


def is_address(value: Any) -> bool:
    """Tell whether a value is an address on the web."""
    return isinstance(value, str) and value.lower().startswith(_ADDRESSES)


def file_from(value: Any, name: str) -> FileData | None:
    """Return the file that an author's value says, or None if it says none.

    Parameters
    ----------
    value
        A path, an address, a data URL, bytes or a `FileData`.
    name
        What a file without a name is called.

    Raises
    ------
    ValueError
        If there is no such file.
    """
    if isinstance(value, FileData):
        known = not value.path or None not in {value.size, value.mime_type}
        return value if known else file_at(value.path)
    if isinstance(value, (bytes, bytearray)):
        return file_of(bytes(value), name)
    if is_address(value):
        own = context.running_call.get() is None
        return FileData(url=value, orig_name=Path(urlsplit(value).path).name or name, fetchable=own)
    if isinstance(value, str) and value.startswith("data:"):
        return file_of(_data_of(value), name)
    return file_at(value) if isinstance(value, (str, Path)) else None


def is_missing(value: Any) -> TypeGuard[str | Path]:
    """Tell whether an author's value is the path of a file that is not there."""
    if isinstance(value, str) and (is_address(value) or value.startswith("data:")):
        return False
    return isinstance(value, (str, Path)) and not Path(value).is_file()


def missing_file(path: str | Path) -> FileData:
    """Return the value that stands for a file that is not there."""
    place = Path(path).absolute()
    return FileData(str(place), size=0, orig_name=place.name, mime_type="application/octet-stream")


def _data_of(url: str) -> bytes:
    head, comma, text = url.partition(",")
    data = unquote_to_bytes(text)
    if not comma:
        raise ValueError("a data URL has a comma in it")
    try:
        return base64.b64decode(data, validate=True) if head.endswith(";base64") else data
    except binascii.Error as error:
        raise ValueError(f"this data URL is broken: {error}") from error


def local(file: FileData) -> FileData:
    """Return a file that is on this machine; one that the author gave by its address is fetched.

    An address that a handler returned may be what a visitor typed, and lead into the
    network that the kernel stands in.

    Raises
    ------
    ValueError
        If there is only an address, and it is not the author's.
    """
    if file.path:
        if not Path(file.path).is_file():
            raise ValueError(f"there is no file {file.orig_name!r}")
        return file
    if not (file.fetchable and is_address(file.url)):
        raise ValueError(f"the address {file.url!r} is shown, not fetched: give the file itself to use it as an input")
    return _fetched(file)


@lru_cache(maxsize=8)
def _fetched(file: FileData) -> FileData:
    from urllib.request import Request, urlopen

    request = Request(file.url or "", headers={"User-Agent": "nbblocks"})  # noqa: S310 - is_address has looked
    with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - as above
        return file_of(answer.read(), file.orig_name or "file")
