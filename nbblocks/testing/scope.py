"""Finding things on a page as a visitor does, by what they are called."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import ipywidgets

from nbblocks.block import Block
from nbblocks.testing.errors import PageError
from nbblocks.testing.tree import is_shown, name_of, printed, text_of, unseen, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbblocks.testing.element import Element
    from nbblocks.testing.page import Page

__tracebackhide__ = True

#: What is looked for, among what a page shows: the widget and what is around it.
Found = tuple[ipywidgets.Widget, tuple[ipywidgets.Widget, ...]]


class Scope:
    """A page or a part of it, in which things are found."""

    page: Page
    block: Any

    def get(self, what: Any = None, label: str | None = None, **properties: Any) -> Element:
        """Find one thing.

        Parameters
        ----------
        what
            What it is called: its label, the text on a button, or the placeholder of a box
            without a label. Or its class, such as ``gr.Textbox``, or the component itself.
        label
            What it is called, beside a class.
        **properties
            Values of any of its properties, such as ``elem_id="name"``; ``text`` is what can
            be read on it.

        Returns
        -------
        Element
            It. Where several match, the only one of them that is in sight.

        Raises
        ------
        PageError
            If there is none or not one; the message shows what there is.

        Examples
        --------
        >>> import nbblocks as gr
        >>> from nbblocks.testing import visit
        >>> with gr.Blocks() as demo:
        ...     name = gr.Textbox("Ada", label="Name", elem_id="name")
        >>> with visit(demo) as page:
        ...     assert page.get("Name").value == "Ada"
        ...     assert page.get(gr.Textbox, elem_id="name").value == "Ada"
        """
        found = self._find(what, label, properties)
        if len(found) > 1:
            found = [(widget, around) for widget, around in found if unseen(widget, around) is None] or found
        if len(found) == 1:
            return self._element(*found[0])
        asked = _asked(what, label, properties)
        if found:
            shown = printed(self.page.app, [widget for widget, _ in found])
            raise PageError(f"{len(found)} match {asked}; look inside a part, or take one: all(…)[0]\n{shown}")
        raise PageError(f"nothing here is called {asked}{self._hint(what, label)}\n{printed(self.page.app)}")

    def all(self, what: Any = None, label: str | None = None, **properties: Any) -> list[Element]:
        """Find everything that matches, hidden or not, from top to bottom; parameters as for `get`."""
        return [self._element(*found) for found in self._find(what, label, properties)]

    @property
    def text(self) -> str:
        """What can be read in it: labels and values of all that is in sight, a line for each."""
        self.page.settle()
        lines: list[str] = []
        for widget, around in self._everything():
            if is_shown(widget) and unseen(widget, around) is None:
                lines += dict.fromkeys([name_of(widget), text_of(widget)])
        return "\n".join(filter(None, lines))

    def _element(self, widget: Any, around: Sequence[Any]) -> Element:
        from nbblocks.testing.element import Element

        return Element(self.page, widget, around)

    def _everything(self) -> Iterator[Found]:
        for widget, around in walk(self.page.app):
            if self.block is self.page.app or any(outer is self.block for outer in around):
                yield widget, around

    def _find(self, what: Any, label: str | None, properties: dict[str, Any]) -> list[Found]:
        self.page.settle()
        self._check(what)
        name = what if isinstance(what, str) else label
        found = [found for found in self._everything() if _fits(found[0], what, properties)]
        if name is None:
            return found
        named = [found for found in found if name_of(found[0]) == name]
        return named or [found for found in found if getattr(found[0], "placeholder", None) == name]

    def _check(self, what: Any) -> None:
        if what is None or isinstance(what, (str, type)):
            return
        if not isinstance(what, ipywidgets.Widget):
            raise TypeError(f"a page shows no {type(what).__name__}; ask it for a label, a class or a component")
        if not any(what is widget for widget, _ in self._everything()):
            raise PageError(f"{what!r} is not on this page\n{printed(self.page.app)}")

    def _hint(self, what: Any, label: str | None) -> str:
        name = what if isinstance(what, str) else label or ""
        names = list(dict.fromkeys(filter(None, (name_of(widget) for widget, _ in self._everything()))))
        near = difflib.get_close_matches(name, names, n=1) or [
            known for known in names if name and known.lower() == name.lower()
        ]
        return f"; did you mean {near[0]!r}?" if near else ""


def _fits(widget: Any, what: Any, properties: dict[str, Any]) -> bool:
    if isinstance(what, type) and not isinstance(widget, what):
        return False
    if isinstance(what, ipywidgets.Widget) and widget is not what:
        return False
    return all(_has(widget, name, value) for name, value in properties.items())


def _has(widget: Any, name: str, value: Any) -> bool:
    if name == "text":
        return bool(text_of(widget) == value)
    if name == "elem_classes" and isinstance(widget, Block) and isinstance(value, str):
        return bool(value in widget.elem_classes)
    return bool(widget.has_trait(name)) and bool(getattr(widget, name) == value)


def _asked(what: Any, label: str | None, properties: dict[str, Any]) -> str:
    words = [what.__name__ if isinstance(what, type) else repr(what)] if what is not None else []
    words += [repr(label)] if label is not None else []
    return ", ".join([*words, *(f"{name}={value!r}" for name, value in properties.items())])
