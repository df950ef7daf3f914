"""Choices and samples, as a visitor picks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbblocks.components._choices import identity, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbblocks.testing.element import Element

__tracebackhide__ = True


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


def _without(names: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """Return the names that are not among others, telling ``True`` from 1."""
    known = {identity(other) for other in others}
    return [name for name in names if identity(name) not in known]


def choose(element: Element, what: Sequence[Any]) -> None:
    """Choose each of these."""
    block = element.block
    if block.has_trait("samples"):
        for one in what:
            _pick(element, one)
    elif len(what) > 1 and not getattr(block, "_several", True):
        raise element.trouble("it takes one choice")
    else:
        toggle(element, what, chosen=True)


def toggle(element: Element, what: Sequence[Any], *, chosen: bool) -> None:
    """Choose each of these, or take it back."""
    if not element.block.has_trait("choices"):
        raise element.trouble("it offers no choices; use set(…)")
    for one in what:
        _switch(element, _key(element, one), chosen=chosen)


def _switch(element: Element, name: Any, *, chosen: bool) -> None:
    block = element.block
    now = _chosen(block)
    rest = _without(now, [name])
    if (len(rest) < len(now)) == chosen:
        return
    element.tell_value(([*rest, name] if chosen else rest) if block._several else name if chosen else None)
    element.tell_if_known("select", {"value": name, "selected": chosen})
    element.page.settle()


def choose_exactly(element: Element, value: Any) -> None:
    """Choose what makes this the value."""
    block = element.block
    wanted = [_key(element, one) for one in block._list(value)]
    if not wanted and not block._several:
        element.tell_value(None)
    for name in _without(_chosen(block), wanted) if block._several else []:
        _switch(element, name, chosen=False)
    for name in wanted:
        _switch(element, name, chosen=True)


def _pick(element: Element, wanted: Any) -> None:
    """Pick a sample, by its place or what can be read on it."""
    texts = offered(element.block)
    if isinstance(wanted, str):
        if wanted not in texts:
            raise element.trouble(f"it does not show {wanted!r}, but {', '.join(map(repr, texts)) or 'nothing'}")
        wanted = texts.index(wanted)
    element.tell("click", {"value": wanted})
    element.tell_if_known("select")
