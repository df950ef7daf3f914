"""Blocks: an app, the root of its tree and the context that it is built in."""

from __future__ import annotations

import weakref
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import ipywidgets
from traitlets import Any as AnyTrait
from traitlets import Bool, Int, Unicode, observe

from nbblocks import context
from nbblocks.container import Container
from nbblocks.dispatch.dispatcher import Dispatcher
from nbblocks.dispatch.javascript import Questions
from nbblocks.dispatch.output import running_header
from nbblocks.dispatch.queue import check_count, check_keywords
from nbblocks.events import Event
from nbblocks.jupyter.cells import replace_in_cell
from nbblocks.launching import launch
from nbblocks.session.sessions import Sessions
from nbblocks.shell import Shell

if TYPE_CHECKING:
    from traitlets.utils.bunch import Bunch

    from nbblocks.dependency import Dependency
    from nbblocks.dispatch.failures import Failure
    from nbblocks.endpoints import Api
    from nbblocks.serve.launcher import Server

#: Keywords of Gradio's server that have no meaning here.
_SERVER_WORDS = {"analytics_enabled", "mode", "delete_cache", "head_paths", "theme", "head"}


class Kept(Protocol):
    """A part of an app that stands in no tree."""

    def close(self) -> None:
        """Let go of everything."""


