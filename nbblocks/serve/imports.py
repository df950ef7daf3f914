"""Imports Jupyter's server without what it imports and the server of apps never uses."""

from __future__ import annotations

import contextlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Syntax checks that jsonschema has where their libraries are; the first compiles a grammar for 0.8 s.
ABSENT = ("rfc3987_syntax", "isoduration")
#: What JupyterLab's extension manager and the selectors of Beautiful Soup need.
EMPTY = ("requests", "soupsieve")


@contextlib.contextmanager
def without_needless() -> Iterator[None]:
    """Hide the modules meanwhile: with them, the imports take three times as long."""
    hidden = {**dict.fromkeys(ABSENT), **{name: ModuleType(name) for name in EMPTY}}
    hidden = {name: module for name, module in hidden.items() if name not in sys.modules}
    sys.modules.update(hidden)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
