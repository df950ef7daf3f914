"""The hosts that an app may run on, each with a kernel of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.hosts.kernels import Kernel

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
#: Where versions of ipykernel other than the installed one are put, once.
VERSIONS = HERE.parents[1] / ".hosts"


@dataclass(frozen=True)
class Host:
    """What differs between the places that run an app."""

    name: str
    #: The version of ipykernel, as pip understands it; None: the installed one.
    ipykernel: str | None = None
    #: Which widgets' messages share a subshell; None if there are no subshells.
    subshells: Literal["all", "none"] | None = None
    policy: str | None = None
    colab: bool = False

    @property
    def inline(self) -> bool:
        """Whether handlers run in the callback."""
        return self.colab or self.policy == "inline"

    def start(self) -> Kernel:
        """Start a kernel."""
        paths = [install(self.ipykernel)] if self.ipykernel else []
        paths += [HERE / "colab"] if self.colab else []
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
        kernel = Kernel(env | ({"NBBLOCKS_POLICY": self.policy} if self.policy else {}), self.subshells)
        if self.colab:
            kernel.run("import google.colab")
        return kernel


HOSTS = [
    Host("ipykernel 6", "ipykernel<7"),
    Host("ipykernel 6, inline", "ipykernel<7", policy="inline"),
    Host("ipykernel 7"),
    Host("ipykernel 7, inline", policy="inline"),
    Host("ipykernel 7, a subshell", subshells="all"),
    Host("ipykernel 7, a subshell, inline", subshells="all", policy="inline"),
    Host("ipykernel 7, subshells", subshells="none"),
    Host("Colab", "ipykernel<7", colab=True),
]


def install(requirement: str) -> Path:
    """Return the folder of a version of ipykernel, installed there if it is not yet."""
    folder = VERSIONS / requirement
    if not folder.is_dir():
        VERSIONS.mkdir(exist_ok=True)
        half = folder.with_name(f"{requirement}.{os.getpid()}")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", half, requirement]
        subprocess.run(pip, check=True)
        half.rename(folder)
    return folder


@pytest.fixture(params=HOSTS, ids=lambda host: host.name, scope="package")
def host(request: pytest.FixtureRequest) -> Host:
    """Where the app of the test runs; a test runs once on each."""
    return request.param


@pytest.fixture(scope="package")
def shared_kernel(host: Host) -> Iterator[Kernel]:
    """The kernel of a host, which all its tests share."""
    kernel = host.start()
    kernel.run("import asyncio, pathlib, threading, time\nimport ipywidgets\nimport nbblocks as gr")
    yield kernel
    kernel.close()


@pytest.fixture
def kernel(shared_kernel: Kernel) -> Iterator[Kernel]:
    """A kernel without an app."""
    yield shared_kernel
    shared_kernel.run("gr.close_all()")
    shared_kernel.widgets.clear()
