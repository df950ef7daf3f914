from __future__ import annotations

import gc
import threading
import weakref

import pytest

import nbblocks as gr
from nbblocks.dispatch import status
from tests.page import SECONDS


def shown(page, component):
    """Return what of the status went to the page, and nothing of what a test has no interest in."""
    return [update.get("state", "") for update in page.updates(component, "_status")]


class Held:
    """A handler that runs until a test lets it go, one call after the other."""

    def __init__(self):
        self._go = threading.Semaphore(0)

    def __call__(self, text=""):
        assert self._go.acquire(timeout=SECONDS)
        return text

    def release(self):
        self._go.release()


def until(component, condition):
    """Wait until the status of a component is as a test wants it."""
    met = threading.Event()
    component.observe(lambda change: condition(change.new) and met.set(), "_status")
    if condition(component._status):
        return
    assert met.wait(SECONDS), f"the status is {component._status}"


def state(name):
    return lambda status: status.get("state") == name


def test_a_quick_handler_shows_nothing(page):
    with gr.Blocks():
        source, target = gr.Textbox(), gr.Textbox()
        source.submit(lambda text: text, source, target)
    page.act(source, "submit", {"value": "quick"})
    assert target.value == "quick"
    assert shown(page, target) == []


@pytest.mark.parametrize("progress", ["full", "minimal"])
def test_a_long_handler_is_pending_and_nothing_is_left(page, progress):
    held = Held()
    with gr.Blocks():
        source, target = gr.Textbox(), gr.Textbox()
        source.submit(held, source, target, show_progress=progress)
    source.fire("submit")
    until(target, lambda status: status == {"state": "pending", "message": "", "progress": progress})
    held.release()
    page.settle(source)
    assert shown(page, target) == ["pending", ""]
    assert shown(page, source) == []


def test_hidden_progress_shows_nothing_but_failures(page):
    def fail(progress=gr.Progress()):
        progress(0.5)
        raise gr.Error("No luck")

    with gr.Blocks(policy="inline"):
        source, target = gr.Textbox(), gr.Textbox()
        source.submit(fail, None, target, show_progress="hidden")
    page.act(source, "submit")
    assert shown(page, target) == ["failed"]
    assert target._status["message"] == "No luck"


def test_it_is_shown_where_show_progress_on_says(page):
    with gr.Blocks(policy="inline"):
        source, target = gr.Textbox(), gr.Textbox()
        first, second = gr.Textbox(), gr.Textbox()
        source.submit(lambda text: text, source, target, show_progress_on=[first, second])
        source.change(lambda text: text, source, target, show_progress_on=first)
    page.act(source, "submit")
    assert shown(page, target) == []
    assert shown(page, first) == shown(page, second) == ["pending", ""]
    page.act(source, "input", {"value": "typed"})
    assert shown(page, first) == ["pending", "", "pending", ""]
    assert shown(page, second) == ["pending", ""]


def test_a_generator_streams(page):
    held = Held()

    def stream():
        yield held("one")
        yield held("two")

    with gr.Blocks():
        source, target = gr.Textbox(), gr.Textbox()
        source.submit(stream, None, target)
    source.fire("submit")
    until(target, state("streaming"))
    held.release()
    held.release()
    page.settle(source)
    assert shown(page, target) == ["streaming", ""]


def test_who_waits_sees_the_place_in_the_queue_and_then_that_it_runs(page):
    held = Held()
    with gr.Blocks():
        buttons = [gr.Button() for _ in range(3)]
        outputs = [gr.Textbox() for _ in range(3)]
        for button, output in zip(buttons, outputs, strict=True):
            button.click(lambda: held("done"), None, output, concurrency_id="gpu")
    for button in buttons:
        button.fire("click")
    until(outputs[0], state("pending"))
    until(outputs[1], lambda status: (status.get("position"), status.get("waiting")) == (1, 2))
    until(outputs[2], lambda status: (status.get("position"), status.get("waiting")) == (2, 2))
    assert outputs[1]._status["eta"] is None
    held.release()
    until(outputs[1], state("pending"))
    until(outputs[2], lambda status: (status.get("position"), status.get("eta") is None) == (1, False))
    held.release()
    held.release()
    page.settle(buttons[0])
    assert [output._status for output in outputs] == [{}, {}, {}]
    assert [output.value for output in outputs] == ["done"] * 3


def test_a_waiting_call_that_a_newer_one_replaces_leaves_nothing(page):
    held = Held()
    with gr.Blocks():
        busy, source, target = gr.Button(), gr.Textbox(), gr.Textbox()
        busy.click(lambda: held() and None, concurrency_id="gpu")
        source.input(lambda text: text, source, target, concurrency_id="gpu")
    busy.fire("click")
    page.send(source, {"event": "input", "state": {"value": "a"}, "data": {}, "seq": 1})
    until(target, state("waiting"))
    page.send(source, {"event": "input", "state": {"value": "ab"}, "data": {}, "seq": 2})
    held.release()
    page.settle(source)
    assert target.value == "ab"
    assert target._status == {}


