from __future__ import annotations

import threading

import ipywidgets
import pytest
from ipywidgets.widgets.widget import _instances

import nbblocks as gr
from nbblocks.component import Component
from nbblocks.exceptions import CompatibilityWarning
from nbblocks.jupyter import cells
from nbblocks.shortcuts import shortcuts


def find(demo, kind, text):
    """Return the button, or what else has a value or label, as a visitor finds it."""
    blocks = [block for block in demo.descendants() if isinstance(block, kind)]
    return next(block for block in blocks if text in {getattr(block, "value", None), getattr(block, "label", None)})


def button(demo, text):
    return find(demo, gr.Button, text)


def buttons(demo):
    return [block.value for block in demo.descendants() if isinstance(block, gr.Button) and block.shown]


def texts(demo):
    return [block.value for block in demo.descendants() if isinstance(block, gr.Markdown)]


def hello(name):
    return f"Hello {name}!"


def submit(page, demo, *values, text="Submit"):
    for block, value in zip(demo.input_components, values, strict=True):
        page.act(block, "input", {"value": value})
    page.act(button(demo, text), "click")


def test_submit_runs_the_function(page):
    demo = gr.Interface(hello, "text", "text")
    submit(page, demo, "Ada")
    assert demo.output_components[0].value == "Hello Ada!"


def test_enter_runs_it_too(page):
    demo = gr.Interface(hello, "text", "text")
    page.act(demo.input_components[0], "submit", {"value": "Ada"})
    assert demo.output_components[0].value == "Hello Ada!"


def test_several_inputs_and_outputs(page):
    demo = gr.Interface(lambda a, b: (a + b, b + a), ["text", "text"], ["text", gr.Textbox(label="Reversed")])
    submit(page, demo, "x", "y")
    assert [block.value for block in demo.output_components] == ["xy", "yx"]


def test_clear_empties_inputs_and_outputs(page):
    demo = gr.Interface(hello, "text", "text")
    submit(page, demo, "Ada")
    page.act(button(demo, "Clear"), "click")
    assert not demo.input_components[0].value
    assert not demo.output_components[0].value


def test_outputs_cannot_be_typed_into(page):
    demo = gr.Interface(hello, "text", "text")
    page.act(demo.output_components[0], "input", {"value": "forged"})
    assert not demo.output_components[0].value


def test_labels_come_from_the_function(page):
    demo = gr.Interface(lambda first, second_name: first, ["text", "text"], "text")
    assert [block.label for block in demo.input_components] == ["first", "second_name"]
    assert demo.output_components[0].label == "output"


def test_several_outputs_are_numbered():
    demo = gr.Interface(lambda x: (x, x), "text", ["text", "text"])
    assert [block.label for block in demo.output_components] == ["output 0", "output 1"]


def test_labels_of_the_author_stay():
    demo = gr.Interface(hello, gr.Textbox(label="Who"), gr.Textbox(label="What"))
    assert [block.label for block in (*demo.input_components, *demo.output_components)] == ["Who", "What"]


def test_a_parameter_that_nbblocks_fills_is_no_input():
    def where(event: gr.EventData, name):
        return name

    assert gr.Interface(where, "text", "text").input_components[0].label == "name"


def test_a_method_is_a_function(page):
    class Greeter:
        def greet(self, name):
            return hello(name)

    demo = gr.Interface(Greeter().greet, "text", "text")
    submit(page, demo, "Ada")
    assert demo.input_components[0].label == "name"
    assert demo.output_components[0].value == "Hello Ada!"


@pytest.mark.parametrize("short", ["text", "Textbox", "TEXTBOX", "textarea", "text_area"])
def test_short_names_take_any_case(short):
    assert isinstance(gr.Interface(hello, short, "text").input_components[0], gr.Textbox)


@pytest.mark.parametrize("short", sorted(shortcuts()))
def test_every_short_name_makes_a_component(short):
    made = gr.Interface(lambda x: x, short, None).input_components[0]
    assert isinstance(made, Component)


@pytest.mark.parametrize("name", ["number", "slider", "checkbox", "image", "audio", "label", "markdown", "html"])
def test_components_have_their_own_names(name):
    cls, _ = shortcuts()[name]
    assert cls.__name__.lower() == name


def test_classes_and_made_components_are_taken():
    box = gr.Textbox(lines=2)
    demo = gr.Interface(lambda a, b: a, [gr.Textbox, box], gr.Textbox)
    assert demo.input_components[1] is box
    assert box.root is demo


