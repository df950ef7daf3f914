"""Kernels that are forked where that is possible, and started where it is not."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from importlib.metadata import EntryPoint
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, ClassVar, cast

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

NAME = "nbblocks-fork"
#: Elsewhere there is no fork, or the system's libraries do not bear one.
CAN_FORK = sys.platform == "linux"


class ForkServer:
    """The other end of `nbblocks.serve.forkserver`."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        command = [sys.executable, "-m", "nbblocks.serve.forkserver", str(theirs.fileno())]
        self._process = subprocess.Popen(  # noqa: S603
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
        )
        theirs.close()
        self._turn = asyncio.Lock()

    def close(self) -> None:
        """End the process; its kernels end with it."""
        self._connection.close()
        self._process.wait()

    async def fork(self, argv: list[str], env: dict[str, str], cwd: str) -> int | None:
        """Return the process id of a new kernel; None if the system refuses.

        Raises
        ------
        OSError, EOFError
            If the process that forks is gone.
        """
        request = json.dumps({"argv": argv, "env": env, "cwd": cwd}).encode()
        async with self._turn:
            return await asyncio.to_thread(_ask, self._connection, request)


def _ask(connection: Connection, request: bytes) -> int | None:
    connection.send_bytes(request)
    answer = connection.recv_bytes()
    return int(answer) if answer else None


class Forked:
    """A forked kernel, as far as a provisioner wants a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return None while it lives; how it ended only the process that forked it was told."""
        if self.returncode is None:
            try:
                os.kill(self.pid, 0)
            except ProcessLookupError:
                self.returncode = 0
        return self.returncode

    def wait(self) -> int:
        """Wait for its end."""
        while (status := self.poll()) is None:
            time.sleep(0.01)
        return status

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it lives."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class ForkProvisioner(LocalProvisioner):
    """Gives a forked process to a kernel of this Python, and a process of its own to any other."""

    server: ClassVar[ForkServer | None] = None

    @classmethod
    def warm_up(cls) -> None:
        """Start the process that forks, so that it is ready when the first kernel is wanted."""
        if CAN_FORK and cls.server is None:
            cls.server = ForkServer()

    @classmethod
    def renew(cls) -> None:
        """Let the kernels to come have modules of nbblocks as their files are now."""
        if cls.server is not None:
            cls.server.close()
            cls.server = ForkServer()

    @classmethod
    def register(cls, parent: Any) -> None:
        """Make it the provisioner of all kernels of this process."""
        factory = KernelProvisionerFactory.instance(parent=parent)
        factory.provisioners[NAME] = EntryPoint(NAME, f"{cls.__module__}:{cls.__name__}", factory.GROUP_NAME)
        factory.default_provisioner_name = NAME

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork, and where that fails start, a kernel."""
        pid = await self._fork(cmd, kwargs)
        if pid is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = cast("subprocess.Popen[Any]", Forked(pid))
        self.pid = self.pgid = pid
        self.cwd = kwargs["cwd"]
        await self._until_bound()
        return self.connection_info

    async def _fork(self, cmd: list[str], options: dict[str, Any]) -> int | None:
        """Return the process id of a forked kernel; None if it has to be started."""
        server = self.server
        if server is None or cmd[:3] != [sys.executable, "-m", "ipykernel_launcher"]:
            return None
        try:
            pid = await server.fork(cmd[2:], options["env"], str(options["cwd"]))
        except (OSError, EOFError):
            self.log.warning("nbblocks: kernels are started from now on, not forked", exc_info=True)
            if self.server is server:  # else it was renewed meanwhile
                type(self).server = None
            return None
        if pid is None:
            self.log.warning("nbblocks: the system refused a fork, so this kernel is started")
        return pid

    async def _until_bound(self) -> None:
        """Wait for the last of the kernel's sockets: a connection that comes too early is tried again after 0.1 s."""
        if self.connection_info["transport"] != "ipc":
            return
        last = f"{self.connection_info['ip']}-{self.connection_info['hb_port']}"
        while not Path(last).exists() and await self.poll() is None:  # noqa: ASYNC110, ASYNC240 - a look every 5 ms
            await asyncio.sleep(0.005)
