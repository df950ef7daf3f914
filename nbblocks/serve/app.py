"""Voila as nbblocks serves apps with it: its own page, kernels ready before visitors come."""

from __future__ import annotations

import contextlib
import logging
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.services.contents.largefilemanager import LargeFileManager
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from nbclient.exceptions import CellExecutionError
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths
from voila.tornado.handler import TornadoVoilaHandler

from nbblocks.serve.assets import TEMPLATE, AssetHandler
from nbblocks.serve.changes import PACKAGE
from nbblocks.serve.extension import without_delay
from nbblocks.serve.gallery import GalleryHandler
from nbblocks.serve.handlers import ChangesHandler, PageHandler, ReadyHandler, ReleaseHandler
from nbblocks.serve.provisioner import ForkProvisioner

if TYPE_CHECKING:
    import socket

    from nbblocks.serve.changes import Changes

MEGABYTE = 2**20
#: Below it stands the path of a kernel's sockets, and the system takes no more than 107 characters.
LONGEST_FOLDER = 40


class Contents(LargeFileManager):
    """Reads notebooks to run them; whether their saved outputs are trusted does not matter."""

    def mark_trusted_cells(self, nb: Any, path: str = "") -> None:
        """Do nothing: saved outputs are not shown."""


def with_own_page(handler: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a route of Voila's, to the handler of this package if it is one to a page."""
    pattern, target, *options = handler
    return (pattern, PageHandler if target is TornadoVoilaHandler else target, *options)


def only_traceback(record: logging.LogRecord) -> bool:
    """Log of a cell that failed what its author wants to read."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, CellExecutionError):
        record.msg, record.args, record.exc_info = f"The app failed.\n{error.traceback}", (), None
    return True


def no_ping_timeout(record: logging.LogRecord) -> bool:
    """Log no complaint about the timeout of Jupyter Server's own pings, which Tornado takes for its seconds."""
    return not str(record.msg).startswith("The websocket_ping_timeout")


class NbblocksVoila(Voila):
    """The server of a script, a notebook or a folder of notebooks."""

    #: A socket that listens already.
    listener: socket.socket | None = None
    #: What open pages wait for, if they reload by themselves.
    changes: Changes | None = None

    def setup_template_dirs(self) -> None:
        """Use the template of this package, whatever is installed."""
        super().setup_template_dirs()
        if self.voila_configuration.template == "nbblocks":
            self.template_paths = [str(TEMPLATE), *collect_template_paths(["voila", "nbconvert"], "base", prune=True)]
            self.static_paths = collect_static_paths(["voila", "nbconvert"], "base")

    def init_settings(self) -> dict[str, Any]:
        """Let pages and websockets be as quick as they can."""
        without_delay(KernelWebsocketHandler)
        self.log.addFilter(only_traceback)
        logging.getLogger("tornado.general").addFilter(no_ping_timeout)
        ForkProvisioner.register(self)
        settings = super().init_settings()
        self.contents_manager = settings["contents_manager"] = Contents(parent=self)
        return {
            **settings,
            "compress_response": True,
            "websocket_max_message_size": 100 * MEGABYTE,
        }

    def init_handlers(self) -> list[Any]:
        """Add the handlers of nbblocks before those of Voila."""
        base = self.server_url
        own: list[Any] = [
            (f"{base}voila/templates/nbblocks/static/(.*)", AssetHandler, {"path": str(TEMPLATE / "static")}),
            (f"{base}nbblocks/ready", ReadyHandler),
            (f"{base}voila/api/shutdown/(.*)", ReleaseHandler),
        ]
        if self.notebook_path is None:
            own.append((base, GalleryHandler, {"folder": Path(self.root_dir)}))
        if self.changes is not None:
            own.append((f"{base}nbblocks/changes", ChangesHandler, {"changes": self.changes}))
        return [*own, *map(with_own_page, super().init_handlers())]

    async def renew(self, changed: set[Path]) -> None:
        """Let the next visitor see the app as its files are now."""
        if any(PACKAGE in path.parents for path in changed):
            ForkProvisioner.renew()
        await self.kernel_manager.drop_pools()

    def listen(self) -> None:
        """Serve on the socket that the launcher opened, or open one."""
        self.ioloop = IOLoop.current()
        server = HTTPServer(self.app)
        if self.listener is None:
            server.listen(self.port, self.ip)
        else:
            # Tornado accepts until the socket says that nobody waits.
            self.listener.setblocking(False)
            server.add_socket(self.listener)
        if self.changes is not None:
            self.ioloop.add_callback(self.changes.watch)
        try:
            self.ioloop.start()
        finally:
            self.stop()

    def stop(self) -> None:
        """End the kernels, then remove the files by which they are reached."""
        # What is under way fails now, in tasks and in the threads of clients, which is no news.
        logging.disable(logging.ERROR)
        threading.excepthook = lambda _: None
        with contextlib.suppress(KeyboardInterrupt):
            # Those that are starting do so on this loop.
            self.ioloop.run_sync(self.kernel_manager.shutdown_all)
        shutil.rmtree(self.connection_dir, ignore_errors=True)


def configuration(*, gallery: bool, show_error: bool, debug: bool, reload: bool) -> Config:
    """Return the settings of a server, which a file ``voila.json`` may change."""
    config = Config()
    config.Voila.open_browser = False
    config.Voila.log_level = logging.INFO if debug else logging.WARNING
    voila = config.VoilaConfiguration
    voila.template = "nbblocks"
    voila.allow_template_override = "NO"
    voila.allow_theme_override = "NO"
    voila.show_tracebacks = show_error or debug
    voila.file_allowlist = []
    voila.multi_kernel_manager_class = "nbblocks.serve.kernels.VisitorKernels"
    voila.preheat_kernel = not gallery
    voila.default_pool_size = 1
    voila.resources = {"nbblocks_reload": reload}
    config.VoilaExecutor.cell_error_instruction = "The log of the server has the reason."
    config.VoilaKernelManager.fill_delay = 0.8
    config.MappingKernelManager.cull_idle_timeout = 15 * 60
    config.MappingKernelManager.cull_interval = 60
    config.KernelManager.shutdown_wait_time = 2
    config.KernelManager.client_factory = "nbblocks.serve.client.Client"
    # A kernel that starts again has forgotten the app, so a dead one stays dead, and soon.
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = 1
    # An app may send as much as it likes; Jupyter's limits would drop updates of widgets.
    config.ZMQChannelsWebsocketConnection.iopub_msg_rate_limit = 0
    config.ZMQChannelsWebsocketConnection.iopub_data_rate_limit = 0
    if sys.platform == "linux" and len(tempfile.gettempdir()) <= LONGEST_FOLDER:
        config.KernelManager.transport = "ipc"
    return config
