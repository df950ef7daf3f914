"""The servers that the browser tests drive: real programs, started once a session."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import nbblocks

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 60
_HERE = re.compile(r"https?://(?:127\.0\.0\.1|localhost):\d+")


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of this machine's user is read or written."""
    folders = {
        "HOME": "home",
        "IPYTHONDIR": "ipython",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "MPLCONFIGDIR": "matplotlib",
    }
    for folder in folders.values():
        (home / folder).mkdir(parents=True, exist_ok=True)
    own = {name: str(home / folder) for name, folder in folders.items()}
    # A script opens the browser: this one does nothing.
    return {**os.environ, **own, "BROWSER": "true", "PYTHONPATH": str(Path(nbblocks.__file__).parents[1])}


class Server:
    """A program that serves pages, with what it prints.

    Parameters
    ----------
    command
        The program, without Python.
    folder
        Where it runs.
    env
        Its environment.
    """

    def __init__(self, command: list[str], folder: Path, env: Mapping[str, str]) -> None:
        self.command = command
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=folder,
            env=dict(env),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # Kernels belong to it; those that outlive it end with its group.
            start_new_session=True,
        )
        self._told = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._told:
                self.lines.append(line)
                self._told.notify_all()
        with self._told:
            self._told.notify_all()

    def address(self) -> str:
        """Wait until it says where it listens, and return that."""
        with self._told:
            self._told.wait_for(lambda: self._address() or not self._reader.is_alive(), SECONDS)
            found = self._address()
        assert found, f"{self} says no address:\n{self.log()}"
        return found

    def _address(self) -> str | None:
        found = (_HERE.search(line) for line in self.lines)
        return next((match[0] for match in found if match), None)

    def log(self) -> str:
        return "".join(self.lines)

    def end(self) -> None:
        """End it as a user does, by Ctrl-C's gentler sister, and see that it ends."""
        self.process.terminate()
        try:
            self.process.wait(SECONDS)
        finally:
            self._end_group()
        self._reader.join(SECONDS)

    def _end_group(self) -> None:
        try:
            os.killpg(self.process.pid, 9)
        except ProcessLookupError:
            return

    def __str__(self) -> str:
        return " ".join(self.command)


def answers(address: str) -> bool:
    """Tell whether somebody answers at an address."""
    try:
        with urllib.request.urlopen(address, timeout=SECONDS):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
