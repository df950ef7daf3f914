from __future__ import annotations

import pytest

import nbblocks as gr
from nbblocks.exceptions import CompatibilityWarning


@pytest.fixture
def boxes(page):
    with gr.Blocks() as demo:
        boxes = [gr.Textbox(label=name) for name in "abc"]
    demo.boxes = boxes
    return boxes


def test_inputs_as_a_list(page, boxes):
    a, b, c = boxes
    a.submit(lambda x, y: x + y, [a, b], c)
    b.value = "2"
    page.act(a, "submit", {"value": "1"})
    assert c.value == "12"


def test_inputs_as_a_set_give_a_dict(page, boxes):
    a, b, c = boxes
    a.submit(lambda values: values[a] + values[b], {a, b}, c)
    b.value = "2"
    page.act(a, "submit", {"value": "1"})
    assert c.value == "12"


def test_no_inputs(page, boxes):
    a, _, c = boxes
    a.submit(lambda: "none", None, c)
    page.act(a, "submit")
    assert c.value == "none"


def test_the_same_component_as_input_and_output(page, boxes):
    a = boxes[0]
    a.submit(lambda text: text * 2, a, a)
    page.act(a, "submit", {"value": "ab"})
    assert a.value == "abab"


def test_several_outputs(page, boxes):
    a, b, c = boxes
    a.submit(lambda text: (text, text * 2), a, [b, c])
    page.act(a, "submit", {"value": "x"})
    assert (b.value, c.value) == ("x", "xx")


def test_a_dict_of_some_outputs(page, boxes):
    a, b, c = boxes
    b.value = "kept"
    a.submit(lambda text: {c: text}, a, [b, c])
    page.act(a, "submit", {"value": "x"})
    assert (b.value, c.value) == ("kept", "x")


@pytest.mark.parametrize(
    "make",
    [
        lambda: gr.update(lines=4, value="new"),
        lambda: gr.Textbox.update(lines=4, value="new"),
        lambda: gr.Textbox("new", lines=4),
        lambda: {"__type__": "update", "lines": 4, "value": "new"},
    ],
)
def test_every_spelling_of_an_update(page, boxes, make):
    a, b, _ = boxes
    a.submit(lambda _: make(), a, b)
    page.act(a, "submit")
    assert (b.lines, b.value, b.label) == (4, "new", "b")


def test_an_update_makes_no_widget(page, boxes):
    a, b, _ = boxes
    a.submit(lambda _: gr.Textbox("new"), a, b)
    page.messages.clear()
    page.act(a, "submit")
    assert b.value == "new"
    assert [kind for _, kind, _, _ in page.messages if kind != "comm_msg"] == []


def test_skip_leaves_an_output(page, boxes):
    a, b, _ = boxes
    b.value = "kept"
    a.submit(lambda _: gr.skip(), a, b)
    page.act(a, "submit")
    assert b.value == "kept"


def test_containers_are_outputs(page):
    with gr.Blocks():
        button = gr.Button()
        with gr.Column(visible=False) as column:
            box = gr.Textbox("before")
        button.click(lambda: gr.Column(visible=True), None, column)
    page.act(box, "input", {"value": "refused"})
    assert box.value == "before"
    page.act(button, "click")
    page.act(box, "input", {"value": "taken"})
    assert box.value == "taken"


def test_the_decorator(page, boxes):
    a, b, _ = boxes

    @a.submit(inputs=a, outputs=b)
    def double(text):
        return text * 2

    page.act(a, "submit", {"value": "x"})
    assert b.value == "xx"
    assert double("y") == "yy"


def test_on_several_events(page, boxes):
    a, b, c = boxes
    gr.on([a.submit, b.submit], lambda x, y: x + y, [a, b], c)
    page.act(a, "submit", {"value": "1"})
    assert c.value == "1"
    page.act(b, "submit", {"value": "2"})
    assert c.value == "12"


def test_event_data(page, boxes):
    a, b, _ = boxes

    def selected(event: gr.SelectData):
        return f"{event.value} {event.index} {event.target.label} {event.selected}"

    a.select(selected, None, b)
    page.act(a, "select", data={"value": "word", "index": [0, 4]})
    assert b.value == "word [0, 4] a True"


