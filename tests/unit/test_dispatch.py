from __future__ import annotations

import asyncio
import gc
import threading
import weakref

import pytest

import nbblocks as gr

POLICIES = ["thread", "inline"]


@pytest.fixture(params=POLICIES)
def policy(request):
    return request.param


def app(policy, fn, event="submit", **options):
    with gr.Blocks(policy=policy) as demo:
        source, target = gr.Textbox(label="source"), gr.Textbox(label="target")
        dependency = getattr(source, event)(fn, source, target, **options)
    return demo, source, target, dependency


def test_a_plain_function(page, policy):
    _, source, target, _ = app(policy, lambda text: text.upper())
    page.act(source, "submit", {"value": "hi"})
    assert target.value == "HI"


def test_an_async_function(page, policy):
    async def shout(text):
        await asyncio.sleep(0)
        return text.upper()

    _, source, target, _ = app(policy, shout)
    page.act(source, "submit", {"value": "hi"})
    assert target.value == "HI"


def test_a_generator_shows_its_steps_and_its_last_value(page, policy):
    def count(text):
        for index in range(5):
            yield f"{text} {index}"

    _, source, target, _ = app(policy, count)
    page.act(source, "submit", {"value": "n"})
    assert target.value == "n 4"


def test_an_async_generator(page, policy):
    async def count(text):
        for index in range(5):
            await asyncio.sleep(0)
            yield f"{text} {index}"

    _, source, target, _ = app(policy, count)
    page.act(source, "submit", {"value": "n"})
    assert target.value == "n 4"


def test_a_fast_generator_does_not_flood_the_wire(page):
    def count(_):
        for index in range(20_000):
            yield str(index)

    _, source, target, _ = app("thread", count)
    page.act(source, "submit", {"value": ""})
    assert target.value == "19999"
    assert page.updates(target, "value")[-1] == "19999"
    assert len(page.updates(target, "value")) < 200


def test_a_handler_sees_what_was_on_the_page_when_the_user_acted(page):
    may_go = threading.Event()
    seen = []

    def slow(text):
        may_go.wait(10)
        seen.append(text)

    _, source, _, _ = app("thread", slow, trigger_mode="multiple")
    for text in ("one", "two", "three"):
        page.send(source, {"event": "submit", "state": {"value": text}})
    may_go.set()
    page.settle(source)
    assert seen == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("mode", "expected"), [("once", ["a"]), ("multiple", ["a", "b", "c"]), ("always_last", ["a", "c"])]
)
def test_trigger_modes(page, mode, expected):
    started, may_go = threading.Event(), threading.Event()
    seen = []

    def slow(text):
        started.set()
        may_go.wait(10)
        seen.append(text)

    _, source, _, _ = app("thread", slow, trigger_mode=mode)
    page.send(source, {"event": "submit", "state": {"value": "a"}})
    assert started.wait(10)
    page.send(source, {"event": "submit", "state": {"value": "b"}})
    page.send(source, {"event": "submit", "state": {"value": "c"}})
    may_go.set()
    page.settle(source)
    assert seen == expected


@pytest.mark.parametrize("fails", [False, True])
def test_who_acts_as_soon_as_the_answer_is_on_the_screen_is_heard(page, policy, fails):
    seen = []

    def answer(text):
        seen.append(text)
        if fails:
            raise ValueError(text)
        return text

    def act_again(change):
        if len(seen) == 1:
            page.send(source, {"event": "submit", "state": {"value": "two"}})

    _, source, target, _ = app(policy, answer)
    target.observe(act_again, "_status" if fails else "value")
    page.act(source, "submit", {"value": "one"})
    assert seen == ["one", "two"]


def test_a_function_runs_once_at_a_time_unless_told(page):
    both = threading.Barrier(2, timeout=10)

    def meet(_):
        both.wait()
        return "met"

    with gr.Blocks():
        a, b, target = gr.Textbox(), gr.Textbox(), gr.Textbox()
        for box in (a, b):
            box.submit(meet, box, target, concurrency_limit=2)
    page.send(a, {"event": "submit"})
    page.act(b, "submit")
    assert target.value == "met"


def test_then_success_and_failure_run_in_their_turn(page, policy):
    def fail():
        raise ValueError("no")

    with gr.Blocks(policy=policy):
        good, bad = gr.Button("good"), gr.Button("bad")
        for button, fn in ((good, lambda: None), (bad, fail)):
            first = button.click(fn)
            first.success(lambda: ran.append("success"))
            first.failure(lambda: ran.append("failure"))
            first.then(lambda: ran.append("then")).then(lambda: ran.append("and then"))
    ran = []
    page.act(good, "click")
    assert sorted(ran) == ["and then", "success", "then"]
    ran = []
    page.act(bad, "click")
    assert sorted(ran) == ["and then", "failure", "then"]


