"""Small pictures of the author's, which go to the page as addresses that hold all of them."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path
from typing import Any

from traitlets import TraitError, TraitType

from nbblocks.files.data import CHUNK, file_at
from nbblocks.files.images import open_picture
from nbblocks.files.kinds import SHOWN
from nbblocks.files.sources import is_address

#: Pixels of the longer side of a small picture, enough for a dense screen.
_SIDE = 160


class Icon(TraitType[Any, Any]):
    """A trait for a picture, given by its path or address; what it holds is an address.

    The file is read when the trait is set.
    """

    info_text = "the path or the address of a picture"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(None, allow_none=True, **kwargs)
        self.tag(ts="string", py="str | Path")

    def validate(self, obj: Any, value: Any) -> str:
        """Return an address for the page."""
        if isinstance(value, str) and (is_address(value) or value.startswith("data:")):
            return value
        if not isinstance(value, (str, os.PathLike)):
            self.error(obj, value)
        try:
            return _address(value)
        except (OSError, ValueError) as error:
            msg = f"{self.name} of {type(obj).__name__}: {error}; it takes a path from {Path.cwd()}, or an address"
            raise TraitError(msg) from error


def _address(path: str | os.PathLike[str]) -> str:
    """Return a picture as it is where a browser shows it and it is small, else a small one of it."""
    file = file_at(path)
    if file.mime_type in SHOWN and (file.size or 0) <= CHUNK:
        return _data_url(file.read(), file.mime_type)
    return small_picture(path)


def small_picture(path: str | os.PathLike[str]) -> str:
    """Return an address that holds a small picture of an image file.

    Raises
    ------
    ImportError
        If Pillow is not there.
    ValueError
        If Pillow cannot read it.
    """
    image = open_picture(path)
    image.thumbnail((_SIDE, _SIDE))
    data = io.BytesIO()
    image.convert("RGBA").save(data, "WEBP", quality=80)
    return _data_url(data.getvalue(), "image/webp")


def _data_url(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
