"""The server's own client of a kernel, through which Voila runs notebooks."""

from __future__ import annotations

import asyncio
from queue import Empty

from jupyter_client.asynchronous import AsyncKernelClient


class Client(AsyncKernelClient):
    """Knows a kernel to be ready from what it says, where Jupyter's waits for 0.2 s of silence."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel has answered on the channels that are used.

        Parameters
        ----------
        timeout
            Seconds until it has failed.

        Raises
        ------
        RuntimeError
            If it died, or has not answered in time.
        """
        try:
            await asyncio.wait_for(self._answered(), timeout)
        except asyncio.TimeoutError as error:
            raise RuntimeError(f"the kernel did not answer in {timeout} seconds") from error

    async def _answered(self) -> None:
        while await self.is_alive():
            question = self.kernel_info()
            try:
                reply = await self.get_shell_msg(timeout=1)
                while not _ends(await self.get_iopub_msg(timeout=0.2), question):
                    pass
            except Empty:
                continue
            self._handle_kernel_info_reply(reply)
            return
        raise RuntimeError("the kernel died while it started")


def _ends(message: dict[str, dict[str, str]], question: str) -> bool:
    """Tell whether it is the last message about a question."""
    return message["parent_header"].get("msg_id") == question and message["content"].get("execution_state") == "idle"
