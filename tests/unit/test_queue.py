"""The line before a handler: limits, places, batches."""

from __future__ import annotations

import threading

import pytest

import nbblocks as gr

SECONDS = 10


class Gate:
    """A handler that waits until it may go on."""

    def __init__(self) -> None:
        self.started = threading.Semaphore(0)
        self.may_go = threading.Semaphore(0)
        self.running = self.most = 0

    def __call__(self, text=None):
        self.running += 1
        self.most = max(self.most, self.running)
        self.started.release()
        self.may_go.acquire(timeout=SECONDS)
        self.running -= 1
        return text


def test_handlers_that_share_an_id_share_a_limit(page):
    gates = [Gate(), Gate()]
    with gr.Blocks() as demo:
        buttons = [gr.Button(), gr.Button()]
        for button, gate in zip(buttons, gates, strict=True):
            button.click(lambda gate=gate: gate(), concurrency_id="gpu", concurrency_limit=1)
    for button in buttons:
        page.send(button, {"event": "click"})
    assert gates[0].started.acquire(timeout=SECONDS)
    assert gates[1].running == 0
    gates[0].may_go.release()
    assert gates[1].started.acquire(timeout=SECONDS)
    gates[1].may_go.release()
    page.settle(demo)


@pytest.mark.parametrize("limit", [2, None])
def test_a_concurrency_limit_lets_so_many_run(page, limit):
    gate = Gate()
    with gr.Blocks() as demo:
        button = gr.Button()
        button.click(gate, concurrency_limit=limit, trigger_mode="multiple")
    for _ in range(4):
        page.send(button, {"event": "click"})
    expected = limit or 4
    for _ in range(expected):
        assert gate.started.acquire(timeout=SECONDS)
    gate.may_go.release(4)
    page.settle(demo)
    assert gate.most >= expected
    assert limit is None or gate.most == limit


def test_what_is_not_queued_starts_at_once(page):
    gate, ran = Gate(), threading.Event()
    with gr.Blocks() as demo:
        slow, quick = gr.Button(), gr.Button()
        slow.click(gate, concurrency_id="one", concurrency_limit=1)
        quick.click(ran.set, queue=False, concurrency_id="one")
    page.send(slow, {"event": "click"})
    assert gate.started.acquire(timeout=SECONDS)
    page.send(quick, {"event": "click"})
    assert ran.wait(SECONDS)
    gate.may_go.release()
    page.settle(demo)


def test_who_waits_sees_the_place_in_the_line(page):
    gate, waits = Gate(), threading.Event()
    with gr.Blocks() as demo:
        outputs = [gr.Textbox() for _ in range(3)]
        buttons = [gr.Button() for _ in range(3)]
        for number, (button, output) in enumerate(zip(buttons, outputs, strict=True)):
            button.click(lambda number=number: gate(str(number)), None, output, concurrency_id="one")
    outputs[2].observe(lambda change: change.new.get("state") == "waiting" and waits.set(), "_status")
    for button in buttons:
        page.send(button, {"event": "click"})
    assert waits.wait(SECONDS)
    assert {name: outputs[2]._status[name] for name in ("position", "waiting", "eta")} == {
        "position": 2,
        "waiting": 2,
        "eta": None,
    }
    gate.may_go.release(3)
    page.settle(demo)
    assert [output.value for output in outputs] == ["0", "1", "2"]
    assert all(output._status == {} for output in outputs)


def test_a_batch_gets_lists_and_gives_each_caller_its_own(page):
    gate, sizes = Gate(), []

    def shout(texts, numbers):
        sizes.append(len(texts))
        gate()
        return [text.upper() for text in texts], [number + 1 for number in numbers]

    with gr.Blocks() as demo:
        text, number, button = gr.Textbox(), gr.Number(), gr.Button()
        shouted, more = gr.Textbox(), gr.Number()
        heard = []
        shouted.change(heard.append, shouted, trigger_mode="multiple")
        button.click(shout, [text, number], [shouted, more], batch=True, max_batch_size=2, trigger_mode="multiple")
    for index, letter in enumerate("abcd"):
        text.value, number.value = letter, index
        page.send(button, {"event": "click"})
        if not index:
            assert gate.started.acquire(timeout=SECONDS)
    gate.may_go.release(9)
    page.settle(demo)
    assert sizes == [1, 2, 1]
    assert heard == ["A", "B", "C", "D"]
    assert (shouted.value, more.value) == ("D", 4)


