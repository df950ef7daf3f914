"""The kernels of the served apps: when one is idle, when one is gone."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from nbblocks.session import visitor

if TYPE_CHECKING:
    from collections.abc import Callable


class VisitorKernels(AsyncMappingKernelManager):
    """Jupyter's manager of kernels, with what visitors of apps need.

    Voila makes a subclass of it that keeps pools of pre-heated kernels.
    """

    _pools: dict[str, list[asyncio.Task[Any]]]
    notebook_data: dict[str, Any]
    fill_if_needed: Callable[..., None]

    def __init__(self, **options: Any) -> None:
        # Voila's subclass replaces it, if there are pools.
        self._pools = {}
        #: The kernels that had a page.
        self._visited: set[str] = set()
        super().__init__(**options)

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a kernel has a page."""
        super().notify_connect(kernel_id)
        self._visited.add(kernel_id)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Count a kernel as idle from the moment that its page goes.

        Events of widgets are no activity to Jupyter Server, so that a page that comes
        back after a short sleep would find its kernel culled.
        """
        super().notify_disconnect(kernel_id)
        if kernel_id in self:
            kernel: Any = self.get_kernel(kernel_id)
            kernel.last_activity = datetime.now(timezone.utc)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        super()._handle_kernel_died(kernel_id)
        for pool in self._pools.values():
            pool[:] = [task for task in pool if not _holds(task, kernel_id)]

    async def shutdown_all(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """End every kernel, at once those that no visitor came to and that are not ready for one."""
        # One that is starting cannot be ended.
        await asyncio.gather(*self._pending_kernels.values(), return_exceptions=True)
        self._pending_kernels = {}
        spared = self._visited | {kernel_id for pool in self._pools.values() for kernel_id in _ready(pool)}
        for kernel_id in self.list_kernel_ids():
            if kernel_id not in spared:
                kernel: Any = self.get_kernel(kernel_id)
                await kernel.provisioner.kill()
        await ensure_async(super().shutdown_all(*args, **kwargs))

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel, and what it was to know of its visitor."""
        kernel: Any = super().remove_kernel(kernel_id)
        self._visited.discard(kernel_id)
        if kernel is not None:
            visitor.remove(kernel.connection_file)
        return kernel

    async def drop_pools(self) -> None:
        """Replace every pre-heated kernel, because the app changed."""
        for notebook, pool in self._pools.items():
            stale, pool[:] = pool[:], []
            self.notebook_data.pop(notebook, None)
            self.fill_if_needed(delay=0, notebook_name=notebook)
            for task in stale:
                with contextlib.suppress(Exception):
                    await self.shutdown_kernel((await task)["kernel_id"], now=True)


def _holds(task: asyncio.Task[Any], kernel_id: str) -> bool:
    return _has_kernel(task) and task.result()["kernel_id"] == kernel_id


def _ready(pool: list[asyncio.Task[Any]]) -> set[str]:
    """Return the kernels of a pool that have run the app."""
    results = [task.result() for task in pool if _has_kernel(task)]
    return {result["kernel_id"] for result in results if result["task"].done()}


def _has_kernel(task: asyncio.Task[Any]) -> bool:
    return task.done() and not task.cancelled() and not task.exception()
