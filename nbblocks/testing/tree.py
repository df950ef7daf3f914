"""The tree of an app as a visitor knows it: what things are called, what is in sight, how it is printed."""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING, Any

import nbblocks
from nbblocks.block import Block
from nbblocks.component import Component
from nbblocks.components.button import Button
from nbblocks.container import Container
from nbblocks.tabs import Tab, Tabs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import ipywidgets

_short = reprlib.Repr()
_short.maxstring = _short.maxother = 60


def inside(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    """Return what stands in a container, the closed tabs of a set of tabs too."""
    return widget._contents() if isinstance(widget, Container) else list(getattr(widget, "children", ()))


def walk(
    root: ipywidgets.Widget, around: tuple[ipywidgets.Widget, ...] = ()
) -> Iterator[tuple[ipywidgets.Widget, tuple[ipywidgets.Widget, ...]]]:
    """Yield all that stands in a container, each with what is around it, the outermost first."""
    path = (*around, root)
    for child in inside(root):
        yield child, path
        yield from walk(child, path)


def kind_of(widget: Any) -> str:
    """Return the name of the class by which an author knows something."""
    classes = type(widget).__mro__
    return next((cls for cls in classes if getattr(nbblocks, cls.__name__, None) is cls), classes[0]).__name__


def is_shown(widget: Any) -> bool:
    """Tell whether there is anything to see of it."""
    return isinstance(widget, Button) or not getattr(widget, "_internal", False)


def text_of(widget: Any) -> str:
    """Return what can be read on something, besides its label."""
    if isinstance(widget, Component):
        return widget.summary()
    return str(getattr(widget, "value", "") or "")


def name_of(widget: Any) -> str:
    """Return what a visitor calls something: its label, the text on a button, else the name of its class."""
    label = getattr(widget, "label", None)
    if isinstance(widget, Button):
        return label or text_of(widget)
    if label is not None or isinstance(widget, Block):
        return type(widget).__name__ if label is None and isinstance(widget, Component) else label or ""
    return str(getattr(widget, "description", ""))


def is_closed(widget: Any, outer: Any) -> bool:
    """Tell whether what is inside a container is out of sight until the visitor opens it."""
    if isinstance(widget, Tab) and isinstance(outer, Tabs):
        return bool(outer._id(widget) != outer.selected)
    return isinstance(widget, Container) and getattr(widget, "open", True) is False


def unseen(widget: Any, around: Sequence[Any]) -> str | None:
    """Return why a visitor does not see something, or None if it is in sight."""
    outer = None
    for block in (*around, widget):
        whose = "it" if block is widget else _titled(block)
        if isinstance(block, Block) and block.visible is not True:
            return f"{whose} is hidden"
        if block is not widget and is_closed(block, outer):
            return f"{whose} is closed"
        outer = block
    return None


def _titled(widget: Any) -> str:
    title = name_of(widget)
    kind = kind_of(widget)
    return f"the {kind} around it" if title in {"", kind} else f"the {kind} {title!r} around it"


def line(widget: Any, *notes: str) -> str:
    """Return one line that says what something is and how it stands."""
    words = [kind_of(widget)]
    name = name_of(widget)
    if name and name != words[0]:
        words.append(repr(name))
    if not isinstance(widget, (Button, Container)) and hasattr(widget, "value"):
        words.append(f"= {_short.repr(widget.value)}")
    if getattr(widget, "_interactive", True) is False or getattr(widget, "disabled", False):
        notes += ("read-only",)
    status = getattr(widget, "_status", None)
    if status:
        notes += (": ".join(filter(None, [status["state"], status.get("message")])),)
    return " ".join(words) + (f" ({', '.join(notes)})" if notes else "")


def printed(root: ipywidgets.Widget, marked: Collection[Any] = ()) -> str:
    """Return the tree of an app, a line for each block, with an arrow before those that are meant."""
    lines = [f"  {line(root)}"]
    for widget, around in walk(root):
        hidden = isinstance(widget, Block) and widget.visible is not True
        notes = ["hidden"] if hidden else ["closed"] if is_closed(widget, around[-1]) else []
        arrow = "→ " if any(widget is one for one in marked) else "  "
        lines.append(arrow + "  " * len(around) + line(widget, *notes))
    return "\n".join(lines)
