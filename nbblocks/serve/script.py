"""Runs a script in a visitor's kernel, where its app shows itself."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbblocks.blocks import Blocks


class Shown(BaseException):
    """Ends a script in a visitor's kernel, where its app is shown."""


class Visit:
    """A script that runs for a visitor.

    Every launch of a script has a server of its own, and the visitor came to one of them.

    Parameters
    ----------
    addresses
        Those of the script's servers in the order of their launches; the last is the visitor's.
    """

    #: The one whose script this kernel is running.
    current: ClassVar[Visit | None] = None

    def __init__(self, addresses: Sequence[str]) -> None:
        self.addresses = addresses
        self.launched: list[Blocks] = []

    def launch(self, app: Blocks) -> tuple[bool, str]:
        """Tell whether the visitor sees an app that is launched, and its address.

        It stays open until the script has ended, whatever that does at its end.
        """
        turn, last = len(self.launched), len(self.addresses) - 1
        self.launched.append(app)
        app.__dict__["close"] = lambda verbose=True: None  # noqa: ARG005 - the signature of close()
        return turn >= last, self.addresses[min(turn, last)]

    def __enter__(self) -> None:
        Visit.current = self

    def __exit__(self, *_exc: object) -> None:
        Visit.current = None
        for app in self.launched:
            app.__dict__.pop("close", None)


def notebook(script: Path, arguments: Sequence[str], addresses: Sequence[str]) -> dict[str, Any]:
    """Return a notebook that does what the script does."""
    call = f"run({os.fspath(script)!r}, {[*arguments]!r}, {[*addresses]!r})"
    lines = ["__tracebackhide__ = True", "from nbblocks.serve.script import run", call]
    cell = {"cell_type": "code", "id": "script", "source": "\n".join(lines), "metadata": {}}
    python = {"name": "python3", "language": "python", "display_name": "Python 3"}
    cells = [{**cell, "outputs": [], "execution_count": None}]
    return {"cells": cells, "metadata": {"kernelspec": python}, "nbformat": 4, "nbformat_minor": 5}


def write_notebook(script: Path, folder: Path, arguments: Sequence[str], addresses: Sequence[str]) -> Path:
    """Write the notebook of a script into ``folder``."""
    path = folder / f"{script.stem}.ipynb"
    path.write_text(json.dumps(notebook(script, arguments, addresses)), encoding="utf-8")
    return path


def run(path: str, arguments: Sequence[str], addresses: Sequence[str]) -> None:
    """Run a script as ``python path`` would, and show its app if it did not do so itself.

    It stays the module ``__main__``, so that its classes can be pickled and its processes
    find it. What it prints goes to the terminal, not on the page.

    Parameters
    ----------
    path
        The script.
    arguments
        What followed it on the command line.
    addresses
        Those of its servers, as for `Visit`.

    Raises
    ------
    RuntimeError
        If the script made no app and displayed nothing.
    """
    __tracebackhide__ = True
    os.chdir(Path(path).parent)
    sys.path[:0] = [str(Path(path).parent)]
    sys.argv = [path, *arguments]
    _print_to_terminal()
    module = types.ModuleType("__main__")
    module.__file__ = path
    sys.modules["__main__"] = module
    with _displayed() as outputs, Visit(addresses):
        try:
            exec(compile(Path(path).read_bytes(), path, "exec"), module.__dict__)  # noqa: S102 - the author's own
        except (Shown, SystemExit):
            if not outputs:
                raise
    if not outputs:
        _last_app(module).launch()


def _print_to_terminal() -> None:
    """Send what is printed where the server prints; a kernel that catches its descriptors keeps copies of them."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        terminal = getattr(getattr(sys, name), "_original_stdstream_copy", number)
        setattr(sys, name, os.fdopen(os.dup(terminal), "w", buffering=1, encoding="utf-8"))


@contextlib.contextmanager
def _displayed() -> Iterator[list[Any]]:
    """Collect what is displayed meanwhile."""
    from IPython.core.getipython import get_ipython

    outputs: list[Any] = []

    def note(message: Any) -> Any:
        outputs.append(message)
        return message

    shell: Any = get_ipython()
    publisher = shell.display_pub
    publisher.register_hook(note)
    try:
        yield outputs
    finally:
        publisher.unregister_hook(note)


def _last_app(module: types.ModuleType) -> Blocks:
    from nbblocks.blocks import Blocks

    apps = [*Blocks.instances, *(value for value in vars(module).values() if isinstance(value, Blocks))]
    if not apps:
        raise RuntimeError(f"{module.__file__} made no app; it needs a gr.Blocks() or a gr.Interface(...)")
    return apps[-1]
