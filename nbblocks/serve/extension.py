"""A server extension of Jupyter: events of widgets do not wait for more data to send."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def without_delay(handler: type[Any]) -> None:
    """Switch Nagle's algorithm off for the websockets of a handler.

    Jupyter Server leaves it on, and with it a small message waits up to 40 ms for the
    page to acknowledge the one before.

    Parameters
    ----------
    handler
        A class of websocket handlers; its subclasses inherit it.
    """
    inherited = handler.open
    if getattr(inherited, "_nbblocks", False):
        return

    @functools.wraps(inherited)
    def open_without_delay(self: Any, *args: Any, **kwargs: Any) -> Any:
        self.set_nodelay(True)
        return inherited(self, *args, **kwargs)

    open_without_delay._nbblocks = True  # type: ignore[attr-defined]
    handler.open = open_without_delay


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "nbblocks.serve.extension"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

    without_delay(KernelWebsocketHandler)
    server.log.debug("nbblocks: kernel websockets send without delay")


# What Jupyter Server looks for when it loads an extension by the name of its module.
load_jupyter_server_extension = _load_jupyter_server_extension
