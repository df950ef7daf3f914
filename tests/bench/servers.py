"""Starts an app of either library as its users do: ``python app.py``."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 60
#: Seconds without work that count as rest, more than Voila waits before it fills its pool of kernels again.
QUIET = 1


class Library(NamedTuple):
    """A library to measure: the name of its module and the Python that has it."""

    module: str
    python: str


class App(NamedTuple):
    """An app that runs: its address, the moment it was started, its process."""

    url: str
    started: float
    process: subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serve(library: Library, source: str) -> Iterator[App]:
    """Run an app."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "app.py")
        script.write_text(source.format(module=library.module, port=port))
        environment = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1"}
        started = time.perf_counter()
        process = subprocess.Popen(
            [library.python, str(script)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            _wait(port, process)
            yield App(f"http://127.0.0.1:{port}/", started, process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(LIMIT)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(LIMIT)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server takes connections; to ask for the page would use up a kernel."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the app ended with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nothing listens on port {port}")


def await_rest(app: App) -> None:
    """Wait until an app and its kernels have had nothing to do for a while: kernels wait for the next visitors."""
    end = time.monotonic() + LIMIT
    before = None
    while (now := _seconds_of_work(app)) != before:
        if time.monotonic() > end:
            raise TimeoutError(f"{app.url} is not at rest in {LIMIT} s")
        before = now
        time.sleep(QUIET)


def _seconds_of_work(app: App) -> dict[int, float]:
    """Return what each process of an app has worked, in tenths of seconds."""
    root = psutil.Process(app.process.pid)
    worked = {}
    for process in [root, *root.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            worked[process.pid] = round(times.user + times.system, 1)
    return worked
