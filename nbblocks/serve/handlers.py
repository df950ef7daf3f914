"""The server's own answers, beside Voila's."""

from __future__ import annotations

import contextlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from tornado.iostream import StreamClosedError
from tornado.web import RequestHandler, authenticated
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from nbblocks.serve.visitors import facts
from nbblocks.session import visitor

#: How the part of the page begins that needs a kernel.
KERNEL_ID = '<script id="jupyter-config-data"'
_CONFIG = re.compile(KERNEL_ID + r'.*?"kernelId": "([\w-]+)"', re.DOTALL)
#: Seconds that a kernel may take to end, to run what its app does then; nobody waits for it.
LAST_SECONDS = 20

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from nbblocks.serve.changes import Changes


class PageHandler(TornadoVoilaHandler):
    """Sends the page of an app, its head before there is a kernel."""

    @authenticated
    async def get(self, path: str | None = None) -> None:
        """Send the page in pieces."""
        pieces = self.get_generator(path=path)
        notebook = await self.notebook_shown(path)
        if notebook is not None:
            self.set_header("Content-Type", "text/html")
            self.set_header("Cache-Control", "no-store")
            self.write(self.head(notebook))
            await self.flush()
            pieces = without_head(pieces)
        async for piece in pieces:
            if config := _CONFIG.match(piece):
                self.introduce(config[1])
            self.write(piece)
            await self.flush()

    def introduce(self, kernel_id: str) -> None:
        """Tell a kernel of its visitor, before the page knows which kernel it has."""
        visitor.leave(self.kernel_manager.get_kernel(kernel_id).connection_file, facts(self))

    async def notebook_shown(self, path: str | None) -> str | None:
        """Return the notebook of which there will be a page of ours, rather than an error, or a file."""
        if self.voila_configuration.template != "nbblocks" or (self.notebook_path and path):
            return None
        notebook: str = self.notebook_path or path or ""
        is_there = notebook.endswith(".ipynb") and await ensure_async(self.contents_manager.file_exists(notebook))
        return notebook if is_there else None

    def head(self, notebook: str) -> str:
        """Return what the template begins with."""
        resources = {"base_url": self.base_url, "metadata": {"name": PurePosixPath(notebook).stem}}
        html: str = self.get_template("head.html.j2").render(resources=resources)
        return html

    def should_use_rendered_notebook(
        self,
        notebook_data: dict[str, Any],  # noqa: ARG002 - what it says is not known before the kernel is
        pool_size: int,
        *_: Any,
    ) -> bool:
        """Wait for the kernel that is on its way, rather than start one more."""
        return pool_size > 0


async def without_head(pieces: AsyncIterator[str]) -> AsyncIterator[str]:
    """Leave out what comes before the id of the kernel."""
    begun = ""
    async for piece in pieces:
        begun += piece
        if _CONFIG.search(begun):
            break
    yield KERNEL_ID + begun.partition(KERNEL_ID)[2]
    async for piece in pieces:
        yield piece


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
            self.kernel_manager.get_kernel(kernel_id).shutdown_wait_time = LAST_SECONDS
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
