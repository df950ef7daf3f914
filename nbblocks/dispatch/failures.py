"""What happens when a handler raises: a toast, a log entry, nothing vanishes."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from nbblocks.exceptions import Error
from nbblocks.toasts import toast

if TYPE_CHECKING:
    from nbblocks.dispatch.call import Call

log = logging.getLogger("nbblocks")


def report(call: Call) -> None:
    """Tell the visitor and the log that a call failed."""
    error = call.error
    if isinstance(error, Error):
        if error.visible:
            toast("error", error.title, error.message, error.duration, call.dependency.dispatcher.blocks)
        if not error.print_exception:
            return
    else:
        blocks = call.dependency.dispatcher.blocks
        detail = blocks is None or blocks.show_error
        message = (
            f"{type(error).__name__}: {error}" if detail else "Something went wrong. The server's log has the details."
        )
        trace = "".join(traceback.format_exception(error)) if detail else ""
        toast("error", "Error", message, 10, blocks, trace)
    log.error("%s failed", call.dependency, exc_info=error)
