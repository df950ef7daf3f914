"""The servers that the browser tests drive: real programs, started once and ended cleanly."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from nbblocks.serve.assets import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SECONDS = 60
_ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+")

#: What a user of this machine has set up stays out, and what a test sets up stays in.
_FOLDERS = {
    "HOME": "home",
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "MPLCONFIGDIR": "matplotlib",
}

#: JupyterLab asks at first start whether it may fetch its news.
_NO_NEWS = '{"fetchNews": "false", "checkForUpdates": false}'


def environment(home: Path) -> dict[str, str]:
    """Return an environment that knows nothing of the machine's user."""
    for folder in _FOLDERS.values():
        (home / folder).mkdir(exist_ok=True)
    settings = home / "settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "notification.jupyterlab-settings").write_text(_NO_NEWS)
    own = {name: str(home / folder) for name, folder in _FOLDERS.items()}
    # A script opens the browser; this one shows nothing.
    return {**os.environ, **own, "BROWSER": "true"}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A Python program that serves pages, and what it prints.

    Parameters
    ----------
    arguments
        What follows ``python``.
    folder
        Where it runs.
    env
        Its environment.
    """

    def __init__(self, arguments: Sequence[str | Path], folder: Path, env: Mapping[str, str]) -> None:
        self.name = " ".join(map(str, arguments))
        self.lines: list[str] = []
        self._told = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.url = self._await_url()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._told:
                self.lines.append(line)
                self._told.notify_all()
        status = self.process.wait()
        with self._told:
            self.lines.append(f"(it ended with {status})\n")
            self._told.notify_all()

    def _await_url(self) -> str:
        """Wait until it says where it listens."""
        with self._told:
            self._told.wait_for(lambda: self._said() or self.process.poll() is not None, SECONDS)
            said = self._said()
        if said is None:
            self.process.kill()
            raise RuntimeError(f"{self.name} does not serve:\n{self.log()}")
        return said

    def _said(self) -> str | None:
        return next((match[0] for match in map(_ADDRESS.search, self.lines) if match), None)

    def says(self, text: str) -> bool:
        """Wait until it prints something; return whether it did."""
        with self._told:
            return self._told.wait_for(lambda: any(text in line for line in self.lines), SECONDS)

    def log(self, lines: int = 60) -> str:
        """Return the end of what it printed."""
        return "".join(self.lines[-lines:])

    def end(self, by: signal.Signals = signal.SIGTERM) -> None:
        """End it, and wait until it is gone."""
        self.process.send_signal(by)
        try:
            self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self._reader.join(SECONDS)


def jupyter(root: Path, env: Mapping[str, str]) -> Server:
    """Start the server of JupyterLab, which serves Notebook 7 too."""
    options = [
        "--allow-root",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={free_port()}",
        "--IdentityProvider.token=",
        # Tests end kernels with requests that come from no page.
        "--ServerApp.disable_check_xsrf=True",
    ]
    return Server(["-m", "jupyterlab", *options], root, env)


def voila(root: Path, env: Mapping[str, str]) -> Server:
    """Start Voila on a folder, with our template, of which an editable install has an old copy."""
    templates = root.parent / "share/voila/templates"
    templates.mkdir(parents=True)
    (templates / "nbblocks").symlink_to(TEMPLATE)
    env = {**env, "JUPYTER_PATH": str(templates.parents[1])}
    options = ["--no-browser", "--Voila.ip=127.0.0.1", f"--port={free_port()}", "--template=nbblocks"]
    return Server(["-m", "voila", *options, "--show_tracebacks=True", "."], root, env)


def script(path: Path, env: Mapping[str, str]) -> Server:
    """Run ``python app.py``."""
    return Server([path.name], path.parent, {**env, "GRADIO_SERVER_PORT": str(free_port())})
