"""Container: a block that holds others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets
from traitlets import observe

from nbblocks import context
from nbblocks.block import Block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from traitlets.utils.bunch import Bunch

    from nbblocks.rendering.run import Run


class Container(Block):
    """A block that holds others: ``with`` it, new blocks go inside."""

    _pending: list[ipywidgets.Widget] | None = None

    def _classes(self) -> tuple[str, ...]:
        """Say the ``id`` as a class: an ipywidgets container has no attribute for it, the shell reads this."""
        named = (f"nbb-id--{self.elem_id}",) if self.elem_id else ()
        return (*named, *super()._classes())

    def __enter__(self) -> Any:
        if self._pending is None:
            self._pending = self._contents()
        context.enter(self)
        return self

    def __exit__(self, *_exc: object) -> None:
        context.leave(self)
        run = context.rendering.get()
        if run is None or run.makes(self):
            self._settle()
        else:
            run.settle_later(self)

    def _settle(self) -> None:
        """Hold what was put into it meanwhile."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self._place(pending)

    def _revive(self, twin: Any, arguments: Mapping[str, Any]) -> None:
        super()._revive(twin, arguments)
        run = context.rendering.get()
        if run is not None:
            self._refill(run)

    def _refill(self, run: Run) -> None:
        """Begin anew, empty; what a run of `gr.render` puts into it is shown when that has ended."""
        self._pending = []
        run.settle_later(self)

    def _contents(self) -> list[ipywidgets.Widget]:
        return list(self.children)

    def _place(self, blocks: list[ipywidgets.Widget]) -> None:
        self.children = tuple(blocks)

    def add(self, widget: ipywidgets.Widget) -> ipywidgets.Widget:
        """Append a block, or any other ipywidget.

        Parameters
        ----------
        widget
            What to append; a block leaves the container where it stood.

        Returns
        -------
        Widget
            What was given.
        """
        if isinstance(widget, Block):
            if widget.parent is not None:
                widget.parent.remove(widget)
            widget.parent = self
        if self._pending is not None:
            self._pending.append(widget)
        else:
            self._place([*self._contents(), widget])
        return widget

    def remove(self, widget: ipywidgets.Widget) -> None:
        """Take a widget out, without closing it."""
        if isinstance(widget, Block):
            widget.parent = None
        if self._pending is not None:
            self._pending = [other for other in self._pending if other is not widget]
        else:
            self._place([other for other in self._contents() if other is not widget])

    @observe("children")
    def _adopt(self, change: Bunch) -> None:
        for child in change.new:
            if isinstance(child, Block):
                child.parent = self

    @observe("scale", "min_width")
    def _size_changed(self, _change: Bunch) -> None:
        self._size()

    def _size(self) -> None:
        # Shares are of the whole width, not of what the least widths leave over.
        self.layout.flex = f"{1 if self.scale is None else self.scale} 1 {'auto' if self.min_width is None else '0%'}"
        self.layout.min_width = None if self.min_width is None else f"min({self.min_width}px, 100%)"

    def close(self) -> None:
        """Close it with all that is inside."""
        for child in self._contents():
            if isinstance(child, Block):
                if child.parent is not self:
                    continue
                child.parent = None
            _close(child)
        super().close()
        # A notebook keeps what its cells returned, an app of long ago too; its values need not stay.
        self.children = ()
        self._dependencies = {}


def _close(widget: ipywidgets.Widget) -> None:
    """Close a widget, with what ipywidgets would leave open: what is inside, and its looks if they are its own."""
    if not isinstance(widget, Block):
        for child in getattr(widget, "children", ()):
            _close(child)
        looks = [getattr(widget, name, None) for name in ("layout", "style")]
        widget.close()
        worn = {id(getattr(other, name, None)) for other in _open_widgets() for name in ("layout", "style")}
        for look in looks:
            if isinstance(look, ipywidgets.Widget) and id(look) not in worn:
                look.close()
    else:
        widget.close()


def _open_widgets() -> list[ipywidgets.Widget]:
    # Blocks have looks of their own, which come into being when somebody asks for them.
    everything: dict[str, ipywidgets.Widget] = getattr(ipywidgets.widgets.widget, "_instances", {})
    return [widget for widget in list(everything.values()) if not isinstance(widget, Block)]
