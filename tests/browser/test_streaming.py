"""Streaming at full speed: nothing is lost, whatever a handler prints or yields."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

FLOOD = """
import nbblocks as gr

def flood():
    for line in range(30_000):
        print(f"line {line}: " + "x" * 100)
        if line % 1000 == 0:
            yield f"line {line}"
    yield "the last line"

def stream():
    for number in range(100_000):
        yield str(number), number
    yield "the last number", -1

with gr.Blocks() as demo:
    printed, number, other = gr.Textbox(label="Printed"), gr.Textbox(label="Number"), gr.Number(label="Other")
    gr.Button("Print").click(flood, None, printed)
    gr.Button("Count").click(stream, None, [number, other])

demo.launch()
"""


@pytest.mark.parametrize("host", ["lab", "voila"], indirect=True)
def test_floods_lose_nothing(open_app, host):
    app = open_app(FLOOD)
    app.button("Print").click()
    expect(app.field("Printed")).to_have_value("the last line")
    app.button("Count").click()
    expect(app.field("Number")).to_have_value("the last number")
    expect(app.field("Other")).to_have_value("-1")
    if host.name == "lab":
        shown = app.scope.locator(".jp-OutputArea-output[data-mime-type*='stdout']")
        expect(shown).to_contain_text("line 29999")
        expect(shown).to_contain_text("printed too fast to be shown")
    else:
        assert "line 29999: " in host.server.log()
        expect(app.scope.get_by_text("line 29999")).to_have_count(0)


# What is printed in a thread of the author's own has no limit of ours: the server drops what comes with it.
CROWDED = """
import threading
import nbblocks as gr

def shout():
    for line in range(60):
        print("x" * 100_000, flush=True)

def crowd():
    shouting = threading.Thread(target=shout)
    shouting.start()
    shouting.join()
    return "arrived"

with gr.Blocks() as demo:
    text = gr.Textbox(label="Text")
    gr.Button("Crowd").click(crowd, None, text)

demo.launch()
"""


@pytest.mark.parametrize("host", ["lab"], indirect=True)
def test_what_the_server_drops_is_asked_for_again(open_app, host):
    app = open_app(CROWDED)
    app.button("Crowd").click()
    expect(app.field("Text")).to_have_value("arrived", timeout=60_000)
    assert "IOPub data rate exceeded" in host.server.log()
