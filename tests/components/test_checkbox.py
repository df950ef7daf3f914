from __future__ import annotations

import pytest

import nbblocks as gr
from tests.page import selections


def test_a_tick_reaches_the_handler(page):
    with gr.Blocks():
        box, text = gr.Checkbox(label="Loud"), gr.Textbox()
        box.change(lambda loud: "HEY" if loud else "hey", box, text)
    page.act(box, "input", {"value": True})
    assert text.value == "HEY"


@pytest.mark.parametrize(("given", "ticked"), [(True, True), (0, False), (1, True), (None, False), ("yes", True)])
def test_an_author_may_give_anything_that_counts_as_true_or_false(given, ticked):
    assert gr.Checkbox(given).value is ticked


@pytest.mark.parametrize("hostile", [None, 1, 0, "true", [True], {}])
def test_the_page_may_only_send_true_or_false(page, hostile):
    box = gr.Checkbox(True)
    page.act(box, "input", {"value": hostile})
    page.update(box, value=hostile)
    assert box.value is True


def test_select_says_which_box_and_whether_it_is_ticked(page):
    box = gr.Checkbox(label="Loud")
    seen = selections(box)
    page.act(box, "input", {"value": True})
    page.act(box, "select", data={"selected": True})
    page.act(box, "select", data={"selected": "yes"})
    assert seen == [(0, "Loud", True)]


def test_the_snapshot_says_yes_or_no():
    assert [gr.Checkbox(True).summary(), gr.Checkbox().summary()] == ["yes", "no"]
