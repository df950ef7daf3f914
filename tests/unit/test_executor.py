"""Handlers on executors: a pool of threads, a pool of processes, a cluster of Dask."""

from __future__ import annotations

import asyncio
import multiprocessing
import multiprocessing.connection
import os
import select
import signal
import socket
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import dask
import pytest
from distributed import Client, LocalCluster

import nbblocks as gr
from nbblocks.dispatch import links

SECONDS = 60


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes of Dask on this machine."""
    # Forks of a process that has the imports: so one that dies has a successor soon.
    forked = dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"})
    no_dashboard = {"dashboard_address": "127.0.0.1:0", "scheduler_kwargs": {"dashboard": False}}
    with (
        forked,
        LocalCluster(n_workers=2, threads_per_worker=1, **no_dashboard) as cluster,
        Client(cluster) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def processes():
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.fixture(params=["threads", "processes", "dask"])
def executor(request):
    if request.param == "threads":
        with ThreadPoolExecutor(2) as pool:
            yield pool
    elif request.param == "processes":
        yield request.getfixturevalue("processes")
    else:
        yield request.getfixturevalue("cluster").get_executor()


class Bell:
    """What is heard in another process as soon as it is rung: a named pipe."""

    def __init__(self, path):
        self.path = path
        os.mkfifo(path)
        # Open at both ends, so that nobody who opens it waits for somebody else to do so.
        self._pipe = os.open(path, os.O_RDWR)

    def ring(self):
        os.write(self._pipe, b"!")

    def heard(self):
        return bool(select.select([self._pipe], [], [], SECONDS)[0])

    def close(self):
        os.close(self._pipe)


@pytest.fixture
def bell(tmp_path):
    bell = Bell(tmp_path / "bell")
    yield bell
    bell.close()


def app(executor, fn, **options):
    with gr.Blocks(executor=executor) as demo:
        source, target = gr.Textbox(label="source"), gr.Textbox(label="target")
        running = source.submit(fn, source, target, **options)
        stop = gr.Button()
        stop.click(None, cancels=running)
    return demo, source, target, stop


def settle(page, demo):
    assert demo.dispatcher.idle(SECONDS)
    assert not demo.errors, demo.errors[0].traceback


def test_a_function(page, executor):
    here = os.getpid()
    demo, source, target, _ = app(executor, lambda text: f"{text.upper()} {os.getpid() == here}")
    page.send(source, {"event": "submit", "state": {"value": "hi"}})
    settle(page, demo)
    assert target.value == f"HI {isinstance(executor, ThreadPoolExecutor)}"


def test_an_async_function(page, executor):
    async def shout(text):
        await asyncio.sleep(0)
        return gr.Textbox(text.upper(), lines=3)

    demo, source, target, _ = app(executor, shout)
    page.send(source, {"event": "submit", "state": {"value": "hi"}})
    settle(page, demo)
    assert (target.value, target.lines) == ("HI", 3)


def test_a_generator_streams_and_its_last_value_is_there(page, executor):
    def count(text):
        for number in range(5000):
            yield f"{text} {number}"

    demo, source, target, _ = app(executor, count)
    seen = []
    target.observe(lambda change: seen.append(change.new), "value")
    page.send(source, {"event": "submit", "state": {"value": "n"}})
    settle(page, demo)
    assert target.value == "n 4999"
    assert len(seen) < 1000


def test_a_step_is_shown_before_the_next(page, executor, bell):
    path = bell.path

    def two_steps(_):
        yield "first"
        with path.open("rb") as pipe:
            pipe.read(1)
        yield "second"

    demo, source, target, _ = app(executor, two_steps)
    first = threading.Event()
    target.observe(lambda change: change.new == "first" and first.set(), "value")
    page.send(source, {"event": "submit"})
    assert first.wait(SECONDS)
    bell.ring()
    settle(page, demo)
    assert target.value == "second"


def test_progress_toasts_and_event_data(page, executor):
    def work(text, event: gr.EventData, progress=gr.Progress()):
        progress(0.5, desc="half")
        gr.Info(f"{text} {event.target}")
        return "done"

    demo, source, target, _ = app(executor, work)
    page.send(source, {"event": "submit", "state": {"value": "hi"}})
    settle(page, demo)
    assert target.value == "done"
    toasts = [message["toast"]["message"] for message in page.custom(demo._shell) if "toast" in message]
    assert toasts[0].startswith("hi ")


def test_bars_of_tqdm_are_shown(page, executor):
    def work(text, progress=gr.Progress(track_tqdm=True)):
        from tqdm import tqdm

        return sum(1 for _ in tqdm(range(100_000), desc="Counting"))

    demo, source, target, _ = app(executor, work)
    page.send(source, {"event": "submit"})
    settle(page, demo)
    assert target.value == "100000"
    steps = [step for status in page.updates(target, "_status") for step in status.get("steps", ())]
    assert {step["desc"] for step in steps} <= {"Counting"}


def test_an_exception_arrives_with_its_traceback(page, executor):
    def fail(_):
        raise ValueError("not this one")

    demo, source, _, _ = app(executor, fail)
    page.send(source, {"event": "submit"})
    assert demo.dispatcher.idle(SECONDS)
    assert isinstance(demo.errors[0].exception, ValueError)
    assert "in fail" in demo.errors[0].traceback


def test_an_error_for_the_visitor_stays_one(page, executor):
    def fail(_):
        raise gr.Error("Too large.", title="Sorry")

    demo, source, _, _ = app(executor, fail)
    page.send(source, {"event": "submit"})
    assert demo.dispatcher.idle(SECONDS)
    assert page.custom(demo._shell)[-1]["toast"]["title"] == "Sorry"


def test_cancelling_ends_a_generator_which_runs_its_finally(page, executor, bell):
    path = bell.path

    def endless(_):
        try:
            while True:
                yield "running"
                time.sleep(0.01)
        finally:
            path.write_text("closed")

    demo, source, target, stop = app(executor, endless)
    running = threading.Event()
    target.observe(lambda change: running.set(), "value")
    page.send(source, {"event": "submit"})
    assert running.wait(SECONDS)
    page.send(stop, {"event": "click"})
    settle(page, demo)
    assert bell.heard()


def test_a_handler_that_cannot_be_sent_says_why(page, processes):
    with gr.Blocks(executor=processes) as demo:
        source, target = gr.Textbox(), gr.Textbox()
        lock = threading.Lock()
        source.submit(lambda text: (lock, text)[1], source, target)
    page.send(source, {"event": "submit"})
    assert demo.dispatcher.idle(SECONDS)
    assert "cannot be sent to ProcessPoolExecutor" in str(demo.errors[0].exception)


def test_what_is_no_executor(page):
    demo, source, _, _ = app("threads", str.upper)
    page.act(source, "submit")
    assert "not str" in str(demo.errors[0].exception)


@pytest.mark.parametrize("kind", ["function", "generator"])
def test_a_worker_of_dask_that_dies_is_a_clear_error_and_the_next_event_works(page, cluster, tmp_path, kind):
    runs = tmp_path / "runs"

    def die(text):
        with runs.open("a") as file:
            file.write("x")
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        return text.upper()

    def die_midway(text):
        yield "first"
        yield die(text)

    demo, source, target, _ = app(cluster, die if kind == "function" else die_midway)
    page.send(source, {"event": "submit", "state": {"value": "die"}})
    assert demo.dispatcher.idle(SECONDS)
    assert "the worker that ran the handler ended" in str(demo.errors[0].exception)
    assert runs.read_text() == "x", "nothing is run twice for one event"
    page.send(source, {"event": "submit", "state": {"value": "live"}})
    assert demo.dispatcher.idle(SECONDS)
    assert target.value == "LIVE"


def test_the_steps_of_an_object_that_is_called_are_shown(page):
    class Count:
        def __call__(self, text):
            for number in range(3):
                yield f"{text} {number}"

    seen = []
    with ThreadPoolExecutor(1) as pool:
        demo, source, target, _ = app(pool, Count())
        target.observe(lambda change: seen.append(change.new), "value")
        page.send(source, {"event": "submit", "state": {"value": "n"}})
        settle(page, demo)
    assert seen[0] == "n 0"
    assert target.value == "n 2"


def test_a_generator_without_steps_that_a_function_returns_leaves_the_output(page):
    with ThreadPoolExecutor(1) as pool:
        demo, source, target, _ = app(pool, lambda text: (letter for letter in text))
        page.send(source, {"event": "submit", "state": {"value": ""}})
        settle(page, demo)
    assert target.value == ""


def test_a_result_that_cannot_be_sent_back_says_why(page, processes):
    demo, source, _, _ = app(processes, lambda text: threading.Lock())
    page.send(source, {"event": "submit"})
    assert demo.dispatcher.idle(SECONDS)
    assert "cannot pickle" in str(demo.errors[0].exception)


class OnlyThere:
    """What can be made in one process only."""

    def __init__(self):
        self.home = os.getpid()

    def __reduce__(self):
        return OnlyThere._made, (self.home,)

    @staticmethod
    def _made(home):
        if os.getpid() != home:
            raise ValueError("not in this process")
        return OnlyThere()


@pytest.mark.parametrize("executor", ["processes", "dask"], indirect=True)
def test_a_result_that_cannot_be_read_here_says_why(page, executor):
    demo, source, _, _ = app(executor, lambda text: OnlyThere())
    page.send(source, {"event": "submit"})
    assert demo.dispatcher.idle(SECONDS)
    assert "not in this process" in str(demo.errors[0].exception)


def test_who_has_not_the_key_keeps_nobody_from_being_heard(page, processes):
    address, _ = links._switchboard().expect("nobody", print)
    links._switchboard().forget("nobody")
    with pytest.raises(multiprocessing.AuthenticationError):
        multiprocessing.connection.Client(address, authkey=b"a guess")
    with socket.create_connection(address):  # says nothing, and stays
        demo, source, target, _ = app(processes, str.upper)
        page.send(source, {"event": "submit", "state": {"value": "hi"}})
        settle(page, demo)
    assert target.value == "HI"
