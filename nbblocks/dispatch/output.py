"""Where the prints of a handler go, and that they never crowd out what widgets have to say.

A thread's prints belong to whichever cell ran last. A handler's belong below the cell that
made the app, or, where there are visitors, in the server's log. Jupyter Server drops every
message of a kernel, widgets' too, that sends more than 1 MB a second, so that there is a
limit to what is printed (``iopub_data_rate_limit``).
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from functools import cache
from typing import TYPE_CHECKING, Any

from nbblocks.frontend import in_voila
from nbblocks.jupyter.cells import ipython_shell

if TYPE_CHECKING:
    from nbblocks.dispatch.call import Call

#: Characters a second that handlers print, once they have printed `BURST`.
RATE = 200_000
BURST = 300_000

#: Marks the parent of messages that handlers print.
_MARK = "nbblocks"


def running_header() -> dict[str, Any] | None:
    """Return the header of the request that the kernel works at; None outside of a kernel."""
    shell = ipython_shell()
    try:
        return {**shell.get_parent()["header"], _MARK: True} if shell is not None else None
    except (AttributeError, KeyError, LookupError, TypeError):
        return None


def redirect(call: Call) -> None:
    """Let what this context prints appear with the call's app."""
    header = getattr(call.dependency.dispatcher.blocks, "header", None)
    if header is None:
        return
    for stream in (sys.stdout, sys.stderr):
        # Older kernels have the variable without the method; other hosts have neither, and print as they do.
        parent = getattr(stream, "_parent_header", None)
        if parent is not None:
            parent.set(header)
            _limit(stream)


@cache
def _limit(stream: Any) -> None:
    """Limit what handlers print to a stream of the kernel."""
    limit = Limit(_descriptor(stream) if in_voila() else None)
    with contextlib.suppress(AttributeError):
        # A hook works in the thread that registers it, and this one sends.
        stream.pub_thread.schedule(lambda: stream.register_hook(limit))


def _descriptor(stream: Any) -> int:
    """Return where a stream's text went before the kernel caught it."""
    try:
        return int(stream.fileno())
    except OSError:
        return 2 if stream.name == "stderr" else 1


class Limit:
    """A hook of the kernel's output streams: what handlers print goes to the log, or is cut where it is too much.

    Parameters
    ----------
    log
        The file descriptor of the log; None to show it on the page.
    """

    def __init__(self, log: int | None = None) -> None:
        self._log = log
        self._allowed: float = BURST
        self._at = time.monotonic()

    def __call__(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return a message as it may be sent; of too much text only the end."""
        if _MARK not in message["parent_header"]:
            return message
        text = message["content"]["text"]
        if self._log is not None:
            _write(self._log, text)
            text = ""
        return {**message, "content": {**message["content"], "text": self._cut(text)}}

    def _cut(self, text: str) -> str:
        now = time.monotonic()
        self._allowed = min(BURST, self._allowed + (now - self._at) * RATE)
        self._at = now
        surplus = len(text) - int(self._allowed)
        if surplus > 0:
            text = f"[… {surplus} characters that handlers printed too fast to be shown]\n{text[surplus:]}"
        self._allowed -= min(self._allowed, len(text))
        return text


def _write(log: int, text: str) -> None:
    rest = text.encode(errors="replace")
    while rest:
        rest = rest[os.write(log, rest) :]
