from __future__ import annotations

import nbblocks as gr


def test_a_click_runs_the_handler(page):
    with gr.Blocks():
        button, box = gr.Button("Go"), gr.Textbox()
        button.click(lambda: "clicked", None, box)
    page.act(button, "click")
    assert box.value == "clicked"


def test_a_disabled_button_refuses_clicks(page):
    with gr.Blocks():
        button, box = gr.Button("Go", interactive=False), gr.Textbox()
        button.click(lambda: "clicked", None, box)
    page.act(button, "click")
    assert box.value == ""


def test_a_button_that_is_an_output_stays_clickable(page):
    with gr.Blocks():
        button = gr.Button("0")
        button.click(lambda text: int(text) + 1, button, button)
    page.act(button, "click")
    page.act(button, "click")
    assert button.value == "2"
