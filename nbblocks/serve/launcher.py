"""Starts the server of an app as a child of this process, which ends with it."""

from __future__ import annotations

import contextlib
import errno
import json
import operator
import os
import socket
import subprocess
import sys
import webbrowser
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIRST_PORT = 7860
PORTS = 100
LAST_PORT = 65535
#: Addresses that mean every interface of the machine; nobody can open them.
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - shown, not bound


class Server:
    """A running server of apps.

    Parameters
    ----------
    process
        The process that serves; it ends when its standard input does.
    local_url
        The address to open on this machine.
    """

    def __init__(self, process: subprocess.Popen[bytes], local_url: str) -> None:
        self.process = process
        self.local_url = local_url

    def wait(self) -> bool:
        """Wait for Ctrl-C, or for the server to end by itself; return whether it was Ctrl-C."""
        try:
            self.process.wait()
        except KeyboardInterrupt:
            return True
        finally:
            self.close()
        return False

    def close(self, timeout: float = 10) -> None:
        """End the server and its kernels.

        Parameters
        ----------
        timeout
            Seconds until it is killed.
        """
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def serve(
    path: str | Path,
    *,
    arguments: Sequence[str] = (),
    earlier: Sequence[str] = (),
    server_name: str = "127.0.0.1",
    server_port: int | str | None = None,
    inbrowser: bool = True,
    quiet: bool = False,
    show_error: bool = False,
    debug: bool = False,
    reload: bool = False,
) -> Server:
    """Serve a script, a notebook, or a folder of notebooks.

    Parameters
    ----------
    path
        The ``.py`` or ``.ipynb`` file, or the folder.
    arguments
        What a script finds in ``sys.argv`` after its name.
    earlier
        The addresses of the servers that the script has launched before this one.
    server_name
        The address to listen on.
    server_port
        Its port; if None, ``$GRADIO_SERVER_PORT``, else 7860 or the next that is free.
    inbrowser
        Whether to open the browser.
    quiet
        Whether nothing is printed.
    show_error
        Whether visitors see tracebacks.
    debug
        Whether the server logs what it does, and visitors see tracebacks.
    reload
        Whether the app and its pages reload when its file changes.

    Returns
    -------
    Server
        The server, which answers already.

    Raises
    ------
    OSError
        If no port is free, or the one that was asked for is taken, or the address is none of this machine.
    ValueError
        If the port is no number of a port.
    RuntimeError
        If the server ends while it starts.
    """
    flags = {"--show-error": show_error, "--debug": debug, "--reload": reload}
    host = _ANY.get(server_name, server_name)
    with listen(server_name, _wanted(server_port)) as listener:
        port = listener.getsockname()[1]
        url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        options = ["--arguments", json.dumps([*arguments]), "--addresses", json.dumps([*earlier, url])]
        process = _start([str(path), *(flag for flag, on in flags.items() if on), *options], listener)
    server = Server(process, url)
    try:
        if inbrowser and _has_display():
            # The request waits in the socket until the server answers.
            webbrowser.open(server.local_url)
        _await_answer(server, (host, port))
    except BaseException:
        server.close()
        raise
    if not quiet:
        print(f"Running on {server.local_url} - press Ctrl-C to stop.", flush=True)  # noqa: T201 - that is the point
    return server


def _wanted(server_port: int | str | None) -> int | None:
    """Return the port that was asked for."""
    if server_port is not None:
        return port_number(server_port, "server_port")
    given = os.environ.get("GRADIO_SERVER_PORT")
    return port_number(given, "$GRADIO_SERVER_PORT") if given else None


def port_number(given: Any, name: str) -> int:
    """Return the number of a port, which may be given as text.

    Raises
    ------
    ValueError
        If it is none; the message begins with ``name``.
    """
    with contextlib.suppress(TypeError, ValueError):
        number = int(given) if isinstance(given, str) else operator.index(given)
        if 0 <= number <= LAST_PORT:
            return number
    raise ValueError(f"{name} is a number from 0 to {LAST_PORT}, not {given!r}")


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens on ``port``, or on the first free one from 7860.

    Raises
    ------
    OSError
        If there is none, or the address is none of this machine.
    """
    candidates: Iterable[int] = range(FIRST_PORT, FIRST_PORT + PORTS) if port is None else [port]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    address = _resolved(host, family)
    for candidate in candidates:
        try:
            return socket.create_server((address, candidate), family=family)
        except OSError as error:  # noqa: PERF203 - the way to ask
            if error.errno == errno.EADDRNOTAVAIL:
                raise _not_ours(host, error) from error
            reason = error
    if port is None:
        tried = f"no port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} is free"
    else:
        tried = f"port {port} of {host} cannot be used"
    hint = "end the program that uses it, or ask for another with server_port= or --port"
    raise OSError(reason.errno, f"{tried} ({reason.strerror}): {hint}")


def _resolved(host: str, family: socket.AddressFamily) -> str:
    """Return the address of a name."""
    try:
        found = socket.getaddrinfo(host or None, 0, family, socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise _not_ours(host, error) from error
    return str(found[0][4][0])


def _not_ours(host: str, error: OSError | UnicodeError) -> OSError:
    reason = getattr(error, "strerror", None) or error
    hint = "give another with server_name= or --host, such as 127.0.0.1, or 0.0.0.0 for every one that it has"
    return OSError(getattr(error, "errno", None), f"{host!r} is no name or address of this machine ({reason}): {hint}")


def _start(arguments: list[str], listener: socket.socket) -> subprocess.Popen[bytes]:
    """Start the server, in a session of its own, so that Ctrl-C reaches only this process."""
    command = [sys.executable, str(Path(__file__).with_name("__main__.py")), *arguments]
    options: dict[str, Any] = {"stdin": subprocess.PIPE, "env": _environment()}
    if os.name == "posix":
        handle = listener.fileno()
        return subprocess.Popen(  # noqa: S603
            [*command, "--fd", str(handle)], pass_fds=[handle], start_new_session=True, **options
        )
    host, port = listener.getsockname()[:2]
    listener.close()
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    return subprocess.Popen([*command, "--host", host, "--port", str(port)], creationflags=flags, **options)  # noqa: S603


def _has_display() -> bool:
    """Tell whether a browser would open a window, rather than take over the terminal."""
    return not sys.platform.startswith("linux") or bool({"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"} & os.environ.keys())


def _environment() -> dict[str, str]:
    """Let the server and its kernels find an nbblocks that is not installed."""
    folder = Path(__file__).parents[2]
    if folder.name in {"site-packages", "dist-packages"} or str(folder) not in map(os.path.abspath, sys.path):
        return dict(os.environ)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(folder)]))}


def _await_answer(server: Server, address: tuple[str, int]) -> None:
    """Wait until the server answers, whatever it says."""
    while True:
        # No proxy is asked, as urllib would.
        connection = HTTPConnection(*address, timeout=10)
        try:
            connection.request("GET", "/nbblocks/ready")
            connection.getresponse()
        except OSError as error:
            # Where the server was given its socket, that is gone only with it; elsewhere it comes late.
            waits = isinstance(error, TimeoutError) or os.name != "posix"
            if not waits or server.process.poll() is not None:
                raise RuntimeError(f"the server of the app did not start: {error}") from error
        else:
            return
        finally:
            connection.close()
