"""Page: an app with one visitor, driven by a test."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any
from unittest import mock

from nbblocks.blocks import Blocks
from nbblocks.components.timer import Timer
from nbblocks.dispatch.dispatcher import dispatcher_of
from nbblocks.dispatch.validation import InvalidError
from nbblocks.exceptions import Error
from nbblocks.session import visitor
from nbblocks.testing.apps import given_app
from nbblocks.testing.errors import PageError
from nbblocks.testing.scope import Scope
from nbblocks.testing.screen import Screen, Script, Toast
from nbblocks.testing.tree import printed, unseen, walk
from nbblocks.testing.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from typing_extensions import Self

    from nbblocks.dispatch.call import Call
    from nbblocks.testing.element import Element

__tracebackhide__ = True


class Page(Scope):
    """An app with one visitor; `visit` opens it."""

    def __init__(self, timeout: float, js: Callable[..., Any] | None = None) -> None:
        self.page = self
        self.browser = Screen()
        self._js = js
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
        self.browser.tap(*self.app.descendants(), self.app, *self._shells)
        for dispatcher in (dispatcher_of(None), *(shell.blocks.dispatcher for shell in self._shells)):
            self._open.callback(setattr, dispatcher, "policy", dispatcher.policy)
            dispatcher.policy = self._turns
        self.browser.storage.update(stored)
        self._tell_shells("load", {"url": facts["url"], "stored": dict(stored)})

    @property
    def _shells(self) -> list[Any]:
        """The parts of the app, and of apps in it, that speak with the page."""
        apps = [block for block in (*self.app.descendants(), self.app) if isinstance(block, Blocks)]
        return [app._shell for app in apps]

    def _tell_shells(self, event: str, data: dict[str, Any] | None = None) -> None:
        def tell() -> None:
            for shell in self._shells:
                self.browser.emit(shell, event, None, data)

        self.act(tell)

    # What a visitor sees.

    @property
    def toasts(self) -> list[Toast]:
        """The messages in the corner of the app, the oldest first."""
        self.settle()
        return list(self.browser.toasts)

    @property
    def storage(self) -> dict[str, str]:
        """What the browser keeps for the app; give it to the next visit as ``storage``."""
        self.settle()
        return dict(self.browser.storage)

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
        self._answer()
        if not self._paused:
            self._run(self._turns.run)
            if self._answer():
                self.settle()

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
        >>> def test_counts():
        ...     with visit(demo) as page:
        ...         with page.paused():
        ...             page.get("Count").click()
        ...             page.step()
        ...             assert page.get("Shown").value == 1
        ...         assert page.get("Shown").value == 3
        >>> test_counts()
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

    def tick(self, timer: Timer | None = None) -> None:
        """Let the interval of a timer pass.

        Parameters
        ----------
        timer
            The timer; if None, each that ticks.
        """
        self.settle()
        timers = [widget for widget, _ in walk(self.app) if isinstance(widget, Timer)]
        chosen = [one for one in timers if one.active and one.shown and (timer is None or one is timer)]
        if not chosen:
            raise PageError(f"no such timer ticks here\n{printed(self.app)}")

        def tick() -> None:
            for one in chosen:
                # Outside tests it takes the time that it takes.
                one._due = float("-inf")
                self.browser.emit(one, "tick")

        self.act(tick)

    def _answer(self) -> bool:
        """Run the JavaScript that the page was asked to run; return whether there was any."""
        scripts, self.browser.scripts = self.browser.scripts, []
        for script in scripts:
            self.browser.emit(script.shell, "answer", None, {"id": script.name, **self._run_script(script)})
        return bool(scripts)

    def _run_script(self, script: Script) -> dict[str, Any]:
        if self._js is not None:
            try:
                return {"result": self._js(script.code, *script.values)}
            except Exception as error:  # noqa: BLE001 - stands for what the script throws
                return {"error": f"{type(error).__name__}: {error}"}
        if script.values:
            raise PageError(f"no page runs this JavaScript; visit(…, js=function) says what it returns:\n{script.code}")
        return {}

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
        for line in [line for shell in self._shells for line in list(shell.blocks.dispatcher._lines.values())]:
            if line.waiting:
                line.show()

    # The end.

    def close(self) -> None:
        """Leave the page; the app is as it was before, or closed if it was made for this visit."""
        self._paused = False
        try:
            if hasattr(self, "app"):
                self._tell_shells("unload")
        finally:
            self._turns.drop()
            self._open.close()

    def __enter__(self) -> Self:
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
