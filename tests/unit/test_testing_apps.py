"""Where a test's app comes from, who visits it, and what is left of it."""

from __future__ import annotations

import gc
import json
import sys
import threading

import pytest

import nbblocks as gr
from nbblocks.testing import visit
from tests.unit.apps import greeter


def test_an_app_that_is_shared_is_left_as_it_was():
    demo = greeter()
    before = demo.dispatcher.policy
    for _ in range(2):
        with visit(demo) as page:
            assert page.text == "Name\nGreeting\nGreet"
            page.get("Name").fill("Ada").submit()
            page.get("Name").block.visible = False
    assert demo.dispatcher.policy is before
    assert [block.value for block in demo.descendants() if isinstance(block, gr.Textbox)] == ["", ""]


def test_a_state_keeps_what_it_held_before_the_visit():
    with gr.Blocks() as demo:
        notes, lock = gr.State(["first"]), gr.State(threading.Lock)
        gr.Button("Add").click(lambda held: [*held, "visit"], notes, notes)
        gr.Button("Change").click(lambda held: held.append("visit"), notes)
    notes.value = ["second"]
    held = lock.value
    for name in ("Add", "Change"):
        with visit(demo) as page:
            page.get(name).click()
            assert notes.value == ["second", "visit"]
        assert notes.value == ["second"]
    assert lock.value is not held


def test_an_app_that_cannot_be_put_back_runs_its_handlers_again():
    with gr.Blocks() as demo:
        name, greeting = gr.Textbox(label="Name"), gr.Textbox(label="Greeting")
        name.submit(lambda text: f"Hello {text}!", name, greeting)

    def refuse(_change):
        raise RuntimeError("not here")

    page = visit(demo)
    page.get("Name").fill("Ada")
    name.observe(refuse, "value")
    with pytest.raises(RuntimeError, match="not here"):
        page.close()
    name.fire("submit")
    assert demo.dispatcher.idle(10)
    assert greeting.value == f"Hello {name.value}!"


def test_load_and_unload_happen():
    seen = []
    with gr.Blocks() as demo:
        shown = gr.Textbox(label="Shown")
        count = gr.State(0)
        demo.load(lambda: "loaded", None, shown)
        demo.load(lambda n: n + 1, count, count)
        demo.unload(lambda: seen.append("unloaded"))
    for _ in range(2):
        with visit(demo) as page:
            assert (page.get("Shown").value, count.value) == ("loaded", 1)
    assert seen == ["unloaded"] * 2


def test_a_request_says_what_the_test_says():
    def who(request: gr.Request):
        return f"{request.username} {request.query_params['lang']} {request.headers['x-team']} {request.cookies['c']}"

    with gr.Blocks() as demo:
        shown = gr.Textbox(label="Shown")
        demo.load(who, None, shown)
    with visit(demo, username="ada", query={"lang": "en"}, headers={"X-Team": "blue"}, cookies={"c": "1"}) as page:
        assert page.get("Shown").value == "ada en blue 1"


def test_what_the_browser_keeps_comes_back_with_the_next_visit():
    def build():
        with gr.Blocks() as demo:
            kept, box, shown = gr.BrowserState(""), gr.Textbox(label="Box"), gr.Textbox(label="Shown")
            box.submit(lambda text: text, box, kept)
            demo.load(lambda text: text, kept, shown)
        return demo

    with visit(build) as page:
        page.get("Box").fill("remember").submit()
        storage = page.storage
    with visit(build) as page:
        assert page.get("Shown").value == ""
    with visit(build, storage=storage) as page:
        assert page.get("Shown").value == "remember"


APP = """
import nbblocks as gr
from helper import greet

with gr.Blocks() as demo:
    name, greeting = gr.Textbox(label="Name"), gr.Textbox(label="Greeting")
    name.submit(greet, name, greeting)

if __name__ == "__main__":
    demo.launch()
"""
HELPER = "from pathlib import Path\n\ndef greet(name):\n    return Path('word.txt').read_text() + name\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "helper.py").write_text(HELPER)
    (tmp_path / "word.txt").write_text("Hello ")
    (tmp_path / "app.py").write_text(APP)
    cells = [["%pip install nothing\n", "!false\n"], APP.splitlines(keepends=True), ["%%time\n", "done = True"]]
    cells = [{"cell_type": "code", "source": source} for source in cells] + [{"cell_type": "markdown", "source": "#"}]
    (tmp_path / "app.ipynb").write_text(json.dumps({"cells": cells}))
    cells = [["import nbblocks as gr\n", "from helper import greet\n", "%load_ext nbblocks"], [CELL]]
    cells = [{"cell_type": "code", "source": source} for source in cells]
    (tmp_path / "magic.ipynb").write_text(json.dumps({"cells": cells}))
    yield tmp_path
    sys.modules.pop("helper", None)


CELL = """%%blocks
name, greeting = gr.Textbox(label="Name"), gr.Textbox(label="Greeting")
name.submit(greet, name, greeting)
"""


@pytest.mark.parametrize("name", ["app.py", "app.ipynb", "magic.ipynb"])
def test_a_script_or_notebook_is_run_in_its_folder_and_serves_nothing(folder, name):
    before = set(gr.Blocks.instances), sys.modules["__main__"]
    with visit(folder / name) as page:
        page.get("Name").fill("Ada").submit()
        assert page.get("Greeting").value == "Hello Ada"
        assert page.app.server is None
    assert (set(gr.Blocks.instances), sys.modules["__main__"]) == before


HOLDING = """
import helper, weakref
import nbblocks as gr

class Model:
    pass

model = Model()
vars(helper).setdefault("models", []).append(weakref.ref(model))
demo = gr.Blocks()
"""


def test_what_a_notebook_holds_goes_at_the_latest_with_the_next(folder):
    (folder / "holding.ipynb").write_text(json.dumps({"cells": [{"cell_type": "code", "source": HOLDING}]}))
    for _ in range(2):
        with visit(folder / "holding.ipynb"):
            models = sys.modules["helper"].models
    gc.collect()
    assert models[0]() is None


def test_what_makes_no_app_is_told(tmp_path):
    (tmp_path / "empty.py").write_text("import nbblocks as gr")
    with pytest.raises(ValueError, match=r"empty\.py made no app"):
        visit(tmp_path / "empty.py")
    with pytest.raises(TypeError, match="an app, a function or a path, not int"):
        visit(5)