def test_a_change_by_a_handler_is_a_change(page, policy):
    with gr.Blocks(policy=policy):
        a, b, c = gr.Textbox(), gr.Textbox(), gr.Textbox()
        a.change(lambda text: text + "!", a, b)
        b.change(lambda text: text + "?", b, c)
    page.act(a, "input", {"value": "x"})
    assert c.value == "x!?"


def test_a_change_from_a_cell_is_a_change_and_no_input(page):
    with gr.Blocks():
        a, changed, typed = gr.Textbox(), gr.Textbox(), gr.Textbox()
        a.change(lambda text: text, a, changed)
        a.input(lambda text: text, a, typed)
    a.value = "set"
    page.settle(a)
    assert (changed.value, typed.value) == ("set", "")


def test_an_error_shows_a_toast_marks_the_output_and_is_logged(page, policy, caplog):
    def fail(_):
        raise gr.Error("too short", title="Sorry")

    demo, source, target, _ = app(policy, fail)
    page.act(source, "submit")
    toast = page.custom(demo._shell)[-1]["toast"]
    assert (toast["kind"], toast["title"], toast["message"]) == ("error", "Sorry", "too short")
    assert target._status["state"] == "failed"
    assert "Textbox.submit → fail() failed" in caplog.text


def test_any_exception_is_shown_with_its_traceback_and_the_next_success_clears_it(page, policy):
    def divide(text):
        return 1 / len(text)

    demo, source, target, _ = app(policy, divide)
    page.act(source, "submit", {"value": ""})
    message = page.custom(demo._shell)[-1]
    assert "ZeroDivisionError" in message["toast"]["message"]
    assert "in divide" in message["traceback"]
    page.act(source, "submit", {"value": "x"})
    assert target._status == {}
    assert target.value == "1.0"


def test_a_visitor_of_a_served_app_does_not_see_what_an_exception_says(page):
    def fail(_):
        raise RuntimeError("secret path")

    demo, source, _, _ = app("thread", fail)
    demo.show_error = False
    page.act(source, "submit")
    assert "secret" not in str(page.custom(demo._shell))


def test_an_exception_in_a_generator_keeps_what_was_shown(page, policy):
    def half(_):
        yield "first"
        raise RuntimeError("then this")

    _, source, target, _ = app(policy, half)
    page.act(source, "submit")
    assert target.value == "first"
    assert target._status["state"] == "failed"


def test_toasts_from_inside_a_handler(page, policy):
    def warn(_):
        gr.Info("info")
        gr.Warning("warning")
        gr.Success("success")

    demo, source, _, _ = app(policy, warn)
    page.act(source, "submit")
    kinds = [message["toast"]["kind"] for message in page.custom(demo._shell)]
    assert kinds == ["info", "warning", "success"]


def test_cancels_stops_a_generator_at_its_next_step(page):
    started, may_go = threading.Event(), threading.Event()
    closed = threading.Event()

    def endless(_):
        try:
            while True:
                started.set()
                may_go.wait(10)
                yield "step"
        finally:
            closed.set()

    with gr.Blocks():
        source, target, stop = gr.Textbox(), gr.Textbox(), gr.Button()
        running = source.submit(endless, source, target)
        stop.click(None, cancels=[running])
    page.send(source, {"event": "submit"})
    assert started.wait(10)
    page.send(stop, {"event": "click"})
    may_go.set()
    page.settle(source)
    assert closed.wait(10)


def test_a_long_handler_shows_that_it_runs(page):
    shown, may_go = threading.Event(), threading.Event()

    def slow(_):
        may_go.wait(10)

    _, source, target, _ = app("thread", slow)
    target.observe(lambda change: change.new and shown.set(), "_status")
    page.send(source, {"event": "submit"})
    assert shown.wait(10)
    may_go.set()
    page.settle(source)
    assert [status.get("state") for status in page.updates(target, "_status")] == ["pending", None]


