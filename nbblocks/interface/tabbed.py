"""TabbedInterface: several apps, each in a tab."""

from __future__ import annotations

from typing import Any, ClassVar

from traitlets import Dict, Instance, List, Unicode

from nbblocks.blocks import Blocks
from nbblocks.interface.parts import place_title
from nbblocks.tabs import Tab, Tabs


class TabbedInterface(Blocks):
    """Several interfaces, or any apps, each in a tab.

    Examples
    --------
    >>> import nbblocks as gr
    >>> upper = gr.Interface(str.upper, "text", "text")
    >>> lower = gr.Interface(str.lower, "text", "text")
    >>> demo = gr.TabbedInterface([upper, lower], ["Upper", "Lower"])
    """

    interface_list = List(Instance(Blocks), help="The apps.")
    tab_names = List(Unicode(), None, allow_none=True, help="The titles of the tabs.")
    title = Unicode(None, allow_none=True, help="Heading above the tabs, and title of the page.")
    tabs_kwargs = Dict(None, allow_none=True, help="Keywords for `Tabs`.")

    _positional: ClassVar[tuple[str, ...]] = ("interface_list", "tab_names", "title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [*(self.tab_names or [])]
        names += [f"Tab {number + 1}" for number in range(len(names), len(self.interface_list))]
        with self:
            place_title(self.title)
            with Tabs(**(self.tabs_kwargs or {})):
                for app, name in zip(self.interface_list, names, strict=False):
                    with Tab(name):
                        app.render()
