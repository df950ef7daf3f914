from __future__ import annotations

import re
import subprocess
import sys

import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

import nbblocks as gr


@pytest.fixture
def shell(page, monkeypatch):
    """A shell without a kernel, in which launch() shows what it would."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # The shell puts its own there.
    shell = InteractiveShell()
    shell.user_ns["gr"] = gr
    shell.run_line_magic("load_ext", "nbblocks")
    shell.shown = []

    def launch(demo):
        shell.shown.append(demo)

    monkeypatch.setattr(gr.Blocks, "launch", launch)
    return shell


def labels(demo):
    return [block.label for block in demo.descendants() if isinstance(block, gr.Textbox)]


def test_a_cell_is_an_app_that_is_shown(shell):
    shell.run_cell_magic("blocks", "", "name = gr.Textbox(label='Name')\ngr.Textbox(label='Greeting')")
    demo = shell.user_ns["demo"]
    assert shell.shown == [demo]
    assert labels(demo) == ["Name", "Greeting"]
    assert shell.user_ns["name"].root is demo


def test_the_line_names_the_app_and_its_properties(shell):
    shell.run_cell_magic("blocks", "app --title 'A title' --fill-width", "gr.Textbox()")
    app = shell.user_ns["app"]
    assert (app.title, app.fill_width, app.fill_height) == ("A title", True, False)
    assert "demo" not in shell.user_ns


def test_inside_the_cell_the_app_has_its_name(shell):
    shell.run_cell_magic("blocks", "", "text = gr.Textbox()\ndemo.load(lambda: 'loaded', None, text)")
    demo, text = shell.user_ns["demo"], shell.user_ns["text"]
    demo.fire("load")
    assert demo.dispatcher.idle(10)
    assert text.value == "loaded"


@pytest.mark.parametrize("line", ["--titel x", "--title", "--title 'x", "two names", "1st"])
def test_a_wrong_option_is_a_usage_error(shell, line):
    with pytest.raises(UsageError):
        shell.run_cell_magic("blocks", line, "gr.Textbox()")


def test_a_shell_command_works_in_the_cell(shell):
    shell.run_cell_magic("blocks", "", "lines = !echo hello\ngr.Textbox(label=lines[0])")
    assert labels(shell.user_ns["demo"]) == ["hello"]


def test_an_error_shows_the_line_of_the_cell_and_none_of_ours(shell, capsys):
    shell.run_cell("%%blocks\ngr.Textbox()\n1 / 0")
    printed = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    assert "ZeroDivisionError" in printed
    assert "----> 3 1 / 0" in printed
    assert "magics.py" not in printed
    assert not shell.shown


def test_a_syntax_error_is_shown_as_one(shell, capsys):
    shell.run_cell("%%blocks\ngr.Textbox(")
    assert "SyntaxError" in capsys.readouterr().out
    assert not shell.shown


OF_KERNEL = """
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.kernel = "a kernel"
{code}
print(shell.find_cell_magic("blocks").__module__)
"""
OF_TERMINAL = OF_KERNEL.replace('shell.kernel = "a kernel"', "")
IN_THREAD = "import threading; t = threading.Thread(target=__import__, args=['nbblocks']); t.start(); t.join()"
OWN = "shell.register_magic_function(lambda line, cell: None, 'cell', 'blocks')\nimport nbblocks"


def last_line(code, tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return (ran.stdout or ran.stderr).splitlines()[-1]


def test_the_import_brings_the_magic_to_a_notebook(tmp_path, monkeypatch):
    assert last_line(OF_KERNEL.format(code="import nbblocks"), tmp_path, monkeypatch) == "nbblocks.jupyter.magics"


def test_the_import_leaves_another_magic_of_that_name(tmp_path, monkeypatch):
    assert last_line(OF_KERNEL.format(code=OWN), tmp_path, monkeypatch) == "__main__"


@pytest.mark.parametrize(
    "code", [OF_KERNEL.format(code=IN_THREAD), OF_TERMINAL.format(code="import nbblocks")], ids=["thread", "terminal"]
)
def test_elsewhere_the_import_brings_no_magic(code, tmp_path, monkeypatch):
    assert "NoneType" in last_line(code, tmp_path, monkeypatch)


def test_in_a_script_the_import_brings_nothing_of_jupyter(tmp_path, monkeypatch):
    code = "import nbblocks, sys; print({'IPython', 'nbblocks.jupyter', 'ipywidgets'} & set(sys.modules))"
    assert last_line(code, tmp_path, monkeypatch) == "set()"
