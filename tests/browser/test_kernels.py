"""The promise on every kind of kernel that JupyterLab may bring; tests/hosts knows the kernels themselves."""

from __future__ import annotations

import json
import sys

import pytest
from playwright.sync_api import expect

from tests.browser import hosts
from tests.browser.conftest import HOSTS
from tests.hosts.conftest import install

APP = """
import pathlib
import time
import nbblocks as gr

clicks = []

def count(text):
    clicks.append(text)
    return " ".join(clicks)

with gr.Blocks() as demo:
    text = gr.Textbox(label="Text")
    seen = gr.Textbox(label="Seen")
    send = gr.Button("Send")
    send.click(count, text, seen, trigger_mode="multiple")

demo.launch()
"""

#: What the kernel says of itself.
KIND = """(
    "ipykernel 6" if not hasattr(get_ipython().kernel, "shell_channel_thread")
    else "subshells" if get_ipython().kernel.shell_channel_thread.manager.list_subshell()
    else "no subshells"
)"""

SETTINGS = "@jupyterlab/apputils-extension/kernels-settings.jupyterlab-settings"
EXPECTED = "h he hel hell hello"


@pytest.fixture(params=["subshells", "no subshells", "ipykernel 6"])
def kind(request, home, monkeypatch):
    """The kind of kernel that Lab starts next."""
    settings = home / "settings" / SETTINGS
    if request.param == "no subshells":
        settings.write_text('{"commsOverSubshells": "disabled"}')
    if request.param == "ipykernel 6":
        spec = home / "data/kernels/ipykernel6/kernel.json"
        spec.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        paths = {"PYTHONPATH": str(install("ipykernel<7"))}
        spec.write_text(json.dumps({"argv": command, "display_name": "6", "language": "python", "env": paths}))
        monkeypatch.setattr(hosts, "KERNEL", {**hosts.KERNEL, "name": "ipykernel6", "display_name": "6"})
    yield request.param
    settings.unlink(missing_ok=True)
    (home / "root/go").unlink(missing_ok=True)


@pytest.mark.parametrize("host", HOSTS[:1], indirect=True)
def test_beside_a_cell_that_runs_or_waits_every_event_is_handled(kind, home, open_app):
    app = open_app(APP)
    cell = app.start_cell("while not pathlib.Path('go').exists():\n    time.sleep(0.01)")
    running = cell.locator(".jp-InputPrompt").get_by_text("[*]:")
    expect(running).to_be_visible()
    app.field("Text").click()
    for letter in "hello":
        app.page.keyboard.type(letter)
        app.button("Send").click()
        app.field("Text").press("End")
    if kind == "subshells":
        expect(app.field("Seen")).to_have_value(EXPECTED)
        expect(running).to_be_visible()
    (home / "root/go").touch()
    expect(app.field("Seen")).to_have_value(EXPECTED)

    cell = app.start_cell("print('got', await text.changed())")
    expect(cell.locator(".jp-InputPrompt")).to_have_text("[*]:")
    app.field("Text").fill("an answer")
    expect(cell.locator(".jp-OutputArea-output")).to_have_text("got an answer")
    assert app.ask(KIND) == kind
