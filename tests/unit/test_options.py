"""Options of listeners that change what a handler gets and when it runs."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import ipywidgets
import numpy as np
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


def toasts(page, demo):
    return [message["toast"]["message"] for message in page.custom(demo._shell) if "toast" in message]


@pytest.mark.parametrize("answer", [gr.validate(False, "Closed"), False, np.False_])
def test_a_handler_without_inputs_is_refused_with_a_toast(page, answer):
    ran = []
    with gr.Blocks() as demo:
        button = gr.Button()
        button.click(lambda: ran.append(1), validator=lambda: answer)
    page.act(button, "click")
    assert ran == []
    assert toasts(page, demo) == ["Closed" if isinstance(answer, dict) else "This is not valid."]
    assert not demo.errors


@pytest.mark.parametrize("answer", [None, True, np.True_, gr.validate(True, "Closed")])
def test_what_a_validator_does_not_refuse_runs(page, answer):
    ran = []
    with gr.Blocks():
        button, text, more = gr.Button(), gr.Textbox(), gr.Textbox()
        button.click(lambda *values: ran.append(values), [text, more], validator=lambda *_: answer)
        button.click(lambda *values: ran.append(values), [text, more], validator=lambda *_: [None, answer])
    page.act(button, "click")
    assert ran == [("", ""), ("", "")]


def test_inputs_by_name_say_why_they_are_refused_until_they_are_sent_again(page):
    ran, open_now = [], []
    with gr.Blocks() as demo:
        name, age, button = gr.Textbox("Ada"), gr.Number(36), gr.Button()
        button.click(
            lambda name, age: ran.append((name, age)),
            name,
            inputs_kwargs={"age": age},
            validator=lambda name, age: [None, gr.validate(bool(open_now), f"Not {name}, {age}")],
        )
    page.act(button, "click")
    assert ran == []
    assert (name._status, age._status["message"]) == ({}, "Not Ada, 36")
    assert toasts(page, demo) == []
    open_now.append(True)
    page.act(button, "click")
    assert ran == [("Ada", 36)]
    assert age._status == {}


def test_a_verdict_alone_is_for_every_input(page):
    ran = []
    with gr.Blocks() as demo:
        start, end, kept, button = gr.Number(2), gr.Number(1), gr.State(), gr.Button()
        button.click(
            lambda *values: ran.append(values),
            [start, end, kept],
            validator=lambda start, end, _: gr.validate(start < end, "It ends before it starts"),
        )
    page.act(button, "click")
    assert ran == []
    assert start._status["message"] == end._status["message"] == "It ends before it starts"
    assert toasts(page, demo) == []


@pytest.mark.parametrize("kind", [list, set])
@pytest.mark.parametrize("answers", [list, dict])
def test_a_validator_answers_for_each_input(page, kind, answers):
    ran, refuses = [], [True]
    with gr.Blocks():
        texts, button = [gr.Textbox() for _ in range(8)], gr.Button()

        def check(*values):
            verdicts = [gr.validate(not (refuses and text is texts[3]), "Not this") for text in texts]
            return verdicts if answers is list else dict(list(zip(texts, verdicts, strict=True))[2:4])

        button.click(lambda *values: ran.append(values), kind(texts), validator=check)
    page.act(button, "click")
    assert ran == []
    assert [text._status.get("message") for text in texts] == [None] * 3 + ["Not this"] + [None] * 4
    refuses.clear()
    page.act(button, "click")
    assert len(ran) == 1


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ([False], "1 verdicts for 2 inputs"),
        ([None, None, False], "3 verdicts for 2 inputs"),
        ({"name": False}, "'name', which is none of the inputs"),
    ],
)
def test_an_answer_that_does_not_fit_the_inputs_is_an_error(page, answer, says):
    ran = []
    with gr.Blocks() as demo:
        name, age, button = gr.Textbox(), gr.Number(), gr.Button()
        button.click(lambda *values: ran.append(values), [name, age], validator=lambda *_: answer)
    page.act(button, "click")
    assert ran == []
    assert says in str(demo.errors[0].exception)


@pytest.mark.parametrize(
    "source",
    [
        lambda: gr.State("x"),
        lambda: gr.Timer(active=False),
        lambda: gr.Trait(gr.Button(), "variant"),
        lambda: gr.Textbox(visible=False),
        lambda: gr.Textbox(render=False),
        ipywidgets.Text,
    ],
)
def test_an_input_without_a_place_for_it_is_refused_with_a_toast(page, source):
    ran = []
    with gr.Blocks() as demo:
        button = gr.Button()
        button.click(ran.append, source(), validator=lambda value: gr.validate(False, "Closed"))
    page.act(button, "click")
    assert ran == []
    assert toasts(page, demo) == ["Closed"]


@pytest.mark.parametrize(
    ("around", "in_sight"),
    [
        (gr.Row, True),
        (gr.Accordion, True),
        (gr.Tab, True),
        (lambda: gr.Column(visible=False), False),
        (lambda: gr.Accordion(open=False), False),
        (lambda: gr.Tabs(selected="other"), False),
    ],
)
def test_a_refused_input_that_is_out_of_sight_is_told_of_in_a_toast(page, around, in_sight):
    with gr.Blocks() as demo:
        button = gr.Button()
        with around() as container:
            tabs = isinstance(container, gr.Tabs)
            with gr.Tab("One") if tabs else gr.Group():
                source = gr.Textbox()
            if tabs:
                gr.Tab("Other", id="other")
        button.click(print, source, validator=lambda value: gr.validate(False, "Closed"))
    page.act(button, "click")
    assert source._status["message"] == "Closed"
    assert toasts(page, demo) == ([] if in_sight else ["Closed"])


def test_a_component_among_other_widgets_says_why_it_is_refused(page):
    with gr.Blocks() as demo:
        button, source = gr.Button(), gr.Textbox(render=False)
        demo.add(ipywidgets.VBox([source]))
        button.click(print, source, validator=lambda value: gr.validate(False, "Closed"))
    page.act(button, "click")
    assert source._status["message"] == "Closed"
    assert toasts(page, demo) == []


def test_a_validator_gets_what_it_asks_for_as_a_handler_does(page):
    seen = []

    def check(name, request: gr.Request, event: gr.EventData, progress=gr.Progress()):
        progress(0.5)
        seen.append((name, request.session_hash, event.target, type(request)))
        return gr.validate(False, "No")

    with gr.Blocks() as demo:
        name, button = gr.Textbox("Ada"), gr.Button()
        button.click(str.upper, name, name, validator=check)
    page.act(button, "click")
    assert not demo.errors
    assert seen == [("Ada", None, button, gr.Request)]
    assert (name.value, name._status["message"]) == ("Ada", "No")


def test_an_endpoint_says_what_its_validator_refused():
    with gr.Blocks() as demo:
        name, button = gr.Textbox(), gr.Button()
        button.click(str.upper, name, name, api_name="shout", validator=lambda name: gr.validate(bool(name), "Say it"))
        button.click(lambda: None, api_name="purge", validator=lambda: gr.validate(False, "Closed"))
    with pytest.raises(Exception, match="Say it"):
        demo.api["shout"]("")
    with pytest.raises(Exception, match="Closed"):
        demo.api["purge"]()
    assert demo.api["shout"]("Ada") == "ADA"


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
