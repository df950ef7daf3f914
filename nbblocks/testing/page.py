"""Page: an app with one visitor, driven by a test."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any
from unittest import mock

from nbblocks import visitor
from nbblocks.blocks import Blocks
from nbblocks.dispatch.dispatcher import dispatcher_of
from nbblocks.dispatch.validation import InvalidError
from nbblocks.exceptions import Error
from nbblocks.testing.apps import given_app
from nbblocks.testing.errors import PageError
from nbblocks.testing.scope import Scope
from nbblocks.testing.screen import Screen, Toast
from nbblocks.testing.tree import printed, unseen
from nbblocks.testing.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from nbblocks.dispatch.call import Call
    from nbblocks.testing.element import Element

__tracebackhide__ = True


class Page(Scope):
    """An app with one visitor; `visit` opens it."""

    def __init__(self, timeout: float) -> None:
        self.page = self
        self.browser = Screen()
        self._turns = Turns(timeout)
        self._open = contextlib.ExitStack()
        self._paused = False
        self._focused: Element | None = None
        #: What handlers raised, `gr.Error` too.
        self.errors: list[BaseException] = []

    def _visit(self, source: Any, facts: dict[str, Any], stored: Mapping[str, str]) -> None:
        self._open.enter_context(mock.patch.object(visitor, "_facts", facts))
        self._open.enter_context(self.browser.listening())
        self.app: Blocks = self._open.enter_context(given_app(source))
        self.block = self.app
        apps = [block for block in (self.app, *self.app.descendants()) if isinstance(block, Blocks)]
        self.browser.tap(self.app, *self.app.descendants(), *(app._shell for app in apps))
        for dispatcher in (dispatcher_of(None), *(app.dispatcher for app in apps)):
            self._open.callback(setattr, dispatcher, "policy", dispatcher.policy)
            dispatcher.policy = self._turns
        self._stored = dict(stored)
        report = {"url": facts["url"], "stored": self._stored}
        self.act(lambda: self.browser.emit(self.app._shell, "load", None, report))

    # What a visitor sees.

    @property
    def toasts(self) -> list[Toast]:
        """The messages in the corner of the app, the oldest first."""
        self.settle()
        said = [(message.custom or {}).get("toast") for message in list(self.browser.messages)]
        return [Toast(**toast) for toast in said if toast]

    @property
    def storage(self) -> dict[str, str]:
        """What the browser keeps for the app; give it to the next visit as ``storage``."""
        self.settle()
        said = [message.custom or {} for message in list(self.browser.messages)]
        return {**self._stored, **{one["store"]: one["text"] for one in said if "store" in one}}

    @property
    def tree(self) -> str:
        """All that is on the page, a line for each block, with its value and how it stands."""
        self.settle()
        return printed(self.app)

    def shown(self, block: Any, name: str) -> list[Any]:
        """Return what was sent of a property since the last act."""
        return [value for known, what, value in self.browser.shown if known == block.model_id and what == name]

    # What happens.

    def settle(self) -> None:
        """Run all that waits, as each act and each look at the page does.

        Raises
        ------
        Exception
            What a handler raised, but for a `gr.Error`, which is meant for the visitor.
        PageError
            If a handler does not come to its end.
        """
        if not self._paused:
            self._run(self._turns.run)

    @contextlib.contextmanager
    def paused(self) -> Iterator[Page]:
        """Let handlers run only as far as `step` says; at the end the rest runs.

        Examples
        --------
        >>> import nbblocks as gr
        >>> from nbblocks.testing import visit
        >>> def count():
        ...     for number in (1, 2, 3):
        ...         yield number
        >>> with gr.Blocks() as demo:
        ...     button, shown = gr.Button("Count"), gr.Number(label="Shown")
        ...     counted = button.click(count, None, shown)
        >>> with visit(demo) as page:
        ...     with page.paused():
        ...         page.get("Count").click()
        ...         page.step()
        ...         assert page.get("Shown").value == 1
        ...     assert page.get("Shown").value == 3
        """
        self.settle()
        self._paused = self._turns.stepping = True
        try:
            yield self
        except BaseException:
            self._turns.drop()
            raise
        finally:
            self._paused = False
        self.settle()

    def step(self, count: int = 1) -> bool:
        """While paused, let each handler go on to what it yields next, or to its end.

        Parameters
        ----------
        count
            How many steps.

        Returns
        -------
        bool
            Whether any handler is left.
        """
        if not self._paused:
            raise PageError("a page that is not paused runs by itself: step() goes inside `with page.paused()`")
        more = True
        for _ in range(count):
            more = self._run(self._turns.step)
        self._show_lines()
        return more

    def act(self, act: Callable[[], object]) -> None:
        """Do something as the visitor, and let it have its effect."""
        self.settle()
        self.browser.shown.clear()
        act()
        self.settle()
        if self._paused:
            self._show_lines()

    def move_focus(self, target: Element | None) -> None:
        """Take the cursor out of where it is, and put it elsewhere."""
        left, self._focused = self._focused, target
        if left is not None and target is not None and left.block is target.block:
            return
        if left is not None and left.block.comm is not None and unseen(left.block, left._around) is None:
            left.tell_if_known("blur")
        if target is not None:
            target.tell_if_known("focus")

    def _run(self, run: Callable[[], Any]) -> Any:
        try:
            return run()
        finally:
            ended, self._turns.ended = self._turns.ended, []
            failed = [call for call in ended if call.error is not None and not isinstance(call.error, InvalidError)]
            self.errors += [call.error for call in failed if call.error is not None and not call.cancelled]
            for call in failed:
                _raise(call)

    def _show_lines(self) -> None:
        """Show who waits in the queue; outside tests a timer does."""
        for waiting in list(self.app.dispatcher._lines.values()):
            if waiting.waiting:
                waiting.show()

    # The end.

    def close(self) -> None:
        """Leave the page; the app is as it was before, or closed if it was made for this visit."""
        self._paused = False
        try:
            if hasattr(self, "app"):
                self.act(lambda: self.browser.emit(self.app._shell, "unload"))
        finally:
            self._turns.drop()
            self._open.close()

    def __enter__(self) -> Page:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
            return
        # What goes wrong now would hide what went wrong before.
        with contextlib.suppress(Exception):
            self.close()

    def __repr__(self) -> str:
        return f"<Page of {self.app.title!r}>"

    def __str__(self) -> str:
        return self.tree


def _raise(call: Call) -> None:
    """Raise what a handler raised, as if the test had called it."""
    error = call.error
    if error is None or isinstance(error, Error) or call.cancelled:
        return
    if hasattr(error, "add_note"):
        error.add_note(f"raised by {call.dependency}")
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_globals.get("__name__", "").startswith("nbblocks.dispatch"):
        trace = trace.tb_next
    raise error.with_traceback(trace)
