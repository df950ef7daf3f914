"""The server's own answers, beside Voila's."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from tornado.iostream import StreamClosedError
from tornado.web import RequestHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

if TYPE_CHECKING:
    from nbblocks.serve.changes import Changes


class PageHandler(TornadoVoilaHandler):
    """Sends the page of an app."""

    def should_use_rendered_notebook(
        self,
        notebook_data: dict[str, Any],  # noqa: ARG002 - what it says is not known before the kernel is
        pool_size: int,
        *_: Any,
    ) -> bool:
        """Wait for the kernel that is on its way, rather than start one more."""
        return pool_size > 0


class ReadyHandler(RequestHandler):
    """Tells the launcher that the server is up."""

    def get(self) -> None:
        """Answer with nothing."""
        self.set_status(204)


class ReleaseHandler(VoilaShutdownKernelHandler):
    """Ends the kernel of a page that goes; the id, which nobody can guess, is the permission."""

    def check_xsrf_cookie(self) -> None:
        """Check nothing: a page inside a page of another site has no cookies."""

    async def post(self, kernel_id: str) -> None:
        """End the kernel, if it lives."""
        self.set_status(204)
        with contextlib.suppress(StreamClosedError):
            await self.finish()
        if kernel_id in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id))


class ChangesHandler(RequestHandler):
    """Answers an open page when the app has changed, and not before."""

    def initialize(self, changes: Changes) -> None:
        """Take the source of the news."""
        self.changes = changes

    async def get(self) -> None:
        """Answer at the next change."""
        await self.changes.next.wait()
        self.set_status(204)