class Blocks(Container, ipywidgets.VBox):
    """An app: a tree of live widgets, and what happens between them.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     name = gr.Textbox(label="Name")
    ...     greeting = gr.Textbox(label="Greeting")
    ...     button = gr.Button("Greet")
    ...     greet = button.click(lambda n: f"Hello {n}!", name, greeting)
    """

    title = Unicode("nbblocks", allow_none=True, help="Title of the page when the app is served.")
    css = Unicode(None, allow_none=True, help="CSS of the app, or the path of a file with it.")
    css_paths = AnyTrait(None, allow_none=True, help="A path or a list of paths of files with CSS.")
    js = Unicode(
        None,
        allow_none=True,
        help="JavaScript that a page runs when it shows the app: a function, statements, or the path of a file of it.",
    )
    fill_height = Bool(False, help="Whether the app is as high as the page.")
    fill_width = Bool(False, help="Whether the app is as wide as the page.")
    policy = AnyTrait(None, allow_none=True, help='Where handlers run: `"thread"` or `"inline"`; None: what fits.')
    executor = AnyTrait(
        None, allow_none=True, help="A `concurrent.futures.Executor` that runs the handlers, such as that of Dask."
    )
    show_error = Bool(True, help="Whether a visitor sees what an exception says.").tag(parameter=False)
    max_file_size = Int(None, allow_none=True, help="Bytes that an upload may have.").tag(parameter=False)

    #: What serves it, if it was launched from a script.
    server: Server | None = None
    _shell: Shell | None = None
    #: What runs `js`.
    _script: Dependency | None = None

    load = Event()
    unload = Event()
    _positional: ClassVar[tuple[str, ...]] = ()
    _meaningless = Container._meaningless | _SERVER_WORDS
    _css_class = "nbb-blocks"

    _keepable: ClassVar[bool] = False

    #: Every app of the kernel that is not closed, in the order of their making.
    instances: ClassVar[weakref.WeakSet[Blocks]] = weakref.WeakSet()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, render=False, **kwargs)
        self.dispatcher = Dispatcher(self, self.policy)
        #: Where its handlers' prints belong: the request that made the app.
        self.header = running_header()
        #: The last hundred calls that failed.
        self.errors: deque[Failure] = deque(maxlen=100)
        #: Its handlers, in the order of their making.
        self.dependencies: list[Dependency] = []
        #: The pages that show it.
        self.sessions = Sessions()
        self.questions = Questions(self)
        self._kept: list[Kept] = []
        self._shell = Shell(render=False, css=self._css_text(), title=self._page_title(), app=self.model_id or "")
        self._shell.blocks = self
        self._shell.parent = self
        self._run_js()
        Blocks.instances.add(self)
        if context.running_call.get() is None:
            replace_in_cell(self)
        self.render()

    def _css_text(self) -> str:
        paths = self.css_paths if isinstance(self.css_paths, (list, tuple)) else filter(None, [self.css_paths])
        texts = [Path(path).read_text(encoding="utf-8") for path in paths]
        return "\n".join([*texts, _text(self.css, ".css")])

    @observe("js")
    def _run_js(self, _change: Bunch | None = None) -> None:
        if self._shell is None:
            return
        if self._script is not None:
            self._script.detach()
        self._script = self.load(None, js=_text(self.js, ".js")) if self.js else None

    def _page_title(self) -> str:
        """Return the title of the page, which an app inside another leaves alone."""
        return self.title or "" if self.parent is None else ""

    def render(self) -> Blocks:
        """Place the app in the innermost ``with`` block, as a part of another app."""
        super().render()
        if self._shell is not None:
            self._shell.title = self._page_title()
        return self

    def _classes(self) -> tuple[str, ...]:
        fill = [name for name in ("fill_height", "fill_width") if getattr(self, name)]
        return (*(f"nbb-{name.replace('_', '-')}" for name in fill), *super()._classes())

    @observe("css", "css_paths", "title")
    def _page_changed(self, _change: Bunch) -> None:
        if self._shell is not None:
            self._shell.assign({"css": self._css_text(), "title": self._page_title()})

    def _contents(self) -> list[ipywidgets.Widget]:
        return [child for child in self.children if child is not self._shell]

    def _place(self, blocks: list[ipywidgets.Widget]) -> None:
        self.children = (*blocks, self._shell)

    def keep(self, part: Kept) -> None:
        """Close with the app what is in no tree: a state, or what follows a widget that is not ours."""
        if context.rendering.get() is None:
            self._kept.append(part)
        else:
            context.note(part)

    def let_go(self, part: Kept) -> None:
        """Close it with the app no more."""
        self._kept = [other for other in self._kept if other is not part]

    def tell(self, message: dict[str, Any]) -> None:
        """Send a message to the page, such as a toast."""
        if self._shell is not None:
            self._shell.send(message)

    def queue(
        self,
        status_update_rate: float | str = "auto",  # noqa: ARG002 - nothing to tune here
        api_open: bool | None = None,  # noqa: ARG002 - as above
        max_size: int | None = None,
        default_concurrency_limit: int | str | None = "not_set",
        **classic: Any,
    ) -> Blocks:
        """Say how many calls of one handler may run at the same time.

        Parameters
        ----------
        status_update_rate, api_open
            Accepted; what they tune in Gradio does not exist here.
        max_size
            Calls that may wait; None for any number.
        default_concurrency_limit
            Calls of one handler that may run together; None for any number.
        **classic
            Keywords of Gradio 3: ``concurrency_count`` is the limit, the others are accepted.

        Returns
        -------
        Blocks
            The app.

        Raises
        ------
        TypeError, ValueError
            If a keyword is unknown, or a number is none of calls.
        """
        check_keywords(classic)
        limit = classic.get("concurrency_count", default_concurrency_limit)
        check_count("queue(): max_size", max_size, None)
        if limit != "not_set":
            name = "concurrency_count" if "concurrency_count" in classic else "default_concurrency_limit"
            check_count(f"queue(): {name}", limit, None)
            self.dispatcher.limit(limit)
        self.dispatcher.max_size = max_size
        return self

    launch = launch

    @property
    def api(self) -> Api:
        """Its handlers by name, to call them from Python: ``demo.api["greet"]("Ada")``."""
        from nbblocks.endpoints import Api

        return Api(self)

    def release(self) -> None:
        """Close what it keeps beside its tree."""
        while self._kept:
            self._kept.pop().close()

    def close(self, verbose: bool = True) -> None:  # noqa: ARG002 - Gradio's parameter
        """Close the app: its server if it has one, its handlers that run, its widgets, its states."""
        server, self.server = self.server, None
        if server is not None:
            server.close()
        Blocks.instances.discard(self)
        if self._shell is None:
            return
        self.dispatcher.cancel_all()
        self.unrender()
        self.release()
        super().close()
        self._shell.close()


def _text(given: str | None, suffix: str) -> str:
    """Return a text of the author's, or what is in the file that it names."""
    text = given or ""
    named = text.endswith(suffix) and not any(char in text for char in "{(\n")
    return Path(text).read_text(encoding="utf-8") if named else text


def close_all(verbose: bool = True) -> None:
    """Close every app of this kernel or script, with its server."""
    for blocks in list(Blocks.instances):
        blocks.close(verbose)
