"""How often a component speaks, and what the page learns that it missed."""

from __future__ import annotations

import threading

import pytest

import nbblocks as gr
from nbblocks import pacing
from nbblocks.pacing import send_all_held


@pytest.fixture(autouse=True)
def _paced(page, monkeypatch):
    monkeypatch.setattr(pacing, "BURST", 2)


def test_a_cell_that_sets_a_value_very_often_sends_little_and_the_last(page):
    with gr.Blocks():
        slider = gr.Slider(0, 10_000)
    for number in range(10_000):
        slider.value = number
    send_all_held()
    sent = page.updates(slider, "value")
    assert sent[-1] == 9999
    assert len(sent) < 200


def test_what_waits_is_sent_without_anybody_asking(page):
    arrived = threading.Event()
    with gr.Blocks():
        box = gr.Textbox()
    original = box.comm.send

    def send(data=None, **more):
        original(data=data, **more)
        if (data or {}).get("state", {}).get("value") == "last":
            arrived.set()

    box.comm.send = send
    for text in ("first", "second", "third", "last"):
        box.value = text
    assert arrived.wait(10)


def test_a_message_comes_after_the_state_that_was_there_before_it(page):
    with gr.Blocks():
        box = gr.Textbox()
    for text in ("zero", "one", "two"):
        box.value = text
    box.send({"done": True})
    kinds = [data.get("method") for data in page.of(box)]
    assert kinds[-2:] == ["update", "custom"]
    assert page.updates(box, "value")[-1] == "two"


def test_many_fast_calls_do_not_flood_the_wire(page):
    with gr.Blocks():
        button, target = gr.Button(), gr.Textbox()
        numbers = iter(range(2000))
        button.click(lambda: str(next(numbers)), None, target, trigger_mode="multiple")
    for _ in range(2000):
        page.send(button, {"event": "click"})
    page.settle(button)
    send_all_held()
    assert page.updates(target, "value")[-1] == "1999"
    assert len(page.updates(target, "value")) < 300


def ask(page, component, spoken=None):
    page.send(component, {"page": "p", "seq": 1, "last": 0, "spoken": spoken})
    return next(message["spoken"] for message in reversed(page.custom(component)) if "spoken" in message)


def test_a_page_that_asks_learns_how_much_was_said_since_it_asked_last(page):
    with gr.Blocks():
        asks, changes, rests = gr.Textbox(), gr.Textbox(), gr.Textbox()
    rests.value = "x"
    send_all_held()
    before = ask(page, asks)
    assert [m["sent"] for m in page.custom(rests) if "sent" in m] == [rests._count]
    changes.value = "one"
    send_all_held()
    after = ask(page, asks, before)
    assert after > before
    assert [m["sent"] for m in page.custom(changes) if "sent" in m] == [changes._count]
    assert len([m for m in page.custom(rests) if "sent" in m]) == 1
    assert ask(page, asks, after) == after
    assert len([m for m in page.custom(changes) if "sent" in m]) == 1


def test_without_threads_nothing_waits(page):
    with gr.Blocks(policy="inline"):
        slider = gr.Slider(0, 100)
    for number in range(1, 51):
        slider.value = number
    assert page.updates(slider, "value") == list(range(1, 51))


def test_what_is_closed_before_it_is_sent_is_not_missed(page):
    with gr.Blocks():
        box = gr.Textbox()
    box.value = "one"
    box.layout.width = "50%"
    box.layout.close()
    box.value = "two"
    send_all_held()
    assert page.updates(box, "value")[-1] == "two"


def test_to_send_everything_makes_no_layout(page):
    with gr.Blocks():
        box = gr.Textbox()
    box.send_state()
    send_all_held()
    assert "layout" not in box._trait_values
