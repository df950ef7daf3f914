"""Images between Python and the page: read, turned upright, converted, written."""

from __future__ import annotations

import io
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbblocks.files.data import FileData, file_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Picture

#: Pixels up to which a picture made by Python is kept exactly where the format can; more would be slow to send.
_EXACT = 512 * 512

_WRITABLE = {"1", "L", "LA", "P", "RGB", "RGBA"}


def pillow() -> Any:
    """Return Pillow's module of images.

    Raises
    ------
    ImportError
        If it is not installed.
    """
    try:
        from PIL import Image
    except ImportError as error:
        raise ImportError("images need Pillow: pip install nbblocks[media]") from error
    return Image


def open_picture(source: Any) -> Picture:
    """Return the picture at a path or in a file, turned as the camera was held.

    Raises
    ------
    ValueError
        If Pillow cannot read it.
    """
    from PIL import ImageOps

    with _reading(source) as picture:
        picture.load()
        return picture if getattr(picture, "is_animated", False) else ImageOps.exif_transpose(picture)


def mode_of(source: Any) -> str:
    """Return the mode of a picture, without decoding it."""
    with _reading(source) as picture:
        return str(picture.mode)


@contextmanager
def _reading(source: Any) -> Iterator[Picture]:
    path, name = (source.path, source.orig_name) if isinstance(source, FileData) else (source, str(source))
    image = pillow()
    try:
        yield image.open(io.BytesIO(Path(path).read_bytes()))
    except (OSError, SyntaxError, image.DecompressionBombError) as error:
        raise ValueError(f"{name!r} is no image that Pillow can read") from error


def picture_of(value: Any) -> Picture:
    """Return a picture for a path, a PIL image or an array.

    Raises
    ------
    TypeError, ValueError
        If it is none of these, or an array of no image.
    """
    if isinstance(value, (str, Path)):
        return open_picture(value)
    if hasattr(value, "getbands"):
        return value  # type: ignore[no-any-return]
    if hasattr(value, "__array__") or isinstance(value, list):
        return _picture_of_array(value)
    raise TypeError("it must be a path, an address, an array, a PIL image or bytes")


def _picture_of_array(value: Any) -> Picture:
    import numpy as np

    array = np.asarray(value)
    if array.ndim == 3 and array.shape[2] == 1:  # noqa: PLR2004 - height, width, one grey
        array = array[:, :, 0]
    if array.ndim not in {2, 3} or (array.ndim == 3 and array.shape[2] not in {3, 4}) or 0 in array.shape:  # noqa: PLR2004
        raise ValueError(f"an image has the shape (height, width) or (height, width, 3 or 4), not {array.shape}")
    picture: Picture = pillow().fromarray(np.ascontiguousarray(_to_bytes(array)))
    return picture


def _to_bytes(array: Any) -> Any:
    """Return an array as numbers from 0 to 255."""
    import numpy as np

    kind = array.dtype.kind
    if array.dtype == np.uint8:
        return array
    if kind == "b":
        return array.astype(np.uint8) * 255
    if array.dtype == np.uint16:
        return (array >> 8).astype(np.uint8)
    if kind not in "fiu":
        raise ValueError(f"an image is made of numbers, not of {array.dtype}")
    low, high = array.min(), array.max()
    if kind == "f":
        if not (low >= -1.001 and high <= 1.001):  # noqa: PLR2004 - rounding errors pass
            raise ValueError(f"floats of an image go from 0 to 1, not to {high:g}: divide by 255, or use integers")
        return (np.clip(array, 0, 1) * 255).round().astype(np.uint8)
    if low < 0 or high > 255:  # noqa: PLR2004 - a byte
        raise ValueError(f"integers of an image go from 0 to 255, not from {low} to {high}")
    return array.astype(np.uint8)


def written(picture: Picture, suffix: str, name: str = "image") -> FileData:
    """Return a file of a picture in a format; in PNG if the format is unknown or cannot hold it."""
    shown: Picture = picture if picture.mode in _WRITABLE else picture.convert("RGB")
    suffix = suffix.lower().lstrip(".")
    try:
        data = _encoded(shown, "jpeg" if suffix == "jpg" else suffix)
    except (KeyError, OSError, ValueError):
        suffix, data = "png", _encoded(shown, "png")
    return file_of(data, f"{name}.{suffix}")


def _encoded(picture: Picture, suffix: str) -> bytes:
    out = io.BytesIO()
    options: dict[str, Any] = {}
    if suffix == "webp":
        small = picture.width * picture.height <= _EXACT
        options = {"lossless": True, "method": 0, "quality": 0} if small else {"quality": 90, "method": 2}
    elif suffix == "png":
        options = {"compress_level": 1}
    elif suffix == "jpeg":
        options = {"quality": 90}
    if getattr(picture, "is_animated", False) and suffix in {"gif", "webp", "png"}:
        options["save_all"] = True
    picture.save(out, suffix, **options)
    return out.getvalue()


def watermarked(picture: Picture, mark: Any, position: Any) -> Picture:
    """Return a picture with another on it, ten pixels from its edges."""
    stamp = picture_of(mark).convert("RGBA")
    gap = 10
    right, below = picture.width - stamp.width - gap, picture.height - stamp.height - gap
    corners = {
        "top-left": (gap, gap),
        "top-right": (right, gap),
        "bottom-left": (gap, below),
        "bottom-right": (right, below),
    }
    mixed = picture.convert("RGBA")
    mixed.paste(stamp, corners[position] if isinstance(position, str) else tuple(position), stamp)
    return mixed.convert(picture.mode)


def reshaped(picture: Picture, shape: tuple[int | None, int | None]) -> Picture:
    """Return a picture cut to the proportions of ``(width, height)`` and scaled to it."""
    from PIL import ImageOps

    width, height = shape
    if width is None and height is None:
        return picture
    if width is None or height is None:
        factor = (width or 0) / picture.width or (height or 0) / picture.height
        return picture.resize((max(1, round(picture.width * factor)), max(1, round(picture.height * factor))))
    return ImageOps.fit(picture, (width, height))