def test_a_batch_handler_that_returns_too_little_says_what_it_must(page):
    with gr.Blocks() as demo:
        text, shouted = gr.Textbox(), gr.Textbox()
        text.submit(lambda texts: texts[0], text, shouted, batch=True)
    page.act(text, "submit", {"value": "abc"})
    assert "must return 1 lists of 1 values each" in demo.errors[0].traceback


@pytest.mark.parametrize("later", [False, True])
def test_a_refused_call_leaves_its_batch_and_the_others_run(page, later):
    gate, batches, followed = Gate(), [], []

    def shout(texts):
        batches.append(texts)
        gate()
        return [[text.upper() for text in texts]]

    async def shout_later(texts):
        return shout(texts)

    def check(text):
        if text == "broken":
            raise ValueError("broken")
        return gr.validate(text != "bad", "no")

    with gr.Blocks() as demo:
        text, button, heard = gr.State(), gr.Button(), gr.Textbox()
        seen = []
        heard.change(seen.append, heard, trigger_mode="multiple")
        shouted = button.click(
            shout_later if later else shout,
            text,
            heard,
            batch=True,
            max_batch_size=5,
            trigger_mode="multiple",
            validator=check,
        )
        shouted.success(lambda: followed.append("success"))
        shouted.failure(lambda: followed.append("failure"))
    for index, word in enumerate(["first", "bad", "c", "broken", "bad", "d", "bad"]):
        text.value = word
        page.send(button, {"event": "click"})
        if not index:
            assert gate.started.acquire(timeout=SECONDS)
    gate.may_go.release(9)
    page.settle(demo)
    assert batches == [["first"], ["c", "d"]]
    assert seen == ["FIRST", "C", "D"]
    assert sorted(followed) == ["failure", "success", "success", "success"]
    toasts = [message["toast"]["message"] for message in page.custom(demo._shell) if "toast" in message]
    assert sorted(toasts) == ["ValueError: broken", "no", "no", "no"]
    assert [str(failure.exception) for failure in demo.errors] == ["broken"]


def test_of_a_batch_that_fails_a_refused_call_stays_refused(page):
    gate = Gate()

    def fail(texts):
        gate()
        raise ValueError(f"failed with {texts}")

    def check(text):
        return gr.validate(text != "bad", "no")

    with gr.Blocks() as demo:
        text, button = gr.State("first"), gr.Button()
        button.click(fail, text, batch=True, trigger_mode="multiple", validator=check)
    page.send(button, {"event": "click"})
    assert gate.started.acquire(timeout=SECONDS)
    for text.value in ["bad", "c"]:
        page.send(button, {"event": "click"})
    gate.may_go.release(9)
    page.settle(demo)
    assert [str(failure.exception) for failure in demo.errors] == ["failed with ['first']", "failed with ['c']"]


def test_a_thousand_calls_wait_their_turn(page):
    seen = []
    with gr.Blocks() as demo:
        text = gr.Textbox()
        text.submit(seen.append, text, trigger_mode="multiple")
    for index in range(1000):
        page.send(text, {"event": "submit", "state": {"value": str(index)}})
    page.settle(demo)
    assert seen == [str(index) for index in range(1000)]


def test_a_batch_without_outputs_need_not_return_anything(page):
    seen = []
    with gr.Blocks() as demo:
        text = gr.Textbox()
        text.submit(seen.extend, text, batch=True)
    page.act(text, "submit", {"value": "abc"})
    assert seen == ["abc"]
    assert not demo.errors


