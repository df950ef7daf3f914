"""A real kernel over 10,000 events and 50 re-runs of its cell."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.hosts.kernels import Kernel

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.soak, pytest.mark.timeout(900)]

APP = """
import asyncio
import nbblocks as gr

def stream(text):
    for number in range(3):
        yield text + str(number)

async def echo(text, request: gr.Request, event: gr.EventData, progress=gr.Progress()):
    progress(0.5)
    await asyncio.sleep(0)
    return text, gr.update(label=text)

def count(n, text):
    if n % 100 == 0:
        raise gr.Error("every hundredth", print_exception=False)
    return n + 1

with gr.Blocks() as demo:
    counted = gr.State(1)
    text, streamed, echoed = gr.Textbox(label="Text"), gr.Textbox(label="Streamed"), gr.Textbox(label="Echoed")
    with gr.Row():
        choice = gr.Dropdown(["a", "b"], label="Choice")
        button = gr.Button("Count")
    text.input(stream, text, streamed)
    text.submit(echo, text, [echoed, echoed], trigger_mode="multiple").then(lambda: gr.skip(), None, streamed)
    button.click(count, [counted, text], counted, trigger_mode="multiple")

    @gr.render(choice)
    def details(choice):
        for number in range(3):
            box = gr.Textbox(label=f"{choice} {number}", key=number)
            button.click(lambda: gr.skip(), None, box)

demo.launch()
"""

MEASURE = """
import gc, threading
import ipywidgets, psutil
from comm import get_comm_manager

def measure():
    gc.collect()
    names = [thread.name for thread in threading.enumerate()]
    return {
        "megabytes": psutil.Process().memory_info().rss / 1e6,
        "workers": names.count("nbblocks"),
        "threads": len(names) - names.count("nbblocks"),
        "comms": len(get_comm_manager().comms),
        "widgets": len(ipywidgets.Widget._instances if hasattr(ipywidgets.Widget, "_instances")
                       else ipywidgets.widgets.widget._instances),
    }
"""

#: Handlers that run at the same time: a thread for each is made when it is first needed, and stays.
WORKERS = 40
#: What an allocator may keep to itself; a leak of 1 kB an event would be more.
MEGABYTES = 10


@pytest.fixture
def kernel() -> Iterator[Kernel]:
    kernel = Kernel(os.environ)
    yield kernel
    kernel.close()


def act(kernel: Kernel, events: int) -> None:
    """Do what visitors do, and wait until all of it has had its effect."""
    for number in range(events // 5):
        text = f"text {number}"
        kernel.act(kernel.widget("Text"), "input", text)
        kernel.act(kernel.widget("Text"), "submit", text)
        kernel.act(kernel.widget("Count"), "click")
        kernel.act(kernel.widget("Choice"), "input", "ab"[number % 2])
        kernel.act(kernel.widget("Count"), "click")
        if number % 20 == 0:
            kernel.run("demo.dispatcher.idle(60)")
    kernel.run("assert demo.dispatcher.idle(60)")
    kernel.heard.clear()


def grown(before: dict[str, Any], after: dict[str, Any]) -> dict[str, float]:
    return {name: round(after[name] - before[name], 1) for name in before}


def check_flat(what: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    growth = grown(before, after)
    print(f"after {what}: {growth}, from {before}")
    assert growth["comms"] == growth["widgets"] == 0
    assert growth["threads"] <= 2
    assert after["workers"] <= WORKERS
    assert growth["megabytes"] < MEGABYTES


def test_ten_thousand_events_leave_nothing(kernel: Kernel, record_property: Any) -> None:
    kernel.run(MEASURE)
    kernel.run(APP, cell_id="app")
    act(kernel, 1000)
    before = kernel.ask("measure()")
    act(kernel, 10_000)
    after = kernel.ask("measure()")
    record_property("growth", grown(before, after))
    check_flat("10,000 events", before, after)


def test_fifty_reruns_leave_nothing(kernel: Kernel) -> None:
    kernel.run(MEASURE)
    for _ in range(5):
        kernel.run(APP, cell_id="app")
    before = kernel.ask("measure()")
    for _ in range(50):
        kernel.run(APP, cell_id="app")
    check_flat("50 re-runs", before, kernel.ask("measure()"))
