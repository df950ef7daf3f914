"""What a page shows of a sample: a short text for each value, and a small picture of an image."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import urlsplit

from nbblocks.components._pictures import small_picture
from nbblocks.files.component import FileComponent

#: Characters of a text that are shown.
_LONGEST = 120


class Cell(TypedDict):
    """What is shown of a value."""

    text: str
    #: A data URL, if the value is a picture.
    image: str | None


def cell_of(component: Any, value: Any) -> Cell:
    """Return what is shown of a value that is meant for a component, or for none that is known."""
    if value is None:
        return {"text": "", "image": None}
    if isinstance(component, FileComponent) and isinstance(value, (str, os.PathLike)):
        return {"text": _file_name(os.fspath(value)), "image": _picture(value)}
    return {"text": _short(_text(component, value)), "image": None}


def _text(component: Any, value: Any) -> str:
    if isinstance(value, str):
        return _choice(component, value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(component, part) for part in value)
    if hasattr(value, "shape"):
        return f"{type(value).__name__} {'x'.join(map(str, value.shape))}"
    return _choice(component, value)


def _choice(component: Any, value: Any) -> str:
    """Return the name of a choice that has one."""
    for choice in getattr(component, "choices", None) or ():
        if isinstance(choice, (list, tuple)) and choice[1] == value:
            return str(choice[0])
    return str(value)


def _short(text: str) -> str:
    line = " ".join(text[: 2 * _LONGEST].split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"


def _file_name(path: str) -> str:
    return Path(urlsplit(path).path if "://" in path else path).name


def _picture(path: str | os.PathLike[str]) -> str | None:
    """Return a small picture of an image file; None if it is none, or Pillow is not there."""
    try:
        return small_picture(path)
    except (ImportError, OSError, ValueError):
        return None