def test_what_does_not_fit_into_the_line_is_told_while_others_come(page, monkeypatch):
    gate, alive = Gate(), []
    with gr.Blocks() as demo:
        slow, other = gr.Button(), gr.Button()
        slow.click(gate, trigger_mode="multiple")
        other.click(lambda: None, queue=False)
    demo.queue(max_size=1)

    def tell(_message):
        another = threading.Thread(target=other.fire, args=["click"])
        another.start()
        another.join(SECONDS / 2)
        alive.append(another.is_alive())

    monkeypatch.setattr(demo, "tell", tell)
    for _ in range(3):
        slow.fire("click")
    gate.may_go.release(2)
    page.settle(demo)
    assert alive == [False]


def test_handlers_that_share_a_line_with_one_that_is_rendered_again_go_on(page):
    gate, ran, detached = Gate(), threading.Event(), threading.Event()
    with gr.Blocks() as demo:
        which, outside = gr.Textbox("gate"), gr.Button()
        outside.click(gate)

        @gr.render(which)
        def inside(name):
            button = gr.Button()
            button.click(gate if name == "gate" else ran.set, key="click")
            made.append(button)

    made = []
    page.act(demo._shell, "load")
    outside.fire("click")
    assert gate.started.acquire(timeout=SECONDS)
    made[0].observe(lambda _: detached.set(), "_events")
    which.value = "other"
    assert detached.wait(SECONDS)
    gate.may_go.release()
    page.settle(demo)
    made[-1].fire("click")
    assert ran.wait(SECONDS / 2)


def test_the_default_limit_counts_for_handlers_that_have_run(page):
    gate = Gate()
    with gr.Blocks() as demo:
        button = gr.Button()
        button.click(gate, trigger_mode="multiple")
    for _ in range(3):
        page.send(button, {"event": "click"})
    assert gate.started.acquire(timeout=SECONDS)
    assert not gate.started.acquire(timeout=0.05)
    demo.queue(default_concurrency_limit=2)
    assert gate.started.acquire(timeout=SECONDS)
    assert not gate.started.acquire(timeout=0.05)
    demo.queue(default_concurrency_limit=None)
    assert gate.started.acquire(timeout=SECONDS)
    gate.may_go.release(3)
    page.settle(demo)


def test_of_handlers_that_share_an_id_the_strictest_limit_counts(page):
    gates = [Gate(), Gate()]
    with gr.Blocks() as demo:
        buttons = [gr.Button(), gr.Button()]
        buttons[0].click(gates[0], concurrency_id="gpu", concurrency_limit=5)
        buttons[1].click(gates[1], concurrency_id="gpu", concurrency_limit=1)
    for button in buttons:
        page.send(button, {"event": "click"})
    assert gates[0].started.acquire(timeout=SECONDS)
    assert not gates[1].started.acquire(timeout=0.05)
    gates[0].may_go.release()
    assert gates[1].started.acquire(timeout=SECONDS)
    gates[1].may_go.release()
    page.settle(demo)


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        (
            {"max_sise": 1},
            TypeError,
            r"queue\(\) got an unexpected keyword argument 'max_sise'; did you mean 'max_size'",
        ),
        ({"max_size": "a"}, TypeError, r"queue\(\): max_size must be a whole number or None, not str 'a'"),
        ({"max_size": -1}, ValueError, "max_size must be more than 0"),
        ({"default_concurrency_limit": 0}, ValueError, "default_concurrency_limit must be more than 0"),
        ({"default_concurrency_limit": -1}, ValueError, "default_concurrency_limit must be more than 0"),
        ({"default_concurrency_limit": "a"}, TypeError, "default_concurrency_limit must be a whole number or None"),
        ({"concurrency_count": 0}, ValueError, "concurrency_count must be more than 0"),
    ],
)
def test_what_queue_cannot_take(page, given, error, says):
    demo = gr.Blocks()
    with pytest.raises(error, match=says):
        demo.queue(**given)
    assert demo.dispatcher.default_concurrency_limit == 1


def test_queue_takes_the_keywords_of_every_gradio(page):
    demo = gr.Blocks()
    assert demo.queue("auto", True, 20, concurrency_count=3, client_position_to_load_data=1) is demo
    assert (demo.dispatcher.max_size, demo.dispatcher.default_concurrency_limit) == (20, 3)
