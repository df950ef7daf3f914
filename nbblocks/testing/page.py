"""Page: an app with one visitor, driven by a test."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock
from urllib.parse import urlencode

from ipywidgets.widgets.widget import _instances

from nbblocks import visitor
from nbblocks.blocks import Blocks
from nbblocks.dispatch.dispatcher import dispatcher_of
from nbblocks.dispatch.validation import InvalidError
from nbblocks.exceptions import Error
from nbblocks.testing.apps import given_app
from nbblocks.testing.browser import Browser, Message
from nbblocks.testing.errors import PageError
from nbblocks.testing.scope import Scope
from nbblocks.testing.tree import printed, unseen
from nbblocks.testing.turns import Turns

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from nbblocks.dispatch.call import Call
    from nbblocks.testing.element import Element

__tracebackhide__ = True


class Toast(NamedTuple):
    """A short message in the corner of the app."""

    kind: str
    title: str
    message: str
    duration: float | None


class _Screen(Browser):
    """A browser that keeps what each component showed, one value after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str, Any]] = []

    def hear(self, message: Message) -> None:
        """Keep a message, and the values that it brings."""
        super().hear(message)
        widget = _instances.get(message.comm_id)
        names = {"value"} if "append" in (message.custom or {}) else message.data.get("state", {}).keys()
        for name in names & {"value", "_status"} if message.kind == "comm_msg" and widget is not None else ():
            self.shown.append((message.comm_id, name, getattr(widget, name)))


class Page(Scope):
    """An app with one visitor; `visit` opens it."""

    def __init__(self, timeout: float) -> None:
        self.page = self
        self.browser = _Screen()
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


def visit(
    app: Blocks | Callable[[], Any] | str | os.PathLike[str],
    *,
    query: str | Mapping[str, str] = "",
    username: str | None = None,
    headers: Mapping[str, str] | None = None,
    cookies: Mapping[str, str] | None = None,
    storage: Mapping[str, str] | None = None,
    timeout: float = 10,
) -> Page:
    """Open the page of an app, for a test.

    There is no browser, no kernel and no waiting: what a test does reaches the app in the
    messages of a page, handlers run one after the other while the test looks on, and what
    it reads is what a visitor would see.

    Parameters
    ----------
    app
        The app; or what makes one: a function, the path of a script or of a notebook.
        One that is given is left as it was found, so that tests can share it.
    query, username, headers, cookies
        What a handler finds in its `gr.Request`; ``query`` is what follows the ``?``.
    storage
        What the browser has kept, the `Page.storage` of an earlier visit.
    timeout
        Seconds that a handler may take, or one step of it.

    Returns
    -------
    Page
        The page; use it in a ``with`` statement, or call `Page.close`.

    Examples
    --------
    >>> import nbblocks as gr
    >>> from nbblocks.testing import visit
    >>> with gr.Blocks() as demo:
    ...     name, greeting = gr.Textbox(label="Name"), gr.Textbox(label="Greeting")
    ...     greet = gr.Button("Greet").click(lambda n: f"Hello {n}!", name, greeting)
    >>> def test_greets():
    ...     with visit(demo) as page:
    ...         page.get("Name").type("Ada")
    ...         page.get("Greet").click()
    ...         assert page.get("Greeting").value == "Hello Ada!"
    >>> test_greets()
    """
    page = Page(timeout)
    try:
        page._visit(app, _facts(query, username, headers or {}, cookies or {}), storage or {})
    except BaseException:
        with contextlib.suppress(Exception):
            page.close()
        raise
    return page


def _facts(
    query: str | Mapping[str, str], username: str | None, headers: Mapping[str, str], cookies: Mapping[str, str]
) -> dict[str, Any]:
    """Return what a server would leave for the kernel of this visitor."""
    text = query.removeprefix("?") if isinstance(query, str) else urlencode(query)
    return {
        "username": username,
        "method": "GET",
        "url": f"http://localhost/{'?' if text else ''}{text}",
        "base_url": "http://localhost/",
        "headers": {"host": "localhost", **headers},
        "query": text,
        "cookies": dict(cookies),
        "client": ["127.0.0.1", 50000],
    }
