"""Shell: what an app needs of the page besides its components.

The hidden last child of every `Blocks`. It shows toasts and tracebacks, puts the app's
CSS and title into the page, gives containers their ``id``, and tells when the page loads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import List, Unicode

from nbblocks import context
from nbblocks.component import Component, Value
from nbblocks.events import Event
from nbblocks.session import ending
from nbblocks.session.browser_state import storage_name

if TYPE_CHECKING:
    from nbblocks.blocks import Blocks
    from nbblocks.session.browser_state import BrowserState


class Shell(Component):
    """The hidden part of an app that speaks with the page."""

    value = Value(None, help="Nothing: the page cannot set it.").tag(sync=False)
    css = Unicode("", help="CSS of the app.")
    title = Unicode("", help="Title of the page.")
    app = Unicode("", help="The id of the app's own widget.")
    stores = List(Unicode(), help="Names of what the browser keeps for the app.")
    # The page tells these whoever listens: they make the sessions.
    _events = List(Unicode(), ["load", "unload", "answer"]).tag(sync=True)
    load = Event()
    unload = Event()
    answer = Event()
    _internal: ClassVar[bool] = True
    _css_class = "nbb-shell-host"
    #: A browser keeps up to five million characters for the app, written with escapes.
    _max_data: ClassVar[int] = 12_000_000

    #: Whose shell it is.
    blocks: Blocks | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._kept_by_browser: dict[str, BrowserState] = {}
        super().__init__(*args, **kwargs)

    def fire(self, event: str, data: dict[str, Any] | None = None) -> None:
        """Tell the app that a page shows it for the first time, has run JavaScript, or has gone."""
        if self.blocks is None:
            return
        page = context.page.get()
        if event == "load" and self.blocks.sessions.begin(page, data or {}):
            ending.arrange()
            self._restore((data or {}).get("stored"))
            self.blocks.fire("load")
        elif event == "unload" and self.blocks.sessions.end(page):
            self.blocks.questions.left(page)
            self.blocks.fire("unload")
        elif event == "answer":
            self.blocks.questions.answer(data or {})

    def keep(self, state: BrowserState) -> str:
        """Let the browser keep a state; return the name by which it does."""
        title = self.blocks.title if self.blocks is not None else None
        name = storage_name(state, title, len(self._kept_by_browser))
        self._kept_by_browser[name] = state
        self.stores = [*self._kept_by_browser]
        return name

    def _restore(self, stored: Any) -> None:
        """Take what the browser kept, before the handlers of ``load`` ask for it."""
        for name, state in self._kept_by_browser.items():
            if isinstance(stored, dict) and name in stored:
                state.restore(stored[name])
