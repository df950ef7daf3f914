"""launch(): show the app in a notebook, serve it from a script."""

from __future__ import annotations

import inspect
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbblocks.exceptions import warn
from nbblocks.files.sizes import parse_size
from nbblocks.frontend import in_voila
from nbblocks.jupyter.cells import ipython_shell
from nbblocks.jupyter.snapshot import display
from nbblocks.keywords import unknown_name
from nbblocks.serve.script import Shown, Visit

if TYPE_CHECKING:
    from nbblocks.blocks import Blocks

#: Keywords of Gradio's ``launch`` that have no meaning here.
_MEANINGLESS = frozenset(
    {
        "allowed_paths",
        "app_kwargs",
        "auth_dependency",
        "auth_message",
        "blocked_paths",
        "enable_monitoring",
        "enable_queue",
        "encrypt",
        "favicon_path",
        "file_directories",
        "footer_links",
        "head",
        "head_paths",
        "i18n",
        "max_threads",
        "mcp_server",
        "node_port",
        "node_server_name",
        "num_workers",
        "pwa",
        "root_path",
        "run_history",
        "share_server_address",
        "share_server_protocol",
        "share_server_tls_certificate",
        "show_api",
        "show_tips",
        "ssl_certfile",
        "ssl_keyfile",
        "ssl_keyfile_password",
        "ssl_verify",
        "ssr_mode",
        "state_session_capacity",
        "strict_cors",
        "theme",
    }
)


#: Whether Ctrl-C ended the server of this script. Its page showed every app that the script
#: launches, so that those which come after have had their turn.
_ended_by_user = threading.Event()
#: The addresses of the servers that this script has started.
_addresses: list[str] = []


class Launched(tuple[Any, str, str]):
    """What ``launch`` returns, as in Gradio: the app, its address, its public address."""

    __slots__ = ()

    def _ipython_display_(self) -> None:
        """Show nothing: the app is shown already."""


def launch(
    self: Blocks,
    inline: bool | None = None,  # noqa: ARG001 - in a notebook it is always inline
    inbrowser: bool = True,
    share: bool | None = None,
    debug: bool = False,
    *,
    server_name: str | None = None,
    server_port: int | str | None = None,
    prevent_thread_lock: bool = False,
    show_error: bool = False,
    height: int | str | None = None,
    width: int | str | None = None,
    quiet: bool = False,
    auth: Any = None,
    css: str | None = None,
    css_paths: Any = None,
    js: str | None = None,
    max_file_size: int | str | None = None,
    **meaningless: Any,
) -> Launched:
    """Show the app: inline in a notebook, in the browser from a script.

    In a notebook it opens no socket and returns at once. In a script it starts Voila,
    where each visitor has a kernel of their own that runs the script, with the same
    arguments. There the script ends at a launch with ``prevent_thread_lock``, but for its
    ``finally`` blocks and context managers; after one without, it goes on, and the apps
    that it launches later stand below on the same page. ``close()`` does nothing to a
    launched app as long as the script runs there.

    Parameters
    ----------
    inline
        Accepted; in a notebook the app is always inline.
    inbrowser
        Whether a script opens the browser.
    share, auth
        Not there yet: they stop with an error.
    debug
        Whether the server logs more, and visitors see tracebacks.
    server_name
        Address that the server listens on, ``"127.0.0.1"`` if None.
    server_port
        Its port; if None, 7860 or the next that is free.
    prevent_thread_lock
        Whether a script goes on at once; else it waits for Ctrl-C. What follows runs once,
        and not for every visitor. Each launch has a port of its own.
    show_error
        Whether visitors see what an exception says.
    height, width
        Size of the app in a notebook, in pixels or CSS.
    quiet
        Whether nothing is printed.
    css, css_paths, js
        As for `Blocks`.
    max_file_size
        What an upload may have: a number of bytes or a string such as ``"5mb"``.

    Returns
    -------
    tuple
        The app, its address and its public address, which is empty.

    Raises
    ------
    NotImplementedError
        For ``share=True`` and ``auth=``.
    TypeError
        For a keyword that neither nbblocks nor Gradio knows.
    ValueError
        If the port is no number of a port.
    OSError
        If the port that was asked for is taken, or the address is none of this machine.

    Examples
    --------
    >>> import nbblocks as gr
    >>> with gr.Blocks() as demo:
    ...     name = gr.Textbox(label="Name")
    >>> demo.launch()  # doctest: +SKIP
    """
    _check(share, auth, server_port, meaningless)
    self.max_file_size = parse_size(max_file_size)
    for name, value in {"css": css, "css_paths": css_paths, "js": js}.items():
        if value is not None:
            setattr(self, name, value)
    if ipython_shell() is not None:
        _size(self, height, width)
        # A visitor of a page is not the author: only who asks for it shows them the code.
        self.show_error = os.environ.get("NBBLOCKS_SHOW_ERROR", "0" if in_voila() else "1") == "1"
        return Launched((self, _show(self, prevent_thread_lock), ""))
    if _ended_by_user.is_set():
        return Launched((self, "", ""))
    from nbblocks.serve.launcher import serve

    server = serve(
        _script(),
        arguments=sys.argv[1:],
        earlier=[*_addresses],
        server_name=server_name or "127.0.0.1",
        server_port=server_port,
        inbrowser=inbrowser,
        quiet=quiet,
        show_error=show_error,
        debug=debug,
    )
    self.server = server
    _addresses.append(server.local_url)
    if not prevent_thread_lock and server.wait():
        _ended_by_user.set()
    return Launched((self, server.local_url, ""))


def _check(share: bool | None, auth: Any, server_port: Any, meaningless: dict[str, Any]) -> None:
    if share:
        msg = "share=True is not there yet; show the app with Voila, Binder or an ssh tunnel to its port"
        raise NotImplementedError(msg)
    if auth is not None:
        msg = "auth= is not there yet; serve the app behind JupyterHub or a proxy that asks for a password"
        raise NotImplementedError(msg)
    for name in meaningless:
        if name not in _MEANINGLESS:
            raise TypeError(unknown_name(name, "launch()", [*inspect.signature(launch).parameters, *_MEANINGLESS]))
    if server_port is not None:
        from nbblocks.serve.launcher import port_number

        port_number(server_port, "server_port")
    if meaningless:
        warn(f"launch() ignores {', '.join(meaningless)}: no meaning in Jupyter")


def _show(blocks: Blocks, goes_on: bool) -> str:
    """Show the app in this kernel, unless its page is another; return its address, if it has one."""
    visit = Visit.current
    if visit is None:
        display(blocks)
        return ""
    is_here, address = visit.launch(blocks)
    if is_here:
        display(blocks)
        if goes_on:
            raise Shown
    return address


def _size(blocks: Blocks, height: int | str | None, width: int | str | None) -> None:
    from nbblocks.layouts import css_length

    if height is not None:
        blocks.layout.max_height = css_length(height)
        blocks.layout.overflow = "auto"
    if width is not None:
        blocks.layout.width = css_length(width)


def _script() -> Path:
    """Return the script that is running."""
    path = getattr(sys.modules["__main__"], "__file__", None)
    if path is None:
        msg = "launch() needs a script or a notebook: save the code in a file and run `python FILE`"
        raise RuntimeError(msg)
    return Path(path).resolve()
