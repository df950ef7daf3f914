from __future__ import annotations

import logging
import threading

import pytest

import nbblocks as gr
from nbblocks.components import timer as module
from tests.page import SECONDS


@pytest.fixture
def clock(monkeypatch):
    """The kernel's clock, which the test moves."""

    class Clock:
        now = 100.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def ticking(*args, **keywords):
    """Return a timer in an app and the ticks that its handler has seen."""
    ticks = []
    with gr.Blocks():
        timer = gr.Timer(*args, **keywords)
        timer.tick(lambda: ticks.append("tick"))
    return timer, ticks


def test_the_page_ticks(page, clock):
    timer, ticks = ticking(2)
    for _ in range(3):
        page.act(timer, "tick")
        clock.now += 2
    assert ticks == ["tick"] * 3


def test_a_tick_is_shown_nowhere(page):
    with gr.Blocks():
        timer, out = gr.Timer(), gr.Textbox()
        attached = timer.tick(lambda: "x", None, out)
    assert attached.options.show_progress == "hidden"


def test_two_pages_tick_no_faster_than_one(page, clock):
    timer, ticks = ticking(1)
    for _ in range(10):
        page.act(timer, "tick")
        clock.now += 0.3
        page.act(timer, "tick")
        clock.now += 0.7
    assert len(ticks) == 10


def test_a_flood_of_ticks_is_bounded(page, clock, caplog):
    timer, ticks = ticking(1)
    for _ in range(1000):
        page.act(timer, "tick")
        clock.now += 0.01
    assert len(ticks) <= 11
    assert not caplog.records


def test_ticks_that_come_unevenly_all_count(page, clock):
    timer, ticks = ticking(0.05)
    for late in (0, 0.02, 0, 0.015, 0.01, 0) * 10:
        clock.now += late
        page.act(timer, "tick")
        clock.now += 0.05 - late
    assert len(ticks) == 60


def test_a_cell_may_tick_at_any_time(page, clock):
    timer, ticks = ticking(60)
    for _ in range(2):
        timer.fire("tick")
        page.settle(timer)
    assert len(ticks) == 2


def test_a_new_interval_counts_at_once(page, clock):
    timer, ticks = ticking(60)
    page.act(timer, "tick")
    timer.value = 1
    page.act(timer, "tick")
    assert len(ticks) == 2


@pytest.mark.parametrize("closed", [{"active": False}, {"visible": False}], ids=["stopped", "hidden"])
def test_stopped_or_hidden_it_takes_no_tick(page, closed, caplog):
    caplog.set_level(logging.WARNING)
    timer, ticks = ticking(1, **closed)
    page.act(timer, "tick")
    assert not ticks
    assert "Refused" in caplog.text


def test_the_page_cannot_change_it(page):
    timer, _ = ticking(5, active=False)
    page.act(timer, None, {"value": 0.01})
    page.act(timer, None, {"active": True})
    assert (timer.value, timer.active) == (5, False)


def test_a_handler_stops_it_and_changes_the_interval(page):
    with gr.Blocks():
        timer, button = gr.Timer(1), gr.Button()
        button.click(lambda: gr.Timer(3, active=False), None, timer)
    page.act(button, "click")
    assert (timer.value, timer.active) == (3, False)
    assert page.updates(timer, "active") == [False]


def test_its_value_is_the_interval(page):
    with gr.Blocks():
        timer, out = gr.Timer(2), gr.Number()
        timer.change(lambda seconds: seconds, timer, out)
    timer.value = 4
    page.settle(timer)
    assert out.value == 4


@pytest.mark.parametrize("interval", [0, -1, 0.001, float("nan"), "soon"])
def test_an_interval_that_is_none_is_refused(page, interval):
    with pytest.raises(Exception, match="Timer cannot hold"):
        gr.Timer(interval)


def test_slow_handlers_do_not_pile_up(page, clock):
    running, go_on, calls = threading.Event(), threading.Event(), []

    def slow():
        calls.append("called")
        running.set()
        assert go_on.wait(SECONDS)

    with gr.Blocks():
        timer = gr.Timer(1)
        timer.tick(slow)
    tick = {"event": "tick", "state": {}, "data": {}}
    page.send(timer, tick)
    assert running.wait(SECONDS)
    for _ in range(5):
        clock.now += 1
        page.send(timer, tick)
    go_on.set()
    page.settle(timer)
    assert calls == ["called"]


def timers(demo):
    return [block for block in demo.descendants() if isinstance(block, gr.Timer)]


@pytest.mark.parametrize("every", [2, 0.5, gr.Timer], ids=["int", "float", "Timer"])
def test_a_function_as_a_value_is_computed_every_so_often(page, every):
    counts = iter(range(10))
    with gr.Blocks() as demo:
        box = gr.Number(lambda: next(counts), every=every(2) if every is gr.Timer else every)
    (timer,) = timers(demo)
    page.act(demo._shell, "load")
    assert box.value == 0
    page.act(timer, "tick")
    assert box.value == 1


def test_a_function_of_inputs_is_computed_every_so_often_too(page):
    with gr.Blocks() as demo:
        name = gr.Textbox("Ada")
        greeting = gr.Textbox(lambda text: f"Hello {text}", inputs=name, every=1)
    page.act(name, "input", {"value": "Grace"})
    assert greeting.value == "Hello Grace"
    greeting.value = ""
    page.act(timers(demo)[0], "tick")
    assert greeting.value == "Hello Grace"


def test_the_classic_load_runs_every_so_often(page):
    counts = iter(range(10))
    with gr.Blocks() as demo:
        out = gr.Number()
        demo.load(lambda: next(counts), None, out, every=2)
    (timer,) = timers(demo)
    assert (timer.value, timer.active) == (2, True)
    page.act(demo._shell, "load")
    page.act(timer, "tick")
    assert out.value == 1


def test_after_the_app_is_built_it_runs_every_so_often_too(page):
    with gr.Blocks() as demo:
        out = gr.Number()
    demo.load(lambda: 7, None, out, every=2)
    page.act(timers(demo)[0], "tick")
    assert out.value == 7


def test_the_classic_click_runs_every_so_often_from_then_on(page, clock):
    counts = iter(range(10))
    with gr.Blocks() as demo:
        start, stop, out = gr.Button("Start"), gr.Button("Stop"), gr.Number()
        counting = start.click(lambda: next(counts), None, out, every=1)
        stop.click(None, cancels=counting)
    (timer,) = timers(demo)
    assert not timer.active
    page.act(start, "click")
    assert (timer.active, out.value) == (True, 0)
    page.act(timer, "tick")
    assert out.value == 1
    page.act(stop, "click")
    assert not timer.active
