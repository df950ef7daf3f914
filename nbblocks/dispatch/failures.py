"""What happens when a handler raises: a toast, a log entry, an entry in ``errors``; nothing vanishes."""

from __future__ import annotations

import logging
import traceback
from contextvars import copy_context
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nbblocks.dispatch.output import redirect
from nbblocks.dispatch.validation import InvalidError
from nbblocks.exceptions import Error
from nbblocks.toasts import toast

if TYPE_CHECKING:
    from nbblocks.blocks import Blocks
    from nbblocks.dispatch.call import Call

log = logging.getLogger("nbblocks")


@dataclass(frozen=True)
class Failure:
    """A call that failed, as `Blocks.errors` lists it.

    Parameters
    ----------
    event
        What was called, and on what event: ``"Button.click → greet()"``.
    exception
        What the handler raised. Its traceback is there, without the variables of the frames.
    traceback
        The same as text.
    """

    event: str
    exception: BaseException
    traceback: str

    def __str__(self) -> str:
        return f"{self.event} failed\n{self.traceback}"


def report(call: Call) -> None:
    """Tell the visitor, the log and the program that a call failed."""
    error, blocks = call.error, call.dependency.dispatcher.blocks
    if error is None or isinstance(error, InvalidError):
        return
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, Error):
        if error.visible:
            toast("error", error.title, error.message, error.duration, blocks)
        logged = error.print_exception
    else:
        detail = trace if blocks is None or blocks.show_error else ""
        toast("error", "Error", told(error, blocks), 10, blocks, detail)
        logged = True
    if logged:
        copy_context().run(_log, call, error)
    _clear_frames(error)
    if blocks is not None:
        blocks.errors.append(Failure(str(call.dependency), error, trace))


def _clear_frames(error: BaseException | None) -> None:
    """Let go of what a handler worked on: it may be large, and would stay as long as the entry."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _log(call: Call, error: BaseException) -> None:
    """Log where the prints of the handler go, too."""
    redirect(call)
    log.error("%s failed", call.dependency, exc_info=error)


def told(error: BaseException, blocks: Blocks | None) -> str:
    """Return what a visitor may know of what went wrong."""
    if isinstance(error, Error):
        return error.message if error.visible else ""
    if blocks is None or blocks.show_error:
        return f"{type(error).__name__}: {_text(error)}"
    return "Something went wrong. The server's log has the details."


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception as failure:  # noqa: BLE001 - the class is the author's
        return f"(it has no text: {type(failure).__name__})"
