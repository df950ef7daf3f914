"""``%%blocks``: a cell of a notebook that is an app."""

from __future__ import annotations

import shlex
import threading
from typing import Any, cast

from nbblocks.jupyter.cells import ipython_shell


def offer_to_notebook() -> None:
    """Bring the magic to the notebook of which a cell imports nbblocks, unless it has another of that name."""
    shell = ipython_shell()
    if shell is None or threading.current_thread() is not threading.main_thread():
        return
    if "blocks" not in shell.magics_manager.magics["cell"]:
        load_ipython_extension(shell)


def load_ipython_extension(shell: Any) -> None:
    """Bring the magic to a notebook, for ``%load_ext nbblocks`` where ``import nbblocks`` does not.

    Parameters
    ----------
    shell
        IPython's shell.
    """

    def blocks(line: str, cell: str) -> None:
        """Run the cell inside ``with gr.Blocks() as demo:`` and show the app.

        Usage: %%blocks [NAME] [--title TITLE] [--css CSS] [--fill-width] [--fill-height]

        NAME is that of the variable, ``demo`` if left out; the options are those of
        ``gr.Blocks``. To run the cell again replaces the app.

        Examples
        --------
        ::

            %%blocks --title "Greeter"
            name, greeting = gr.Textbox(label="Name"), gr.Textbox(label="Greeting")
            name.submit(lambda name: f"Hello {name}!", name, greeting)
        """
        __tracebackhide__ = True
        _run(shell, line, cell)

    shell.register_magic_function(blocks, "cell")


def _run(shell: Any, line: str, cell: str) -> None:
    # A traceback is of the author's code.
    __tracebackhide__ = True
    from nbblocks.blocks import Blocks

    name, options = _parse(line)
    code = _compile(shell, cell)
    with Blocks(**options) as demo:
        shell.user_ns[name] = demo
        exec(code, shell.user_ns)  # noqa: S102 - what a cell is for
    demo.launch()


def _compile(shell: Any, cell: str) -> Any:
    """Compile a cell so that a traceback counts its lines from the magic on."""
    __tracebackhide__ = True
    source = "\n" + shell.transform_cell(cell)
    name = shell.compile.cache(source, shell.execution_count)
    return shell.compile(shell.transform_ast(shell.compile.ast_parse(source, name)), name, "exec")


def _parse(line: str) -> tuple[str, dict[str, Any]]:
    """Return the name of the variable and the keywords of ``Blocks``."""
    from IPython.core.error import UsageError
    from IPython.core.magic_arguments import MagicArgumentParser

    parser: Any = cast("Any", MagicArgumentParser)("%%blocks", add_help=False)
    parser.add_argument("name", nargs="?", default="demo")
    for text in ("--title", "--css"):
        parser.add_argument(text)
    for flag in ("--fill-width", "--fill-height"):
        parser.add_argument(flag, action="store_true", default=None)
    try:
        words = shlex.split(line)
    except ValueError as error:  # a quotation without an end
        raise UsageError(f"%%blocks: {error}") from None
    given = vars(parser.parse_args(words))
    name = given.pop("name")
    if not name.isidentifier():
        msg = f"%%blocks: {name!r} cannot be the name of a variable"
        raise UsageError(msg)
    return name, {key: value for key, value in given.items() if value is not None}
