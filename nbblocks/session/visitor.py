"""What the server knows of a visitor, on its way to the visitor's kernel.

A kernel that was started before its visitor came knows nothing of them from its
environment, and what comes by way of the page a visitor can forge and a script on the page
can read. So the server leaves a file beside the one that tells how to connect to the
kernel, which nobody else can read, before it tells the page which kernel is its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from pathlib import Path
from typing import Any

from nbblocks.jupyter.cells import ipython_shell


def leave(connection_file: str, facts: dict[str, Any]) -> None:
    """Leave what is known of its visitor for the kernel of a connection file."""
    path = _beside(connection_file)
    unfinished = path.with_suffix(".unfinished")
    own = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(own, "w", encoding="utf-8") as file:
        json.dump(facts, file)
    unfinished.replace(path)


def remove(connection_file: str) -> None:
    """Remove what was left for a kernel that has ended."""
    with contextlib.suppress(OSError):
        _beside(connection_file).unlink()


def known() -> dict[str, Any] | None:
    """Return, in a kernel, what the server left; None if it left nothing."""
    global _facts  # noqa: PLW0603 - a kernel has one visitor
    with _lock:
        if _facts is None and (connection_file := _own_connection_file()) is not None:
            with contextlib.suppress(OSError, ValueError):
                _facts = json.loads(_beside(connection_file).read_text(encoding="utf-8"))
                remove(connection_file)
        return _facts


_facts: dict[str, Any] | None = None
#: Held while one thread takes the file, which is then gone for the others.
_lock = threading.Lock()


def _beside(connection_file: str) -> Path:
    return Path(connection_file).with_suffix(".visitor")


def _own_connection_file() -> str | None:
    if ipython_shell() is None:
        return None
    try:
        from ipykernel.connect import get_connection_file

        return str(get_connection_file())
    except (ImportError, RuntimeError):
        return None
