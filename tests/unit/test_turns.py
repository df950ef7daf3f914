"""Messages of a page count once and in their turn, and what the page set is not undone by older news."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nbblocks as gr
from nbblocks import wire
from nbblocks.turns import MAX_PAGES, Turns

if TYPE_CHECKING:
    from tests.page import Page


@pytest.fixture(autouse=True)
def _new_pages(monkeypatch):
    """Let no test meet the pages of another."""
    monkeypatch.setattr(wire, "turns", Turns())


def app() -> tuple[gr.Textbox, gr.Button, list[str]]:
    clicks: list[str] = []
    with gr.Blocks():
        text, button = gr.Textbox(), gr.Button()
        button.click(clicks.append, text, trigger_mode="multiple")
    return text, button, clicks


def type_in(page: Page, text: gr.Textbox, value: str, n: int, name: str = "one") -> None:
    page.send(text, {"event": "input", "state": {"value": value}, "page": name, "n": n})


def click(page: Page, button: gr.Button, n: int, name: str = "one") -> None:
    page.send(button, {"event": "click", "page": name, "n": n})


def test_a_click_that_comes_twice_runs_once(page):
    text, button, clicks = app()
    type_in(page, text, "a", 1)
    for _ in range(3):
        click(page, button, 2)
    page.settle(text)
    assert clicks == ["a"]


def test_what_comes_out_of_turn_waits_for_what_was_lost(page):
    text, button, clicks = app()
    type_in(page, text, "a", 1)
    click(page, button, 3)
    click(page, button, 4)
    assert page.custom(button) == [{"page": "one", "heard": 1, "lost": True}]
    type_in(page, text, "b", 2)
    click(page, button, 3)
    click(page, button, 4)
    page.settle(text)
    assert clicks == ["b", "b"]


def test_a_question_is_answered_with_what_was_heard(page):
    text, button, _ = app()
    type_in(page, text, "a", 1)
    page.send(button, {"page": "one", "seq": 7, "last": 1})
    page.send(button, {"page": "one", "seq": 8, "last": 2})
    answers = [
        {key: answer[key] for key in ("ack", "page", "heard", "lost")}
        for answer in page.custom(button)
        if "ack" in answer
    ]
    assert answers == [
        {"ack": 7, "page": "one", "heard": 1, "lost": False},
        {"ack": 8, "page": "one", "heard": 1, "lost": True},
    ]


def test_each_page_has_its_own_turns(page):
    text, button, clicks = app()
    click(page, button, 1)
    click(page, button, 1, "two")
    page.settle(text)
    assert len(clicks) == 2


def test_a_message_without_a_component_counts_too(page):
    text, button, clicks = app()
    page.send(text, {"page": "one", "n": 1})
    click(page, button, 2)
    page.settle(text)
    assert len(clicks) == 1


@pytest.mark.parametrize("n", ["1", [], {}, 1.5])
def test_a_number_that_is_none_is_refused(page, caplog, n):
    text, button, clicks = app()
    click(page, button, n)
    page.settle(text)
    assert clicks == []
    assert "Refused a message" in caplog.text


def test_news_tell_what_was_heard_of_each_page_before(page):
    text = gr.Textbox()
    text.value = "old"
    type_in(page, text, "a", 1)
    type_in(page, text, "ab", 2)
    type_in(page, text, "x", 1, "two")
    text.value = "new"
    assert page.updates(text, "_heard") == [{"one": 2, "two": 1}]


def test_a_refused_state_is_sent_back_as_heard(page):
    text = gr.Textbox(max_length=3)
    type_in(page, text, "much too long", 1)
    assert (page.updates(text, "value"), page.updates(text, "_heard")) == ([""], [{"one": 1}])


def test_the_tail_of_a_text_tells_it_too(page):
    text = gr.Textbox()
    type_in(page, text, "a", 1)
    text.value = "x" * 300
    text.value += "y"
    assert page.custom(text) == [{"append": "y", "at": 300, "count": text._count, "heard": {"one": 1}}]


def test_after_a_lost_connection_a_component_says_all_again(page):
    text = gr.Textbox("x" * 300, label="Name")
    page.send(text, {"resync": True})
    assert page.updates(text, "value") == ["x" * 300]
    assert page.updates(text, "label") == ["Name"]
    assert "layout" not in text._trait_values


def test_turns_of_pages_long_gone_are_forgotten():
    turns = Turns()
    for number in range(2 * MAX_PAGES):
        assert turns.takes(f"page {number}", 1)
    assert turns.heard("page 0") == 0
    assert turns.heard(f"page {2 * MAX_PAGES - 1}") == 1
