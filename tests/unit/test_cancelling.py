"""Cancelling and time limits: what ends, when, and what stays usable."""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
import threading
import time

import pytest

import nbblocks as gr
from nbblocks.dispatch import loop as loops
from nbblocks.dispatch import policies
from nbblocks.dispatch.loop import loop
from nbblocks.dispatch.threads import Workers

SECONDS = 10


def app(fn, **options):
    """A button that starts the handler, one that cancels it, and its output."""
    with gr.Blocks() as demo:
        target, start, stop = gr.Textbox(), gr.Button("Start"), gr.Button("Stop")
        running = start.click(fn, None, target, **options)
        stop.click(None, cancels=running)
    return demo, target, start, stop


def endless():
    """A handler that waits for ever, and what tells that it has begun and that its `finally` has run."""
    started, finished = threading.Event(), threading.Event()

    async def wait():
        started.set()
        try:
            await asyncio.sleep(3600)
        finally:
            finished.set()
        return "never"

    return wait, started, finished


def test_an_async_handler_ends_where_it_awaits_and_runs_its_finally(page):
    wait, started, finished = endless()
    demo, target, start, stop = app(wait)
    page.send(start, {"event": "click"})
    assert started.wait(SECONDS)
    page.act(stop, "click")
    assert finished.is_set()
    assert target.value == ""
    assert not demo.errors


def test_an_async_generator_ends_where_it_awaits_and_keeps_what_it_yielded(page):
    shown, finished = threading.Event(), threading.Event()

    async def stream():
        try:
            yield "one"
            await asyncio.sleep(3600)
        finally:
            finished.set()

    _, target, start, stop = app(stream)
    target.observe(lambda _: shown.set(), "value")
    page.send(start, {"event": "click"})
    assert shown.wait(SECONDS)
    page.act(stop, "click")
    assert finished.is_set()
    assert target.value == "one"


def test_a_plain_function_that_never_returns_is_given_up(page):
    started, may_end = threading.Event(), threading.Event()

    def hang():
        started.set()
        may_end.wait(60)
        return "too late"

    with gr.Blocks() as demo:
        target, start, stop, other = gr.Textbox(), gr.Button("Start"), gr.Button("Stop"), gr.Textbox()
        running = start.click(hang, None, target)
        stop.click(None, cancels=running)
        other.submit(str.upper, other, other)
    page.send(start, {"event": "click"})
    assert started.wait(SECONDS)
    page.send(other, {"event": "submit", "state": {"value": "usable"}})
    page.act(stop, "click")
    assert other.value == "USABLE"
    assert target._status == {}
    started.clear()
    page.send(start, {"event": "click"})
    assert started.wait(SECONDS), "the button works again"
    may_end.set()
    page.settle(demo)
    assert target.value == "too late"


def test_what_a_cancelled_function_returns_is_dropped(page):
    started, may_end = threading.Event(), threading.Event()

    def slow():
        started.set()
        may_end.wait(SECONDS)
        return "too late"

    demo, target, start, stop = app(slow)
    page.send(start, {"event": "click"})
    assert started.wait(SECONDS)
    page.act(stop, "click")
    may_end.set()
    with demo.dispatcher._idle:
        assert demo.dispatcher._idle.wait_for(lambda: not demo.dispatcher._given_up, SECONDS)
    assert target.value == ""


def test_what_waits_is_dropped(page):
    started, may_end = threading.Event(), threading.Event()
    ran = []

    def slow():
        ran.append(1)
        started.set()
        may_end.wait(SECONDS)

    demo, _, start, stop = app(slow, trigger_mode="multiple")
    for _ in range(3):
        page.send(start, {"event": "click"})
    assert started.wait(SECONDS)
    page.send(stop, {"event": "click"})
    may_end.set()
    page.settle(demo)
    assert ran == [1]


@pytest.mark.parametrize("policy", ["thread", "inline"])
def test_an_exception_in_finally_is_reported_and_the_app_goes_on(page, policy):
    def fails_at_the_end():
        try:
            yield "one"
            yield "two"
        finally:
            raise OSError("the disk is full")

    with gr.Blocks(policy=policy) as demo:
        target, start = gr.Textbox(), gr.Button()
        start.click(fails_at_the_end, None, target)
    for _ in range(2):
        page.act(start, "click")
    assert [str(failure.exception) for failure in demo.errors] == ["the disk is full"] * 2


def test_an_exception_in_the_finally_of_a_cancelled_generator_is_reported(page):
    shown = threading.Event()

    async def stream():
        try:
            yield "one"
            await asyncio.sleep(3600)
        finally:
            raise OSError("the disk is full")

    demo, target, start, stop = app(stream)
    target.observe(lambda _: shown.set(), "value")
    page.send(start, {"event": "click"})
    assert shown.wait(SECONDS)
    page.act(stop, "click")
    assert "the disk is full" in demo.errors[0].traceback


def test_a_time_limit_ends_a_generator_and_what_follows_runs(page):
    closed = threading.Event()

    def endless():
        try:
            while True:
                yield "running"
        finally:
            closed.set()

    with gr.Blocks():
        target, start, after = gr.Textbox(), gr.Button(), gr.Textbox()
        start.click(endless, None, target, time_limit=0.05).success(lambda: "done", None, after)
    page.act(start, "click")
    assert closed.is_set()
    assert (target.value, after.value) == ("running", "done")


def test_a_time_limit_ends_an_async_handler(page):
    async def endless():
        await asyncio.sleep(3600)

    _, target, start, _ = app(endless, time_limit=0.05)
    page.act(start, "click")
    assert target._status == {}


