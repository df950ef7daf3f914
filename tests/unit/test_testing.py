"""`nbblocks.testing`: an app driven as its authors drive theirs."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading

import ipywidgets
import numpy as np
import pytest

import nbblocks as gr
from nbblocks import components
from nbblocks.events import KINDS
from nbblocks.files.component import FileComponent
from nbblocks.testing import PageError, visit
from tests.unit.samples import make, sample
from tests.uploads import BOAT, SPEECH

CLASSES = sorted({getattr(components, name) for name in components.__all__}, key=lambda cls: cls.__name__)

#: What a visitor brings to a component that takes files.
FILES = {"audio": SPEECH, "image": BOAT}


def over(classes):
    return pytest.mark.parametrize("cls", list(classes), ids=lambda cls: cls.__name__)


def owned_by_the_page(cls) -> bool:
    return bool(cls.class_traits()["value"].metadata.get("frontend"))


@pytest.fixture
def greeter():
    with gr.Blocks() as demo:
        name = gr.Textbox(label="Name", placeholder="Your name")
        greeting = gr.Textbox(label="Greeting")
        greet = gr.Button("Greet")
        greet.click(lambda n: f"Hello {n}!", name, greeting)
        name.submit(lambda n: f"Hi {n}!", name, greeting)
    yield demo
    demo.close()


# Every component.


@over(cls for cls in CLASSES if owned_by_the_page(cls))
def test_a_visitor_can_set_the_value_of_each_component_that_takes_one(cls):
    with gr.Blocks() as demo:
        component = make(cls, label="It")
        shown = gr.Textbox(label="Shown")
        if "input" in cls._declared_events:
            component.input(lambda: "a handler ran", None, shown)
    with visit(demo) as page:
        element = page.get("It")
        if issubclass(cls, FileComponent):
            element.set(FILES[component._stem])
            assert element.download() == FILES[component._stem].read_bytes()
        else:
            for value in (sample(cls).value, sample(cls).other):
                element.set(value)
                assert element.value == make(cls, value=value).value
        assert page.get("Shown").value == ("a handler ran" if "input" in cls._declared_events else "")


@over(cls for cls in CLASSES if {"click", "double_click"} & cls._declared_events.keys())
def test_a_visitor_can_click_each_component_that_takes_a_click(cls):
    with gr.Blocks() as demo:
        component = make(cls, value=sample(cls).value)
        shown = gr.Textbox(label="Shown")
        component.click(lambda: "clicked", None, shown)
    with visit(demo) as page:
        page.get(component).click()
        assert page.get("Shown").value == "clicked"


#: What an event must carry, where a component checks it.
CARRIED = {
    "Checkbox": {"select": {"selected": True}},
    "Dropdown": {"key_up": {"key": "a", "input_value": "a"}, "select": {"value": "first"}},
    "Radio": {"select": {"value": "first"}},
    "CheckboxGroup": {"select": {"value": "first"}},
}


@over(CLASSES)
def test_a_visitor_can_cause_each_event_of_a_component(cls):
    ran = []
    with gr.Blocks() as demo:
        component = make(cls)
        events = [name for name in cls._declared_events if not KINDS[name].internal]
        for name in events:
            getattr(component, name)(lambda name=name: ran.append(name))
    with visit(demo) as page:
        ran.clear()
        for name in events:
            page.get(component).fire(name, **CARRIED.get(cls.__name__, {}).get(name, {}))
    assert ran == events


@over(CLASSES)
@pytest.mark.parametrize("closed", [{"visible": False}, {"interactive": False}], ids=["hidden", "read-only"])
def test_what_the_screen_would_not_let_a_visitor_do_fails_with_the_reason_and_the_tree(cls, closed):
    with gr.Blocks() as demo, gr.Row():
        component = make(cls, label="It", value=sample(cls).value, **closed)
    events = [name for name in cls._declared_events if KINDS[name].edits]
    if not events:
        assert not owned_by_the_page(cls)
        return
    with visit(demo) as page:
        element = page.get(component)
        assert (element.visible, element.interactive) == ("visible" not in closed, "interactive" not in closed)
        with pytest.raises(PageError) as refused:
            element.fire(events[0])
    reason, _, *tree = str(refused.value).splitlines()
    assert reason.endswith("it is hidden" if "visible" in closed else f"so there is no {events[0]!r}")
    assert tree[0] == "    Row"
    assert tree[1].startswith(f"→     {cls.__name__}")


# What a test reads.


def test_an_author_reads_what_a_visitor_sees(greeter):
    with visit(greeter) as page:
        page.get("Name").type("Ada")
        page.get("Greet").click()
        greeting = page.get("Greeting")
        assert (greeting.value, greeting.text, greeting.label) == ("Hello Ada!",) * 2 + ("Greeting",)
        assert (greeting.visible, greeting.interactive, greeting.status) == (True, False, "")
        assert page.text.splitlines() == ["Name", "Ada", "Greeting", "Hello Ada!", "Greet"]
        assert str(page).splitlines() == [
            "  Blocks",
            "    Textbox 'Name' = 'Ada'",
            "    Textbox 'Greeting' = 'Hello Ada!' (read-only)",
            "    Button 'Greet'",
        ]


def test_components_are_found_by_what_they_are_called_or_are():
    with gr.Blocks() as demo:
        name = gr.Textbox(placeholder="Your name", show_label=False, label="")
        gr.Textbox(label="Other", elem_id="other", elem_classes="wide blue")
        gr.Markdown("# Title")
        dial = ipywidgets.IntSlider(description="Dial")
        gr.Widget(dial)
    with visit(demo) as page:
        assert page.get("Your name").block is name
        assert page.get(name).block is name
        assert page.get("Dial").block is dial
        assert page.get(gr.Textbox, "Other").block.elem_id == "other"
        assert page.get(elem_id="other").label == "Other"
        assert page.get(elem_classes="blue").label == "Other"
        assert page.get(text="# Title").block is page.get(gr.Markdown).block
        assert [element.label for element in page.all(gr.Textbox)] == ["", "Other"]
        assert page.all("Nothing") == []


def test_what_is_not_there_is_told_with_the_nearest_name_and_the_tree(greeter):
    with visit(greeter) as page:
        with pytest.raises(PageError, match=r"(?s)nothing here is called 'Nmae'; did you mean 'Name'\?\n.*Button 'Greet'"):
            page.get("Nmae")
        with pytest.raises(PageError, match="nothing here is called Number, elem_id='age'"):
            page.get(gr.Number, elem_id="age")
        with pytest.raises(PageError, match="<Button> is not on this page"):
            page.get(gr.Button())
        with pytest.raises(TypeError, match="a page shows no State"):
            page.get(gr.State())


def test_of_two_the_one_in_sight_is_meant():
    with gr.Blocks() as demo:
        with gr.Tabs():
            for title in ("One", "Two"):
                with gr.Tab(title):
                    gr.Button("Go").click(lambda title=title: gr.Info(title))
        for _ in range(2):
            gr.Button("Twice")
    with visit(demo) as page:
        page.get("Go").click()
        page.get("Two").click()
        page.get("Go").click()
        page.get(gr.Tab, "One").open().get("Go").click()
        assert [toast.message for toast in page.toasts] == ["One", "Two", "One"]
        with pytest.raises(PageError, match=r"(?s)2 match 'Twice'.*→   Button 'Twice'\n→   Button 'Twice'"):
            page.get("Twice")
        with pytest.raises(PageError, match="the Tab 'Two' around it is closed"):
            page.get(gr.Tab, "Two").get("Go").click()


def test_accordions_open_and_close():
    with gr.Blocks() as demo, gr.Accordion("More", open=False) as more:
        gr.Number(label="Seed")
        more.expand(lambda: gr.Info("opened"))
    with visit(demo) as page:
        assert not page.get("Seed").visible
        with pytest.raises(PageError, match="the Accordion 'More' around it is closed"):
            page.get("Seed").set(3)
        page.get("More").open().open()
        assert page.get("Seed").set(3).value == 3
        assert [toast.message for toast in page.toasts] == ["opened"]
        page.get("More").click()
        assert page.text == "More"
        assert not page.get("More").close().get("Seed").visible


# What a test does.


def test_typing_goes_key_by_key_and_filling_at_once():
    with gr.Blocks() as demo:
        box, seen = gr.Textbox("A", label="Box"), gr.State([])
        box.input(lambda text, seen: [*seen, text], [box, seen], seen)
        box.focus(lambda: gr.Info("focus"))
        box.blur(lambda: gr.Info("blur"))
        gr.Number(label="Age")
    with visit(demo) as page:
        page.get("Box").type("da").fill("Grace")
        assert seen.value == ["Ad", "Ada", "Grace"]
        page.get("Age").fill("36")
        assert page.get("Age").value == 36
        assert [toast.message for toast in page.toasts] == ["focus", "blur"]
        with pytest.raises(PageError, match="'many' is no number"):
            page.get("Age").fill("many")


def test_enter_submits_a_line_and_breaks_a_longer_text(greeter):
    with visit(greeter) as page:
        assert page.get("Name").type("Ada").press("Enter").page.get("Greeting").value == "Hi Ada!"
    with gr.Blocks() as demo:
        text = gr.Textbox(lines=3)
        text.submit(lambda: gr.Info("sent"))
    with visit(demo) as page:
        box = page.get(text).type("one").press("Enter").type("two")
        assert (box.value, page.toasts) == ("one\ntwo", [])
        box.press("Shift+Enter")
        assert page.toasts[0].message == "sent"


def test_choices_are_made_by_label_or_value():
    selected = []

    def note(event: gr.SelectData):
        selected.append((event.value, event.selected))

    with gr.Blocks() as demo:
        size = gr.Radio(["Small", ("Large", "L")], label="Size")
        extras = gr.CheckboxGroup(["Cheese", "Olives"], label="Extras")
        many = gr.Dropdown(["a", "b", "c"], multiselect=True, label="Many")
        agree = gr.Checkbox(label="Agree")
        extras.select(note, trigger_mode="multiple")
    with visit(demo) as page:
        assert page.get("Size").choices == ["Small", "Large"]
        assert page.get("Size").choose("Large").value == "L"
        assert page.get("Size").choose("L").text == "Large"
        assert page.get("Extras").check("Olives", "Cheese").uncheck("Olives").value == ["Cheese"]
        assert selected == [("Olives", True), ("Cheese", True), ("Olives", False)]
        assert page.get("Many").choose("b", "a").value == ["b", "a"]
        assert page.get("Many").set(["c", "a"]).value == ["a", "c"]
        assert page.get("Agree").check().value is True
        assert page.get("Agree").uncheck().value is False
        with pytest.raises(PageError, match="it does not offer 'Huge', but 'Small', 'Large'"):
            page.get("Size").choose("Huge")
        with pytest.raises(PageError, match="it takes one choice"):
            page.get("Size").choose("Small", "Large")


def test_a_slider_is_let_go_and_takes_only_its_steps():
    with gr.Blocks() as demo:
        stars, shown = gr.Slider(0, 10, step=1, label="Stars"), gr.Number(label="Shown")
        stars.release(lambda n: n, stars, shown)
    with visit(demo) as page:
        page.get("Stars").set(np.int64(4))
        assert page.get("Shown").value == 4
        for beyond in (11, 2.5):
            with pytest.raises(PageError, match=r"(?s)its value cannot be .*→   Slider 'Stars' = 4"):
                page.get("Stars").set(beyond)


def test_samples_are_picked():
    with gr.Blocks() as demo:
        name, age = gr.Textbox(label="Name"), gr.Number(label="Age")
        gr.Examples([["Ada", 36], ["Grace", 85]], [name, age])
    with visit(demo) as page:
        examples = page.get(gr.Dataset)
        assert examples.choices == ["Ada, 36", "Grace, 85"]
        examples.choose(1)
        assert (page.get("Name").value, page.get("Age").value) == ("Grace", 85)
        examples.choose("Ada, 36")
        assert page.get("Name").value == "Ada"
        with pytest.raises(PageError, match="it does not show 'Nobody'"):
            examples.choose("Nobody")


def test_files_go_up_and_come_down_in_pieces(tmp_path):
    with gr.Blocks() as demo:
        picture, flipped = gr.Image(label="Picture"), gr.Image(label="Flipped", format="png")
        picture.upload(lambda pixels: pixels[:, ::-1], picture, flipped)
    with visit(demo) as page:
        page.get("Picture").upload(BOAT)
        assert page.get("Picture").value.orig_name == BOAT.name
        assert page.get("Flipped").download().startswith(b"\x89PNG")
        page.get("Flipped").save(tmp_path / "flipped.png")
        page.get("Picture").upload((tmp_path / "flipped.png").read_bytes(), name="again.png")
        assert page.get("Picture").text == "again.png"
        red = np.full((4, 6, 3), [255, 0, 0], np.uint8)
        page.get("Picture").upload(red)
        assert picture.preprocess(picture.value).shape == red.shape
        with pytest.raises(PageError, match="notes.txt is no image"):
            page.get("Picture").upload(b"no picture", name="notes.txt")
        page.get("Picture").clear()
        assert page.get("Picture").value is None
        with pytest.raises(PageError, match="it has no file"):
            page.get("Picture").download()


def test_a_large_file_passes_the_limits_of_the_app():
    with gr.Blocks() as demo:
        gr.Image(label="Picture")
    demo.max_file_size = 1000
    with visit(demo) as page, pytest.raises(PageError, match="at most 1.0 kB are allowed"):
        page.get("Picture").upload(BOAT)


def test_any_other_widget_is_driven_too():
    with gr.Blocks() as demo:
        dial, double = ipywidgets.IntSlider(description="Dial"), gr.Number(label="Double")
        gr.Widget(dial)
        gr.Button("Go").click(lambda n: n * 2, dial, double)
    with visit(demo) as page:
        assert page.get("Dial").set(7).value == 7
        page.get("Go").click()
        assert page.get("Double").value == 14


# Handlers.


def test_what_a_handler_raises_the_act_raises_and_the_page_goes_on():
    with gr.Blocks() as demo:
        number, shown = gr.Number(1, label="Number"), gr.Textbox(label="Shown")
        gr.Button("Divide").click(lambda n: 1 / n, number, shown)
    with visit(demo) as page:
        page.get("Number").set(0)
        with pytest.raises(ZeroDivisionError, match="division by zero"):
            page.get("Divide").click()
        assert (page.get("Shown").status, page.get("Shown").message) == ("failed", "ZeroDivisionError: division by zero")
        assert page.toasts[-1].message == "ZeroDivisionError: division by zero"
        assert [type(error) for error in page.errors] == [ZeroDivisionError]
        page.get("Number").set(2)
        page.get("Divide").click()
        assert (page.get("Shown").value, page.get("Shown").status) == ("0.5", "")


def test_an_error_for_the_visitor_is_read_on_the_page():
    def refuse():
        raise gr.Error("Too short.", title="Sorry")

    with gr.Blocks() as demo:
        gr.Button("Go").click(refuse)
    with visit(demo) as page:
        page.get("Go").click()
        assert page.toasts[-1][:3] == ("error", "Sorry", "Too short.")
        assert str(page.errors[0]) == "Too short."


def letters(text):
    for end in range(1, len(text) + 1):
        yield text[:end]


async def letters_async(text):
    for step in letters(text):
        await asyncio.sleep(0)
        yield step


@pytest.fixture(params=[letters, letters_async])
def streamer(request):
    with gr.Blocks() as demo:
        text, shown = gr.Textbox("abc", label="Text"), gr.Textbox(label="Shown")
        running = gr.Button("Go").click(request.param, text, shown)
        running.then(lambda: gr.Info("done"))
        gr.Button("Stop").click(None, cancels=running)
    yield demo
    demo.close()


def test_each_step_of_a_generator_was_shown(streamer):
    with visit(streamer) as page:
        page.get("Go").click()
        assert page.get("Shown").history == ["a", "ab", "abc"]
        page.get("Go").click()
        assert page.get("Shown").history == ["a", "ab", "abc"]


def test_a_generator_goes_on_step_by_step(streamer):
    with visit(streamer) as page:
        with page.paused():
            page.get("Go").click()
            shown = page.get("Shown")
            assert (shown.value, shown.status) == ("", "pending")
            assert page.step()
            assert (shown.value, shown.status) == ("a", "streaming")
            page.step()
            assert (shown.value, page.toasts) == ("ab", [])
        assert (shown.value, shown.status) == ("abc", "")
        assert page.toasts[-1].message == "done"
        with pytest.raises(PageError, match="with page.paused"):
            page.step()


def test_a_generator_is_stopped_between_two_steps(streamer):
    with visit(streamer) as page:
        with page.paused():
            page.get("Go").click()
            page.step(2)
            page.get("Stop").click()
            page.step()
        assert page.get("Shown").value == "ab"
        assert page.toasts == []


def test_who_waits_is_seen():
    with gr.Blocks() as demo:
        shown = [gr.Textbox(label=name) for name in "ab"]
        for name, box in zip("ab", shown, strict=True):
            gr.Button(f"Go {name}").click(letters, gr.State(name), box, concurrency_id="one")
    with visit(demo) as page, page.paused():
        page.get("Go a").click()
        page.get("Go b").click()
        assert [page.get(name).status for name in "ab"] == ["pending", "waiting"]
        page.step(3)
        assert [page.get(name).status for name in "ab"] == ["", "streaming"]


def test_a_handler_that_hangs_is_told_with_its_place():
    may_go = threading.Event()

    def hang():
        may_go.wait(30)

    async def hang_async():
        await asyncio.sleep(30)

    with gr.Blocks() as demo:
        gr.Button("Wait").click(hang)
        gr.Button("Sleep").click(hang_async)
    with visit(demo, timeout=0.2) as page:
        with pytest.raises(PageError, match=r"(?s)hang\(\) still runs after 0.2 s.*in hang\n\s+may_go.wait"):
            page.get("Wait").click()
        with pytest.raises(PageError, match=r"(?s)hang_async\(\) still runs.*in hang_async\n\s+await asyncio.sleep"):
            page.get("Sleep").click()
        may_go.set()


def test_progress_is_read_on_the_outputs():
    def count(progress=gr.Progress()):
        for _ in progress.tqdm(range(3), desc="Counting"):
            pass
        return "done"

    with gr.Blocks() as demo:
        shown = gr.Textbox(label="Shown")
        gr.Button("Go").click(count, None, shown)
    with visit(demo) as page:
        page.get("Go").click()
        assert [step["index"] for step, in page.get("Shown").progress_history] == [0, 1, 2, 3]
        assert page.get("Shown").progress_history[0][0]["desc"] == "Counting"


def test_changes_from_outside_have_their_effect_when_the_test_looks(greeter):
    with gr.Blocks() as demo:
        a, b = gr.Textbox(label="A"), gr.Textbox(label="B")
        a.change(str.upper, a, b)
    with visit(demo) as page:
        a.value = "set by a cell"
        assert page.get("B").value == "SET BY A CELL"


# Where an app comes from.


def test_an_app_that_is_shared_is_left_as_it_was(greeter):
    before = greeter.dispatcher.policy
    for _ in range(2):
        with visit(greeter) as page:
            assert page.text == "Name\nGreeting\nGreet"
            page.get("Name").fill("Ada").submit()
            page.get("Name").block.visible = False
    assert greeter.dispatcher.policy is before
    assert [block.value for block in greeter.descendants() if isinstance(block, gr.Textbox)] == ["", ""]


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
    yield tmp_path
    sys.modules.pop("helper", None)


@pytest.mark.parametrize("name", ["app.py", "app.ipynb"])
def test_a_script_or_notebook_is_run_in_its_folder_and_serves_nothing(folder, name):
    before = set(gr.Blocks.instances), sys.modules["__main__"]
    with visit(folder / name) as page:
        page.get("Name").fill("Ada").submit()
        assert page.get("Greeting").value == "Hello Ada"
        assert page.app.server is None
    assert (set(gr.Blocks.instances), sys.modules["__main__"]) == before


def test_what_makes_no_app_is_told(tmp_path):
    (tmp_path / "empty.py").write_text("import nbblocks as gr")
    with pytest.raises(ValueError, match="empty.py made no app"):
        visit(tmp_path / "empty.py")
    with pytest.raises(TypeError, match="an app, a function or a path, not int"):
        visit(5)


def test_importing_nbblocks_does_not_import_its_test_helpers():
    code = "import nbblocks, sys; assert not [name for name in sys.modules if name.startswith('nbblocks.testing')]"
    subprocess.run([sys.executable, "-c", code], check=True)
