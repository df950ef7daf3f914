"""JavaScript of events, in the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

SCRIPTED = """
import nbblocks as gr

def greet(name):
    return f"Hello {name}!"

with gr.Blocks(js="() => { document.body.dataset.app = 'shown' }") as demo:
    name, greeting = gr.Textbox(label="Name"), gr.Textbox(label="Greeting")
    language = gr.Textbox(label="Language")
    demo.load(lambda language: language, language, language, js="() => navigator.language")
    gr.Button("Greet").click(greet, name, greeting, js="async (name) => (await Promise.resolve(name)).toUpperCase()")
    gr.Button("Swap").click(None, [name, greeting], [greeting, name], js="(a, b) => [a, b]")
    gr.Button("Copy").click(None, greeting, None, js="(text) => navigator.clipboard.writeText(text)")
    gr.Button("Open").click(None, None, None, js="() => { window.open('about:blank') }")
    gr.Button("Break").click(greet, name, greeting, js="(name) => name.noSuchMethod()")

demo.launch()
"""

FAR_BELOW = """
import nbblocks as gr

def tell():
    yield "first"
    yield "last"

with gr.Blocks() as demo:
    button = gr.Button("Tell")
    gr.HTML("<div style='height: 3000px'>much between them</div>")
    told = gr.Textbox(label="Told")
    button.click(tell, None, told, scroll_to_output=True)

demo.launch()
"""

HOSTS = pytest.mark.parametrize("host", ["lab", "voila"], indirect=True)


@HOSTS
def test_code_runs_before_a_handler_or_instead_of_one(open_app, host):
    host.noise = {**host.noise, "the JavaScript of an event failed": "the author of this app made a mistake"}
    app = open_app(SCRIPTED, locale="de-DE", permissions=["clipboard-read"])
    expect(app.page.locator("body[data-app=shown]")).to_be_attached()
    expect(app.field("Language")).to_have_value("de-DE")

    app.field("Name").fill("Ada")
    app.button("Greet").click()
    expect(app.field("Greeting")).to_have_value("Hello ADA!")
    expect(app.field("Name")).to_have_value("Ada")

    app.button("Copy").click()
    app.page.wait_for_function("async () => await navigator.clipboard.readText() === 'Hello ADA!'")
    with app.page.expect_popup() as popup:
        app.button("Open").click()
    popup.value.close()

    app.button("Swap").click()
    expect(app.field("Greeting")).to_have_value("Ada")
    expect(app.field("Name")).to_have_value("Hello ADA!")

    app.button("Break").click()
    expect(app.page.get_by_role("alert").first).to_be_visible()
    expect(app.field("Greeting")).to_have_value("Ada")
    if host.name == "lab":
        expect(app.toast("Button.click → greet(): TypeError: name.noSuchMethod is not a function")).to_be_visible()


@HOSTS
def test_an_output_comes_into_view_when_it_is_written(open_app):
    app = open_app(FAR_BELOW)
    expect(app.field("Told")).not_to_be_in_viewport()
    app.button("Tell").click()
    expect(app.field("Told")).to_have_value("last")
    expect(app.field("Told")).to_be_in_viewport()
