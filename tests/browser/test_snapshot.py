"""What a notebook shows of an app whose kernel is gone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import in_notebooks

TWO_APPS = """
import nbblocks as gr

with gr.Blocks() as demo:
    name = gr.Textbox("Ada", label="Name")
    greeting = gr.Textbox(label="Greeting")
    button = gr.Button("Greet")
    button.click(lambda name: f"Hello {name}!", name, greeting)

demo.launch()
# %%
gr.Textbox("alone", label="Alone")
"""


def snapshot(app, label):
    return app.scope.locator(".nbb-snapshot").filter(has_text=label)


def save(app):
    app.page.keyboard.press("Escape")
    with app.page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url):
        app.page.keyboard.press("Control+s")


@in_notebooks
def test_a_saved_notebook_shows_values_and_how_to_go_on(open_app, new_page, host):
    live = open_app(TWO_APPS)
    expect(live.field("Alone")).to_be_visible()
    expect(snapshot(live, "Name")).to_be_hidden()
    save(live)
    host.close()
    host.noise = {**host.noise, "widget model not found": "this notebook's kernel is gone"}
    saved = host.visit(new_page(), live.page.url)
    expect(snapshot(saved, "Name")).to_contain_text("Ada")
    expect(snapshot(saved, "Name")).to_contain_text("Run the cell")
    expect(snapshot(saved, "Alone")).to_be_visible()
    missing = saved.scope.get_by_text("model not found")
    expect(missing).to_have_count(2)
    expect(missing.filter(visible=True)).to_have_count(0)
    # One app comes to life, the other one is still without a kernel.
    saved.scope.locator(".jp-Cell .jp-InputPrompt").first.click()
    saved.page.keyboard.press("Control+Enter")
    saved.button("Greet").click()
    expect(saved.field("Greeting")).to_have_value("Hello Ada!")
    expect(snapshot(saved, "Name")).to_be_hidden()
    expect(snapshot(saved, "Alone")).to_be_visible()
