"""Element: one thing on a page, what a visitor sees of it and can do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbblocks.testing import acts, choosing
from nbblocks.testing.errors import PageError
from nbblocks.testing.scope import Scope
from nbblocks.testing.tree import line, name_of, printed, text_of, unseen

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from nbblocks.testing.page import Page

__tracebackhide__ = True


class Element(Scope):
    """One thing on a page: a component, a container, or any other widget.

    What it does, the visitor does: it goes to the kernel as a browser's messages do, and is
    refused where the screen would not let a visitor do it. An act returns when all that it
    caused has run, and raises what a handler raised.
    """

    def __init__(self, page: Page, block: Any, around: Sequence[Any]) -> None:
        self.page = page
        #: The live component itself, with all its properties.
        self.block = block
        self._around = around

    # What a visitor sees.

    @property
    def value(self) -> Any:
        """Its value, as the component has it."""
        self.page.settle()
        return self.block.value

    @property
    def label(self) -> str:
        """What it is called."""
        return name_of(self.block)

    @property
    def text(self) -> str:
        """What can be read on it; of a container, all that is in sight inside."""
        self.page.settle()
        return text_of(self.block) if hasattr(self.block, "value") else super().text

    @property
    def visible(self) -> bool:
        """Whether it is in sight: not hidden, nor in a closed tab or accordion."""
        self.page.settle()
        return self._gone is None and unseen(self.block, self._around) is None

    @property
    def interactive(self) -> bool:
        """Whether a visitor can change or click it."""
        self.page.settle()
        return bool(getattr(self.block, "_interactive", not getattr(self.block, "disabled", False)))

    @property
    def choices(self) -> list[str]:
        """The labels of what it offers."""
        self.page.settle()
        return choosing.offered(self.block)

    @property
    def status(self) -> str:
        """How the handler that writes to it stands.

        ``"waiting"`` in the queue, ``"pending"``, ``"streaming"``, ``"failed"``, ``"invalid"``,
        or ``""``.
        """
        return str(self._status.get("state", ""))

    @property
    def message(self) -> str:
        """What it says went wrong, or why it is not valid."""
        return str(self._status.get("message", ""))

    @property
    def progress(self) -> list[dict[str, Any]]:
        """The bars of progress on it, the outermost first."""
        return list(self._status.get("steps", ()))

    @property
    def _status(self) -> dict[str, Any]:
        self.page.settle()
        return getattr(self.block, "_status", {})

    @property
    def history(self) -> list[Any]:
        """The values that it showed since the last act, in their order: each step of a generator."""
        self.page.settle()
        return self.page.shown(self.block, "value")

    @property
    def progress_history(self) -> list[list[dict[str, Any]]]:
        """The bars of progress that it showed since the last act, in their order."""
        self.page.settle()
        return [status["steps"] for status in self.page.shown(self.block, "_status") if "steps" in status]

    # What a visitor does.

    def click(self) -> Element:
        """Click it; a tab opens, an accordion opens or closes."""
        return self._act(acts.click)

    def open(self) -> Element:
        """Open a tab, an accordion or a sidebar, unless it is open."""
        if acts.is_closed(self):
            self.click()
        return self

    def close(self) -> Element:
        """Close an accordion or a sidebar, unless it is closed."""
        if not acts.is_closed(self):
            self.click()
        return self

    def type(self, text: str) -> Element:
        """Type at the end of what is there, key by key."""
        return self._act(acts.type_text, text)

    def fill(self, text: str) -> Element:
        """Replace the text, at once."""
        return self._act(acts.fill, text)

    def set(self, value: Any) -> Element:
        """Do what a visitor does to make this its value.

        That is to type a text or number, move a slider and let go, tick, choose, upload.
        """
        return self._act(acts.set_value, value)

    def press(self, key: str) -> Element:
        """Press a key in it: ``"Enter"`` submits a line of text, ``"Shift+Enter"`` several."""
        return self._act(acts.press, key)

    def submit(self) -> Element:
        """Submit it, with Enter or its button."""
        return self._act(acts.submit)

    def choose(self, *what: Any) -> Element:
        """Choose by label or value what it offers; where several can be chosen, besides what is."""
        return self._act(choosing.choose, what)

    def check(self, *what: Any) -> Element:
        """Tick a checkbox, or some in a group."""
        return self._act(acts.tick, what, ticked=True)

    def uncheck(self, *what: Any) -> Element:
        """Untick a checkbox, or some in a group; take choices out of several."""
        return self._act(acts.tick, what, ticked=False)

    def clear(self) -> Element:
        """Empty it."""
        return self._act(acts.clear)

    def upload(self, *files: Any, name: str | None = None) -> Element:
        """Upload files, in pieces as a browser does.

        Parameters
        ----------
        *files
            Paths, bytes, or what else the component makes a file of: an array, a PIL image,
            a rate with samples.
        name
            The name of a file given as bytes.
        """
        return self._act(acts.upload, files, name)

    def stream(self, piece: Any, name: str | None = None) -> Element:
        """Send a piece of what a camera or microphone records live; parameters as for `upload`."""
        return self._act(acts.stream, piece, name)

    def download(self, index: int = 0) -> bytes:
        """Return the bytes of a file that it shows, brought over in pieces as to a browser."""
        self.page.settle()
        return acts.download(self, index)

    def save(self, path: str | os.PathLike[str], index: int = 0) -> None:
        """Write a file that it shows to a path."""
        from pathlib import Path

        Path(path).write_bytes(self.download(index))

    def focus(self) -> Element:
        """Put the cursor into it."""
        return self._act(lambda _: None)

    def blur(self) -> Element:
        """Take the cursor out of it."""
        self.page.act(lambda: self.page.move_focus(None))
        return self

    def fire(self, event: str, state: dict[str, Any] | None = None, **data: Any) -> Element:
        """Let the page say anything else: any event that it declares, with what it carries.

        Parameters
        ----------
        event
            The event, such as ``"like"``.
        state
            Properties that the visitor changed with it, as they go over the wire.
        **data
            What the handler finds in its `EventData`.
        """
        return self._act(Element.tell, event, state, data, moves_focus=False)

    def tell(self, event: str | None, state: dict[str, Any] | None = None, data: dict[str, Any] | None = None) -> None:
        """Send an event as the page does; what the kernel refuses fails the test."""
        declared = getattr(self.block, "_declared_events", {})
        if event is not None and event not in declared:
            raise self.trouble(f"it has no {event!r}; it has {', '.join(sorted(declared)) or 'no events'}")
        refused = self.page.browser.emit(self.block, event, state, data)
        if refused is not None:
            raise self.trouble(refused)

    def tell_value(self, value: Any) -> None:
        """Send a value that the visitor put in, as it goes over the wire."""
        self.tell("input" if "input" in self.block._declared_events else None, {"value": value})

    def tell_if_known(self, event: str, data: dict[str, Any] | None = None) -> None:
        """Send an event that only some components have."""
        if event in getattr(self.block, "_declared_events", {}):
            self.tell(event, None, data)

    def trouble(self, why: str) -> PageError:
        """Return the error that says what cannot be done here."""
        return PageError(f"{line(self.block)}: {why}\n{printed(self.page.app, [self.block])}")

    def _act(self, act: Callable[..., None], *args: Any, moves_focus: bool = True, **options: Any) -> Element:
        """Do something here as the visitor, if that can be done, and let it have its effect."""

        def if_possible() -> None:
            why = self._gone or unseen(self.block, self._around)
            if why is not None:
                raise self.trouble(why)
            if moves_focus:
                self.page.move_focus(self)
            act(self, *args, **options)

        self.page.act(if_possible)
        return self

    @property
    def _gone(self) -> str | None:
        return "it is gone; get it again" if self.block.comm is None else None

    def __repr__(self) -> str:
        return f"<{line(self.block)}>"
