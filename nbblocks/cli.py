"""The command ``nbblocks``."""

from __future__ import annotations

import argparse
import platform
import sys
from importlib import metadata
from pathlib import Path

from nbblocks import __version__

SUFFIXES = (".py", ".ipynb")
#: What an app depends on where it is served, with the oldest version that works.
PACKAGES = {
    "nbblocks": "",
    "ipywidgets": "8",
    "anywidget": "0.11",
    "voila": "0.5.6",
    "jupyterlab": "4",
    "jupyter_server": "",
    "jupyter_client": "",
    "ipykernel": "",
    "traitlets": "5.10",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments
        The words after ``nbblocks``; those of the command line if None.

    Returns
    -------
    int
        The exit status.
    """
    words = sys.argv[1:] if arguments is None else arguments
    own = words.index("--") if "--" in words else len(words)
    options = parser().parse_args(words[:own], argparse.Namespace(arguments=words[own + 1 :]))
    try:
        status: int = options.command(options)
    except (OSError, RuntimeError, ValueError) as error:
        print(f"nbblocks: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="nbblocks", description="Serve apps that are notebooks or scripts.")
    top.add_argument("--version", action="version", version=f"nbblocks {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="serve a script or a notebook as an app")
    run.add_argument("path", type=Path, metavar="FILE", help="the .py or .ipynb file")
    run.epilog = "What follows -- are the arguments of a script: nbblocks run app.py -- --name Ada"
    run.add_argument("--reload", action="store_true", help="reload the app and its pages when the file changes")
    run.set_defaults(command=run_app)

    gallery = commands.add_parser("gallery", help="serve a folder of notebooks, each as an app")
    gallery.add_argument("path", type=Path, metavar="FOLDER", nargs="?", default=Path())
    gallery.set_defaults(command=run_gallery, reload=False)

    for command in (run, gallery):
        command.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
        command.add_argument("--port", type=int, help="port to listen on (the first free one from 7860)")
        command.add_argument("--no-browser", action="store_true", help="open no browser")
        command.add_argument("--show-error", action="store_true", help="show visitors the tracebacks of errors")
        command.add_argument("--debug", action="store_true", help="log what the server does, and show tracebacks")

    doctor = commands.add_parser("doctor", help="show the versions of what apps depend on")
    doctor.set_defaults(command=show_versions)
    return top


def run_app(options: argparse.Namespace) -> int:
    """Serve a file until Ctrl-C."""
    path: Path = options.path
    if path.is_dir():
        raise ValueError(f"{path} is a folder; to serve its notebooks: nbblocks gallery {path}")
    if not path.is_file():
        raise ValueError(f"there is no file {path}")
    if path.suffix not in SUFFIXES:
        raise ValueError(f"{path} is neither a script (.py) nor a notebook (.ipynb)")
    return _serve(options)


def run_gallery(options: argparse.Namespace) -> int:
    """Serve a folder until Ctrl-C."""
    path: Path = options.path
    if path.is_file():
        raise ValueError(f"{path} is a file; to serve it: nbblocks run {path}")
    if not path.is_dir():
        raise ValueError(f"there is no folder {path}")
    return _serve(options)


def _serve(options: argparse.Namespace) -> int:
    from nbblocks.serve.launcher import serve

    if options.arguments and options.path.suffix != ".py":
        raise ValueError(f"only a script takes arguments, not {options.path}: leave out -- and what follows")
    server = serve(
        options.path,
        arguments=options.arguments,
        server_name=options.host,
        server_port=options.port,
        inbrowser=not options.no_browser,
        show_error=options.show_error,
        debug=options.debug,
        reload=options.reload,
    )
    return 0 if server.wait() else 1


def show_versions(_options: argparse.Namespace) -> int:
    """Print a table of versions; the status is 1 if something is missing or too old."""
    width = max(map(len, PACKAGES)) + 2
    print(f"{'python':{width}}{platform.python_version()}  {sys.executable}")
    sound = True
    for name, oldest in PACKAGES.items():
        version = _version(name)
        complaint = _complaint(name, version, oldest)
        print(f"{name:{width}}{version or ''}{complaint}")
        sound = sound and not complaint
    return int(not sound)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _complaint(name: str, version: str | None, oldest: str) -> str:
    from packaging.version import Version

    if version is None:
        return f"missing: pip install {name}"
    too_old = oldest and Version(version) < Version(oldest)
    return f"  too old: pip install --upgrade {name}" if too_old else ""


if __name__ == "__main__":
    sys.exit(main())
