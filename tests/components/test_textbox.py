from __future__ import annotations

import pytest
from traitlets import TraitError

import nbblocks as gr
from nbblocks.exceptions import CompatibilityWarning
from nbblocks.jupyter.snapshot import snapshot, text


def test_typed_text_is_the_value(page):
    box = gr.Textbox()
    page.act(box, "input", {"value": "hello"})
    assert box.value == "hello"


def test_typing_is_not_echoed_over_what_is_typed_next(page):
    box = gr.Textbox()
    page.act(box, "input", {"value": "hello"})
    assert page.updates(box, "value") == []


def test_a_handler_may_return_anything_that_has_a_text(page):
    with gr.Blocks():
        box, other = gr.Textbox(), gr.Textbox()
        box.submit(len, box, other)
    page.act(box, "submit", {"value": "four"})
    assert other.value == "4"


@pytest.mark.parametrize("hostile", [5, None, ["a"], {"path": "/etc/passwd"}, "x" * 11])
def test_the_page_may_only_send_text_of_the_right_length(page, hostile):
    box = gr.Textbox("before", max_length=10)
    page.act(box, "input", {"value": hostile})
    assert box.value == "before"


def test_a_read_only_box_refuses_typing(page):
    box = gr.Textbox("before", interactive=False)
    page.act(box, "input", {"value": "after"})
    assert box.value == "before"
    assert page.updates(box, "value") == ["before"]


def test_lines_must_be_positive():
    with pytest.raises(TraitError, match="lines"):
        gr.Textbox(lines=0)


def test_text_area_has_seven_lines():
    assert gr.TextArea().lines == 7


def test_a_password_is_not_saved_with_the_notebook(page):
    box = gr.Textbox("hunter2", type="password", label="Password")
    assert "hunter2" not in snapshot(box) + text(box)


def test_a_text_that_grows_is_sent_by_its_tail(page):
    box = gr.Textbox()
    box.value = "a" * 1000
    box.value += "b"
    box.value += "é"
    assert page.updates(box, "value") == ["a" * 1000]
    assert page.custom(box) == [
        {"append": "b", "at": 1000, "count": box._count - 1},
        {"append": "é", "at": 1001, "count": box._count},
    ]


def test_a_button_of_the_authors_among_the_buttons_stands_where_it_was_made(page):
    ignored = "Textbox ignores a Button in its buttons: not built yet"
    with gr.Blocks() as demo, pytest.warns(CompatibilityWarning, match=ignored) as told:
        box = gr.Textbox(buttons=["copy", mine := gr.Button("Mine")])
    assert len(told) == 1
    assert box.buttons == ["copy"]
    assert demo.children.index(mine) == demo.children.index(box) - 1


def test_a_name_of_no_button_is_refused():
    with pytest.raises(TraitError, match="copy"):
        gr.Textbox(buttons=["paste"])


def test_one_button_needs_no_list():
    assert gr.Textbox(buttons="copy").buttons == ["copy"]


def test_autofocus_may_be_left_to_gradio():
    assert not gr.Textbox(autofocus=None).autofocus