def test_an_unknown_name_is_told_with_near_ones():
    with pytest.raises(ValueError, match="an input of Interface 'txet' is no component; did you mean 'text'"):
        gr.Interface(hello, "txet", "text")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ((hello, 5, "text"), "an input of Interface must be a component"),
        (("hello", "text", "text"), "fn must be callable"),
        ((None, "text", "text"), "fn must be callable"),
    ],
)
def test_nonsense_is_refused(given, error):
    with pytest.raises(TypeError, match=error):
        gr.Interface(*given)


def test_it_needs_inputs_or_outputs():
    with pytest.raises(ValueError, match="inputs, outputs or both"):
        gr.Interface(hello, None, [])


def test_unknown_keywords_are_told_and_meaningless_ones_warned_of():
    with pytest.raises(TypeError, match="did you mean 'live'"):
        gr.Interface(hello, "text", "text", liv=True)
    with pytest.warns(CompatibilityWarning, match="deep_link, allow_duplication") as told:
        gr.Interface(hello, "text", "text", deep_link=True, allow_duplication=True)
    assert len(told) == 1


def test_heading_description_and_article_stand_in_order():
    demo = gr.Interface(hello, "text", "text", title="Greeter", description="It *greets*.", article="The end.")
    assert texts(demo) == ["# Greeter", "It *greets*.", "The end."]
    assert demo._shell.title == "Greeter"
    assert texts(gr.Interface(hello, "text", "text")) == []


def test_inputs_stand_left_with_their_buttons_and_outputs_right_with_flags():
    demo = gr.Interface(hello, "text", "text")
    row = next(block for block in demo.children if isinstance(block, gr.Row))
    left, right = row.children
    assert [type(block) for block in left.children] == [gr.Textbox, gr.Row]
    assert buttons(left) == ["Clear", "Submit"]
    assert buttons(right) == ["Flag"]


def test_without_inputs_there_is_one_side_and_a_button_that_generates(page):
    demo = gr.Interface(lambda: "made", None, "text")
    assert buttons(demo) == ["Clear", "Generate", "Flag"]
    page.act(button(demo, "Generate"), "click")
    assert demo.output_components[0].value == "made"


def test_without_outputs_there_is_nothing_to_flag(page):
    seen = []
    demo = gr.Interface(seen.append, "text", None)
    assert buttons(demo) == ["Clear", "Submit"]
    submit(page, demo, "Ada")
    assert seen == ["Ada"]


def test_what_goes_in_and_comes_out_is_shown_once(page):
    box = gr.Textbox(label="Text")
    demo = gr.Interface(lambda text: text + "…", box, box)
    assert buttons(demo) == ["Clear", "Submit", "Flag"]
    submit(page, demo, "Once")
    assert box.value == "Once…"
    page.act(box, "input", {"value": "again"})
    assert box.value == "again"


def test_live_runs_on_every_change_without_a_button(page):
    demo = gr.Interface(hello, "text", "text", live=True)
    assert buttons(demo) == ["Clear", "Flag"]
    page.act(demo.input_components[0], "input", {"value": "A"})
    assert demo.output_components[0].value == "Hello A!"


def test_live_without_inputs_runs_when_the_page_loads(page):
    demo = gr.Interface(lambda: "made", None, "text", live=True)
    page.act(demo._shell, "load")
    assert demo.output_components[0].value == "made"
    assert "Generate" in buttons(demo)


def test_buttons_may_be_named_or_given():
    demo = gr.Interface(hello, "text", "text", submit_btn="Go", clear_btn=gr.ClearButton(value="Empty"))
    assert buttons(demo) == ["Empty", "Go", "Flag"]


def test_a_plain_button_clears_too(page):
    demo = gr.Interface(hello, "text", "text", clear_btn=gr.Button("Wipe"))
    submit(page, demo, "Ada")
    page.act(button(demo, "Wipe"), "click")
    assert [demo.input_components[0].value, demo.output_components[0].value] == [None, None]


def test_no_clear_button_if_there_shall_be_none():
    assert buttons(gr.Interface(hello, "text", "text", clear_btn=None)) == ["Submit", "Flag"]


def test_additional_inputs_stand_in_a_closed_accordion(page):
    demo = gr.Interface(lambda a, b: a + b, "text", "text", additional_inputs=gr.Textbox("!", label="Mark"))
    accordion = find(demo, gr.Accordion, "Additional Inputs")
    assert not accordion.open
    assert demo.input_components[1].root is demo
    submit(page, demo, "Ada", "?")
    assert demo.output_components[0].value == "Ada?"