def test_queue_max_size_refuses_what_is_too_much_and_says_so(page):
    started, may_go = threading.Event(), threading.Event()
    seen = []

    def slow(text):
        started.set()
        may_go.wait(10)
        seen.append(text)

    demo, source, _, _ = app("thread", slow, trigger_mode="multiple")
    demo.queue(max_size=1)
    page.send(source, {"event": "submit", "state": {"value": "a"}})
    assert started.wait(10)
    for text in ("b", "c"):
        page.send(source, {"event": "submit", "state": {"value": text}})
    may_go.set()
    page.settle(source)
    assert seen == ["a", "b"]
    assert page.custom(demo._shell)[-1]["toast"]["title"] == "Busy"


def test_the_writer_raises_what_its_timer_met(page):
    def bad(_):
        yield "fine"
        yield "fine too"
        yield object_without_text()

    def object_without_text():
        class Hostile:
            def __str__(self):
                raise ValueError("no text")

        return Hostile()

    _, source, target, _ = app("thread", bad)
    page.act(source, "submit")
    assert target._status["state"] == "failed"


def test_a_picture_that_takes_long_to_encode_holds_nothing_up(page, monkeypatch):
    encoding, may_go = threading.Event(), threading.Event()
    was_let_go = []

    def slow(_):
        encoding.set()
        was_let_go.append(may_go.wait(5))

    with gr.Blocks():
        button, picture = gr.Button(), gr.Image()
        typed, copy = gr.Textbox(), gr.Textbox()
        button.click(lambda: "any", None, picture)
        typed.input(lambda text: text, typed, copy)
    monkeypatch.setattr(picture, "postprocess", slow)
    copied = threading.Event()
    copy.observe(lambda _: copied.set(), "value")
    page.send(button, {"event": "click"})
    assert encoding.wait(10)
    page.send(typed, {"event": "input", "state": {"value": "meanwhile"}})
    assert copied.wait(10)
    may_go.set()
    page.settle(button)
    assert copy.value == "meanwhile"
    assert was_let_go[0]


def test_every_handler_of_an_event_sees_what_was_there_when_it_happened(page, policy):
    seen = []
    with gr.Blocks(policy=policy):
        text, button = gr.Textbox("before"), gr.Button()
        button.click(lambda: "after", None, text)
        button.click(seen.append, text)
    page.act(button, "click")
    assert (text.value, seen) == ("after", ["before"])


def test_an_update_that_stands_for_several_outputs_is_each_ones_own(page):
    def stream():
        yield [gr.update(lines=2)] * 2  # on the wire at once
        yield [gr.update(lines=3)] * 2  # waits, and is merged with the next
        yield gr.update(value="one"), gr.update(value="two")

    with gr.Blocks():
        button, one, two = gr.Button(), gr.Textbox(), gr.Textbox()
        button.click(stream, None, [one, two])
    page.act(button, "click")
    assert (one.value, two.value) == ("one", "two")


def test_a_handler_that_asks_to_exit_fails_and_others_go_on(page, policy):
    async def leave(_):
        raise SystemExit

    async def shout(text):
        return text.upper()

    with gr.Blocks(policy=policy) as demo:
        source, target = gr.Textbox(), gr.Textbox()
        leaving = source.submit(leave, source, target)
        source.input(shout, source, target)
    page.act(source, "submit")
    assert [failure.event for failure in demo.errors] == [str(leaving)]
    page.act(source, "input", {"value": "still here"})
    assert target.value == "STILL HERE"


def test_an_exception_without_text_is_shown(page, policy):
    class WordlessError(Exception):
        def __str__(self):
            raise ValueError("no text")

    def fail(_):
        raise WordlessError

    demo, source, target, _ = app(policy, fail)
    for _ in range(2):
        page.act(source, "submit")
        assert target._status["state"] == "failed"
    assert len(demo.errors) == 2


def test_what_a_handler_worked_on_is_not_kept_by_the_exceptions_that_led_to_its_own(page):
    class Large:
        pass

    kept = []

    def load():
        data = Large()
        kept.append(weakref.ref(data))
        raise OSError("disk")

    def fail(_):
        try:
            load()
        except OSError as error:
            raise RuntimeError("no data") from error

    demo, source, _, _ = app("thread", fail)
    page.act(source, "submit")
    gc.collect()
    assert demo.errors
    assert kept[0]() is None


def test_who_is_told_that_a_call_has_ended_may_wait_for_another(page):
    with gr.Blocks() as demo:
        button, other = gr.Button(), gr.Button()
        first, second = button.click(lambda: None), other.click(lambda: None)
    told = []

    def ended(_call):
        others = threading.Thread(target=second.run)
        others.start()
        others.join(5)
        told.append(others.is_alive())

    first.run(on_end=ended)
    page.settle(demo)
    assert told == [False]
