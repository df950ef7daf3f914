"""Outputs that take what a handler returns as they store it: what ``postprocess=False`` asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Any as AnyTrait

from nbblocks.component import Component
from nbblocks.ports import BlockPort
from nbblocks.trait import writing
from nbblocks.updates import Update

if TYPE_CHECKING:
    from nbblocks.ports import Port

#: The value of a component, without what its class makes of it.
_VALUE = AnyTrait()
_VALUE.name = "value"


def unprocessed(port: Port) -> Port:
    """Return an output that leaves out what a component of the author's own makes of a value.

    Those of the library take what they store as it is.
    """
    component = port.block
    return StoredPort(component) if isinstance(component, Component) and _converts(component) else port


def _converts(component: Component) -> bool:
    """Tell whether a class that is not of the library makes something of a value."""
    names = ("postprocess", "prepare")
    return any(name in vars(cls) for cls in type(component).__mro__ if not _is_ours(cls) for name in names)


def _is_ours(cls: type) -> bool:
    return cls.__module__.partition(".")[0] == "nbblocks"


class StoredPort(BlockPort):
    """A component of the author's own as an output that takes what it stores."""

    block: Component

    def prepare(self, update: Update) -> None:
        """Check the value as the component of the library does that it extends."""
        if "value" in update:
            library = next(cls for cls in type(self.block).__mro__ if _is_ours(cls))
            update["value"] = library.postprocess(self.block, update["value"])  # type: ignore[attr-defined]

    def apply(self, update: Update) -> None:
        """Write what the handler returned."""
        others = Update({name: value for name, value in update.items() if name != "value"})
        with writing(self), self.block.hold_sync(), self.block.hold_trait_notifications():
            self.block.assign(others)
            if "value" in update:
                _VALUE.set(self.block, update["value"])