def test_the_accordion_may_be_named_or_given():
    def join(a, b):
        return a + b

    named = gr.Interface(join, "text", "text", additional_inputs="text", additional_inputs_accordion="More")
    assert find(named, gr.Accordion, "More").open
    given = gr.Accordion("Mine", open=False)
    demo = gr.Interface(join, "text", "text", additional_inputs="text", additional_inputs_accordion=given)
    assert given.root is demo
    assert demo.input_components[1] in list(given.descendants())


def test_examples_fill_the_inputs(page):
    demo = gr.Interface(lambda a, b: a + b, ["text", "text"], "text", examples=[["x", "y"], ["p", "q"]])
    page.act(demo.examples_handler.dataset, "click", {"value": 1})
    assert [block.value for block in demo.input_components] == ["p", "q"]
    assert demo.examples_handler.dataset.headers == ["a", "b"]


def test_cached_examples_fill_the_outputs_too(page):
    demo = gr.Interface(hello, "text", "text", examples=["Ada"], cache_examples=True)
    page.act(demo.examples_handler.dataset, "click", {"value": 0})
    assert demo.output_components[0].value == "Hello Ada!"


def test_a_state_goes_in_and_comes_out(page):
    def count(text, seen=("start",)):
        seen = [*seen, text]
        return " ".join(seen), seen

    demo = gr.Interface(count, ["text", "state"], ["text", "state"])
    submit_values(page, demo, "a")
    submit_values(page, demo, "b")
    assert demo.output_components[0].value == "start a b"


def test_a_state_begins_with_the_default_of_its_own_parameter():
    def count(event: gr.EventData, text, seen=5):
        return text, seen

    demo = gr.Interface(count, ["text", "state"], ["text", "state"])
    assert demo.input_components[1].value == 5


def submit_values(page, demo, value):
    page.act(demo.input_components[0], "input", {"value": value})
    page.act(button(demo, "Submit"), "click")


def test_a_state_of_the_author_is_both_input_and_output(page):
    demo = gr.Interface(lambda text, n: (f"{text}{n}", n + 1), ["text", gr.State(5)], ["text", gr.State()])
    submit_values(page, demo, "a")
    submit_values(page, demo, "a")
    assert demo.output_components[0].value == "a6"


def test_a_state_must_go_in_and_come_out():
    with pytest.raises(ValueError, match="one of the inputs and one of the outputs"):
        gr.Interface(hello, ["text", "state"], "text")


def test_results_stream(page):
    def grow(text):
        for end in range(1, len(text) + 1):
            yield text[:end]

    demo = gr.Interface(grow, "text", "text")
    submit(page, demo, "Ada")
    assert demo.output_components[0].value == "Ada"
    assert buttons(demo) == ["Clear", "Submit", "Flag"]


class Endless:
    """A function that yields until it is stopped, as a visitor sees it."""

    def __init__(self):
        self.started, self.go_on, self.ended = threading.Event(), threading.Event(), threading.Event()

    def __call__(self, text):
        try:
            while True:
                self.started.set()
                yield text
                assert self.go_on.wait(10)
        finally:
            self.ended.set()


def click(page, demo, text):
    """Click without waiting for what runs."""
    page.send(button(demo, text), {"event": "click", "state": {}, "data": {}})


def appears(demo, text):
    """Return an event that is set when a button gets visible."""
    shown = threading.Event()
    button(demo, text).observe(lambda change: shown.set() if change.new is True else None, "visible")
    return shown


def start(page, demo, fn):
    """Submit, and wait until the function runs and its stop button is there."""
    shown = appears(demo, "Stop")
    click(page, demo, "Submit")
    assert fn.started.wait(10)
    assert shown.wait(10)


def stop(page, demo):
    """Stop, and wait until the submit button is back."""
    back = appears(demo, "Submit")
    click(page, demo, "Stop")
    assert back.wait(10)


def test_a_stop_button_takes_the_place_of_submit_while_it_runs(page):
    fn = Endless()
    demo = gr.Interface(fn, "text", "text")
    assert "Stop" not in buttons(demo)
    start(page, demo, fn)
    assert buttons(demo) == ["Clear", "Stop", "Flag"]
    stop(page, demo)
    assert not fn.ended.is_set()
    fn.go_on.set()
    page.settle()
    assert fn.ended.is_set()
    assert buttons(demo) == ["Clear", "Submit", "Flag"]


