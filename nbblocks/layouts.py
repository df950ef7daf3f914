"""Containers: where components stand. Each one is an ipywidgets container."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets
from traitlets import Any as AnyTrait
from traitlets import Bool, Enum, Int, Unicode, Union, observe, validate

from nbblocks.container import Container
from nbblocks.events import Event
from nbblocks.guarded import GuardedBox
from nbblocks.traits import Open, Share, Words

if TYPE_CHECKING:
    from traitlets.utils.bunch import Bunch

    from nbblocks.rendering.run import Run


class Row(Container, ipywidgets.HBox):
    """A row: what is inside stands side by side, and wraps where it gets too narrow.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     with gr.Row():
    ...         left, right = gr.Textbox(), gr.Textbox()
    """

    variant = Enum(["default", "panel", "compact"], "default", help="How it looks: plain, in a box, or without gaps.")
    equal_height = Bool(False, help="Whether all that is inside is as high as the highest.")
    height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Its height: pixels or CSS.")
    max_height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Its greatest height.")
    min_height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Its least height.")
    show_progress = Bool(False, help="Whether it shows the progress of what is inside.")

    def _classes(self) -> tuple[str, ...]:
        equal = ("nbb-equal-height",) if self.equal_height else ()
        return ("nbb-row", f"nbb-{self.variant}", *equal, *super()._classes())

    @observe("variant", "equal_height")
    def _variant_changed(self, _change: Bunch) -> None:
        self._dress(self._worn)

    @observe("height", "max_height", "min_height")
    def _height_changed(self, change: Bunch) -> None:
        setattr(self.layout, change.name, css_length(change.new))


class Column(Container, ipywidgets.VBox):
    """A column: what is inside stands one below the other.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo, gr.Row():
    ...     with gr.Column(scale=2):
    ...         text = gr.Textbox()
    ...     with gr.Column():
    ...         button = gr.Button("Go")
    """

    scale = Share(1, help="Its share of the width in a `Row`.").tag(sync=True)
    min_width = Int(320, allow_none=True, min=0, help="Pixels below which a `Row` wraps rather than squeeze it.")
    variant = Enum(["default", "panel", "compact"], "default", help="How it looks: plain, in a box, or without gaps.")
    show_progress = Bool(False, help="Whether it shows the progress of what is inside.")
    _positional: ClassVar[tuple[str, ...]] = ("scale",)

    def _classes(self) -> tuple[str, ...]:
        return ("nbb-column", f"nbb-{self.variant}", *super()._classes())

    @observe("variant")
    def _variant_changed(self, _change: Bunch) -> None:
        self._dress(self._worn)


class Group(Container, ipywidgets.VBox):
    """A group: what is inside stands together without gaps.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo, gr.Group():
    ...     first, last = gr.Textbox(label="First"), gr.Textbox(label="Last")
    """

    _css_class = "nbb-group"


class Accordion(Container, ipywidgets.Accordion):
    """A part that the visitor opens and closes by its title.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo, gr.Accordion("Options", open=False):
    ...     seed = gr.Number(label="Seed")
    """

    label = Unicode(None, allow_none=True, help="Its title.")
    open: Any = Open(True, help="Whether it is open.")
    height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Height of what is inside.")
    max_height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Greatest height of that.")
    preserved_by_key = Words(Unicode(), ["open"], help=Container.preserved_by_key.help)
    selected_index = Int(None, allow_none=True).tag(sync=True, frontend=True)
    expand = Event()
    collapse = Event()
    _css_class = "nbb-accordion"
    _positional: ClassVar[tuple[str, ...]] = ("label",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._update is None:
            self._inside = GuardedBox()
            self._inside.add_class("nbb-inside")
            self.children = (self._inside,)
            self.titles = (self.label or "",)
            self.selected_index = 0 if self.open else None

    _inside: Any = None

    def _contents(self) -> list[ipywidgets.Widget]:
        return list(self._inside.children) if self._inside is not None else []

    def _place(self, blocks: list[ipywidgets.Widget]) -> None:
        self._inside.children = tuple(blocks)

    @observe("label")
    def _label_changed(self, change: Bunch) -> None:
        self.titles = (change.new or "",)

    @observe("height", "max_height")
    def _height_changed(self, change: Bunch) -> None:
        self.layout.overflow = "auto"
        setattr(self.layout, change.name, css_length(change.new))

    @validate("selected_index")
    def _validated_index(self, proposal: Bunch) -> Any:
        return proposal.value if proposal.value in {None, 0} else None

    @observe("open")
    def _open_changed(self, change: Bunch) -> None:
        self.selected_index = 0 if change.new else None
        self.fire("expand" if change.new else "collapse")

    @observe("selected_index")
    def _selected_index_changed(self, change: Bunch) -> None:
        self.open = change.new is not None

    def close(self) -> None:
        """Close it with all that is inside."""
        super().close()
        if self._inside is not None:
            self._inside.layout.close()
            self._inside.close()


class Widget(Container, ipywidgets.VBox):
    """A place in the tree for any other ipywidget; the widget is an input or output itself.

    Examples
    --------
    >>> import ipywidgets
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo, gr.Row():
    ...     dial = ipywidgets.IntSlider()
    ...     placed = gr.Widget(dial)
    """

    widget = AnyTrait(None, allow_none=True, help="The widget that stands here.")
    scale = Share(help="Its share of the width in a `Row`.")
    _css_class = "nbb-widget"
    _positional: ClassVar[tuple[str, ...]] = ("widget",)

    def _refill(self, run: Run) -> None:
        """Hold what ``widget`` says."""

    @observe("widget")
    def _widget_changed(self, change: Bunch) -> None:
        self.children = (change.new,) if change.new is not None else ()


def css_length(value: int | str | None) -> str | None:
    """Return pixels or a CSS length as CSS."""
    return f"{value}px" if isinstance(value, int) else value
