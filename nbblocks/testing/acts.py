"""What a visitor does, in the messages of a page; made of the events and properties that a component declares."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbblocks.component import Component
from nbblocks.components._choices import key
from nbblocks.container import Container
from nbblocks.files.component import FileComponent
from nbblocks.tabs import Tab, Tabs
from nbblocks.testing import files, tree

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
        _choose_exactly(element, value)
    elif block.has_trait("samples"):
        choose(element, [value])
    elif _on_wire(block) == "boolean":
        tick(element, (), ticked=bool(value))
    else:
        _input(element, _to_wire(block, value))
        element.tell_if_known("release")


def _input(element: Element, value: Any) -> None:
    event = "input" if "input" in element.block._declared_events else None
    element.tell(event, {"value": value})


def _to_wire(block: Component, value: Any) -> Any:
    """Return a value as it goes over the wire."""
    to_json = block.trait_metadata("value", "to_json")
    if to_json is not None:
        return to_json(block.postprocess(value), block)
    return value.item() if hasattr(value, "item") else value


# Choices.


def offered(block: Any) -> list[str]:
    """Return the labels of what can be chosen."""
    if block.has_trait("choices"):
        return [label for label, _ in block.choices]
    if block.has_trait("samples"):
        texts = [", ".join(cell["text"] for cell in block.cells(sample)) for sample in block.samples]
        return list(block.sample_labels or texts)
    return []


def _key(element: Element, wanted: Any) -> Any:
    """Return what names a choice on the wire, for its label or its value."""
    block = element.block
    for place in (0, 1):
        for choice in block.choices:
            if choice[place] == wanted and isinstance(choice[place], bool) == isinstance(wanted, bool):
                return key(choice[1])
    if isinstance(wanted, str) and block._custom(wanted):
        return wanted
    raise element.trouble(f"it does not offer {wanted!r}, but {', '.join(map(repr, offered(block))) or 'nothing'}")


def _chosen(block: Any) -> list[Any]:
    return [key(value) for value in block._list(block.value)]


def choose(element: Element, what: Sequence[Any]) -> None:
    """Choose each of these."""
    block = element.block
    if block.has_trait("samples"):
        for one in what:
            _pick(element, one)
    elif block.has_trait("choices"):
        if len(what) > 1 and not block._several:
            raise element.trouble("it takes one choice")
        for one in what:
            _toggle(element, _key(element, one), chosen=True)
    else:
        raise element.trouble("it offers no choices; use set(…)")


def _toggle(element: Element, name: Any, *, chosen: bool) -> None:
    block = element.block
    now = _chosen(block)
    if (name in now) == chosen:
        return
    rest = [other for other in now if other != name]
    _input(element, ([*rest, name] if chosen else rest) if block._several else name if chosen else None)
    element.tell_if_known("select", {"value": name, "selected": chosen})


def _choose_exactly(element: Element, value: Any) -> None:
    block = element.block
    wanted = [_key(element, one) for one in block._list(value)]
    if not wanted and not block._several:
        _input(element, None)
    for name in [name for name in _chosen(block) if name not in wanted] if block._several else []:
        _toggle(element, name, chosen=False)
    for name in wanted:
        _toggle(element, name, chosen=True)


def _pick(element: Element, wanted: Any) -> None:
    """Pick a sample, by its place or what can be read on it."""
    texts = offered(element.block)
    if isinstance(wanted, str):
        if wanted not in texts:
            raise element.trouble(f"it does not show {wanted!r}, but {', '.join(map(repr, texts)) or 'nothing'}")
        wanted = texts.index(wanted)
    element.tell("click", {"value": wanted})
    element.tell_if_known("select")


def tick(element: Element, what: Sequence[Any], *, ticked: bool) -> None:
    """Tick or untick a checkbox, or choices."""
    block = element.block
    if block.has_trait("choices") and what:
        for one in what:
            _toggle(element, _key(element, one), chosen=ticked)
    elif _on_wire(block) != "boolean" or what:
        raise element.trouble("it is no checkbox" if not what else "it offers no choices")
    elif block.value != ticked:
        _input(element, ticked)
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
    empty = [] if several else "" if _is_text(block) else None
    if "clear" in block._declared_events:
        element.tell("clear", {"value": empty})
        element.tell_if_known("input")
    else:
        _input(element, empty)


def upload(element: Element, given: Sequence[Any], name: str | None) -> None:
    """Bring files to the kernel and make them the value."""
    block = element.block
    if not isinstance(block, FileComponent):
        raise element.trouble("it takes no files")
    if all(file is None for file in given):
        clear(element)
        return
    values = [_brought(element, *_named(block, file, name)) for file in given]
    _input(element, values if len(values) > 1 else values[0])
    element.tell_if_known("upload")


def _named(block: FileComponent, file: Any, name: str | None) -> tuple[str, bytes]:
    if isinstance(file, (bytes, bytearray)):
        return name or "file", bytes(file)
    if isinstance(file, (str, os.PathLike)):
        return name or Path(file).name, Path(file).read_bytes()
    made = block.prepare(file)
    return name or made.orig_name, made.read()


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
