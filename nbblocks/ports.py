"""What a handler reads and writes: blocks, states and any other ipywidget."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Protocol

import ipywidgets

from nbblocks.block import Block
from nbblocks.component import Component
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
        self.block.assign(update)

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

    def used_as(self, *, input: int = 0, output: int = 0) -> None:
        """Note what it is used as; a widget that is not ours decides itself what it accepts."""
        if self._component is not None:
            self._component.used_as(input=input, output=output)

    @property
    def _component(self) -> Component | None:
        """The component whose value it is."""
        widget = self.trait.widget
        return widget if isinstance(widget, Component) and self.trait.name == "value" else None


def _held_sync(widget: Any) -> AbstractContextManager[None]:
    return widget.hold_sync() if isinstance(widget, ipywidgets.Widget) else nullcontext()


def as_port(block: Any, what: str) -> Port:
    """Return the port of what an author gave as an input or output.

    Raises
    ------
    TypeError
        If it is nothing that a handler can read or write.
    """
    from nbblocks.state import State

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
