from __future__ import annotations

import threading

import anywidget
import ipywidgets
import pytest
from traitlets import HasTraits, Int, TraitError, Unicode

import nbblocks as gr


class Dial(anywidget.AnyWidget):
    _esm = "export default {}"
    angle = Int(0).tag(sync=True)


class Plain(HasTraits):
    name = Unicode("nobody")


@pytest.fixture(params=["thread", "inline"])
def policy(request):
    return request.param


@pytest.mark.parametrize(
    ("make", "name", "value", "shown"),
    [
        (lambda: ipywidgets.Tab([ipywidgets.HTML(), ipywidgets.HTML()]), "selected_index", 1, "1"),
        (Dial, "angle", 90, "90"),
        (Plain, "name", "Ada", "Ada"),
        (lambda: gr.Textbox(lines=2), "lines", 5, "5"),
    ],
    ids=["ipywidgets", "anywidget", "no widget", "ours"],
)
def test_any_trait_of_any_widget_calls_a_handler_and_is_its_input(page, policy, make, name, value, shown):
    with gr.Blocks(policy=policy):
        widget, target = make(), gr.Textbox()
        trait = gr.Trait(widget, name)
        gr.on(trait, str, trait, target)
    setattr(widget, name, value)
    page.settle(target)
    assert target.value == shown


def test_what_a_visitor_changes_on_somebody_elses_widget_calls_a_handler(page, policy):
    with gr.Blocks(policy=policy):
        slider, target = ipywidgets.IntSlider(), gr.Number()
        gr.Trait(slider).change(lambda number: number * 2, slider, target)
    page.update(slider, value=21)
    page.settle(target)
    assert target.value == 42


def test_a_trait_is_an_output(page, policy):
    with gr.Blocks(policy=policy):
        tabs, button, text = ipywidgets.Tab([ipywidgets.HTML(), ipywidgets.HTML()]), gr.Button(), gr.Textbox(lines=1)
        button.click(lambda: (1, 7), None, [gr.Trait(tabs, "selected_index"), gr.Trait(text, "lines")])
    page.act(button, "click")
    assert (tabs.selected_index, text.lines) == (1, 7)
    assert page.updates(tabs, "selected_index") == [1]


def test_a_handler_may_name_the_trait_that_it_changes(page):
    with gr.Blocks():
        dial, button, text = Dial(), gr.Button(), gr.Textbox("kept")
        button.click(lambda: {gr.Trait(dial, "angle"): 45}, None, [gr.Trait(dial, "angle"), text])
    page.act(button, "click")
    assert (dial.angle, text.value) == (45, "kept")


def test_an_output_may_change_several_traits_of_the_widget(page):
    with gr.Blocks():
        slider, button = ipywidgets.IntSlider(max=10), gr.Button()
        button.click(lambda: gr.update(value=500, max=1000), None, slider)
    page.act(button, "click")
    assert (slider.value, slider.max) == (500, 1000)


def test_the_event_tells_what_changed(page):
    seen = []

    def look(event: gr.EventData):
        seen.append((event.target, event.name, event.old, event.new))

    with gr.Blocks():
        dial = Dial(angle=10)
        gr.Trait(dial, "angle").change(look)
    dial.angle = 20
    page.settle()
    assert seen == [(dial, "angle", 10, 20)]


def test_a_handler_that_writes_the_trait_which_it_follows_is_called_once(page, policy):
    seen = []
    dial = Dial()
    angle = gr.Trait(dial, "angle")
    with gr.Blocks(policy=policy):
        angle.change(lambda a: a + 1, angle, angle)
        angle.change(seen.append, angle, trigger_mode="multiple")
    dial.angle = 5
    page.settle()
    assert dial.angle == 6
    assert (len(seen), seen[-1]) == (2, 6), "another handler follows what the first one wrote, too"


def test_that_is_so_where_the_output_is_the_component_itself(page, policy):
    with gr.Blocks(policy=policy):
        number = gr.Number(0)
        gr.Trait(number, "value").change(lambda n: min(n + 1, 50), number, number)
    number.value = 5
    page.settle()
    assert number.value == 6


def test_with_no_trigger_a_widget_that_is_not_ours_is_one_too(page):
    with gr.Blocks():
        slider, dial, target = ipywidgets.IntSlider(), Dial(), gr.Number()
        gr.on(None, lambda a, b: a + b, [slider, gr.Trait(dial, "angle")], target)
    slider.value = 3
    page.settle(target)
    assert target.value == 3
    dial.angle = 4
    page.settle(target)
    assert target.value == 7


