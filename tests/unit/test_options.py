"""Options of listeners that change what a handler gets and when it runs."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import nbblocks as gr


def test_inputs_by_name(page):
    def describe(name, *, age, city="?"):
        return f"{name}, {age}, {city}"

    with gr.Blocks():
        name, age, described = gr.Textbox("Ada"), gr.Number(36), gr.Textbox()
        name.submit(describe, name, described, inputs_kwargs={"age": age})
    page.act(name, "submit")
    assert described.value == "Ada, 36, ?"
    assert age._interactive


@pytest.mark.parametrize("policy", ["thread", "inline"])
def test_a_validator_keeps_the_handler_from_running_and_says_why_at_the_input(page, policy):
    ran = []

    def check(name, age):
        return gr.validate(bool(name), "Your name, please."), gr.validate(age >= 18, "You must be 18.")

    with gr.Blocks(policy=policy) as demo:
        name, age, answer = gr.Textbox(""), gr.Number(12), gr.Textbox()
        button = gr.Button()
        button.click(lambda *values: ran.append(values), [name, age], answer, validator=check)
    page.act(button, "click")
    assert not ran
    assert (name._status["message"], age._status["message"]) == ("Your name, please.", "You must be 18.")
    assert answer._status == {}
    assert not demo.errors
    page.act(name, "input", {"value": "Ada"})
    page.act(age, "input", {"value": 18})
    page.act(button, "click")
    assert ran == [("Ada", 18)]
    assert name._status == age._status == {}


@pytest.mark.parametrize("policy", ["thread", "inline"])
def test_nothing_follows_a_call_whose_inputs_were_refused(page, policy):
    ran = []
    with gr.Blocks(policy=policy):
        name, button = gr.Textbox(), gr.Button()
        greet = button.click(lambda name: None, name, validator=lambda name: gr.validate(bool(name), "Say it"))
        greet.then(lambda name: ran.append("then"), name)
        greet.success(lambda name: ran.append("success"), name)
        greet.failure(lambda name: ran.append("failure"), name)
    page.act(button, "click")
    assert ran == []
    assert name._status["message"] == "Say it"
    page.act(name, "input", {"value": "Ada"})
    page.act(button, "click")
    assert ran == ["then", "success"]


def test_an_async_validator(page):
    async def check(name):
        return gr.validate(name != "no", "Not this.")

    with gr.Blocks():
        name, answer = gr.Textbox(), gr.Textbox()
        name.submit(str.upper, name, answer, validator=check)
    page.act(name, "submit", {"value": "no"})
    assert answer.value == ""
    page.act(name, "submit", {"value": "yes"})
    assert answer.value == "YES"


def test_an_async_validator_that_asks_to_exit_fails_and_others_go_on(page):
    async def check(name):
        if name == "exit":
            raise SystemExit
        return True

    with gr.Blocks() as demo:
        name, answer = gr.Textbox(), gr.Textbox()
        name.submit(str.upper, name, answer, validator=check)
    page.act(name, "submit", {"value": "exit"})
    assert len(demo.errors) == 1
    page.act(name, "submit", {"value": "yes"})
    assert answer.value == "YES"


def test_without_preprocessing_a_handler_gets_what_is_stored(page):
    with gr.Blocks():
        choice = gr.Radio(["a", "b"], type="index")
        as_index, as_stored = gr.State(), gr.State()
        choice.select(lambda value: value, choice, as_index)
        choice.select(lambda value: value, choice, as_stored, preprocess=False)
    page.act(choice, "select", {"value": "b"}, {"index": 1, "value": "b"})
    assert (as_index.value, as_stored.value) == (1, "b")


def test_one_skip_leaves_every_output(page):
    with gr.Blocks() as demo:
        one, two, button = gr.Textbox("1"), gr.Textbox("2"), gr.Button()
        button.click(gr.skip, None, [one, two])
    page.act(button, "click")
    assert (one.value, two.value) == ("1", "2")
    assert not demo.errors


def test_on_nothing_follows_every_input_and_the_load(page):
    with gr.Blocks() as demo:
        a, b, total = gr.Number(1), gr.Number(2), gr.Number()
        gr.on(None, lambda x, y: x + y, [a, b], total)
    page.act(demo._shell, "load")
    assert total.value == 3
    page.act(a, "input", {"value": 5})
    assert total.value == 7


def test_an_executor_runs_the_handlers_of_an_app_or_of_an_event(page):
    def where(_):
        return threading.current_thread().name

    with ThreadPoolExecutor(1, "app") as of_app, ThreadPoolExecutor(1, "event") as of_event:
        with gr.Blocks(executor=of_app):
            source, target, other = gr.Textbox(), gr.Textbox(), gr.Textbox()
            source.submit(where, source, target)
            source.submit(where, source, other, executor=of_event)
        page.act(source, "submit", {"value": ""})
        assert (target.value, other.value) == ("app_0", "event_0")


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"show_progress": "some"}, "show_progress must be one of 'full', 'minimal', 'hidden'"),
        ({"concurrency_limit": 0}, "concurrency_limit must be more than 0"),
        ({"trigger_mode": "twice"}, "trigger_mode must be one of"),
    ],
)
def test_an_option_that_cannot_be(page, option, says):
    with gr.Blocks():
        button = gr.Button()
        with pytest.raises(ValueError, match=says):
            button.click(print, **option)


def test_a_detached_handler_runs_no_more_and_leaves_nothing(page):
    ran = []
    with gr.Blocks() as demo:
        button = gr.Button()
        clicked = button.click(lambda: ran.append(1))
    page.act(button, "click")
    clicked.detach()
    page.act(button, "click")
    assert ran == [1]
    assert button._events == []
    assert not demo.dispatcher._lines
    assert not demo.dispatcher._pending


def test_a_call_that_fails_after_its_handler_was_detached_says_what_it_followed(page):
    started, may_fail = threading.Event(), threading.Event()

    def fail():
        started.set()
        may_fail.wait(10)
        raise ValueError("late")

    with gr.Blocks() as demo:
        button = gr.Button()
        clicked = button.click(fail)
    button.fire("click")
    assert started.wait(10)
    clicked.detach()
    may_fail.set()
    page.settle(demo)
    assert demo.errors[0].event == "Button.click → fail()"


def test_the_errors_of_an_app_are_kept_and_bounded(page):
    with gr.Blocks() as demo:
        text, button = gr.Textbox(), gr.Button()
        button.click(lambda: 1 / 0, None, text)
    for _ in range(101):
        page.act(button, "click")
    assert len(demo.errors) == 100
    failure = demo.errors[-1]
    assert isinstance(failure.exception, ZeroDivisionError)
    assert "Button.click" in failure.event
    assert "1 / 0" in failure.traceback
