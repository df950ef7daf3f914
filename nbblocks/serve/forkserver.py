"""A process that has imported what every kernel needs, and forks into one when asked.

A fork takes some milliseconds and shares the memory of the imports; starting Python takes
most of a second and shares nothing. The process stays single-threaded, because a fork
copies only the thread that calls it.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import signal
import sys
from multiprocessing.connection import Connection
from typing import Any

import zmq

from nbblocks.room import with_room

#: What a kernel imports while it starts, and the app.
EARLY = (
    "ipykernel.kernelapp",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.extensions.storemagic",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "nbblocks",
)


def main() -> None:
    """Serve forks on the connection whose descriptor is the first argument, until it is closed."""
    connection = Connection(int(sys.argv[1]))
    warm_up()
    request = serve(connection)
    if request is not None:
        become_kernel(request)


def warm_up() -> None:
    """Import what every kernel will, but for the debugger: nobody attaches one to a visitor's kernel."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    importlib.import_module("ipykernel.debugger")
    del sys.modules["debugpy"]
    for name in EARLY:
        module = importlib.import_module(name)
        # Names that are imported when they are asked for are asked for here.
        for public in getattr(module, "__all__", ()):
            getattr(module, public)
    gc.collect()
    # What is there now is shared for good: the collector of a kernel would touch, and so copy, its memory.
    gc.freeze()


def serve(connection: Connection) -> dict[str, Any] | None:
    """Fork for every request; return the request in the child, None at the end in the parent."""
    # Nobody waits for the kernels, so that none stays behind as a zombie.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            request: dict[str, Any] = json.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return None
        pid = fork()
        if pid == 0:
            connection.close()
            return request
        connection.send_bytes(str(pid or "").encode())


def fork() -> int | None:
    """Fork; return None where the system refuses, which shall not end the kernels there are."""
    try:
        return os.fork()
    except OSError:
        return None


def become_kernel(request: dict[str, Any]) -> None:
    """Run a kernel as ``python -m ipykernel_launcher`` does."""
    import ipywidgets
    from ipykernel.kernelapp import IPKernelApp
    from traitlets.config import Config

    from nbblocks.jupyter.magics import offer_to_notebook

    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    sys.argv = request["argv"]
    # ipykernel 7 looks up the comm of a message before it has handled the one that opens it, and warns.
    logging.getLogger("Comm").setLevel(logging.ERROR)
    logging.getLogger("IPKernelApp").addFilter(not_at_end)
    # Nobody types into it, so there is no history to keep.
    config = Config({"HistoryManager": {"enabled": False}})
    app = IPKernelApp.instance(parent_handle=os.getppid(), config=config)
    app.initialize(request["argv"][1:])
    # Both happen at import where there is a kernel, and there was none yet.
    ipywidgets.register_comm_target()
    offer_to_notebook()
    app.start()


def not_at_end(record: logging.LogRecord) -> bool:
    """Log no complaint of a kernel that is told to end while it runs a cell, whose answer then has no socket."""
    error = record.exc_info[1] if record.exc_info else None
    return getattr(error, "errno", None) != zmq.ENOTSOCK


if __name__ == "__main__":
    with_room(main)
