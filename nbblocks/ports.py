"""What a handler reads and writes: blocks, states and any other ipywidget."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Protocol

import ipywidgets
from traitlets import TraitError

from nbblocks.block import Block
from nbblocks.component import Component
from nbblocks.exceptions import RefusedError
from nbblocks.trait import Trait, writing

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from nbblocks.events import Listener
    from nbblocks.updates import Update


class Port(Protocol):
    """One input or output of a handler."""

    block: Any

    @property
    def change(self) -> Listener | None:
        """The event of its change, if it has one."""

    def read(self) -> Any:
        """Return the canonical value as it is now."""

    def preprocess(self, value: Any) -> Any:
        """Return what the handler receives for it."""

    def prepare(self, update: Update) -> None:
        """Do what takes long before it is written, such as to encode a picture."""

    def apply(self, update: Update) -> None:
        """Write what the handler returned."""

    def to_page(self, value: Any) -> Any:
        """Return what the author's JavaScript gets for it: the value on the wire."""

    def from_page(self, value: Any, *, output: bool) -> Any:
        """Return the canonical value of what the author's JavaScript returned, after every check.

        Raises
        ------
        RefusedError
            If the page may not say that.
        """

    def used_as(self, *, input: int = 0, output: int = 0) -> None:
        """Note what it is used as."""


class BlockPort:
    """A container or component as an input or output."""

    def __init__(self, block: Block) -> None:
        self.block = block

    @property
    def change(self) -> Listener | None:
        """The event of its change; a container has none."""
        return getattr(self.block, "change", None)

    def read(self) -> Any:
        """Return the value as it is now."""
        return getattr(self.block, "value", None)

    def preprocess(self, value: Any) -> Any:
        """Return what the handler receives for it."""
        return self.block.preprocess(value) if isinstance(self.block, Component) else value

    def prepare(self, update: Update) -> None:
        """Let a component make a file of what the handler returned."""
        if "value" in update and isinstance(self.block, Component):
            update["value"] = self.block.prepare(update["value"])

    def apply(self, update: Update) -> None:
        """Write what the handler returned."""
        with writing(self):
            self.block.assign(update)

    def to_page(self, value: Any) -> Any:
        """Return the value on the wire; a container has none."""
        return _on_wire(self.block, "value", value) if isinstance(self.block, Component) else None

    def from_page(self, value: Any, *, output: bool) -> Any:
        """Return the value after the checks of a visitor's input."""
        if not isinstance(self.block, Component):
            raise RefusedError("a container has no value")
        return _scripted(self.block, value, output=output)

    def used_as(self, *, input: int = 0, output: int = 0) -> None:
        """Note what it is used as."""
        if isinstance(self.block, Component):
            self.block.used_as(input=input, output=output)


class TraitPort:
    """A trait of any widget as an input or output."""

    def __init__(self, trait: Trait, block: Any) -> None:
        self.trait = trait
        self.block = block

    @property
    def change(self) -> Listener:
        """The event of its change."""
        return self.trait.change

    def read(self) -> Any:
        """Return the value as it is now."""
        return self.trait.value

    def preprocess(self, value: Any) -> Any:
        """Return the value as it is."""
        return value

    def prepare(self, update: Update) -> None:
        """Let a component make a file of what the handler returned."""
        if "value" in update and self._component is not None:
            update["value"] = self._component.prepare(update["value"])

    def apply(self, update: Update) -> None:
        """Write what the handler returned."""
        widget: Any = self.trait.widget
        values = {self.trait.name if name == "value" else name: value for name, value in update.items()}
        with writing(self), _held_sync(widget), widget.hold_trait_notifications():
            for name, value in values.items():
                setattr(widget, name, value)

    def to_page(self, value: Any) -> Any:
        """Return the value on the wire."""
        return _on_wire(self.trait.widget, self.trait.name, value)

    def from_page(self, value: Any, *, output: bool) -> Any:
        """Return the value after the checks of a visitor's input, or those of a trait that the page has."""
        if self._component is not None:
            return _scripted(self._component, value, output=output)
        widget, name = self.trait.widget, self.trait.name
        if isinstance(widget, Block) or not widget.trait_metadata(name, "sync"):
            raise RefusedError(f"the page cannot set {name!r}")
        try:
            read = widget.trait_metadata(name, "from_json")
            return widget.traits()[name]._validate(widget, read(value, widget) if read else value)
        except TraitError as error:
            raise RefusedError(str(error)[:200]) from error

    def used_as(self, *, input: int = 0, output: int = 0) -> None:
        """Note what it is used as; a widget that is not ours decides itself what it accepts."""
        if self._component is not None:
            self._component.used_as(input=input, output=output)

    @property
    def _component(self) -> Component | None:
        """The component whose value it is."""
        widget = self.trait.widget
        return widget if isinstance(widget, Component) and self.trait.name == "value" else None


def _on_wire(widget: Any, name: str, value: Any) -> Any:
    write = widget.trait_metadata(name, "to_json")
    return write(value, widget) if write else value


def _scripted(component: Component, value: Any, *, output: bool) -> Any:
    """Return a value that JavaScript of the author's made, after the checks of a visitor's input.

    Where it writes an output, that may be read-only, if the component knows how to check what
    comes from a page; where it changes an input, that may be hidden.
    """
    owned = component.trait_metadata("value", "frontend")
    checks = owned or type(component).receive is not Component.receive
    if not (checks if output else owned and component._interactive):
        raise RefusedError("the page cannot set it" if output else "it is read-only")
    # What is no text and holds none names no file: a component makes of it what it makes of a handler's.
    if value is None or (output and not isinstance(value, (str, list, dict))):
        value = component._received(value, component.postprocess)
    return value if value is None else component._received(value)


def _held_sync(widget: Any) -> AbstractContextManager[None]:
    return widget.hold_sync() if isinstance(widget, ipywidgets.Widget) else nullcontext()


def as_port(block: Any, what: str) -> Port:
    """Return the port of what an author gave as an input or output.

    Raises
    ------
    TypeError
        If it is nothing that a handler can read or write.
    """
    from nbblocks.session.state import State

    if isinstance(block, State):
        return block
    if isinstance(block, Trait):
        return TraitPort(block, block)
    if isinstance(block, Block):
        return BlockPort(block)
    if isinstance(block, ipywidgets.Widget) and block.has_trait("value"):
        return TraitPort(Trait(block), block)
    if isinstance(block, type) and issubclass(block, Block):
        msg = f"{what} is the class {block.__name__}; make one first: {block.__name__}()"
    elif isinstance(block, str):
        msg = f"{what} is the string {block!r}; give the component itself"
    else:
        msg = f"{what} must be a component, a container or an ipywidget with a value, not {type(block).__name__}"
    raise TypeError(msg)