def test_python_ends_with_a_handler_that_never_returns():
    code = """
import threading
import nbblocks as gr
from nbblocks.dispatch import loop as loops
from nbblocks.dispatch import policies
from nbblocks.dispatch.loop import loop
from nbblocks.dispatch.threads import Workers
started = threading.Event()
def hang():
    started.set()
    threading.Event().wait()
with gr.Blocks() as demo:
    button = gr.Button()
    button.click(hang)
button.fire("click")
assert started.wait(10)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


@pytest.mark.filterwarnings("error")
def test_an_async_handler_that_is_cancelled_before_it_begins_does_not_begin(page):
    began = []

    async def handler():
        began.append(1)

    with gr.Blocks() as demo:
        target, start = gr.Textbox(), gr.Button()
        running = start.click(handler, None, target)
    loop_is_busy, may_go = threading.Event(), threading.Event()
    loop().call_soon_threadsafe(lambda: loop_is_busy.set() or may_go.wait(SECONDS))
    assert loop_is_busy.wait(SECONDS)
    page.send(start, {"event": "click"})
    demo.dispatcher.cancel(running)
    may_go.set()
    page.settle(demo)
    assert not began


def test_a_batch_ends_where_it_awaits(page):
    wait, started, finished = endless()
    _, _, start, stop = app(wait, batch=True)
    page.send(start, {"event": "click"})
    assert started.wait(SECONDS)
    page.act(stop, "click")
    assert finished.is_set()


def test_what_is_cancelled_before_there_is_a_thread_for_it_does_not_run(page, monkeypatch):
    ran, ended = [], threading.Event()
    one_thread = Workers(1)
    monkeypatch.setattr(policies, "workers", lambda: one_thread)
    with gr.Blocks() as demo:
        start, after = gr.Button(), gr.Button()
        running = start.click(lambda: ran.append("start"))
        after.click(ended.set)
    busy, may_go = threading.Event(), threading.Event()
    one_thread.submit(lambda: busy.set() or may_go.wait(SECONDS))
    assert busy.wait(SECONDS)
    page.send(start, {"event": "click"})
    demo.dispatcher.cancel(running)
    page.send(after, {"event": "click"})
    may_go.set()
    assert ended.wait(SECONDS)
    assert ran == []


def test_who_waits_for_the_end_learns_that_all_was_cancelled(page):
    started, may_end, idle = threading.Event(), threading.Event(), threading.Event()

    def hang():
        started.set()
        may_end.wait(SECONDS)

    with gr.Blocks() as demo:
        start = gr.Button()
        running = start.click(hang)
    page.send(start, {"event": "click"})
    assert started.wait(SECONDS)
    waiting = threading.Event()
    demo.dispatcher._is_idle, is_idle = lambda: waiting.set() or is_idle(), demo.dispatcher._is_idle
    threading.Thread(target=lambda: demo.dispatcher.idle(SECONDS) and idle.set(), daemon=True).start()
    assert waiting.wait(SECONDS)
    demo.dispatcher.cancel(running)
    assert idle.wait(SECONDS / 2)
    may_end.set()


def test_what_waits_for_a_thread_gets_that_of_one_that_was_given_up():
    workers = Workers(1)
    may_end, ran = threading.Event(), threading.Event()
    workers.submit(lambda: may_end.wait(SECONDS))
    workers.submit(ran.set)
    workers.allow(1)
    assert ran.wait(SECONDS / 2)
    may_end.set()


@pytest.mark.parametrize("close", [gr.Blocks.close, lambda _demo: gr.close_all()], ids=["close", "close_all"])
def test_a_closed_app_runs_nothing_more(page, close):
    started, waiting, ended, after = threading.Event(), threading.Event(), [], []

    def plain():
        try:
            for number in itertools.count():
                yield number
                started.set()
        finally:
            ended.append("plain")

    async def waits():
        waiting.set()
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append("waits")

    demo, _, start, _ = app(plain, trigger_mode="multiple")
    with demo:
        other = gr.Button()
        other.click(waits, None, gr.Textbox()).then(lambda: after.append("then"))
        queued = gr.Button()
        queued.click(lambda: time.sleep(0.01), None, None, trigger_mode="multiple").then(lambda: after.append("queued"))
    page.send(other, {"event": "click"})
    page.send(start, {"event": "click"})
    for _ in range(50):
        page.send(queued, {"event": "click"})
    assert started.wait(SECONDS)
    assert waiting.wait(SECONDS)
    close(demo)
    assert demo.dispatcher.idle(SECONDS)
    assert sorted(ended) == ["plain", "waits"]
    assert len(after) < 50


def test_an_async_handler_that_blocks_stops_no_timer_and_is_told_of(page, monkeypatch, caplog):
    monkeypatch.setattr(loops, "HELD_UP", 0.05)
    go, shown, told = threading.Event(), threading.Event(), threading.Event()
    monkeypatch.setattr(caplog.handler, "emit", lambda record: "test_cancelling" in record.getMessage() and told.set())

    async def block():
        for number in range(5):
            yield number
        go.wait(SECONDS)

    async def wait():
        await asyncio.sleep(0)
        return "after"

    _, target, start, _ = app(block)
    target.observe(lambda change: change.new == "4" and shown.set(), "value")
    with gr.Blocks():
        other, button = gr.Textbox(), gr.Button()
        button.click(wait, None, other)
    page.send(start, {"event": "click"})
    assert shown.wait(SECONDS), "the last that was yielded is shown while it blocks"
    page.send(button, {"event": "click"})
    assert told.wait(SECONDS), "the log says which line holds the others up"
    go.set()
    page.settle()
    assert other.value == "after"
