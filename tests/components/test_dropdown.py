from __future__ import annotations

import pytest
from traitlets import TraitError

import nbblocks as gr
from tests.page import selections


def test_the_choice_reaches_the_handler(page):
    with gr.Blocks():
        dropdown, text = gr.Dropdown(["a", ("B", "b")]), gr.Textbox()
        dropdown.change(str.upper, dropdown, text)
    page.act(dropdown, "input", {"value": "b"})
    assert (dropdown.value, text.value) == ("b", "B")


def test_the_first_choice_is_chosen_unless_told():
    assert gr.Dropdown(["a", "b"]).value == "a"
    assert gr.Dropdown(["a", "b"], "b").value == "b"
    assert gr.Dropdown(["a", "b"], value=None).value is None
    assert gr.Dropdown().value is None
    assert gr.Dropdown(["a", "b"], multiselect=True).value == []


@pytest.mark.parametrize(("given", "held"), [(None, []), ("a", ["a"]), (["b", "a"], ["b", "a"]), (("a", "a"), ["a"])])
def test_with_multiselect_an_author_may_give_one_or_several(given, held):
    assert gr.Dropdown(["a", "b"], given, multiselect=True).value == held


def test_a_handler_may_receive_the_places_instead(page):
    one = gr.Dropdown(["a", "b"], type="index")
    several = gr.Dropdown(["a", "b"], type="index", multiselect=True)
    custom = gr.Dropdown(["a"], "z", type="index", allow_custom_value=True)
    page.act(several, "input", {"value": ["b", "a"]})
    assert [each.preprocess(each.value) for each in (one, several, custom)] == [0, [1, 0], None]


@pytest.mark.parametrize("hostile", ["z", None, ["a"], 0, {"a": 1}, ""])
def test_the_page_may_only_choose_what_is_offered(page, hostile):
    dropdown = gr.Dropdown(["a", "b"])
    page.act(dropdown, "input", {"value": hostile})
    page.update(dropdown, value=hostile)
    assert dropdown.value == "a"


@pytest.mark.parametrize("hostile", ["a", None, ["z"], ["a", "a"], [["a"]], ["a", "b", "c"]])
def test_the_page_may_only_choose_several_of_what_is_offered(page, hostile):
    dropdown = gr.Dropdown(["a", "b", "c"], ["b"], multiselect=True, max_choices=2)
    page.act(dropdown, "input", {"value": hostile})
    page.update(dropdown, value=hostile)
    assert dropdown.value == ["b"]


def test_another_text_can_be_entered_where_that_is_allowed(page):
    one = gr.Dropdown(["a"], allow_custom_value=True)
    several = gr.Dropdown(["a"], multiselect=True, allow_custom_value=True)
    page.act(one, "input", {"value": "mine"})
    page.act(several, "input", {"value": ["mine", "a"]})
    assert (one.value, several.value) == ("mine", ["mine", "a"])


@pytest.mark.parametrize("hostile", ["", 5, True, None, ["mine"], {"a": 1}, "x" * 10_001])
def test_what_is_entered_must_be_a_text_of_some_length(page, hostile):
    dropdown = gr.Dropdown(["a"], allow_custom_value=True)
    page.act(dropdown, "input", {"value": hostile})
    assert dropdown.value == "a"


def test_texts_are_not_entered_without_end(page):
    dropdown = gr.Dropdown(multiselect=True, allow_custom_value=True)
    page.act(dropdown, "input", {"value": [str(number) for number in range(1001)]})
    assert dropdown.value == []


def test_an_author_may_set_what_is_not_offered_where_that_is_allowed():
    assert gr.Dropdown(["a"], "z", allow_custom_value=True).value == "z"
    with pytest.warns(UserWarning, match="Dropdown does not offer 'z'"):
        assert gr.Dropdown(["a"], "z").value is None


def test_choices_that_are_taken_away_are_not_chosen_any_more(page):
    one, several = gr.Dropdown(["a", "b"]), gr.Dropdown(["a", "b"], ["a", "b"], multiselect=True)
    for dropdown in (one, several):
        dropdown.choices = ["b", "c"]
    assert (one.value, several.value) == (None, ["b"])


def test_new_choices_leave_an_entered_text(page):
    dropdown = gr.Dropdown(["a"], "mine", allow_custom_value=True)
    dropdown.choices = ["b"]
    assert dropdown.value == "mine"


def test_a_handler_offers_other_choices_and_chooses_one(page):
    seen = []
    with gr.Blocks():
        country, city = gr.Dropdown(["F", "I"]), gr.Dropdown(["Paris", "Lyon"])
        country.input(lambda _: gr.Dropdown(["Rome", "Milan"], value="Milan"), country, city)
        city.change(seen.append, city, trigger_mode="multiple")
    page.act(country, "input", {"value": "I"})
    assert (city.value, seen) == ("Milan", ["Milan"])


def test_it_becomes_a_multiselect_and_back():
    dropdown = gr.Dropdown(["a", "b"])
    dropdown.multiselect = True
    assert dropdown.value == ["a"]
    dropdown.multiselect = False
    assert dropdown.value is None


def test_select_carries_what_was_chosen_or_removed(page):
    dropdown = gr.Dropdown(["a", "b"], multiselect=True, allow_custom_value=True)
    seen = selections(dropdown)
    page.act(dropdown, "select", data={"value": "b"})
    page.act(dropdown, "select", data={"value": "b", "selected": False})
    page.act(dropdown, "select", data={"value": "mine"})
    page.act(dropdown, "select", data={"value": {"a": 1}})
    assert seen == [(1, "b", True), (1, "b", False), (None, "mine", True)]


def test_key_up_carries_the_key_and_the_text(page):
    seen = []

    def note(event: gr.KeyUpData):
        seen.append((event.key, event.input_value))

    with gr.Blocks():
        dropdown = gr.Dropdown(["a", "b"])
        dropdown.key_up(note, trigger_mode="multiple")
    page.act(dropdown, "key_up", data={"key": "x", "input_value": "ax", "more": 1})
    page.act(dropdown, "key_up", data={"key": {}, "input_value": "ax"})
    assert seen == [("x", "ax")]


@pytest.mark.parametrize("options", [{"num_choices_shown": 0}, {"max_choices": 0}, {"type": "label"}])
def test_options_that_make_no_sense_are_named(options):
    with pytest.raises(TraitError, match=next(iter(options))):
        gr.Dropdown(["a"], **options)


def test_the_snapshot_shows_the_labels():
    assert gr.Dropdown([("Large", "L")]).summary() == "Large"
    assert gr.Dropdown(["a", "b"], ["b", "z"], multiselect=True, allow_custom_value=True).summary() == "b, z"
