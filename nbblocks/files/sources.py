"""Where an author's file comes from: a path, an address, bytes."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from nbblocks.files.data import FileData, file_at, file_of

_ADDRESSES = ("http://", "https://")


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
        return FileData(url=value, orig_name=Path(urlsplit(value).path).name or name)
    if isinstance(value, str) and value.startswith("data:"):
        return file_of(_data_of(value), name)
    return file_at(value) if isinstance(value, (str, Path)) else None


def _data_of(url: str) -> bytes:
    head, comma, text = url.partition(",")
    data = unquote_to_bytes(text)
    if not comma:
        raise ValueError("a data URL has a comma in it")
    try:
        return base64.b64decode(data, validate=True) if head.endswith(";base64") else data
    except binascii.Error as error:
        raise ValueError(f"this data URL is broken: {error}") from error