def test_a_cancelled_call_leaves_nothing(page):
    held = Held()
    with gr.Blocks():
        start, stop, target = gr.Button(), gr.Button(), gr.Textbox()
        started = start.click(held, None, target)
        stop.click(None, None, None, cancels=[started])
    start.fire("click")
    until(target, state("pending"))
    stop.fire("click")
    until(target, state(None))
    held.release()
    page.settle(start)
    assert target._status == {}


def test_of_two_calls_on_one_component_the_newest_is_seen_and_its_end_uncovers_the_other(page):
    older, newer = Held(), Held()

    def stream():
        yield newer("new")

    with gr.Blocks():
        first, second, target = gr.Button(), gr.Button(), gr.Textbox()
        first.click(older, None, target)
        second.click(stream, None, target)
    first.fire("click")
    until(target, state("pending"))
    second.fire("click")
    until(target, state("streaming"))
    newer.release()
    until(target, state("pending"))
    older.release()
    page.settle(first)
    assert shown(page, target) == ["pending", "streaming", "pending", ""]


def test_the_end_of_an_older_call_does_not_wipe_the_failure_of_a_newer_one(page):
    older = Held()
    with gr.Blocks():
        first, second, target = gr.Button(), gr.Button(), gr.Textbox()
        first.click(older, None, target)
        second.click(lambda: 1 / 0, None, target)
    first.fire("click")
    until(target, state("pending"))
    second.fire("click")
    until(target, state("failed"))
    older.release()
    page.settle(first)
    assert target._status["state"] == "failed"
    older.release()
    page.act(first, "click")
    assert target._status == {}


def test_a_visitor_of_a_served_app_is_not_told_what_an_exception_says(page):
    def fail():
        raise RuntimeError("secret path")

    with gr.Blocks(policy="inline") as demo:
        button, target = gr.Button(), gr.Textbox()
        button.click(fail, None, target)
    demo.show_error = False
    page.act(button, "click")
    assert "server's log" in target._status["message"]
    assert "secret" not in str(page.messages)


@pytest.fixture
def validated(page):
    def validator(name, age):
        return gr.validate(len(name) > 2, "Longer, please"), gr.validate(age > 17, "Too young")

    with gr.Blocks(policy="inline"):
        name, age = gr.Textbox(label="Name"), gr.Number(3, label="Age")
        button, target = gr.Button(), gr.Textbox()
        button.click(lambda name, age: f"{name} {age}", [name, age], target, validator=validator)
    return name, age, button, target


def test_inputs_say_why_they_are_not_accepted(page, validated):
    name, age, button, target = validated
    page.act(button, "click")
    assert name._status == {"state": "invalid", "message": "Longer, please", "progress": "full"}
    assert age._status["message"] == "Too young"
    assert target._status == {}
    assert target.value == ""


def test_an_input_that_changes_is_no_longer_invalid_and_the_others_are(page, validated):
    name, age, button, _ = validated
    page.act(button, "click")
    page.act(name, "input", {"value": "A"})
    assert name._status == {}
    assert age._status["state"] == "invalid"


def test_the_next_call_checks_again(page, validated):
    name, age, button, target = validated
    page.act(button, "click")
    page.act(name, "input", {"value": "Ada"})
    page.act(button, "click")
    assert name._status == {}
    assert age._status["state"] == "invalid"
    page.act(age, "input", {"value": 36})
    page.act(button, "click")
    assert age._status == {}
    assert target.value == "Ada 36"


def test_an_input_that_is_the_output_too_stays_invalid(page):
    with gr.Blocks(policy="inline"):
        box = gr.Textbox("")
        box.submit(lambda text: "", box, box, validator=lambda text: gr.validate(bool(text), "Say something"))
    page.act(box, "submit")
    assert box._status["message"] == "Say something"
    page.act(box, "submit", {"value": "something"})
    assert box._status == {}


def test_a_change_of_an_invalid_input_uncovers_the_call_that_runs_there(page):
    held = Held()
    with gr.Blocks():
        button, box = gr.Button(), gr.Textbox("")
        button.click(held, None, box)
        box.submit(lambda text: text, box, None, validator=lambda text: gr.validate(bool(text), "Say something"))
    button.fire("click")
    until(box, state("pending"))
    box.fire("submit")
    until(box, state("invalid"))
    page.send(box, {"event": "input", "state": {"value": "a"}, "data": {}, "seq": 1})
    until(box, state("pending"))
    held.release()
    page.settle(box)
    assert box._status == {}


def test_what_a_component_shows_does_not_keep_it_alive(page):
    def fail():
        raise gr.Error("No luck", print_exception=False)

    with gr.Blocks(policy="inline") as demo:
        button, target = gr.Button(), gr.Textbox()
        button.click(fail, None, target)
    page.act(button, "click")
    assert target in status._shown
    demo.close()
    gone = weakref.ref(target)
    del demo, button, target
    gc.collect()
    assert gone() is None
