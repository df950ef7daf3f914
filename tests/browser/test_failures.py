"""What a visitor sees when a handler fails or the kernel is gone, and the messages of handlers."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import in_notebooks, in_pages_of_their_own

FAILING = """
import nbblocks as gr

def act(what):
    if what == "refuse":
        raise gr.Error("Nothing can be divided by zero.")
    if what == "break":
        secret = {}
        return secret["combination"]
    return f"{what} is done"

with gr.Blocks() as demo:
    what = gr.Textbox(label="What")
    result = gr.Textbox(label="Result")
    button = gr.Button("Act")
    button.click(act, what, result)

demo.launch()
"""

MESSAGES = """
import nbblocks as gr

def tell():
    gr.Info("This is good to know.")
    gr.Warning("This may take a minute.")
    gr.Success("This is done.")

with gr.Blocks() as demo:
    button = gr.Button("Tell")
    button.click(tell)

demo.launch()
"""


def act(app, what):
    app.field("What").fill(what)
    app.button("Act").click()


def marked(app):
    result = app.scope.locator(".nbb-textbox", has=app.page.get_by_label("Result", exact=True))
    return result.get_by_text("Error", exact=True)


def test_an_error_of_the_author_is_a_toast_and_the_next_success_clears_the_mark(open_app):
    app = open_app(FAILING)
    act(app, "refuse")
    expect(app.page.get_by_role("alert")).to_contain_text("Nothing can be divided by zero.")
    expect(marked(app)).to_be_visible()
    act(app, "painting")
    expect(app.field("Result")).to_have_value("painting is done")
    expect(marked(app)).to_have_count(0)
    app.page.get_by_role("alert").get_by_role("button", name="Close").click()
    expect(app.page.get_by_role("alert")).to_have_count(0)


@in_notebooks
def test_in_a_notebook_an_exception_is_a_toast_with_its_traceback_below_the_app(open_app):
    app = open_app(FAILING)
    act(app, "break")
    expect(app.page.get_by_role("alert")).to_contain_text("KeyError: 'combination'")
    expect(marked(app)).to_be_visible()
    app.scope.get_by_text("The last handler failed.").click()
    expect(app.scope.locator(".nbb-traceback")).to_contain_text('return secret["combination"]')


@in_pages_of_their_own
def test_a_visitor_does_not_see_the_code_and_the_log_has_it(open_app, host):
    app = open_app(FAILING)
    act(app, "break")
    expect(app.page.get_by_role("alert")).to_contain_text("Something went wrong.")
    expect(marked(app)).to_be_visible()
    assert host.server.says("KeyError: 'combination'")
    assert "combination" not in app.page.content()


def test_a_handler_tells_the_visitor_something(open_app):
    app = open_app(MESSAGES)
    app.button("Tell").click()
    for message in ("This is good to know.", "This may take a minute.", "This is done."):
        expect(app.toast(message)).to_be_visible()


@in_notebooks
def test_an_app_whose_kernel_was_restarted_says_so_and_rests(open_app):
    app = open_app(FAILING)
    app.field("What").fill("painting")
    app.menu("Kernel", "Restart Kernel…")
    app.page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(app.scope.get_by_role("alert")).to_contain_text("run the cell again")
    expect(app.field("What")).to_have_value("painting")
    expect(app.field("What")).not_to_be_editable()
    expect(app.button("Act")).to_be_disabled()
    app.menu("Run", "Run All Cells")
    act(app, "drawing")
    expect(app.field("Result")).to_have_value("drawing is done")
    expect(app.scope.get_by_role("alert")).to_have_count(0)
