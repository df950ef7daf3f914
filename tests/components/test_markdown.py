from __future__ import annotations

import pytest
from traitlets import TraitError

import nbblocks as gr


def test_the_indentation_of_the_code_around_is_no_part_of_the_text(page):
    text = gr.Markdown("""
        # Title

            code
        """)
    assert text.value == "# Title\n\n    code"


def test_a_handler_may_return_anything_that_has_a_text(page):
    with gr.Blocks():
        button, text = gr.Button(), gr.Markdown()
        button.click(lambda: 42, None, text)
    page.act(button, "click")
    assert text.value == "42"


def test_only_double_dollars_make_formulas_unless_the_author_says_more(page):
    assert gr.Markdown().latex_delimiters == [{"left": "$$", "right": "$$", "display": True}]
    assert gr.Markdown(latex_delimiters=None).latex_delimiters == gr.Markdown().latex_delimiters
    assert gr.Markdown(latex_delimiters=[]).latex_delimiters == []
    inline = {"left": "$", "right": "$", "display": False}
    assert gr.Markdown(latex_delimiters=[inline]).latex_delimiters == [inline]


@pytest.mark.parametrize("wrong", ["$$", [{"left": "$"}], [{"left": "", "right": "$"}], [("$", "$")]])
def test_delimiters_that_are_none_are_refused(page, wrong):
    with pytest.raises(TraitError, match="latex_delimiters"):
        gr.Markdown(latex_delimiters=wrong)


def test_the_only_button_is_copy(page):
    assert gr.Markdown(buttons=["copy"]).buttons == ["copy"]
    with pytest.raises(TraitError, match="buttons"):
        gr.Markdown(buttons=["paste"])


def test_what_was_copied_is_told(page):
    seen = []
    with gr.Blocks():
        text = gr.Markdown("# Title", buttons=["copy"])

        def copied(event: gr.CopyData) -> None:
            seen.append(event.value)

        text.copy(copied)
    page.act(text, "copy", data={"value": "# Title"})
    assert seen == ["# Title"]


def test_a_text_that_grows_is_sent_by_its_tail(page):
    text = gr.Markdown()
    text.value = "a" * 1000
    text.value += "b"
    assert page.custom(text) == [{"append": "b", "at": 1000, "count": text._count}]
