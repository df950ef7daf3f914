from __future__ import annotations

import enum

import pytest
from traitlets import TraitError

import nbblocks as gr
from tests.page import selections


class Colour(str, enum.Enum):
    RED = "red"
    BLUE = "blue"


class Scalar(int):
    """A number that is no plain int, as numpy's are."""


def test_the_choice_reaches_the_handler(page):
    with gr.Blocks():
        radio, text = gr.Radio(["a", ("B", "b")]), gr.Textbox()
        radio.change(str.upper, radio, text)
    page.act(radio, "input", {"value": "b"})
    assert (radio.value, text.value) == ("b", "B")


def test_a_handler_may_receive_the_place_instead(page):
    seen = []
    with gr.Blocks():
        radio = gr.Radio(["a", "b", "c"], type="index")
        radio.change(seen.append, radio)
    page.act(radio, "input", {"value": "c"})
    assert seen == [2]
    assert radio.preprocess(None) is None


def test_nothing_is_chosen_unless_told():
    assert gr.Radio(["a", "b"]).value is None
    assert gr.Radio(["a", "b"], "b").value == "b"


@pytest.mark.parametrize("choices", [range(3), {0: "a", 1: "b"}.keys(), (0, 1), [Scalar(0)], iter([0])])
def test_choices_may_be_anything_that_has_items(choices):
    assert gr.Radio(choices, 0).value == 0


@pytest.mark.parametrize("choices", ["abc", 5, [("a", "b", "c")]])
def test_what_are_no_choices_is_named(choices):
    with pytest.raises(TraitError, match=r"choice"):
        gr.Radio(choices)


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("a", "a"),
        (7, 7),
        (2.5, 2.5),
        (True, True),
        (None, None),
        (2**60, str(2**60)),
        ((512, 512), "(512, 512)"),
        ([1], "[1]"),
        (Colour.RED, "red"),
        (float("inf"), "inf"),
        (len, str(len)),
    ],
)
def test_values_of_any_kind_can_be_chosen_and_come_back_themselves(page, value, key):
    radio = gr.Radio([("other", "other"), ("this", value)], "other")
    assert page.messages
    assert radio.get_state("choices")["choices"][1] == ["this", key]
    page.act(radio, "input", {"value": key})
    assert radio.value is value


def test_true_and_1_are_two_choices(page):
    radio = gr.Radio([1, True], 1)
    page.act(radio, "input", {"value": True})
    assert radio.value is True


@pytest.mark.parametrize("hostile", ["c", "A", 0, None, True, ["a"], {"a": 1}, float("nan"), "x" * 10**6])
def test_the_page_may_only_choose_what_is_offered(page, hostile):
    radio = gr.Radio(["a", "b", 1], "a")
    page.act(radio, "input", {"value": hostile})
    page.update(radio, value=hostile)
    assert radio.value == "a"


def test_the_page_cannot_offer(page):
    radio = gr.Radio(["a"], "a")
    page.update(radio, choices=[["b", "b"]])
    page.act(radio, "input", {"choices": [["b", "b"]], "value": "b"})
    assert (radio.choices, radio.value) == ([("a", "a")], "a")


def test_a_value_that_is_not_offered_is_dropped_with_a_warning():
    radio = gr.Radio(["a", "b"], "a")
    with pytest.warns(UserWarning, match="Radio does not offer 'z'"):
        radio.value = "z"
    assert radio.value is None


def test_a_choice_that_is_taken_away_is_not_chosen_any_more(page):
    radio = gr.Radio(["a", "b"], "a")
    radio.choices = ["b", "c"]
    assert radio.value is None
    radio.value = "b"
    radio.choices = ["b"]
    assert radio.value == "b"


def test_new_choices_and_a_new_value_are_one_change(page):
    seen = []
    with gr.Blocks():
        button, radio = gr.Button(), gr.Radio(["a", "b"], "a")
        button.click(lambda: gr.Radio(choices=["x", "y"], value="y"), None, radio)
        radio.change(seen.append, radio, trigger_mode="multiple")
    page.act(button, "click")
    assert (seen, radio.choices) == (["y"], [("x", "x"), ("y", "y")])


def test_select_carries_the_place_and_the_value_of_what_is_offered(page):
    radio = gr.Radio(["a", ("pair", (1, 2))])
    seen = selections(radio)
    page.act(radio, "select", data={"value": "(1, 2)", "index": 99})
    page.act(radio, "select", data={"value": "z"})
    assert seen == [(1, (1, 2), True)]


def test_a_read_only_radio_refuses_everything(page):
    seen = []
    with gr.Blocks():
        radio = gr.Radio(["a", "b"], "a", interactive=False)
        radio.select(lambda: seen.append(1))
    page.act(radio, "input", {"value": "b"})
    page.act(radio, "select", data={"value": "b"})
    assert (radio.value, seen) == ("a", [])


def test_the_snapshot_shows_the_label():
    assert gr.Radio([("Large", "L")], "L").summary() == "Large"
    assert gr.Radio(["a"]).summary() == ""
