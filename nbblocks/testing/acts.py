"""What a visitor does, in the messages of a page; made of the events and properties that a component declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbblocks.component import Component
from nbblocks.container import Container
from nbblocks.files.component import FileComponent
from nbblocks.tabs import Tab, Tabs
from nbblocks.testing import files, tree
from nbblocks.testing.choosing import choose, choose_exactly, toggle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbblocks.testing.element import Element

__tracebackhide__ = True


def _on_wire(block: Any) -> str:
    """Return the type of its value on the wire, as the component declares it."""
    return str(block.trait_metadata("value", "ts") or "") if block.has_trait("value") else ""


def _is_text(block: Any) -> bool:
    return "string" in _on_wire(block) and not block.has_trait("choices")


def _is_number(block: Any) -> bool:
    return "number" in _on_wire(block) and not block.has_trait("choices") and not block.has_trait("samples")


def click(element: Element) -> None:
    """Click it, or the title of a tab or accordion."""
    if not _toggle_container(element):
        element.tell("click")


# Text and numbers.


def type_text(element: Element, text: str) -> None:
    """Type one character after the other; each has its effect before the next."""
    for typed in text:
        type_key(element, typed)
        element.page.settle()


def type_key(element: Element, typed: str) -> None:
    """Type one character."""
    block = element.block
    if not _is_text(block):
        raise element.trouble("type() is for text; use set(…), or choose(…) for choices")
    element.tell("input", {"value": (block.value or "") + typed})
    element.tell_if_known("key_up", {"key": typed, "input_value": block.value})


def fill(element: Element, text: str) -> None:
    """Put in a text, or a number as it is typed."""
    if _is_number(element.block):
        set_value(element, _parsed(element, text))
    elif _is_text(element.block):
        element.tell("input", {"value": text})
    else:
        raise element.trouble("fill() is for text; use set(…), or choose(…) for choices")


def _parsed(element: Element, text: str) -> float | None:
    try:
        return None if text == "" else int(text) if text.lstrip("+-").isdigit() else float(text)
    except ValueError:
        raise element.trouble(f"{text!r} is no number") from None


def press(element: Element, pressed: str) -> None:
    """Press a key."""
    block = element.block
    enter = pressed.removeprefix("Shift+") == "Enter"
    # A box of several lines takes Enter as a new line.
    submits = enter and ((getattr(block, "lines", 1) == 1) != pressed.startswith("Shift+"))
    if submits:
        submit(element)
    elif enter and _is_text(block):
        type_key(element, "\n")
    else:
        element.tell("key_up", None, {"key": pressed, "input_value": str(block.value or "")})


def submit(element: Element) -> None:
    """Submit what is there."""
    text = _is_text(element.block)
    element.tell("submit", {"value": element.block.value or ""} if text else None)


def set_value(element: Element, value: Any) -> None:
    """Do what makes this the value."""
    block = element.block
    if not isinstance(block, Component):
        element.page.browser.update(block, value=value)
    elif isinstance(block, FileComponent):
        upload(element, value if isinstance(value, list) else [value], None)
    elif block.has_trait("choices"):
        choose_exactly(element, value)
    elif block.has_trait("samples"):
        choose(element, [value])
    elif _on_wire(block) == "boolean":
        tick(element, (), ticked=bool(value))
    else:
        element.tell_value(_to_wire(block, value))
        element.tell_if_known("release")


def _to_wire(block: Component, value: Any) -> Any:
    """Return a value as it goes over the wire."""
    to_json = block.trait_metadata("value", "to_json")
    if to_json is not None:
        return to_json(block.postprocess(value), block)
    return value.item() if hasattr(value, "item") else value


def tick(element: Element, what: Sequence[Any], *, ticked: bool) -> None:
    """Tick or untick a checkbox, or choices."""
    block = element.block
    if what:
        toggle(element, what, chosen=ticked)
    elif _on_wire(block) != "boolean":
        raise element.trouble("it is no checkbox; say what to tick")
    elif block.value != ticked:
        element.tell_value(ticked)
        element.tell_if_known("select", {"selected": ticked})


# Containers.


def is_closed(element: Element) -> bool:
    """Tell whether a tab or accordion is closed."""
    return tree.is_closed(element.block, element._around[-1] if element._around else None)


def _toggle_container(element: Element) -> bool:
    """Click the title of a tab or accordion; return whether it is one."""
    block, browser = element.block, element.page.browser
    if isinstance(block, Tab) and isinstance(block.parent, Tabs):
        browser.update(block.parent, selected_index=block.parent.children.index(block))
        if is_closed(element):
            raise element.trouble("it is not interactive")
        return True
    if not isinstance(block, Container) or not block.has_trait("open"):
        return False
    if block.has_trait("selected_index"):
        browser.update(block, selected_index=0 if is_closed(element) else None)
    else:
        browser.update(block, open=is_closed(element))
    return True


# Files, and emptiness.


def clear(element: Element) -> None:
    """Empty it."""
    block = element.block
    several = block.has_trait("choices") and block._several
    empty: Any = [] if several else "" if _is_text(block) else None
    if "clear" in block._declared_events:
        element.tell("clear", {"value": empty})
        element.tell_if_known("input")
    else:
        element.tell_value(empty)


def upload(element: Element, given: Sequence[Any], name: str | None) -> None:
    """Bring files to the kernel and make them the value."""
    _check_takes_files(element)
    if all(file is None for file in given):
        clear(element)
        return
    values = [_brought(element, *files.named(element.block, file, name)) for file in given]
    element.tell_value(values if len(values) > 1 else values[0])
    element.tell_if_known("upload")


def stream(element: Element, given: Any, name: str | None) -> None:
    """Send a piece of what a camera or microphone records live."""
    _check_takes_files(element)
    answer = files.piece(element.page.browser, element.block, *files.named(element.block, given, name))
    if answer is not None and answer["file"] == "refused":
        raise element.trouble(answer["reason"])


def _check_takes_files(element: Element) -> None:
    if not isinstance(element.block, FileComponent):
        raise element.trouble("it takes no files")


def _brought(element: Element, name: str, data: bytes) -> dict[str, Any]:
    answer = files.upload(element.page.browser, element.block, name, data)
    if answer["file"] != "done":
        raise element.trouble(answer["reason"])
    value: dict[str, Any] = answer["value"]
    return value


def download(element: Element, index: int) -> bytes:
    """Bring a file of the kernel here."""
    block = element.block
    held = list(block.files()) if isinstance(block, FileComponent) else []
    if not held or not held[index].path:
        raise element.trouble(f"its file is at {held[index].url}" if held else "it has no file")
    data, trouble = files.download(element.page.browser, block, held[index])
    if trouble is not None:
        raise element.trouble(trouble)
    return data