def test_after_a_stop_it_can_be_submitted_again_before_the_function_noticed(page):
    fn = Endless()
    demo = gr.Interface(fn, "text", "text")
    start(page, demo, fn)
    stop(page, demo)
    fn.started.clear()
    again = appears(demo, "Stop")
    click(page, demo, "Submit")
    assert again.wait(10)
    fn.go_on.set()
    assert fn.started.wait(10)
    stop(page, demo)
    page.settle()


def test_a_failure_brings_the_submit_button_back(page):
    def fail(text):
        yield text
        raise gr.Error("no")

    demo = gr.Interface(fail, "text", "text")
    submit(page, demo, "Ada")
    assert buttons(demo) == ["Clear", "Submit", "Flag"]


def test_any_ipywidget_is_an_input_or_output(page):
    slider, result = ipywidgets.IntSlider(3), ipywidgets.Label()
    demo = gr.Interface(lambda n: "*" * n, slider, result)
    page.act(button(demo, "Submit"), "click")
    assert result.value == "***"
    live = gr.Interface(lambda n: "*" * n, slider, result, live=True)
    slider.value = 5
    page.settle(live)
    assert result.value == "*****"
    live.close()
    slider.value = 1
    page.settle()
    assert result.value == "*****"


def test_an_interface_is_a_part_of_another_app(page):
    with gr.Blocks() as demo:
        gr.Markdown("# Both")
        inner = gr.Interface(hello, "text", "text", title="Inner")
    assert inner in demo.children
    assert inner._shell.title == ""
    submit(page, inner, "Ada")
    assert inner.output_components[0].value == "Hello Ada!"


def test_an_app_made_before_is_rendered_in_another(page):
    with gr.Blocks(title="First") as first:
        name, greeting = gr.Textbox(), gr.Textbox()
        name.submit(hello, name, greeting)
    with gr.Blocks() as demo, gr.Row():
        first.render()
    assert first.parent.parent is demo
    page.act(name, "submit", {"value": "Ada"})
    assert greeting.value == "Hello Ada!"
    demo.close()
    assert first.comm is None


def test_the_load_of_an_inner_app_runs_too(page):
    with gr.Blocks() as demo, gr.Blocks() as inner:
        box = gr.Textbox()
        inner.load(lambda: "loaded", None, box)
    page.act(inner._shell, "load")
    assert box.value == "loaded"
    assert inner in demo.children


def test_tabs_of_interfaces(page):
    greeter, shouter = gr.Interface(hello, "text", "text"), gr.Interface(str.upper, "text", "text")
    demo = gr.TabbedInterface([greeter, shouter], ["Greet", "Shout"], "Two")
    tabs = next(block for block in demo.descendants() if isinstance(block, gr.Tabs))
    assert list(tabs.titles) == ["Greet", "Shout"]
    assert texts(demo)[0] == "# Two"
    submit(page, greeter, "Ada")
    assert greeter.output_components[0].value == "Hello Ada!"


def test_tabs_without_names_are_numbered():
    demo = gr.TabbedInterface([gr.Interface(hello, "text", "text"), gr.Interface(hello, "text", "text")], ["One"])
    tabs = next(block for block in demo.descendants() if isinstance(block, gr.Tabs))
    assert list(tabs.titles) == ["One", "Tab 2"]


def test_running_a_cell_again_keeps_the_apps_inside_that_another_cell_made(page, monkeypatch):
    def begin(cell, execution):
        monkeypatch.setattr(cells, "running_cell", lambda: (cell, execution))

    begin("interface of its own", 1)
    greeter = gr.Interface(hello, "text", "text")
    begin("tabs around it", 2)
    first = gr.TabbedInterface([greeter])
    begin("tabs around it", 3)
    again = gr.TabbedInterface([greeter])
    assert first.comm is None
    assert greeter in list(again.descendants())
    submit(page, greeter, "Ada")
    assert greeter.output_components[0].value == "Hello Ada!"
    begin("interface of its own", 4)
    gr.Interface(hello, "text", "text")
    assert greeter.comm is None
    assert greeter not in list(again.descendants())


def test_closing_takes_everything_along(page):
    before = set(_instances)
    demo = gr.Interface(hello, ["text"], "text", examples=["Ada"], title="Title")
    demo.close()
    assert set(_instances) <= before
