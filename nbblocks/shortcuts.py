"""A component by a short name, as `Interface` and `Dataset` take it."""

from __future__ import annotations

import difflib
from typing import Any

import ipywidgets

from nbblocks.component import Component
from nbblocks.session.state import State

#: Short names that are no class's name: the class, and what it is made with.
_ALIASES: dict[str, tuple[str, dict[str, Any]]] = {
    "text": ("Textbox", {}),
    "pil": ("Image", {"type": "pil"}),
    "webcam": ("Image", {"sources": ["webcam"]}),
    "mic": ("Audio", {"sources": ["microphone"]}),
    "microphone": ("Audio", {"sources": ["microphone"]}),
    "files": ("File", {"file_count": "multiple"}),
    "highlight": ("HighlightedText", {}),
    "playablevideo": ("Video", {}),
}


def shortcuts() -> dict[str, tuple[type[Component], dict[str, Any]]]:
    """Return the classes by short name, each with what it is made with."""
    from nbblocks import components

    classes: dict[str, Any] = {name: getattr(components, name) for name in components.__all__}
    aliases = {short: (classes[name], given) for short, (name, given) in _ALIASES.items() if name in classes}
    return aliases | {name.lower(): (cls, {}) for name, cls in classes.items()}


def component_of(spec: Any, what: str = "component") -> Any:
    """Return the component that an author gave: itself, or made from its class or short name.

    Parameters
    ----------
    spec
        A component, a class of components, a short name such as ``"text"``, a `State`, or
        any other ipywidget with a value.
    what
        What it is to be, for messages.

    Raises
    ------
    ValueError
        If no component has that short name; the message names near ones.
    TypeError
        If it is nothing of all that.
    """
    if isinstance(spec, str):
        return _by_name(spec, what)
    if isinstance(spec, type) and issubclass(spec, Component):
        return spec(render=False)
    if isinstance(spec, (Component, State)) or (isinstance(spec, ipywidgets.Widget) and spec.has_trait("value")):
        return spec
    raise TypeError(
        f"{what} must be a component, a class of components or a short name, not {type(spec).__name__} {spec!r}"
    )


def _by_name(name: str, what: str) -> Component:
    known = shortcuts()
    short = name.strip().lower().replace("_", "")
    if short not in known:
        near = difflib.get_close_matches(short, known, n=3)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"there are {', '.join(sorted(known))}"
        raise ValueError(f"{what} {name!r} is no component; {hint}")
    cls, given = known[short]
    return cls(render=False, **given)
