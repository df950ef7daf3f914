"""Where files of our own are: one temporary folder a kernel, removed at its end."""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import secrets
import shutil
import tempfile
import unicodedata
import weakref
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nbblocks.files.sizes import FileSize, human

if TYPE_CHECKING:
    from nbblocks.files.data import FileData

#: Bytes at the start of a file that tell what is in it.
HEAD = 4096

#: Bytes that the uploads of one kernel may take on the disk together.
MOST = 20 * FileSize.GB

_LONGEST_NAME = 120
_LONGEST_SUFFIX = 20
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

#: Bytes that each upload takes, or has announced.
_sizes: dict[Path, int] = {}
_finalizers: dict[str, weakref.finalize[..., FileData]] = {}


def folder() -> Path:
    """Return the folder of this process; a forked kernel gets one of its own."""
    return _folder_of(os.getpid())


@cache
def _folder_of(pid: int) -> Path:
    made = Path(tempfile.mkdtemp(prefix="nbblocks-"))
    atexit.register(_remove_folder, made, pid)
    return made


def _remove_folder(path: Path, pid: int) -> None:
    if os.getpid() == pid:
        shutil.rmtree(path, ignore_errors=True)


def safe_name(name: str) -> str:
    """Return what a file may be called here, for a name that anybody may have thought up.

    Folders, drives, control characters and what Windows keeps for itself are gone.
    """
    last = re.split(r"[/\\]", name)[-1]
    printable = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    plain = re.sub(r'[<>:"|?*]', "_", printable).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if dot and len(suffix) < _LONGEST_SUFFIX:
        plain = f"{_cut(stem, _LONGEST_NAME - len(suffix.encode()) - 1)}.{suffix}"
    plain = _cut(plain, _LONGEST_NAME)
    return f"_{plain}" if _RESERVED.match(plain) else plain or "file"


def _cut(text: str, length: int) -> str:
    """Cut to bytes: that is what file systems count."""
    return text.encode()[:length].decode(errors="ignore")


def new_place(name: str) -> Path:
    """Return where a new file goes: a sub-folder of its own lets it keep its name."""
    inside = folder() / secrets.token_hex(8)
    inside.mkdir()
    return inside / safe_name(name)


def new_upload(name: str, size: int) -> Path:
    """Return where an upload goes, with room kept for it.

    Raises
    ------
    ValueError
        If it would fill the disk, or the uploads of this kernel are too many.
    """
    free = shutil.disk_usage(folder()).free
    if size > free / 2 or sum(list(_sizes.values())) + size > MOST:
        raise ValueError(f"there is no room for {human(size)} here")
    place = new_place(name)
    place.touch()
    _sizes[place] = size
    return place


def own(file: FileData) -> FileData:
    """Remove the file from the disk when nothing refers to this object any more."""
    finalizer = weakref.finalize(file, discard, Path(file.path))
    finalizer.atexit = False
    _finalizers[file.path] = finalizer
    return file


def keep(file: FileData) -> str:
    """Keep a file until the kernel ends, and return its path for a handler: who knows where that goes."""
    finalizer = _finalizers.pop(file.path, None)
    if finalizer is not None:
        finalizer.detach()
    return file.path


def discard(place: Path) -> None:
    """Remove a file of our own, with its sub-folder."""
    _sizes.pop(place, None)
    _finalizers.pop(str(place), None)
    with contextlib.suppress(OSError):
        place.unlink(missing_ok=True)
        place.parent.rmdir()
