"""Scripts in the kernels of visitors."""

from __future__ import annotations

import pickle
import sys
from types import SimpleNamespace

import nbformat
import pytest

from nbblocks.serve import script


class Publisher:
    """What shows outputs in a kernel."""

    def __init__(self):
        self.hooks = []

    def register_hook(self, hook):
        self.hooks.append(hook)

    def unregister_hook(self, hook):
        self.hooks.remove(hook)

    def publish(self):
        for hook in self.hooks:
            hook({})


@pytest.fixture
def publisher(monkeypatch):
    publisher = Publisher()
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: SimpleNamespace(display_pub=publisher))
    for name in ("argv", "path", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setitem(sys.modules, "publisher", publisher)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return publisher


@pytest.fixture
def launched(monkeypatch):
    """The apps that were shown."""
    apps = []

    def launch(self):
        apps.append(self)

    monkeypatch.setattr("nbblocks.blocks.Blocks.launch", launch)
    return apps


@pytest.fixture
def run(tmp_path, publisher, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(source):
        path = tmp_path / "app.py"
        path.write_text(source)
        script.run(str(path))
        return sys.modules["__main__"]

    return run


SHOWS = "import publisher; publisher.publish()\n"


def test_a_script_finds_what_python_would_give_it(run, tmp_path):
    (tmp_path / "beside.py").write_text("name = 'beside'")
    main = run(SHOWS + "import beside, os, sys\nfolder, argv = os.getcwd(), sys.argv\nname = __name__")
    assert (main.name, main.folder, main.argv) == ("__main__", str(tmp_path), [str(tmp_path / "app.py")])
    assert main.__file__ == str(tmp_path / "app.py")
    assert main.beside.name == "beside"


def test_a_script_stays_the_main_module_so_that_its_classes_can_be_pickled(run):
    main = run(SHOWS + "class Point: x = 1\npoint = Point()")
    assert pickle.loads(pickle.dumps(main.point)).x == 1


def test_what_a_script_prints_goes_to_the_descriptors_of_the_process(run, capfd):
    run(SHOWS + "import sys; print('out'); print('err', file=sys.stderr)")
    assert capfd.readouterr() == ("out\n", "err\n")


def test_an_app_that_was_not_launched_is_shown(run, launched):
    main = run("import nbblocks as gr\nwith gr.Blocks() as first: pass\nwith gr.Blocks() as last: pass")
    assert launched == [main.last]


def test_an_app_that_was_launched_is_not_shown_again(run, launched):
    run(SHOWS + "import nbblocks as gr\nwith gr.Blocks() as demo: pass")
    assert launched == []


def test_a_script_without_an_app_is_an_error_that_says_what_is_missing(run, monkeypatch):
    monkeypatch.setattr("nbblocks.blocks.Blocks.instances", [])
    with pytest.raises(RuntimeError, match=r"app\.py made no app; it needs a gr\.Blocks\(\)"):
        run("x = 1")


def test_the_error_of_a_script_has_its_own_line(run):
    with pytest.raises(ZeroDivisionError) as caught:
        run("\n\n1 / 0")
    last = caught.traceback[-1]
    assert (last.path.name, last.lineno + 1) == ("app.py", 3)


def test_the_notebook_of_a_script_is_valid_and_keeps_any_path(tmp_path):
    path = script.write_notebook(tmp_path / 'it\'s "mine".py', tmp_path)
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path.stem == 'it\'s "mine"'
    namespace = {"run": lambda path: namespace.update(ran=path)}
    exec(notebook.cells[0].source.replace("from nbblocks.serve.script import run", ""), namespace)
    assert namespace["ran"] == str(tmp_path / 'it\'s "mine".py')
