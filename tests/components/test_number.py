from __future__ import annotations

import numpy as np
import pytest
from traitlets import TraitError

import nbblocks as gr


class Scalar:
    """What numpy and torch give: a number inside something else."""

    def item(self):
        return 2.5


def test_a_typed_number_reaches_the_handler(page):
    with gr.Blocks():
        number, double = gr.Number(), gr.Number()
        number.submit(lambda x: 2 * x, number, double)
    page.act(number, "input", {"value": 21})
    page.act(number, "submit")
    assert double.value == 42


@pytest.mark.parametrize(
    ("given", "shown"), [(3, 3), (2.5, 2.5), ("7", 7), ("1e3", 1000.0), (True, 1), (Scalar(), 2.5), (None, None)]
)
def test_whatever_stands_for_a_number_is_shown(given, shown):
    assert gr.Number(given).value == shown


@pytest.mark.parametrize("nonsense", ["twelve", [1], {"a": 1}, 10**400, object()])
def test_what_is_no_number_is_named(nonsense):
    with pytest.raises(TraitError, match="Number cannot hold"):
        gr.Number(nonsense)


@pytest.mark.parametrize("nothing", [float("nan"), float("inf"), np.float32("nan")])
@pytest.mark.parametrize("precision", [None, 0])
def test_what_is_not_finite_leaves_the_box_empty(page, nothing, precision):
    with gr.Blocks():
        button, number, seen = gr.Button(), gr.Number(7, precision=precision), gr.Textbox()
        button.click(lambda: nothing, None, number).then(repr, number, seen)
    page.act(button, "click")
    assert (number.value, seen.value) == (None, "None")
    assert number.get_state("value")["value"] is None


@pytest.mark.parametrize("hostile", ["5", True, [5], float("nan"), float("inf"), 10**400, 9, 101, -1e308])
def test_the_page_may_only_send_numbers_within_the_bounds(page, hostile):
    number = gr.Number(50, minimum=10, maximum=100)
    page.act(number, "input", {"value": hostile})
    page.update(number, value=hostile)
    assert number.value == 50


def test_an_emptied_box_is_none(page):
    number = gr.Number(5)
    page.act(number, "input", {"value": None})
    assert number.value is None


@pytest.mark.parametrize(
    ("precision", "value", "rounded"), [(None, 2.567, 2.567), (0, 2.567, 3), (2, 2.567, 2.57), (-2, 1234, 1200)]
)
def test_both_sides_are_rounded_to_the_precision(page, precision, value, rounded):
    number = gr.Number(value, precision=precision)
    assert (number.value, type(number.value)) == (rounded, type(rounded))
    number = gr.Number(precision=precision)
    page.act(number, "input", {"value": value})
    assert (number.value, type(number.value)) == (rounded, type(rounded))


def test_rounding_does_not_leave_the_bounds(page):
    number = gr.Number(1, precision=0, maximum=9.6)
    page.act(number, "input", {"value": 9.6})
    assert number.value == 1


def test_a_new_precision_rounds_the_value():
    number = gr.Number(2.567)
    number.precision = 1
    assert number.value == 2.6


def test_an_author_may_show_a_number_out_of_bounds():
    assert gr.Number(5, minimum=10).value == 5


def test_bounds_are_numbers_too():
    assert gr.Number(minimum=Scalar()).minimum == 2.5
    with pytest.raises(TraitError, match="minimum of Number must be a number"):
        gr.Number(minimum="low")


def test_a_number_that_is_only_an_output_refuses_typing(page):
    with gr.Blocks():
        button, number = gr.Button(), gr.Number()
        button.click(lambda: 1, None, number)
    page.act(number, "input", {"value": 2})
    assert number.value is None


def test_a_step_of_none_is_that_of_gradio():
    assert gr.Number(step=None).step is None
