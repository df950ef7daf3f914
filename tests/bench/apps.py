"""The apps that are measured; each runs with either library as ``gr``."""

ECHO = """
import {module} as gr

with gr.Blocks() as demo:
    source = gr.Textbox(label="source")
    target = gr.Textbox(label="target")
    source.input(lambda text: text.upper(), source, target, show_progress="hidden")

demo.launch(inbrowser=False, server_port={port}, quiet=True)
"""

STREAM = """
import {module} as gr

def stream():
    text = ""
    for index in range(2000):
        text += f"word{{index}} "
        yield text

with gr.Blocks() as demo:
    button = gr.Button("go")
    target = gr.Textbox(label="target")
    button.click(stream, None, target)

demo.launch(inbrowser=False, server_port={port}, quiet=True)
"""

BUILD = """
import time
import {module} as gr

gr.Blocks, gr.Textbox  # what is imported late is imported here

def build():
    start = time.perf_counter()
    with gr.Blocks() as demo:
        for index in range(1000):
            gr.Textbox(label=str(index))
    return time.perf_counter() - start

seconds = build()
"""

CLICKS = """
import itertools
import {module} as gr

numbers = itertools.count(1)

with gr.Blocks() as demo:
    target = gr.Textbox(label="target")
    for visitor in range(50):
        gr.Button("go").click(lambda: str(next(numbers)), None, target, trigger_mode="multiple", concurrency_id="all")

demo.launch(inbrowser=False, server_port={port}, quiet=True)
"""

COUNT = """
import {module} as gr

def stream():
    for number in range(100_000):
        yield str(number)

with gr.Blocks() as demo:
    button = gr.Button("go")
    target = gr.Textbox(label="target")
    button.click(stream, None, target)

demo.launch(inbrowser=False, server_port={port}, quiet=True)
"""
