"""Toasts: short messages in the corner of the app."""

from __future__ import annotations

import html
import logging
from typing import TYPE_CHECKING

from nbblocks import context

if TYPE_CHECKING:
    from nbblocks.blocks import Blocks

log = logging.getLogger("nbblocks")


def toast(
    kind: str, title: str, message: str, duration: float | None, blocks: Blocks | None, traceback: str = ""
) -> None:
    """Show a toast in an app, or log it if there is none.

    Parameters
    ----------
    kind
        ``"info"``, ``"success"``, ``"warning"`` or ``"error"``.
    title, message
        Its heading and its text.
    duration
        Seconds until it goes; None keeps it.
    blocks
        The app.
    traceback
        Shown below the app, in a notebook.
    """
    if blocks is None:
        log.info("%s: %s", html.unescape(title), message)
        return
    blocks.tell(
        {"toast": {"kind": kind, "title": title, "message": message, "duration": duration}, "traceback": traceback}
    )


def _of_handler(kind: str, title: str, message: str, duration: float | None, visible: bool) -> None:
    call = context.running_call.get()
    if not visible:
        return
    if call is None:
        toast(kind, title, str(message), duration, None)
    else:
        call.toast(kind, title, str(message), duration)


def Info(message: str = "Info issued.", duration: float | None = 10, visible: bool = True, title: str = "Info") -> None:  # noqa: N802 - Gradio's name
    """Show a blue toast from inside a handler.

    Parameters
    ----------
    message
        Its text.
    duration
        Seconds until it goes; None keeps it until it is closed.
    visible
        Whether it is shown at all.
    title
        Its heading.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def save(text):
    ...     gr.Info("Saved.")
    """
    _of_handler("info", title, message, duration, visible)


def Warning(  # noqa: A001, N802 - Gradio's name
    message: str = "Warning issued.", duration: float | None = 10, visible: bool = True, title: str = "Warning"
) -> None:
    """Show a yellow toast from inside a handler; parameters as for `Info`.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def load(path):
    ...     gr.Warning("The file is large; this takes a minute.")
    """
    _of_handler("warning", title, message, duration, visible)


def Success(  # noqa: N802 - Gradio's name
    message: str = "Success.", duration: float | None = 10, visible: bool = True, title: str = "Success"
) -> None:
    """Show a green toast from inside a handler; parameters as for `Info`.

    Examples
    --------
    >>> import nbblocks as gr
    >>> def train(steps):
    ...     gr.Success(f"Trained {steps} steps.")
    """
    _of_handler("success", title, message, duration, visible)
