"""What a handler reads and writes: blocks, states and any other ipywidget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import ipywidgets

from nbblocks.block import Block
from nbblocks.component import Component

if TYPE_CHECKING:
    from nbblocks.updates import Update


class Port(Protocol):
    """One input or output of a handler."""

    block: Any

    def read(self) -> Any:
        """Return the canonical value as it is now."""

    def preprocess(self, value: Any) -> Any:
        """Return what the handler receives for it."""

    def prepare(self, update: Update) -> None:
        """Do what takes long before it is written, such as to encode a picture."""

    def apply(self, update: Update) -> None:
        """Write what the handler returned."""

    def used_as(self, *, input: bool = False, output: bool = False) -> None:
        """Note what it is used as."""


class BlockPort:
    """A container or component as an input or output."""

    def __init__(self, block: Block) -> None:
        self.block = block

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

    def used_as(self, *, input: bool = False, output: bool = False) -> None:
        """Note what it is used as."""
        if isinstance(self.block, Component):
            self.block.used_as(input=input, output=output)


class WidgetPort:
    """Any other ipywidget as an input or output, through one of its traits."""

    def __init__(self, widget: ipywidgets.Widget, trait: str = "value") -> None:
        self.block = widget
        self.trait = trait

    def read(self) -> Any:
        """Return the value as it is now."""
        return getattr(self.block, self.trait)

    def preprocess(self, value: Any) -> Any:
        """Return what the handler receives for it."""
        return value

    def prepare(self, update: Update) -> None:
        """Do nothing: its values are as it takes them."""

    def apply(self, update: Update) -> None:
        """Write what the handler returned."""
        with self.block.hold_sync():
            for name, value in update.items():
                setattr(self.block, self.trait if name == "value" else name, value)

    def used_as(self, *, input: bool = False, output: bool = False) -> None:
        """Change nothing: a foreign widget decides itself what it accepts."""


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
    if isinstance(block, Block):
        return BlockPort(block)
    if isinstance(block, ipywidgets.Widget) and block.has_trait("value"):
        return WidgetPort(block)
    if isinstance(block, type) and issubclass(block, Block):
        msg = f"{what} is the class {block.__name__}; make one first: {block.__name__}()"
    elif isinstance(block, str):
        msg = f"{what} is the string {block!r}; give the component itself"
    else:
        msg = f"{what} must be a component, a container or an ipywidget with a value, not {type(block).__name__}"
    raise TypeError(msg)
