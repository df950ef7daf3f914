"""What a visitor sees of a handler that runs."""

from __future__ import annotations

import re

from playwright.sync_api import expect

TRAIN = """
import time
import nbblocks as gr

def train(name, progress=gr.Progress()):
    for epoch in progress.tqdm(range(5), desc="Training", unit="epochs"):
        for batch in progress.tqdm(range(10), desc=f"Epoch {epoch + 1}", unit="batches"):
            time.sleep(0.06)
    return f"{name} is trained"

def ask(text):
    return gr.validate(len(text) > 2, "Longer, please")

with gr.Blocks() as demo:
    name = gr.Textbox(label="Name")
    result = gr.Textbox(label="Result")
    other = gr.Textbox(label="Other")
    start = gr.Button("Train")
    start.click(train, name, result, concurrency_id="gpu", validator=ask)
    second = gr.Button("Then this")
    second.click(lambda: "after it", None, other, concurrency_id="gpu")

demo.launch()
"""

#: Notes each value that an attribute has, of the elements that a selector finds.
WATCH = """
([selector, attribute]) => {
  window.seen = [];
  const note = () => document.querySelectorAll(selector).forEach((element) => {
    const value = element.getAttribute(attribute);
    if (value !== window.seen.at(-1)) window.seen.push(value);
  });
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
}
"""


def test_progress_moves_says_how_long_it_takes_still_and_goes(open_app):
    app = open_app(TRAIN)
    app.field("Name").fill("Ada")
    app.page.evaluate(WATCH, ['[role="progressbar"][aria-label="Training"]', "aria-valuenow"])
    app.button("Train").click()
    bar = app.scope.get_by_role("progressbar", name="Training")
    expect(bar).to_have_attribute("aria-valuetext", re.compile(r"^[1-4]/5 epochs · [2-8]0%$"))
    expect(app.scope.get_by_role("progressbar", name=re.compile("^Epoch"))).to_be_visible()
    expect(app.scope.get_by_text(re.compile(r"^about \d s left$"))).to_be_visible()
    # The bars lie over the field, which has moved nowhere and is still there.
    height = app.field("Result").bounding_box()["height"]
    expect(app.field("Result")).to_have_value("Ada is trained")
    expect(app.scope.get_by_role("progressbar")).to_have_count(0)
    expect(app.scope.get_by_text("left", exact=False)).to_have_count(0)
    assert app.field("Result").bounding_box()["height"] == height
    percents = [int(value) for value in app.page.evaluate("window.seen")]
    assert percents == sorted(percents)
    assert len(percents) > 2


def test_a_call_that_waits_sees_its_place_in_the_queue_and_then_its_result(open_app):
    app = open_app(TRAIN)
    app.field("Name").fill("Ada")
    app.button("Train").click()
    app.button("Then this").click()
    expect(app.scope.get_by_text(re.compile("^Queue: 1 of 1"))).to_be_visible()
    expect(app.field("Other")).to_have_value("after it")
    expect(app.field("Result")).to_have_value("Ada is trained")
    expect(app.scope.get_by_text("Queue")).to_have_count(0)


def test_an_input_that_is_not_accepted_says_why_until_it_changes(open_app):
    app = open_app(TRAIN)
    name = app.field("Name")
    name.fill("A")
    app.button("Train").click()
    expect(app.scope.get_by_role("alert")).to_have_text("Longer, please")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("Longer, please")
    name.press_sequentially("d")
    expect(app.scope.get_by_role("alert")).to_have_count(0)
    expect(name).to_be_focused()
    name.press_sequentially("a")
    app.button("Train").click()
    expect(app.field("Result")).to_have_value("Ada is trained")
