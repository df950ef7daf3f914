"""What an app knows of the visitor, keeps for them, and does when they go: only a real page and server show it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TIMEOUT, in_pages_of_their_own
from tests.browser.hosts import wait_until

WHO = """
import json
import os
import nbblocks as gr

def who(request: gr.Request):
    return json.dumps({
        "query": dict(request.query_params),
        "path": request.url.path,
        "agent": request.headers["User-Agent"],
        "mine": request.headers.get("x-mine"),
        "cookies": request.cookies,
        "host": request.client.host,
        "user": request.username,
        "session": request.session_hash,
        "preheated": os.environ.get("VOILA_PREHEAT"),
    })

with gr.Blocks() as demo:
    shown = gr.Textbox(label="At load")
    button = gr.Button("Again")
    again = gr.Textbox(label="At click")
    demo.load(who, None, shown)
    button.click(who, None, again)

demo.launch()
"""

KEPT = """
import nbblocks as gr

with gr.Blocks() as demo:
    kept = gr.BrowserState("nobody")
    signed = gr.BrowserState("nobody", storage_key="signed", secret="s3cret")
    name = gr.Textbox(label="Name")
    shown = gr.Textbox(label="Kept")
    saved = gr.Textbox(label="Saved")
    name.submit(lambda name: (name, name, name), name, [kept, signed, saved])
    demo.load(lambda *values: " ".join(values), [kept, signed], shown)

demo.launch()
"""

# Counts for as long as the visitor stays.
GONE = """
import itertools
import time
import nbblocks as gr

def note(text):
    with open("gone.txt", "a") as file:
        print(text, file=file)

def count():
    try:
        for number in itertools.count():
            yield str(number)
            time.sleep(0.01)
    finally:
        note("stopped")

def unload(request: gr.Request):
    note(f"unload {request.query_params.get('name')}")

with gr.Blocks() as demo:
    start = gr.Button("Start")
    number = gr.Textbox(label="Number")
    state = gr.State("something", delete_callback=lambda value: note(f"deleted {value}"))
    start.click(count, None, number)
    demo.unload(unload)

demo.launch()
"""


def told(field):
    expect(field).not_to_have_value("")
    return json.loads(field.input_value())


@in_pages_of_their_own
def test_a_handler_knows_its_visitor_also_in_a_kernel_made_before_they_came(open_app, new_page, host):
    app = open_app(WHO)
    page = new_page(extra_http_headers={"X-Mine": "1"})
    address = app.page.url.partition("?")[0]
    page.context.add_cookies(
        [
            {"name": "theme", "value": "dark", "url": address},
            {"name": "login", "value": "hidden-from-scripts", "url": address, "httpOnly": True},
        ]
    )
    other = host.visit(page, f"{address}?name=Ada%20L&name=Eve&note=%3Cb%3E")
    known = told(other.field("At load"))
    assert known["query"] == {"name": "Eve", "note": "<b>"}
    assert known["path"] == "/" + address.split("/", 3)[3]
    assert known["agent"] == page.evaluate("navigator.userAgent")
    assert known["user"] is None
    served = host.name == "script"
    assert known["preheated"] == str(served)
    # Plain Voila tells its kernels nothing of headers, and a page cannot read every cookie.
    assert known["mine"] == ("1" if served else None)
    assert known["host"] == ("127.0.0.1" if served else None)
    assert known["cookies"] == {"theme": "dark"} | ({"login": "hidden-from-scripts"} if served else {})
    assert "hidden-from-scripts" not in page.content()
    other.button("Again").click()
    assert told(other.field("At click")) == known
    first = told(app.field("At load"))
    assert first["query"] == {}
    assert first["session"] != known["session"]


@in_pages_of_their_own
def test_the_browser_keeps_a_state_until_the_next_visit(open_app, new_page, host):
    app = open_app(KEPT)
    expect(app.field("Kept")).to_have_value("nobody nobody")
    app.field("Name").fill("Ada")
    app.field("Name").press("Enter")
    expect(app.field("Saved")).to_have_value("Ada")
    app.page.reload()
    expect(app.field("Kept")).to_have_value("Ada Ada")
    # The visitor changes what the browser keeps; where it is signed, that does not count.
    app.page.evaluate(
        """Object.keys(localStorage).filter((key) => key.startsWith("nbblocks:"))
        .forEach((key) => localStorage.setItem(key, localStorage.getItem(key).replace("Ada", "Eve")))"""
    )
    app.page.reload()
    expect(app.field("Kept")).to_have_value("Eve nobody")
    private = new_page()
    private.add_init_script(
        """Object.defineProperty(window, "localStorage",
        { get() { throw new DOMException("no", "SecurityError"); } })"""
    )
    other = host.visit(private, app.page.url)
    expect(other.field("Kept")).to_have_value("nobody nobody")
    other.field("Name").fill("Bob")
    other.field("Name").press("Enter")
    expect(other.field("Saved")).to_have_value("Bob")


@pytest.mark.parametrize("host", ["lab", "voila", "script"], indirect=True)
def test_what_an_app_does_when_its_page_is_closed(open_app, host):
    gone = host.root / "gone.txt"
    gone.unlink(missing_ok=True)
    app = open_app(GONE)
    app.button("Start").click()
    expect(app.field("Number")).not_to_have_value("")
    app.page.on("dialog", lambda dialog: dialog.accept())
    with app.page.expect_event("close"):
        app.page.close(run_before_unload=True)
    # In a notebook the app lives on, with its states and what runs.
    expected = {"unload None"} if host.name == "lab" else {"unload None", "stopped", "deleted something"}
    wait_until(lambda: gone.exists() and set(gone.read_text().splitlines()) == expected, TIMEOUT)
