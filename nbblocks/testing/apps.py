"""Where a test's app comes from: an app itself, a function, a script, a notebook."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unittest import mock

from nbblocks.blocks import Blocks
from nbblocks.jupyter.magics import load_ipython_extension
from nbblocks.launching import Launched
from nbblocks.testing.before import as_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextlib.contextmanager
def given_app(source: Any) -> Iterator[Blocks]:
    """Return the app to visit; one that is made here is closed, another left as it was."""
    if isinstance(source, Blocks):
        with as_before(source):
            yield source
        return
    before = list(Blocks.instances)
    try:
        if callable(source):
            yield _made(source, "the function", before)
        elif isinstance(source, (str, os.PathLike)):
            with _in_folder_of(Path(source).absolute()) as path:
                yield _made(lambda: _run(path), path.name, before)
        else:
            raise TypeError(f"visit() takes an app, a function or a path, not {type(source).__name__}")
    finally:
        for made in [app for app in list(Blocks.instances) if app not in before]:
            made.close()


def _made(make: Callable[[], Any], what: str, before: list[Blocks]) -> Blocks:
    launched: list[Blocks] = []

    def note(app: Blocks, *_args: Any, **_options: Any) -> Launched:
        launched.append(app)
        return Launched((app, "", ""))

    with mock.patch.object(Blocks, "launch", note):
        result = make()
    if isinstance(result, Blocks):
        return result
    made = launched or [app for app in Blocks.instances if app not in before and app.parent is None]
    if len(made) != 1 and not launched:
        raise ValueError(f"{what} made {len(made)} apps and launched none" if made else f"{what} made no app")
    return made[-1]


@contextlib.contextmanager
def _in_folder_of(path: Path) -> Iterator[Path]:
    """Be where a served app is: in its own folder, from which it imports and reads."""
    before = Path.cwd()
    os.chdir(path.parent)
    sys.path.insert(0, str(path.parent))
    try:
        yield path
    finally:
        sys.path.remove(str(path.parent))
        os.chdir(before)


def _run(path: Path) -> Any:
    module = types.ModuleType("__main__")
    module.__file__ = str(path)
    main = sys.modules["__main__"]
    sys.modules["__main__"] = module
    try:
        if path.suffix == ".ipynb":
            _run_cells(path, module)
        else:
            exec(compile(path.read_bytes(), str(path), "exec"), vars(module))  # noqa: S102 - the author's own script
    finally:
        sys.modules["__main__"] = main
    return vars(module).get("demo")


def _run_cells(path: Path, module: types.ModuleType) -> None:
    """Run the cells of a notebook, but for what they ask of the machine, such as to install."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell: Any = cast("Any", InteractiveShell)(user_module=module, config=Config(HistoryManager={"enabled": False}))
    # It would be there until Python ends, with all that the notebook holds.
    atexit.unregister(shell.atexit_operations)
    load_ipython_extension(shell)
    shell.system = lambda _command: None
    for installer in ("pip", "conda", "mamba", "micromamba", "uv"):
        shell.register_magic_function(lambda _line: None, magic_name=installer)
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            shell.run_cell("".join(cell["source"])).raise_error()
