from __future__ import annotations

import pytest

import nbblocks as gr
from tests.page import selections


def test_the_ticks_reach_the_handler_in_their_order(page):
    with gr.Blocks():
        group, text = gr.CheckboxGroup(["a", ("B", "b"), "c"]), gr.Textbox()
        group.change(" ".join, group, text)
    page.act(group, "input", {"value": ["c", "b"]})
    assert (group.value, text.value) == (["c", "b"], "c b")


def test_a_handler_may_receive_the_places_instead(page):
    seen = []
    with gr.Blocks():
        group = gr.CheckboxGroup(["a", "b", "c"], type="index")
        group.change(seen.append, group)
    page.act(group, "input", {"value": ["c", "a"]})
    page.act(group, "input", {"value": []})
    assert seen == [[2, 0], []]


@pytest.mark.parametrize(
    ("given", "held"),
    [(None, []), ("ab", ["ab"]), (1, [1]), (["ab", 1], ["ab", 1]), ((1,), [1]), ({1}, [1]), ([1, 1], [1])],
)
def test_an_author_may_give_one_or_several(given, held):
    assert gr.CheckboxGroup(["ab", 1], given).value == held


@pytest.mark.parametrize(
    "hostile", ["a", None, 1, {"a": 1}, ["a", "a"], ["z"], ["a", None], [["a"]], ["a", "b", "c"], ["a"] * 10**5]
)
def test_the_page_may_only_tick_what_is_offered(page, hostile):
    group = gr.CheckboxGroup(["a", "b"], ["b"])
    page.act(group, "input", {"value": hostile})
    page.update(group, value=hostile)
    assert group.value == ["b"]


def test_what_is_not_offered_is_dropped_with_a_warning():
    with pytest.warns(UserWarning, match="CheckboxGroup does not offer 'z'"):
        group = gr.CheckboxGroup(["a", "b"], ["z", "a"])
    assert group.value == ["a"]


def test_a_choice_that_is_taken_away_is_not_ticked_any_more(page):
    group = gr.CheckboxGroup(["a", "b"], ["a", "b"])
    group.choices = ["b", "c"]
    assert group.value == ["b"]
    assert page.updates(group, "value") == [["b"]]


def test_select_says_which_box_and_whether_it_is_ticked(page):
    group = gr.CheckboxGroup(["a", "b"])
    seen = selections(group)
    page.act(group, "select", data={"value": "b", "selected": False})
    page.act(group, "select", data={"value": ["b"], "selected": False})
    assert seen == [(1, "b", False)]


def test_values_of_any_kind_come_back_themselves(page):
    small, large = (64, 64), (512, 512)
    group = gr.CheckboxGroup([("small", small), ("large", large)], [small])
    assert group.get_state("value") == {"value": ["(64, 64)"]}
    page.act(group, "input", {"value": ["(512, 512)", "(64, 64)"]})
    assert group.value == [large, small]


def test_the_snapshot_shows_the_labels():
    assert gr.CheckboxGroup([("Cheese", "C"), "O"], ["O", "C"]).summary() == "O, Cheese"
