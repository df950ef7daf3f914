"""Which cell of a notebook runs, so that running it again replaces its app."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbblocks.blocks import Blocks

#: The apps that a cell made, by cell id, with the number of the execution that made them.
_apps: dict[str, list[tuple[int, weakref.ref[Blocks]]]] = {}


def replace_in_cell(blocks: Blocks) -> None:
    """Close the apps that an earlier run of this cell made, and remember this one."""
    cell = running_cell()
    if cell is None:
        return
    cell_id, execution = cell
    earlier = _apps.get(cell_id, [])
    for made_in, app in earlier:
        if made_in != execution and (old := app()) is not None:
            _release(old, [other() for _, other in earlier])
            old.close()
    kept = [(made_in, app) for made_in, app in earlier if made_in == execution]
    _apps[cell_id] = [*kept, (execution, weakref.ref(blocks))]


def _release(old: Blocks, own: list[Blocks | None]) -> None:
    """Take out of an app the apps inside it that another cell made, and that live on."""
    from nbblocks.blocks import Blocks

    for block in list(old.descendants()):
        if isinstance(block, Blocks) and block not in own:
            block.unrender()


def running_cell() -> tuple[str, int] | None:
    """Return the id of the cell that runs and the number of its execution; None outside a notebook."""
    shell = ipython_shell()
    if shell is None:
        return None
    try:
        cell_id = shell.get_parent()["metadata"].get("cellId")
    except (AttributeError, KeyError, LookupError, TypeError):
        return None
    return (cell_id, shell.execution_count) if cell_id else None


def ipython_shell() -> Any:
    """Return IPython's shell if this is a Jupyter kernel, else None."""
    import sys

    if "IPython" not in sys.modules:
        return None
    shell = sys.modules["IPython"].get_ipython()
    return shell if shell is not None and getattr(shell, "kernel", None) is not None else None
