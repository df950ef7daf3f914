"""Tabs: containers of which one is shown at a time."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets
from traitlets import Any as AnyTrait
from traitlets import Bool, Int, TraitError, Unicode, Union, observe, validate

from nbblocks.container import Container
from nbblocks.events import Event
from nbblocks.layouts import css_length
from nbblocks.traits import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from traitlets.utils.bunch import Bunch


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
    height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Height of what is inside.")
    max_height = Union([Int(), Unicode()], default_value=None, allow_none=True, help="Greatest height of that.")
    select = Event()
    _css_class = "nbb-tab"
    _positional: ClassVar[tuple[str, ...]] = ("label",)
    _meaningless = Container._meaningless | {"alignment", "render_children"}

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

    @observe("height", "max_height")
    def _height_changed(self, change: Bunch) -> None:
        # The width of what is inside stays: the bar that scrolls it stands beside it.
        self.layout.overflow = None if self.height is None and self.max_height is None else "auto"
        setattr(self.layout, change.name, css_length(change.new))

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
    _tabs: tuple[Tab, ...] = ()
    _arranging = False
    #: What the author selects and the page cannot show yet: the tab is hidden, or still to come.
    _wish: Any = None

    def _classes(self) -> tuple[str, ...]:
        """Say which tabs the visitor cannot select: ipywidgets has no attribute for it, the shell reads this."""
        off = (f"nbb-off--{index}" for index, tab in enumerate(self.children) if not tab.interactive)
        return (*super()._classes(), *off)

    def __exit__(self, *error: object) -> None:
        # What went wrong inside may be why the tab is not there.
        with suppress(TraitError) if any(error) else nullcontext():
            super().__exit__(*error)

    def _settle(self) -> None:
        super()._settle()
        if self._tabs and self._wish is not None and self._find(self._wish) is None:
            wish, self._wish = self._wish, None
            raise TraitError(self._unknown(wish))

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

    def _find(self, chosen: Any) -> Tab | None:
        return next((tab for tab in self._tabs if self._id(tab) == chosen), None)

    def _unknown(self, chosen: Any) -> str:
        return f"there is no tab {chosen!r} to select; there is {', '.join(repr(self._id(tab)) for tab in self._tabs)}"

    def _front(self) -> Tab | None:
        """Return the tab that the page shows."""
        index = self.selected_index
        return self.children[index] if index is not None and index < len(self.children) else None

    def _show_tabs(self) -> None:
        """Bring children, titles and the selected one in line with the tabs that are visible."""
        shown = [tab for tab in self._tabs if tab.visible is True]
        wished = self._find(self._wish)
        candidates = (wished, self._front() if self.selected is not None else None, self._find(self.selected), *shown)
        chosen = next((tab for tab in candidates if tab in shown), None)
        self._arrange(shown, chosen)
        if chosen is not None:
            wish = None if chosen is wished else self._wish
            self.selected = self._id(chosen)
            self._wish = wish

    def _arrange(self, shown: list[Tab], chosen: Tab | None) -> None:
        self._arranging = True
        try:
            with self.hold_sync():
                self.children = tuple(shown)
                self.titles = tuple(tab.label or f"Tab {self._tabs.index(tab) + 1}" for tab in shown)
                self.selected_index = shown.index(chosen) if chosen is not None else None
                self._dress(self._worn)
        finally:
            self._arranging = False

    def descendants(self) -> Any:
        """Yield every block inside it, in hidden tabs too."""
        for tab in self._tabs:
            yield tab
            yield from tab.descendants()

    @validate("selected")
    def _validated_selected(self, proposal: Bunch) -> Any:
        """Return what is selected then: a tab that is hidden is when it is shown."""
        wanted, front = proposal.value, self._front()
        if not self._tabs or self._pending is not None:
            self._wish = wanted
            return wanted
        tab = self._find(wanted)
        if tab is None:
            raise TraitError(self._unknown(wanted))
        hidden = tab not in self.children
        self._wish = wanted if hidden else None
        return self._id(front if hidden and front is not None else tab)

    @observe("selected")
    def _selected_changed(self, change: Bunch) -> None:
        if not self._tabs or self._pending is not None or change.new == change.old:
            return
        front = self._front()
        if change.new is None and front is not None:
            self.selected = self._id(front)  # None is no choice.
            return
        tab = self._find(change.new)
        if tab in self.children:
            self.selected_index = self.children.index(tab)
        if change.old is not None:
            self.fire("change")

    @validate("selected_index")
    def _validated_index(self, proposal: Bunch) -> Any:
        index = proposal.value
        if self.children and not self._arranging:
            if index is None or not 0 <= index < len(self.children):
                msg = f"there is no tab {index!r}"
                raise TraitError(msg)
            tab = self.children[index]
            # The author may open what the visitor may not.
            if not tab.interactive and self._id(tab) != self.selected:
                msg = f"the tab {tab.label!r} is not interactive"
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
