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
