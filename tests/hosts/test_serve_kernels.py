"""Forked kernels."""

from __future__ import annotations

import asyncio
import os
import threading
from multiprocessing import Pipe

import pytest
from jupyter_client.manager import AsyncKernelManager

from nbblocks.serve import forkserver
from nbblocks.serve.provisioner import CAN_FORK, ForkProvisioner

CODE = """
import json, os, random, sys
state = [os.getcwd(), os.environ.get("OF_THE_VISITOR"), os.environ.get("HOME"), os.getppid(), random.random()]
"""


@pytest.fixture
def forks(monkeypatch, tmp_path):
    """Kernels, as many as a test wants."""
    monkeypatch.setattr(ForkProvisioner, "server", None)
    ForkProvisioner.warm_up()
    ForkProvisioner.register(None)
    yield
    if ForkProvisioner.server is not None:
        ForkProvisioner.server.close()


async def start(folder, **env):
    folder.mkdir(exist_ok=True)
    manager = AsyncKernelManager(
        transport="ipc", connection_file=str(folder / "k.json"), client_factory="nbblocks.serve.client.Client"
    )
    await manager.start_kernel(cwd=str(folder), env={**os.environ, **env})
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    return manager, client


async def ask(client, expression):
    reply = await client.execute(CODE, user_expressions={"it": expression}, reply=True, timeout=60)
    return eval(reply["content"]["user_expressions"]["it"]["data"]["text/plain"])


async def end(manager, client):
    client.stop_channels()
    await manager.shutdown_kernel()


def test_a_kernel_has_the_folder_and_the_environment_of_its_visitor_and_its_own_luck(forks, tmp_path):
    async def work():
        kernels = [await start(tmp_path / str(n), OF_THE_VISITOR=str(n)) for n in range(2)]
        states = [await ask(client, "state") for _, client in kernels]
        for manager, client in kernels:
            assert await manager.is_alive()
            await end(manager, client)
            assert not await manager.is_alive()
        return states

    first, second = asyncio.run(work())
    assert first[:3] == [str(tmp_path / "0"), "0", os.environ["HOME"]]
    assert second[:2] == [str(tmp_path / "1"), "1"]
    parent = ForkProvisioner.server._process.pid if CAN_FORK else os.getpid()
    assert first[3] == second[3] == parent
    assert first[4] != second[4]


def test_widgets_work_in_a_kernel(forks, tmp_path):
    async def work():
        manager, client = await start(tmp_path / "k")
        await client.execute("import ipywidgets, comm; slider = ipywidgets.IntSlider()", reply=True, timeout=60)
        targets = await ask(client, "sorted(comm.get_comm_manager().targets)")
        await end(manager, client)
        return targets

    assert asyncio.run(work()) == ["jupyter.widget", "jupyter.widget.control"]


def test_a_kernel_is_started_where_none_can_be_forked(forks, tmp_path):
    if ForkProvisioner.server is not None:
        ForkProvisioner.server._process.kill()
        ForkProvisioner.server._process.wait(20)

    async def work():
        manager, client = await start(tmp_path / "k")
        state = await ask(client, "state")
        await end(manager, client)
        return state

    assert asyncio.run(work())[3] == os.getpid()
    assert ForkProvisioner.server is None


@pytest.mark.skipif(not CAN_FORK, reason="there is no fork here")
def test_after_a_refused_fork_the_next_kernel_is_forked_again(forks, monkeypatch, tmp_path):
    async def work():
        parents = []
        for name, refused in {"first": False, "refused": True, "next": False}.items():
            with monkeypatch.context() as patch:
                if refused:
                    patch.setattr(ForkProvisioner.server, "_connection", Refusing())
                manager, client = await start(tmp_path / name)
            parents.append((await ask(client, "state"))[3])
            await end(manager, client)
        return parents

    forker = ForkProvisioner.server._process.pid
    assert asyncio.run(work()) == [forker, os.getpid(), forker]


class Refusing:
    """A connection to a process that may not fork."""

    def send_bytes(self, request):
        pass

    def recv_bytes(self):
        return b""

    def close(self):
        pass


def test_a_refused_fork_ends_no_other_kernel(monkeypatch):
    def refuse():
        raise OSError

    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(forkserver.signal, "signal", lambda *_: None)
    ours, theirs = Pipe()
    for _ in range(2):
        ours.send_bytes(b"{}")
    finished = threading.Thread(target=forkserver.serve, args=[theirs])
    finished.start()
    assert [ours.recv_bytes(), ours.recv_bytes()] == [b"", b""]
    ours.close()
    finished.join(20)
    assert not finished.is_alive()


def test_kernels_end_with_the_process_that_serves(forks, tmp_path):
    async def work():
        manager, client = await start(tmp_path / "k")
        ForkProvisioner.server._connection.close()
        while await manager.is_alive():  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.05)
        client.stop_channels()

    if ForkProvisioner.server is not None:
        asyncio.run(asyncio.wait_for(work(), 30))
