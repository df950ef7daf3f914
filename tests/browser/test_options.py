"""What a visitor notices of the options of a listener."""

from __future__ import annotations

from playwright.sync_api import expect

OPTIONS = """
import threading
import nbblocks as gr

held = threading.Event()

def hold():
    held.wait(30)

def double(texts):
    return [f"{text} of {len(texts)}" for text in texts],

def join(first, *, last):
    return f"{first} {last}"

with gr.Blocks() as demo:
    demo.queue(max_size=3)
    with gr.Row():
        hold_it, go_on = gr.Button("Hold"), gr.Button("Go on")
        watched = gr.Textbox(label="Watched")
        hold_it.click(hold, None, None, show_progress="minimal", show_progress_on=watched, concurrency_id="one")
        go_on.click(held.set, queue=False)
    with gr.Row():
        text, doubled, send = gr.Textbox("a", label="Text"), gr.Textbox(label="Doubled"), gr.Button("Send")
        send.click(
            double, text, doubled, batch=True, max_batch_size=2, trigger_mode="multiple", concurrency_id="one"
        )
    with gr.Row():
        first, last = gr.Textbox("Ada", label="First"), gr.Textbox("Lovelace", label="Last")
        joined, join_them = gr.Textbox(label="Joined"), gr.Button("Join")
        join_them.click(join, first, joined, inputs_kwargs={"last": last}, queue=False)

demo.launch()
"""


def test_batches_inputs_by_name_a_full_queue_and_progress_elsewhere(open_app):
    app = open_app(OPTIONS)
    app.button("Hold").click()
    expect(app.scope.locator(".nbb-running")).to_have_count(1)
    expect(app.scope.locator(":has(> .nbb-progress-minimal)").get_by_label("Watched")).to_be_visible()

    app.button("Join").click()
    expect(app.field("Joined")).to_have_value("Ada Lovelace")

    for letter in "abc":
        app.field("Text").fill(letter)
        app.button("Send").click()
    app.button("Send").click()
    expect(app.page.get_by_text("3 calls wait already. Try again in a moment.")).to_be_visible()

    app.button("Go on").click()
    expect(app.scope.locator(".nbb-running")).to_have_count(0)
    expect(app.field("Doubled")).to_have_value("c of 1")
