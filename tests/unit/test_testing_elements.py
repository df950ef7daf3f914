"""What a test finds on a page, reads there and does there."""

from __future__ import annotations

import ipywidgets
import numpy as np
import pytest

import nbblocks as gr
from nbblocks.testing import PageError, visit
from tests.unit.apps import greeter
from tests.uploads import BOAT


def test_an_author_reads_what_a_visitor_sees():
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


def test_what_is_not_there_is_told_with_the_nearest_name_and_the_tree():
    with visit(greeter) as page:
        with pytest.raises(
            PageError, match=r"(?s)nothing here is called 'Nmae'; did you mean 'Name'\?\n.*Button 'Greet'"
        ):
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


def test_enter_submits_a_line_and_breaks_a_longer_text():
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
        gr.Radio(["Small", ("Large", "L")], label="Size")
        extras = gr.CheckboxGroup(["Cheese", "Olives"], label="Extras")
        gr.Dropdown(["a", "b", "c"], multiselect=True, label="Many")
        gr.Checkbox(label="Agree")
        extras.select(note)
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


def test_true_and_1_are_two_choices():
    with gr.Blocks() as demo:
        gr.Radio([1, True], value=1, label="One")
        gr.CheckboxGroup([1, True], value=[1], label="Several")
    with visit(demo) as page:
        assert page.get("One").choose(True).value is True
        assert page.get("Several").check(True).uncheck(1).value == [True]
        assert page.get("Several").set([1]).value == [1]
        assert page.get("Several").value[0] is not True


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
        with pytest.raises(PageError, match=r"notes\.txt is no image"):
            page.get("Picture").upload(b"no picture", name="notes.txt")
        page.get("Picture").clear()
        assert page.get("Picture").value is None
        with pytest.raises(PageError, match="it has no file"):
            page.get("Picture").download()


def test_a_large_file_passes_the_limits_of_the_app():
    with gr.Blocks() as demo:
        gr.Image(label="Picture")
    demo.max_file_size = 1000
    with visit(demo) as page, pytest.raises(PageError, match=r"at most 1\.0 kB are allowed"):
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