def test_load_fills_defaults_that_are_functions(page):
    with gr.Blocks() as demo:
        box = gr.Textbox(lambda: "computed")
    assert box.value == ""
    page.act(demo._shell, "load")
    assert box.value == "computed"


def test_a_function_as_value_outside_of_blocks_is_called_at_once(page):
    assert gr.Textbox(lambda: "computed").value == "computed"


def test_a_function_as_value_follows_its_inputs(page):
    with gr.Blocks():
        name = gr.Textbox()
        box = gr.Textbox(lambda text: text.upper(), inputs=name)
    page.act(name, "input", {"value": "ada"})
    assert box.value == "ADA"


def test_load(page):
    with gr.Blocks() as demo:
        box = gr.Textbox()
        demo.load(lambda: "loaded", None, box)
    page.act(demo._shell, "load")
    assert box.value == "loaded"


def test_auto_interactive(page, boxes):
    a, b, c = boxes
    a.submit(lambda x: (x, x), a, [b, a])
    assert (a._interactive, b._interactive, c._interactive) == (True, False, True)
    b.interactive = True
    assert b._interactive


def test_too_many_inputs(boxes):
    a, _, c = boxes
    with pytest.raises(TypeError, match=r"Textbox.submit → .*takes 1 arguments, but there are 2 inputs"):
        a.submit(lambda x: x, [a, a], c)


def test_too_few_inputs(boxes):
    a, _, c = boxes

    def greet(first, last):
        return first + last

    with pytest.raises(TypeError, match=r"Textbox.submit → greet\(\).*takes 2 arguments, but there are 1 inputs"):
        a.submit(greet, a, c)


def test_a_wrong_number_of_values_names_event_and_handler(page, boxes, caplog):
    a, b, c = boxes

    def one(text):
        return text

    a.submit(one, a, [b, c])
    page.act(a, "submit", {"value": "x"})
    assert "Textbox.submit → one() must return 2 values, one for each output, but returned one str" in caplog.text


def test_a_value_for_a_component_that_is_no_output(page, boxes, caplog):
    a, b, c = boxes
    a.submit(lambda text: {b: text}, a, [c])
    page.act(a, "submit")
    assert "is none of its outputs" in caplog.text


@pytest.mark.parametrize(
    ("bad", "says"), [("name", "give the component itself"), (gr.Textbox, "make one first"), (5, "not int")]
)
def test_an_input_that_is_none(boxes, bad, says):
    with pytest.raises(TypeError, match=says):
        boxes[0].submit(lambda x: x, bad, boxes[1])


def test_an_unknown_option_suggests_the_nearest(boxes):
    a, b, _ = boxes
    with pytest.raises(TypeError, match="did you mean 'show_progress'"):
        a.submit(lambda x: x, a, b, show_progres="full")


@pytest.mark.parametrize("handler", [7, "greet"])
def test_a_handler_must_be_callable(boxes, handler):
    with pytest.raises(TypeError, match="must be callable"):
        boxes[0].submit(handler, boxes[0], boxes[1])


def test_an_unknown_keyword_suggests_the_nearest(page):
    with pytest.raises(TypeError, match="did you mean 'label'"):
        gr.Textbox(lable="x")


def test_a_keyword_without_meaning_is_named_in_one_warning(page):
    with pytest.warns(CompatibilityWarning, match="html_attributes") as caught:
        gr.Textbox(html_attributes={})
    assert len(caught) == 1
    assert caught[0].filename == __file__


def test_a_foreign_widget_as_input_and_output(page, boxes):
    import ipywidgets

    dial, copy = ipywidgets.IntSlider(3), ipywidgets.IntText()
    boxes[0].submit(lambda n: n * 2, dial, copy)
    page.act(boxes[0], "submit")
    assert copy.value == 6


def test_components_without_blocks_have_events_too(page):
    a, b = gr.Textbox(), gr.Textbox()
    a.submit(lambda text: text.upper(), a, b)
    page.act(a, "submit", {"value": "x"})
    assert b.value == "X"
