"""The server as a process: ``python -m nbblocks.serve app.py``.

The launcher runs this file by its path: the server needs no component, and so is spared
the import of ``nbblocks`` with all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
import tempfile
import threading
import types
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tornado.ioloop import IOLoop

    from nbblocks.serve.app import NbblocksVoila


def main() -> None:
    """Serve until the standard input ends, which it does with the process at its other end."""
    arguments = parse()
    from nbblocks.serve.provisioner import ForkProvisioner

    ForkProvisioner.warm_up()
    from tornado.ioloop import IOLoop

    with tempfile.TemporaryDirectory(prefix="nbblocks_") as folder:
        app = make_app(arguments, Path(folder))
        # A loop that is stopped before it runs, because the launcher is gone already, ends at once.
        loop = IOLoop.current()
        threading.Thread(target=stop_at_end_of_input, args=[loop], daemon=True).start()
        app.start()


def make_app(arguments: argparse.Namespace, folder: Path) -> NbblocksVoila:
    """Return the server that the command line asks for; ``folder`` is for what it writes."""
    from nbblocks.serve.imports import without_needless

    with without_needless():
        from nbblocks.serve.app import NbblocksVoila, configuration
    from nbblocks.serve.changes import Changes
    from nbblocks.serve.script import write_notebook

    path = arguments.path.resolve()
    os.environ["NBBLOCKS_SHOW_ERROR"] = str(int(arguments.show_error or arguments.debug))
    config = configuration(
        gallery=path.is_dir(), show_error=arguments.show_error, debug=arguments.debug, reload=arguments.reload
    )
    app: NbblocksVoila = NbblocksVoila.instance(config=config, ip=arguments.host, port=arguments.port)
    if path.suffix == ".py":
        path = write_notebook(path, folder, arguments.arguments, arguments.addresses)
    app.initialize([str(path)])
    if arguments.fd is not None:
        app.listener = socket.socket(fileno=arguments.fd)
        app.port = app.listener.getsockname()[1]
    if arguments.reload:
        app.changes = Changes(arguments.path.resolve(), app.renew)
    return app


def parse() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(prog="python -m nbblocks.serve", description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--fd", type=int, help="a socket that listens already")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=7860)
    parser.add_argument("--show-error", action="store_true")
    parser.add_argument("--debug", action="store_true")
    parser.add_argument("--reload", action="store_true")
    parser.add_argument("--arguments", type=json.loads, default=[], help="those of the script, as JSON")
    parser.add_argument("--addresses", type=json.loads, default=[""], help="as for nbblocks.serve.script.Visit")
    return parser.parse_args()


def stop_at_end_of_input(loop: IOLoop) -> None:
    """Wait for the launcher to close the pipe, or to be gone."""
    while sys.stdin.buffer.read(1):
        pass
    loop.add_callback(loop.stop)


def stand_in_for_package() -> None:
    """Let ``nbblocks.serve`` be imported without ``nbblocks``."""
    package = types.ModuleType("nbblocks")
    package.__path__ = [str(Path(__file__).parents[1])]
    sys.modules["nbblocks"] = package
    # It is the folder of this file, whose modules are none of the top.
    del sys.path[0]


if __name__ == "__main__":
    if not __package__:
        stand_in_for_package()
    from nbblocks.room import with_room

    with_room(main)
