"""Runs a script in a visitor's kernel, where its app shows itself."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbblocks.blocks import Blocks


def notebook(script: Path) -> dict[str, Any]:
    """Return a notebook that does what the script does."""
    lines = ["__tracebackhide__ = True", "from nbblocks.serve.script import run", f"run({os.fspath(script)!r})"]
    cell = {"cell_type": "code", "id": "script", "source": "\n".join(lines), "metadata": {}}
    python = {"name": "python3", "language": "python", "display_name": "Python 3"}
    cells = [{**cell, "outputs": [], "execution_count": None}]
    return {"cells": cells, "metadata": {"kernelspec": python}, "nbformat": 4, "nbformat_minor": 5}


def write_notebook(script: Path, folder: Path) -> Path:
    """Write the notebook of a script into ``folder``."""
    path = folder / f"{script.stem}.ipynb"
    path.write_text(json.dumps(notebook(script)), encoding="utf-8")
    return path


def run(path: str) -> None:
    """Run a script as ``python path`` would, and show its app if it did not do so itself.

    It stays the module ``__main__``, so that its classes can be pickled and its processes
    find it. What it prints goes to the terminal, not on the page.

    Parameters
    ----------
    path
        The script.

    Raises
    ------
    RuntimeError
        If the script made no app and displayed nothing.
    """
    __tracebackhide__ = True
    os.chdir(Path(path).parent)
    sys.path[:0] = [str(Path(path).parent)]
    sys.argv = [path]
    _print_to_terminal()
    module = types.ModuleType("__main__")
    module.__file__ = path
    sys.modules["__main__"] = module
    with _displayed() as outputs:
        exec(compile(Path(path).read_bytes(), path, "exec"), module.__dict__)  # noqa: S102 - the author's own script
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
