"""Links between a kernel and where its handlers run: a thread, a process, a worker of Dask."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import pickle
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from typing import TYPE_CHECKING, Any

from nbblocks.dispatch.remote import pack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

    from nbblocks.dispatch.remote import Said

log = logging.getLogger("nbblocks")

_AGAIN = "the worker that ran the handler ended; the handler is not run a second time for one event"


def link_for(executor: Executor, hear: Callable[[Sequence[Said]], None]) -> Any:
    """Return the `Link` back from an executor.

    Parameters
    ----------
    executor
        Where a handler will run, once.
    hear
        Called with each batch, on any thread.
    """
    if isinstance(executor, ThreadPoolExecutor):
        return ThreadLink(hear)
    if type(executor).__module__.startswith("distributed"):
        return DaskLink(executor, hear)
    return SocketLink(hear)


class ThreadLink:
    """A link within this process."""

    def __init__(self, hear: Callable[[Sequence[Said]], None]) -> None:
        self._hear = hear
        self._open = True

    def begin(self) -> None:
        """Do nothing: a thread runs it once."""

    def send(self, batch: Sequence[Said]) -> bool:
        """Hand the batch over."""
        self._hear(batch)
        return self._open

    def end(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Listen no more."""
        self._open = False


class SocketLink:
    """A link to another process of this machine."""

    def __init__(self, hear: Callable[[Sequence[Said]], None]) -> None:
        self._number = uuid.uuid4().hex
        self._address, self._key = _switchboard().expect(self._number, hear)

    def begin(self) -> None:
        """Connect to the kernel."""
        self._connection: Connection[Any, Any]
        self._connection = Client(self._address, authkey=self._key)
        self._connection.send(self._number)
        if not self._connection.recv():
            raise RuntimeError(_AGAIN)

    def send(self, batch: Sequence[Said]) -> bool:
        """Send a batch."""
        self._connection.send_bytes(pack(batch))
        return bool(self._connection.recv())

    def end(self) -> None:
        """Disconnect."""
        self._connection.close()

    def close(self) -> None:
        """Listen no more."""
        _switchboard().forget(self._number)


class Switchboard:
    """Listens on a port of this machine for the processes that run handlers."""

    def __init__(self) -> None:
        self._key = os.urandom(32)
        self._listener = Listener(("127.0.0.1", 0))
        self._expected: dict[str, Callable[[Sequence[Said]], None]] = {}
        self._unbegun: set[str] = set()
        threading.Thread(target=self._accept, name="nbblocks-links", daemon=True).start()

    def expect(self, number: str, hear: Callable[[Sequence[Said]], None]) -> tuple[Any, bytes]:
        """Await a connection of that number; return the address and the key for it."""
        self._expected[number] = hear
        self._unbegun.add(number)
        return self._listener.address, self._key

    def forget(self, number: str) -> None:
        """Hear no more of a number."""
        self._expected.pop(number, None)
        self._unbegun.discard(number)

    def _accept(self) -> None:
        while True:
            with contextlib.suppress(OSError):  # of one who has hung up
                connection = self._listener.accept()
                threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: Connection[Any, Any]) -> None:
        # It ends with the other side; somebody who has not our key gets no further than the first two lines.
        with connection, contextlib.suppress(EOFError, OSError, AuthenticationError):
            deliver_challenge(connection, self._key)
            answer_challenge(connection, self._key)
            number = connection.recv()
            first = number in self._unbegun
            self._unbegun.discard(number)
            connection.send(first)
            while first:
                batch = _read(connection.recv_bytes())
                hear = self._expected.get(number)
                if hear is not None:
                    hear(batch)
                connection.send(hear is not None)


def _read(packed: bytes) -> Sequence[Said]:
    """Return what our own worker said."""
    try:
        batch: Sequence[Said] = pickle.loads(packed)[0]  # noqa: S301 - it has our key, or is in our cluster
    except Exception as error:  # noqa: BLE001 - reading it may run what the author wrote
        return [("error", error)]
    return batch


@cache
def _switchboard() -> Switchboard:
    return Switchboard()


def _dask() -> Any:
    return importlib.import_module("distributed")


class DaskLink:
    """A link through Dask's scheduler, so that it reaches wherever the cluster reaches."""

    def __init__(self, executor: Any, hear: Callable[[Sequence[Said]], None]) -> None:
        self._name = f"nbblocks-{uuid.uuid4().hex}"
        dask, client = _dask(), executor._client
        self._queue = dask.Queue(self._name, client=client)
        self._closed = dask.Event(f"{self._name}-closed", client=client)
        threading.Thread(target=self._listen, args=[hear], name="nbblocks-dask", daemon=True).start()

    def __reduce__(self) -> tuple[Any, ...]:
        return FarDaskLink, (self._name,)

    def _listen(self, hear: Callable[[Sequence[Said]], None]) -> None:
        # Without a timeout: the scheduler would log each one as an error.
        try:
            while packed := self._queue.get():
                hear(_read(packed))
            self._queue.close()
        except Exception:
            log.debug("The cluster is gone, which the future tells", exc_info=True)

    def close(self) -> None:
        """Listen no more."""
        self._closed.set()
        self._queue.put(b"")


class FarDaskLink:
    """The end of a `DaskLink` on a worker."""

    def __init__(self, name: str) -> None:
        self._name = name

    def begin(self) -> None:
        """Note that the handler is begun."""
        dask = _dask()
        self._queue = dask.Queue(self._name)
        self._closed = dask.Event(f"{self._name}-closed")
        begun = dask.Event(f"{self._name}-begun")
        if begun.is_set():
            raise RuntimeError(_AGAIN)
        begun.set()

    def send(self, batch: Sequence[Said]) -> bool:
        """Send a batch."""
        self._queue.put(pack(batch))
        return not self._closed.is_set()

    def end(self) -> None:
        """Do nothing: the kernel takes the queue away."""
