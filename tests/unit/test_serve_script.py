"""Scripts in the kernels of visitors."""

from __future__ import annotations

import pickle
import sys
from types import SimpleNamespace

import nbformat
import pytest

import nbblocks as gr
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

    def run(source, arguments=(), addresses=("",)):
        path = tmp_path / "app.py"
        path.write_text(source)
        script.run(str(path), arguments, addresses)
        return sys.modules["__main__"]

    return run


@pytest.fixture
def shown(publisher, monkeypatch):
    """The apps that the page has, by their titles; launch() is the real one."""
    titles = []

    def display(app):
        publisher.publish()
        titles.append(app.title)

    monkeypatch.setattr("nbblocks.launching.ipython_shell", object)
    monkeypatch.setattr("nbblocks.launching.display", display)
    yield titles
    assert script.Visit.current is None
    gr.close_all()


#: Two apps, each with a server of its own.
TWO = """
import nbblocks as gr
first, second = gr.Blocks(title="first"), gr.Blocks(title="second")
reached = []
_, address, _ = first.launch(prevent_thread_lock=True)
reached.append(address)
second.launch(prevent_thread_lock=True)
reached.append("the end")
"""
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


def test_a_script_has_its_arguments(run, tmp_path):
    main = run(SHOWS + "import sys; argv = sys.argv", ["--name", "GIVEN -- 'x'"])
    assert main.argv == [str(tmp_path / "app.py"), "--name", "GIVEN -- 'x'"]


def test_what_follows_a_launch_that_does_not_wait_is_not_run_for_a_visitor(run, shown):
    main = run(TWO)
    assert shown == ["first"]
    assert main.reached == []


def test_a_visitor_of_the_second_server_sees_the_second_app(run, shown):
    main = run(TWO, addresses=["http://one/", "http://two/"])
    assert shown == ["second"]
    assert main.reached == ["http://one/"]


def test_after_a_launch_that_waits_the_page_shows_what_comes_later_too(run, shown):
    run(TWO.replace("prevent_thread_lock=True", ""))
    assert shown == ["first", "second"]


@pytest.mark.parametrize("close", ["demo.close()", "gr.close_all()"])
def test_a_script_that_ends_cleans_up_and_leaves_its_app_open(run, shown, close):
    main = run(
        "import nbblocks as gr\n"
        "with gr.Blocks(title='mine') as demo: name = gr.Textbox('kept')\n"
        "cleaned = False\n"
        "try:\n    demo.launch(prevent_thread_lock=True)\n    1 / 0\n"
        f"finally:\n    cleaned = True\n    {close}\n"
    )
    assert shown == ["mine"]
    assert main.cleaned
    assert main.demo in gr.Blocks.instances
    assert main.demo.comm is not None
    main.demo.close()
    assert main.demo not in gr.Blocks.instances


def test_a_launch_inside_with_shows_what_the_app_has_by_then(run, shown):
    main = run(
        "import nbblocks as gr\n"
        "with gr.Blocks() as demo:\n    name = gr.Textbox()\n    demo.launch(prevent_thread_lock=True)\n    1 / 0"
    )
    assert main.name in main.demo.children


def test_a_script_that_catches_everything_does_not_close_its_app(run, shown):
    main = run(
        "import nbblocks as gr\nwith gr.Blocks(title='mine') as demo: pass\n"
        "try: demo.launch(prevent_thread_lock=True)\nexcept: pass\n"
        "demo.close()"
    )
    assert shown == ["mine"]
    assert main.demo in gr.Blocks.instances


def test_a_script_may_exit_once_it_has_shown_its_app_and_not_before(run, shown):
    run("import nbblocks as gr, sys\nwith gr.Blocks(title='mine') as demo: pass\ndemo.launch()\nsys.exit(0)")
    assert shown == ["mine"]
    with pytest.raises(SystemExit):
        run("import sys; sys.exit('no such model')")


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
    given = (["--name", "it's \udcff"], ["http://one/"])
    path = script.write_notebook(tmp_path / 'it\'s "mine".py', tmp_path, *given)
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path.stem == 'it\'s "mine"'
    namespace = {"run": lambda *ran: namespace.update(ran=ran)}
    exec(notebook.cells[0].source.replace("from nbblocks.serve.script import run", ""), namespace)
    assert namespace["ran"] == (str(tmp_path / 'it\'s "mine".py'), *given)
