from __future__ import annotations

import pytest
from traitlets import TraitError

import nbblocks as gr


def test_the_picked_value_reaches_the_handler(page):
    with gr.Blocks():
        slider, double = gr.Slider(0, 10), gr.Number()
        slider.release(lambda x: 2 * x, slider, double)
    page.act(slider, "input", {"value": 4.2})
    page.act(slider, "release")
    assert double.value == 8.4


def test_it_starts_at_the_minimum():
    assert gr.Slider(5, 10, step=1).value == 5


@pytest.mark.parametrize(("given", "held"), [(-3, 0), (150, 100), (42.5, 42.5), ("7", 7)])
def test_what_an_author_sets_stays_within_the_range(given, held):
    assert gr.Slider(0, 100, given).value == held


@pytest.mark.parametrize(
    ("minimum", "maximum", "step"), [(0, 100, 1), (0, 1, 0.01), (0, 10, 0.1), (0, 1000, 10), (-1, 1, 0.01)]
)
def test_steps_suit_the_range_as_they_do_in_gradio(page, minimum, maximum, step):
    slider = gr.Slider(minimum, maximum)
    assert slider.get_state("step") == {"step": step}


@pytest.mark.parametrize("hostile", ["5", None, True, [5], -1, 11, 2.5, float("nan"), float("inf"), 10**400])
def test_the_page_may_only_pick_whole_steps_of_the_range(page, hostile):
    slider = gr.Slider(0, 10, 3, step=1)
    page.act(slider, "input", {"value": hostile})
    page.update(slider, value=hostile)
    assert slider.value == 3


@pytest.mark.parametrize("value", [-1.5, -0.3, 0.1 + 0.2, 0.7000000001, 1.5])
def test_fractions_come_without_the_noise_of_javascript(page, value):
    slider = gr.Slider(-1.5, 1.5, 0, step=0.1)
    page.act(slider, "input", {"value": value})
    assert slider.value == round(value, 1)


def test_whole_ranges_give_ints_and_others_floats(page):
    whole, fractions = gr.Slider(0, 10, step=1), gr.Slider(0, 10, step=0.5)
    for slider in (whole, fractions):
        page.act(slider, "input", {"value": 7})
    assert (type(whole.value), type(fractions.value)) == (int, float)


def test_precision_0_gives_an_int(page):
    slider = gr.Slider(0.0, 10.0, step=1.0, precision=0)
    page.act(slider, "input", {"value": 7})
    assert (slider.value, type(slider.value)) == (7, int)


def test_a_handler_may_set_and_gets_what_lies_between_the_steps(page):
    with gr.Blocks():
        button, slider, seen = gr.Button(), gr.Slider(0, 10, step=1), gr.Number()
        button.click(lambda: 2.5, None, slider).then(lambda value: value, slider, seen)
    page.act(button, "click")
    assert (slider.value, seen.value) == (2.5, 2.5)


def test_a_start_between_the_steps_can_be_gone_back_to(page):
    slider = gr.Slider(1, 100, 50, step=5)
    page.act(slider, "input", {"value": 6})
    page.act(slider, "input", {"value": 50})
    assert slider.value == 50


def test_a_random_start_is_a_whole_step_of_the_range():
    starts = {gr.Slider(10, 20, step=5, randomize=True, value=10).value for _ in range(100)}
    assert starts == {10, 15, 20}


def test_a_random_start_comes_with_each_load(page):
    with gr.Blocks() as demo:
        slider = gr.Slider(0, 10**9, step=1, randomize=True)
    demo.fire("load")
    page.settle(slider)
    assert slider.value > 0


def test_a_new_range_takes_the_value_along(page):
    slider = gr.Slider(0, 100, 50)
    slider.maximum = 10
    assert slider.value == 10
    assert page.updates(slider, "step")[-1] == 0.1


def test_range_and_value_change_together_as_one_change(page):
    seen = []
    with gr.Blocks():
        button, slider = gr.Button(), gr.Slider(0, 10, 5)
        button.click(lambda: gr.update(minimum=100, maximum=200, value=150), None, slider)
        slider.change(seen.append, slider, trigger_mode="multiple")
    page.act(button, "click")
    assert seen == [150]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"minimum": 5, "maximum": 5}, "less than its maximum"),
        ({"minimum": 200}, "less than its maximum"),
        ({"step": 0}, "more than 0"),
        ({"step": -1}, "more than 0"),
        ({"maximum": float("inf")}, "must be a number"),
        ({"value": "high"}, "cannot hold"),
    ],
)
def test_a_range_that_makes_no_sense_is_named(options, message):
    with pytest.raises(TraitError, match=message):
        gr.Slider(**options)