def test_events_and_traits_in_one_list(page):
    with gr.Blocks():
        dial, button, count = Dial(), gr.Button(), gr.Number(0)
        gr.on([button.click, gr.Trait(dial, "angle")], lambda n: n + 1, count, count, trigger_mode="multiple")
    page.act(button, "click")
    dial.angle = 1
    page.settle(button)
    assert count.value == 2


def test_a_change_from_another_thread(page):
    with gr.Blocks():
        dial, target = Dial(), gr.Number()
        gr.Trait(dial, "angle").change(lambda angle: angle, gr.Trait(dial, "angle"), target)
    thread = threading.Thread(target=lambda: setattr(dial, "angle", 30))
    thread.start()
    thread.join()
    page.settle(target)
    assert target.value == 30


def test_a_closed_app_follows_nothing(page):
    seen = []
    dial = Dial()
    with gr.Blocks() as closed:
        gr.Trait(dial, "angle").change(lambda: seen.append("closed"))
    with gr.Blocks():
        gr.Trait(dial, "angle").change(lambda: seen.append("open"))
    closed.close()
    dial.angle = 1
    page.settle()
    assert seen == ["open"]


def test_a_handler_of_a_closed_app_may_be_detached():
    dial = Dial()
    with gr.Blocks() as demo:
        dependency = gr.Trait(dial, "angle").change(lambda: None)
    demo.close()
    dependency.detach()


def test_a_handler_that_is_detached_is_called_no_more_and_kept_by_nobody(page):
    seen = []
    dial = Dial()
    with gr.Blocks() as demo:
        kept = len(demo._kept)
        dependency = gr.Trait(dial, "angle").change(lambda: seen.append("called"))
    dependency.detach()
    dial.angle = 1
    page.settle()
    assert not seen
    assert len(demo._kept) == kept


def test_outside_the_app_a_handler_still_belongs_to_that_of_its_output(page):
    dial = Dial()
    with gr.Blocks() as demo:
        target = gr.Number()
    gr.Trait(dial, "angle").change(lambda angle: angle, gr.Trait(dial, "angle"), target)
    dial.angle = 8
    page.settle(target)
    assert target.value == 8
    demo.close()
    assert not dial._trait_notifiers.get("angle", {}).get("change")


def test_what_the_trait_refuses_is_an_error_of_the_handler(page):
    with gr.Blocks() as demo:
        dial, button = Dial(), gr.Button()
        button.click(lambda: "much", None, gr.Trait(dial, "angle"))
    page.act(button, "click")
    assert dial.angle == 0
    assert isinstance(demo.errors[-1].exception, TraitError)


def test_a_wrong_name_is_told_with_the_right_one():
    with pytest.raises(TypeError, match=r"a Dial has no trait 'angel'; did you mean 'angle'\?"):
        gr.Trait(Dial(), "angel")
    with pytest.raises(TypeError, match="not str"):
        gr.Trait("dial", "angle")


def test_what_is_no_event_is_told():
    with gr.Blocks():
        button = gr.Button()
    with pytest.raises(TypeError, match=r"events such as button\.click"):
        gr.on(button, print)


def test_what_a_visitor_selects_in_a_figure_of_plotly(page):
    import plotly.graph_objects as graphs

    # Plotly takes the selection away when it has read it, so that only the event knows it.
    def show(event: gr.EventData):
        return gr.skip() if event.new is None else str(event.new["points"]["xs"])

    figure = graphs.FigureWidget(graphs.Scatter(x=[1, 2, 3], y=[3, 1, 2]))
    with gr.Blocks():
        placed, xs = gr.Widget(figure), gr.Textbox()
        gr.Trait(figure, "_js2py_pointsCallback").change(show, None, xs)
    points = {"trace_indexes": [0, 0], "point_indexes": [1, 2], "xs": [2, 3], "ys": [1, 2]}
    said = {"event_type": "plotly_selected", "points": points, "device_state": None, "selector": None}
    page.update(figure, _js2py_pointsCallback=said)
    page.settle(placed)
    assert xs.value == "[2, 3]"


def test_a_canvas_of_matplotlib(page):
    from ipympl.backend_nbagg import Canvas
    from matplotlib.figure import Figure

    figure = Figure()
    canvas = Canvas(figure)
    with gr.Blocks():
        shown = gr.Textbox()
        cursor = gr.Trait(canvas, "_cursor")
        cursor.change(lambda name: name, cursor, shown)
    canvas._cursor = "crosshair"
    page.settle(shown)
    assert shown.value == "crosshair"
