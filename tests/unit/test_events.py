from __future__ import annotations

from warnings import catch_warnings, simplefilter

import pytest

import nbblocks as gr
from nbblocks import components
from nbblocks.exceptions import CompatibilityWarning
from tests.unit.samples import make, sample


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


def test_outputs_as_a_set_take_the_values_in_the_order_of_their_making(page):
    import ipywidgets

    with gr.Blocks():
        button, outputs = gr.Button(), []
        for _ in range(6):
            text = ipywidgets.Text()
            outputs += [text, gr.Trait(text, "placeholder"), gr.State(), gr.Textbox(render=False), gr.State()]
        for box in outputs[-2::-5]:
            box.render()
        values = [str(place) for place in range(len(outputs))]
        button.click(lambda: values, None, set(outputs))
    page.act(button, "click")
    assert [output.value for output in outputs] == values


def test_states_as_a_set_take_the_values_in_the_order_of_their_making(page):
    with gr.Blocks():
        states = [gr.State() for _ in range(9)]
        button = gr.Button()
        button.click(lambda: tuple(range(9)), None, frozenset(states))
    page.act(button, "click")
    assert [state.value for state in states] == list(range(9))


@pytest.mark.parametrize("make", [lambda fn, _: fn, lambda _, event: [event, None], lambda *_: "x", lambda *_: [5]])
def test_what_cancels_nothing_is_refused_when_it_is_attached(page, make):
    with gr.Blocks():
        button, stop, output = gr.Button(), gr.Button(), gr.Textbox()

        @button.click(outputs=output)
        def work():
            yield "1"

        event = button.click(work, None, output)
        with pytest.raises(TypeError, match=r"Button.click\(\): cancels must be an event .*cancels=\[event\]"):
            stop.click(None, cancels=make(work, event))


def test_cancels_takes_one_event_or_several(page):
    with gr.Blocks():
        button = gr.Button()
        first, second = button.click(lambda: None), button.click(lambda: None)
        assert gr.Button().click(None, cancels=first).cancels == [first]
        assert gr.Button().click(None, cancels=(first, second)).cancels == [first, second]
        assert gr.Button().click(None).cancels == []


def test_the_timer_of_every_is_that_of_the_event(page):
    with gr.Blocks() as demo:
        button, output, timer = gr.Button(), gr.Textbox(), gr.Timer(3)
        assert button.click(lambda: "x", None, output).associated_timer is None
        every = demo.load(lambda: "x", None, output, every=2).associated_timer
        assert (type(every), every.value) == (gr.Timer, 2)
        assert button.click(lambda: "x", None, output, every=timer).associated_timer is timer


@pytest.mark.parametrize(
    ("option", "error", "says"),
    [
        ({"js": 5}, TypeError, "js must be a text of JavaScript, not int '5'"),
        ({"validator": 3}, TypeError, "validator must be a function"),
        ({"executor": 4}, TypeError, "executor must be a concurrent.futures.Executor, a client of Dask or False"),
        ({"executor": True}, TypeError, "executor must be"),
        ({"queue": "no"}, TypeError, "queue must be True or False, not str 'no'"),
        ({"preprocess": "no"}, TypeError, "preprocess must be True or False"),
        ({"show_progress_on": "O"}, TypeError, "show_progress_on must be a component or a list of them"),
        ({"inputs_kwargs": [1]}, TypeError, "inputs_kwargs must be a dict of components by the names"),
        ({"inputs_kwargs": {"agee": 1}}, TypeError, "agee must be a component"),
        ({"concurrency_limit": "a"}, TypeError, "concurrency_limit must be a whole number or None or 'default'"),
        ({"concurrency_limit": 1.5}, TypeError, "concurrency_limit must be a whole number"),
        ({"concurrency_limit": -1}, ValueError, "concurrency_limit must be more than 0"),
        ({"max_batch_size": 0}, ValueError, "max_batch_size must be more than 0"),
        ({"time_limit": "a"}, TypeError, "time_limit must be a number of seconds"),
    ],
)
def test_an_option_that_cannot_be_is_refused_when_it_is_attached(page, boxes, option, error, says):
    with pytest.raises(error, match=rf"^Textbox.submit.*: {says}"):
        boxes[0].submit(lambda *_, age=1: None, boxes[0], **option)


def test_a_container_shows_no_progress(page):
    with gr.Blocks():
        with gr.Row() as row:
            box = gr.Textbox()
        with pytest.raises(TypeError, match="show_progress_on must be a component or a list of them, not list"):
            box.submit(str.upper, box, box, show_progress_on=[row])


def test_an_input_for_a_parameter_that_is_not_there_suggests_the_nearest(page, boxes):
    def describe(name, *, age):
        return name

    with pytest.raises(TypeError, match=r"describe\(\): the handler has no parameter 'agee' .* did you mean 'age'\?"):
        boxes[0].submit(describe, boxes[0], inputs_kwargs={"agee": boxes[1]})
    boxes[0].submit(lambda name, **more: None, boxes[0], inputs_kwargs={"agee": boxes[1]})


def test_a_switch_that_is_none_is_as_if_it_were_not_given(page, boxes):
    options = boxes[0].submit(print, boxes[0], queue=None, scroll_to_output=None).options
    assert (options.queue, options.scroll_to_output) == (True, False)


class Percent(gr.Number):
    """Handlers see shares, the page and the kernel hundredths."""

    def preprocess(self, value):
        return value / 100

    def postprocess(self, value):
        return super().postprocess(value) * 100


