"""Sizes of files as people write them."""

from __future__ import annotations

import re


class FileSize:
    """Units of file sizes: ``max_file_size=5 * FileSize.MB``.

    Examples
    --------
    >>> import nbblocks as gr
    >>> 5 * gr.FileSize.KB
    5120
    """

    B = 1
    KB = 1024 * B
    MB = 1024 * KB
    GB = 1024 * MB
    TB = 1024 * GB


def parse_size(size: int | str | None) -> int | None:
    """Return a size such as ``"5mb"`` in bytes.

    Raises
    ------
    ValueError
        If it is no size.
    """
    if size is None or isinstance(size, int):
        return size
    found = re.fullmatch(r"\s*(\d+)\s*([KMGT]?B)\s*", size, re.IGNORECASE)
    if found is None:
        raise ValueError(f'a size is a number of bytes or a string like "5mb", not {size!r}')
    return int(found[1]) * int(getattr(FileSize, found[2].upper()))


def human(size: float | None) -> str:
    """Return a number of bytes as people read it."""
    for unit, factor in {"GB": 1e9, "MB": 1e6, "kB": 1e3}.items():
        if size is not None and size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size or 0:.0f} bytes"
