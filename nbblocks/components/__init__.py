"""The components, one module each; each is imported when it is first asked for."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

__all__ = [
    "HTML",
    "Audio",
    "Button",
    "Checkbox",
    "CheckboxGroup",
    "ClearButton",
    "Dataset",
    "Dropdown",
    "Image",
    "Label",
    "Markdown",
    "Number",
    "Radio",
    "Slider",
    "TextArea",
    "Textbox",
    "Timer",
]

#: Components that stand in the module of another one.
_WITH = {"TextArea": "textbox"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    stem = _WITH.get(name) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    found = getattr(import_module(f"{__name__}.{stem}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
