"""Apps that several tests visit."""

from __future__ import annotations

import nbblocks as gr


def greeter() -> gr.Blocks:
    """Make an app that greets by name, on a click and on Enter."""
    with gr.Blocks() as demo:
        name = gr.Textbox(label="Name", placeholder="Your name")
        greeting = gr.Textbox(label="Greeting")
        greet = gr.Button("Greet")
        greet.click(lambda n: f"Hello {n}!", name, greeting)
        name.submit(lambda n: f"Hi {n}!", name, greeting)
    return demo