@pytest.mark.parametrize("give", [lambda value: value, lambda value: gr.update(value=value, label="Share")])
def test_without_processing_a_handler_gets_and_gives_what_is_stored(page, give):
    with gr.Blocks() as demo:
        source, target, got, button = Percent(0.5), Percent(), gr.State(), gr.Button()
        changed = gr.State()
        button.click(lambda value: (value, give(value)), source, [got, target], preprocess=False, postprocess=False)
        target.change(lambda share: share, target, changed)
    page.act(button, "click")
    assert (got.value, target.value, changed.value) == (50, 50, 0.5)
    assert page.updates(target, "value") == [50]
    assert not demo.errors


@pytest.mark.parametrize("name", components.__all__)
def test_without_processing_what_a_component_stores_passes_unchanged(page, name):
    cls = getattr(components, name)
    with gr.Blocks() as demo:
        source, target, got, button = make(cls, value=sample(cls).value), make(cls), gr.State(), gr.Button()
        button.click(lambda value: (value, value), source, [got, target], preprocess=False, postprocess=False)
    page.act(button, "click")
    assert got.value == source.value
    assert target.value == source.value
    assert not demo.errors


def test_without_processing_a_component_still_refuses_what_it_cannot_hold(page):
    with gr.Blocks() as demo:
        target, button = Percent(0.5), gr.Button()
        button.click(lambda: "a lot", None, target, postprocess=False)
    page.act(button, "click")
    assert target.value == 50
    assert "'a lot'" in str(demo.errors[0].exception)


@pytest.mark.parametrize(
    "spelling",
    [
        lambda **more: gr.update(value="z", **more),
        lambda **more: gr.Textbox.update(value="z", **more),
        lambda **more: gr.Textbox("z", **more),
        lambda **more: {"__type__": "update", "value": "z", **more},
    ],
)
@pytest.mark.parametrize(("ignored", "warnings"), [(None, 0), ({}, 1)])
def test_every_spelling_of_an_update_ignores_what_has_no_meaning_here(page, boxes, spelling, ignored, warnings):
    a, b, _ = boxes
    a.submit(lambda: spelling(html_attributes=ignored), None, b)
    with catch_warnings(record=True) as caught:
        simplefilter("always")
        page.act(a, "submit")
    assert b.value == "z"
    assert ["html_attributes" in str(warning.message) for warning in caught] == [True] * warnings


@pytest.mark.parametrize("spelling", [gr.update, gr.Textbox.update, gr.Textbox])
def test_an_unknown_property_in_an_update_suggests_the_nearest(page, spelling):
    with gr.Blocks() as demo:
        box, button = gr.Textbox("before"), gr.Button()
        button.click(lambda: spelling(value="after", lable="x"), None, box)
    page.act(button, "click")
    assert "'lable'; did you mean 'label'?" in str(demo.errors[0].exception).replace(" to update", "")
    assert box.value == "before"


def test_a_parameter_by_name_only_that_nothing_gives_is_refused_when_it_is_attached(page, boxes):
    a, b, c = boxes

    def join(first, *, second, third="", event: gr.EventData):
        return first + second

    says = r"^Textbox.submit → join\(\): nothing gives the handler its parameter 'second'.*inputs_kwargs={'second': "
    with pytest.raises(TypeError, match=says):
        a.submit(join, a, c)
    a.submit(join, a, c, inputs_kwargs={"second": b})
    page.act(a, "submit", {"value": "x"})
    assert c.value == "x"


@pytest.mark.parametrize(
    ("attach", "nearest"),
    [
        (lambda a: a.submit(str, a, output=a), "outputs"),
        (lambda a: a.submit(str, input=a), "inputs"),
        (lambda a: gr.on(trigger=a.submit, fn=str), "triggers"),
        (lambda a: a.submit(str, trigger="once"), "trigger_mode"),
    ],
)
def test_a_misspelt_parameter_suggests_the_right_one(boxes, attach, nearest):
    with pytest.raises(TypeError, match=rf"\(\) got an unexpected keyword argument .* did you mean '{nearest}'\?"):
        attach(boxes[0])


def request_first(request: gr.Request, text):
    return f"{text} {type(request).__name__}"


def request_between(first, request: gr.Request, second="!", *more):
    return f"{first} {type(request).__name__} {second} {more}"


def request_by_place_only(request: gr.Request, text, event: gr.EventData, /):
    return f"{text} {type(request).__name__} {type(event).__name__}"


def input_by_name_first(named, text):
    return f"{named} {text}"


@pytest.mark.parametrize(
    ("fn", "inputs", "by_name", "told"),
    [
        (request_first, ["a"], [], "a Request"),
        (request_between, ["a"], [], "a Request ! ()"),
        (request_between, ["a", "b", "c"], [], "a Request b ('c',)"),
        (request_by_place_only, ["a"], [], "a Request EventData"),
        (input_by_name_first, ["a"], ["named"], "named a"),
    ],
)
def test_what_is_filled_in_may_stand_before_the_inputs(page, fn, inputs, by_name, told):
    def valid(request: gr.Request, *_values, **_named):
        return isinstance(request, gr.Request)

    with gr.Blocks() as demo:
        boxes, target, button = [gr.Textbox(text) for text in inputs], gr.Textbox(), gr.Button()
        named = {name: gr.Textbox(name) for name in by_name}
        button.click(fn, boxes, target, inputs_kwargs=named, validator=valid)
    page.act(button, "click")
    assert not demo.errors
    assert target.value == told
