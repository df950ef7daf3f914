"""A bad line between a page and its server: it can be cut, and go dead without anybody being told."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Coroutine

SECONDS = 10


class Connection:
    """One connection through the proxy."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writers = [writer]
        self.dead = False

    async def pour(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass bytes on, or lose them."""
        with suppress(OSError):
            while data := await reader.read(2**16):
                if not self.dead:
                    writer.write(data)
                    await writer.drain()
        if not self.dead:
            writer.close()


class Proxy:
    """Passes on what a page and a server say to each other.

    Parameters
    ----------
    url
        Where the server is.
    """

    def __init__(self, url: str) -> None:
        self._target = urlsplit(url)
        self._connections: list[Connection] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._port = 0
        self.heal()
        self.url = f"http://127.0.0.1:{self._port}"

    def cut(self) -> None:
        """Break every connection, and take no new ones."""
        self._do(self._cut())

    def heal(self) -> None:
        """Take connections again."""
        self._do(self._listen())

    def deaden(self) -> None:
        """Let what is said on the connections there are be lost, as after a sleep; new ones work."""
        self._do(self._deaden())

    def close(self) -> None:
        """End it."""
        self.cut()
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS)
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _cut(self) -> None:
        self._server.close()
        for connection in self._connections:
            for writer in connection.writers:
                writer.transport.abort()
        self._connections.clear()

    async def _end(self) -> None:
        pouring = asyncio.all_tasks() - {asyncio.current_task()}
        for task in pouring:
            task.cancel()
        await asyncio.gather(*pouring, return_exceptions=True)

    async def _deaden(self) -> None:
        for connection in self._connections:
            connection.dead = True

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Known before it is through, so that a cut meanwhile breaks it, too.
        connection = Connection(writer)
        self._connections.append(connection)
        try:
            there, back = await asyncio.open_connection(self._target.hostname, self._target.port)
        except OSError:
            writer.transport.abort()
            return
        connection.writers.append(back)
        await asyncio.gather(connection.pour(reader, back), connection.pour(there, writer))
