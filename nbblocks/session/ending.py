"""What is left to do when the kernel ends: with it end the pages that show its apps."""

from __future__ import annotations

import atexit
import logging
import threading
import time
from functools import cache

from nbblocks import context

#: Seconds that the handlers of ``unload`` have; the server waits longer.
SECONDS = 8.0

log = logging.getLogger("nbblocks")


@cache
def arrange() -> None:
    """Let the apps end with the kernel; once is enough."""
    # What is registered with atexit may start no thread (Python 3.12), and handlers run on threads.
    getattr(threading, "_register_atexit", atexit.register)(end_apps)


def end_apps() -> None:
    """Cancel what runs, run the handlers of ``unload``, and let go of the states."""
    from nbblocks.blocks import Blocks

    apps = [blocks for blocks in Blocks.instances if blocks.sessions]
    for blocks in apps:
        blocks.dispatcher.cancel_all()
        for page in blocks.sessions.open_pages():
            with context.from_page(page):
                blocks.sessions.end(page)
                blocks.fire("unload")
    deadline = time.monotonic() + SECONDS
    for blocks in apps:
        if not blocks.dispatcher.idle(max(0, deadline - time.monotonic())):
            log.warning("The kernel ends while handlers of %r still run", blocks)
        blocks.release()
