"""The promises of design.md that only a browser can show."""

from __future__ import annotations

import re

import psutil
from playwright.sync_api import expect

from tests.browser.conftest import in_notebooks, in_pages_of_their_own

HELLO = """
import nbblocks as gr

with gr.Blocks(title="Hello") as demo:
    name = gr.Textbox(label="Name")
    greeting = gr.Textbox(label="Greeting")
    button = gr.Button("Greet")
    button.click(lambda name: f"Hello {name}!", name, greeting)

demo.launch()
"""

BUSY = """
import os
import time
import nbblocks as gr

clicks = []

def count(text):
    clicks.append(text)
    return " ".join(clicks)

with gr.Blocks() as demo:
    process = gr.Textbox(str(os.getpid()), label="Process")
    text = gr.Textbox(label="Text")
    seen = gr.Textbox(label="Seen")
    send = gr.Button("Send")
    send.click(count, text, seen, trigger_mode="multiple")

demo.launch()
"""

# Streams for as long as the visitor types.
STREAM = """
import itertools
import time
import nbblocks as gr

def stream():
    text = ""
    for number in itertools.count():
        text += f"{number} "
        yield text
        if typed.value.endswith("!"):
            break
        time.sleep(0.01)
    yield text + "end"

with gr.Blocks() as demo:
    typed = gr.Textbox(label="Typed")
    streamed = gr.Textbox(label="Streamed")
    start = gr.Button("Start")
    start.click(stream, None, streamed)

demo.launch()
"""

KEYS = """
import time
import nbblocks as gr

def shout(text):
    time.sleep(0.1)
    return text.upper()

with gr.Blocks() as demo:
    typed = gr.Textbox(label="Typed")
    shouted = gr.Textbox(label="Shouted")
    typed.input(shout, typed, shouted)

demo.launch()
"""

VISITORS = """
import nbblocks as gr

everybody = []

def add(count, name):
    everybody.append(name)
    return count + 1, f"{count + 1} {' '.join(everybody)}"

with gr.Blocks() as demo:
    count = gr.State(0)
    name = gr.Textbox(label="Name")
    shown = gr.Textbox(label="Shown")
    button = gr.Button("Add")
    button.click(add, [count, name], [count, shown])

demo.launch()
"""

SOCKETS = (
    """
import psutil

def reached():
    me = psutil.Process()
    return {(c.laddr, c.raddr) for c in me.net_connections() if c.status == "LISTEN"}, len(me.children())

before = reached()
# %%"""
    + HELLO
)


def test_a_click_shows_the_answer(open_app):
    app = open_app(HELLO)
    app.field("Name").fill("Ada")
    app.button("Greet").click()
    expect(app.field("Greeting")).to_have_value("Hello Ada!")


def type_and_send(app):
    app.field("Text").click()
    for letter in "hello":
        app.page.keyboard.type(letter)
        app.button("Send").click()
        app.field("Text").press("End")


def test_behind_a_blocked_kernel_no_click_is_lost_and_each_sees_what_was_on_the_screen(open_app):
    app = open_app(BUSY)
    kernel = psutil.Process(int(app.field("Process").input_value()))
    kernel.suspend()
    type_and_send(app)
    expect(app.scope.get_by_text("The kernel is busy.")).to_be_visible()
    assert app.field("Seen").input_value() == "", "the kernel was not held up"
    kernel.resume()
    expect(app.field("Seen")).to_have_value("h he hel hell hello")
    expect(app.scope.get_by_text("The kernel is busy.")).to_have_count(0)


@in_notebooks
def test_beside_a_running_cell_no_click_is_lost_and_each_sees_what_was_on_the_screen(open_app):
    app = open_app(BUSY)
    cell = app.start_cell("time.sleep(3)")
    expect(cell.locator(".jp-InputPrompt")).to_have_text("[*]:")
    type_and_send(app)
    expect(app.field("Seen")).to_have_value("h he hel hell hello")


def test_typing_goes_on_undisturbed_while_an_output_streams(open_app):
    app = open_app(STREAM)
    typed, streamed = app.field("Typed"), app.field("Streamed")
    app.button("Start").click()
    expect(streamed).to_have_value(re.compile("^0 "))
    typed.click()
    app.page.keyboard.type("typing")
    app.page.keyboard.press("ArrowLeft")
    app.page.keyboard.press("ArrowLeft")
    expect(streamed).to_have_value(re.compile(" 200 "))
    expect(typed).to_be_focused()
    app.page.keyboard.type("--")
    expect(typed).to_have_value("typi--ng")
    app.page.keyboard.press("End")
    app.page.keyboard.type("!")
    expect(streamed).to_have_value(re.compile("end$"))
    expect(typed).to_have_value("typi--ng!")
    *numbers, _end = streamed.input_value().split()
    assert numbers == [str(number) for number in range(len(numbers))]


def test_of_many_key_presses_the_last_one_wins(open_app):
    app = open_app(KEYS)
    app.field("Typed").press_sequentially("the quick brown fox", delay=15)
    expect(app.field("Shouted")).to_have_value("THE QUICK BROWN FOX")


@in_notebooks
def test_running_a_cell_again_replaces_its_app(open_app):
    app = open_app(HELLO)
    instances = "len(__import__('ipywidgets').widgets.widget._instances)"
    once = app.ask(instances)
    app.scope.locator(".jp-Cell").first.locator(".jp-InputPrompt").click()
    for _ in range(50):
        app.page.keyboard.press("Control+Enter")
    app.await_cells()
    assert app.ask(instances) == once
    expect(app.scope.locator(".nbb-blocks")).to_have_count(1)
    app.field("Name").fill("Ada")
    app.button("Greet").click()
    expect(app.field("Greeting")).to_have_value("Hello Ada!")
    app.run_cell("demo.close()")
    expect(app.scope.locator(".nbb-blocks")).to_have_count(0)
    assert app.ask(instances) < once


@in_notebooks
def test_in_a_notebook_nothing_listens(open_app):
    app = open_app(SOCKETS)
    expect(app.button("Greet")).to_be_visible()
    assert app.ask("reached() == before")


@in_pages_of_their_own
def test_visitors_share_nothing(open_app, new_page):
    ada = open_app(VISITORS)
    bob = ada.host.visit(new_page(), ada.page.url)
    for app, name in [(ada, "Ada"), (bob, "Bob"), (ada, "Ada")]:
        app.field("Name").fill(name)
        app.button("Add").click()
        expect(app.field("Shown")).to_have_value(re.compile(name))
    expect(ada.field("Shown")).to_have_value("2 Ada Ada")
    expect(bob.field("Shown")).to_have_value("1 Bob")
