"""What a notebook shows of an app when no kernel is there: labels and values, as HTML."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from nbblocks.jupyter.colab import allow_widgets

if TYPE_CHECKING:
    from nbblocks.block import Block
    from nbblocks.component import Component

_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_HINT = "This is a picture of the app as it was. Run the cell to bring it to life."
_LONGEST = 500
#: A widget without a kernel is a line of text in Jupyter, "model not found", which says nothing that `_HINT` does not.
_STYLE = """
.nbb-snapshot table th { text-align: left }
.jp-OutputArea-child:has(.nbb-snapshot) + .jp-OutputArea-child > .jupyter-widgets:not(:has(*)) { display: none }
"""


def display(block: Block) -> None:
    """Display a block with its snapshot beside it.

    The two are outputs of their own: JupyterLab shows one representation of an output,
    and that of a widget whose kernel is gone says "model not found" and nothing else. Style
    sheets hide the one or the other: ours the snapshot while the app lives, the snapshot's
    own what is left of the app when it does not.
    """
    from IPython.core import display_functions as ipython

    allow_widgets()
    show: Any = ipython.display
    show({"text/html": snapshot(block), "text/plain": text(block)}, raw=True)
    view = {"version_major": 2, "version_minor": 0, "model_id": block.model_id}
    show({_WIDGET_VIEW: view, "text/plain": text(block)}, raw=True)


def snapshot(block: Block) -> str:
    """Return an app's labels and values as HTML: no script, every value escaped."""
    rows = "".join(
        f"<tr><th>{html.escape(label)}</th><td>{html.escape(value)}</td></tr>" for label, value in _rows(block)
    )
    return f'<div class="nbb-snapshot"><style>{_STYLE}</style><table>{rows}</table><p><em>{_HINT}</em></p></div>'


def text(block: Block) -> str:
    """Return an app's labels and values as plain text."""
    return "\n".join(f"{label}: {value}" if label else value for label, value in _rows(block)) or repr(block)


def _rows(block: Block) -> list[tuple[str, str]]:
    from nbblocks.component import Component

    shown = [part for part in (block, *block.descendants()) if isinstance(part, Component) and part.shown]
    return [(_label(part), _short(part.summary())) for part in shown if not part._internal]


def _label(component: Component) -> str:
    return component._name if component.label is None else component.label


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else value[:_LONGEST] + " …"
