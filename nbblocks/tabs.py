"""Tabs: containers of which one is shown at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets
from traitlets import Any as AnyTrait
from traitlets import Bool, Int, TraitError, Unicode, observe, validate

from nbblocks.container import Container
from nbblocks.events import Event
from nbblocks.traits import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from traitlets.utils.bunch import Bunch

    from nbblocks.block import Block


class Tab(Container, ipywidgets.VBox):
    """One of the tabs of `Tabs`.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo, gr.Tabs():
    ...     with gr.Tab("Text"):
    ...         text = gr.Textbox()
    ...     with gr.Tab("Image"):
    ...         image = gr.Textbox()
    """

    label = Unicode(None, allow_none=True, help="Its title.")
    interactive = Bool(True, help="Whether the visitor can select it.")
    id = AnyTrait(None, allow_none=True, help="What `Tabs.selected` names it by; its position if None.")
    select = Event()
    _css_class = "nbb-tab"
    _positional: ClassVar[tuple[str, ...]] = ("label",)
    _meaningless = Container._meaningless | {"alignment", "render_children", "height", "max_height"}

    def __enter__(self) -> Any:
        if not isinstance(self.parent, Tabs) and self._update is None:
            self._find_tabs()
        return super().__enter__()

    def _find_tabs(self) -> None:
        """Stand in tabs: a `Tab` without `Tabs` around joins the one before it, or makes them."""
        container = self.parent
        if container is None:
            return
        siblings = [block for block in container._pending or container._contents() if block is not self]
        tabs = siblings[-1] if siblings and isinstance(siblings[-1], Tabs) else None
        if tabs is None or not tabs._implicit:
            container.remove(self)
            tabs = Tabs(key=None if self.key is None else (self.key, "tabs"))
            tabs._implicit = True
        tabs.add(self)

    @observe("label", "visible", "interactive", "id")
    def _retitle(self, _change: Bunch) -> None:
        if isinstance(self.parent, Tabs):
            self.parent._show_tabs()

    def _classes(self) -> tuple[str, ...]:
        return tuple(name for name in super()._classes() if name != "nbb-hidden")


#: Gradio's classic name of `Tab`.
TabItem = Tab


class Tabs(Container, ipywidgets.Tab):
    """A set of tabs, of which one is shown.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo, gr.Tabs(selected="second") as tabs:
    ...     with gr.Tab("First", id="first"):
    ...         a = gr.Textbox()
    ...     with gr.Tab("Second", id="second"):
    ...         b = gr.Textbox()
    """

    selected = AnyTrait(None, allow_none=True, help="The `id` of the tab that is shown, or its position.")
    preserved_by_key = Words(Unicode(), ["selected"], help=Container.preserved_by_key.help)
    selected_index = Int(None, allow_none=True).tag(sync=True, frontend=True)
    change = Event()
    select = Event()
    _css_class = "nbb-tabs"
    _positional: ClassVar[tuple[str, ...]] = ("selected",)
    _meaningless = Container._meaningless | {"overflow_behavior"}
    _implicit = False
    _tabs: tuple[Block, ...] = ()
    _arranging = False

    def _contents(self) -> list[ipywidgets.Widget]:
        return list(self._tabs)

    def _place(self, blocks: list[ipywidgets.Widget]) -> None:
        for block in blocks:
            if not isinstance(block, Tab):
                msg = f"Tabs hold only Tab, not {type(block).__name__}: put it inside `with gr.Tab(...)`"
                raise TypeError(msg)
        self._tabs = tuple(blocks)
        self._show_tabs()

    def _yields(self, name: str, given: Mapping[str, Any], value: Any) -> bool:
        """Tell whether the author selects another tab than before: if none was named, the first is."""
        return value is not None and value != given[name]

    def _id(self, tab: Tab) -> Any:
        return self._tabs.index(tab) if tab.id is None else tab.id

    def _show_tabs(self) -> None:
        """Bring children, titles and the selected one in line with the tabs that are visible."""
        shown = [tab for tab in self._tabs if tab.visible is True]
        chosen = next((tab for tab in shown if self._id(tab) == self.selected), shown[0] if shown else None)
        self._arranging = True
        try:
            with self.hold_sync():
                self.children = tuple(shown)
                self.titles = tuple(tab.label or f"Tab {self._tabs.index(tab) + 1}" for tab in shown)
                self.selected_index = shown.index(chosen) if chosen is not None else None
        finally:
            self._arranging = False
        if chosen is not None:
            self.selected = self._id(chosen)

    def descendants(self) -> Any:
        """Yield every block inside it, in hidden tabs too."""
        for tab in self._tabs:
            yield tab
            yield from tab.descendants()

    @observe("selected")
    def _selected_changed(self, change: Bunch) -> None:
        if not self._tabs or self._pending is not None:
            return
        tab = next((tab for tab in self._tabs if self._id(tab) == change.new), None)
        if tab in self.children:
            self.selected_index = self.children.index(tab)
        self.fire("change")

    @validate("selected_index")
    def _validated_index(self, proposal: Bunch) -> Any:
        index = proposal.value
        if self.children and not self._arranging:
            if index is None or not 0 <= index < len(self.children):
                msg = f"there is no tab {index!r}"
                raise TraitError(msg)
            if not self.children[index].interactive:
                msg = f"the tab {self.children[index].label!r} is not interactive"
                raise TraitError(msg)
        return index

    @observe("selected_index")
    def _selected_index_changed(self, change: Bunch) -> None:
        if self._arranging or change.new is None or not self.children:
            return
        tab = self.children[change.new]
        self.selected = self._id(tab)
        data = {"index": self._tabs.index(tab), "value": tab.label}
        tab.fire("select", data)
        self.fire("select", data)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take an ``update`` message; a page whose choice was refused is told what is selected."""
        super().set_state(sync_data)
        if sync_data.get("selected_index") != self.selected_index:
            self.send_state("selected_index")
