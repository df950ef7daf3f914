"""What goes wrong between a page and its kernel, with real processes and a real line between them."""

from __future__ import annotations

import os
import re
import signal
from contextlib import contextmanager

import psutil
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.hosts import PATIENCE, delete, wait_until
from tests.browser.proxy import Proxy

everywhere = pytest.mark.parametrize("host", ["lab", "voila"], indirect=True)
in_lab = pytest.mark.parametrize("host", ["lab"], indirect=True)

#: Collects what a handler saw at each click, and each text that was typed.
CLICKS = """
import os
import nbblocks as gr

clicks, texts = [], []

def count(text):
    clicks.append(text)
    return " ".join(clicks)

with gr.Blocks() as demo:
    text = gr.Textbox(label="Text")
    seen = gr.Textbox(label="Seen")
    texts = gr.Textbox(label="Texts")
    process = gr.Textbox(str(os.getpid()), label="Process")
    send = gr.Button("Send")
    send.click(count, text, seen, trigger_mode="multiple")
    text.input(lambda old, new: f"{old} {new}".strip(), [texts, text], texts, trigger_mode="multiple")

demo.launch()
"""

#: Streams until a file is there, and leaves another when it has ended.
STREAM = """
import itertools, pathlib, time
import nbblocks as gr

def stream():
    text = ""
    for number in itertools.count():
        text += f"{number} "
        yield text
        if pathlib.Path("FILE.stop").exists():
            break
        time.sleep(0.01)
    yield text + "end"
    pathlib.Path("FILE.ended").touch()

with gr.Blocks() as demo:
    streamed = gr.Textbox(label="Streamed")
    start = gr.Button("Start")
    start.click(stream, None, streamed)

demo.launch()
"""

#: A handler that runs until the test is over.
WORK = """
import os, pathlib, time
import ipywidgets
import nbblocks as gr

def work():
    while not pathlib.Path("FILE.stop").exists():
        time.sleep(0.01)
    return "done"

with gr.Blocks() as demo:
    essay = gr.Textbox(label="Essay", lines=2)
    process = gr.Textbox(str(os.getpid()), label="Process")
    result = gr.Textbox(label="Result")
    start = gr.Button("Work")
    working = start.click(work, None, result)
    stop = gr.Button("Stop")
    stop.click(lambda: "stopped", None, result, cancels=working)
    echo = gr.Textbox(label="Echo")
    copy = gr.Button("Copy")
    copy.click(lambda text: text, essay, echo)
    gr.Widget(ipywidgets.Text(description="Foreign"))
    gr.Widget(ipywidgets.Button(description="Press"))

demo.launch()
"""

ALONE = """
import os
import nbblocks as gr

gr.Textbox(str(os.getpid()), label="Text")
"""

#: Longer than the window.
TALL = """
import os
import nbblocks as gr

with gr.Blocks() as demo:
    gr.Textbox(str(os.getpid()), label="Process")
    for number in range(20):
        gr.Textbox(label=f"Field {number}")

demo.launch()
"""

PICTURE = """
import nbblocks as gr

with gr.Blocks() as demo:
    picture = gr.Image(label="Picture")
    shape = gr.Textbox(label="Shape")
    uploads = gr.Number(0, label="Uploads")
    picture.upload(lambda image, count: (str(image.shape), count + 1), [picture, uploads], [shape, uploads])

demo.launch()
"""

FINALLY = """
import nbblocks as gr

def steps():
    try:
        yield "one"
        yield "two"
    finally:
        raise RuntimeError("The tap was left open.")

with gr.Blocks() as demo:
    shown = gr.Textbox(label="Shown")
    start = gr.Button("Start")
    start.click(steps, None, shown)
    other = gr.Button("Other")
    other.click(lambda: "still there", None, shown)

demo.launch()
"""


@pytest.fixture
def proxies(host):
    """Stand between the pages and the server of a host."""
    host.noise = {
        **host.noise,
        "ERR_": "the line is cut, as the test wants",
        "Loading chunk": "as above",
        "WebSocket": "as above",
        "Failed to fetch": "as above",
        "status of 404": "the kernel is gone, as the test wants",
        "Connection lost": "as above",
        "Canceled future": "JupyterLab says so of a kernel that is gone",
        "Kernel": "as above",
    }
    made = []

    def front(url):
        made.append(Proxy(url))
        return made[-1]

    yield front
    for proxy in made:
        proxy.close()


@pytest.fixture
def open_behind(host, open_app, proxies, monkeypatch):
    """Show an app through a proxy; return both."""

    def open_behind(source):
        if host.name == "script":
            app = open_app(source)
            proxy = proxies(host.server.url)
            return host.visit(app.page, proxy.url), proxy
        proxy = proxies(host.server.url)
        with monkeypatch.context() as patch:
            patch.setattr(host.server, "url", proxy.url)
            app = open_app(source)
        close_dialogs(app.page)
        return app, proxy

    return open_behind


def close_dialogs(page):
    """Close what JupyterLab says of the fault, as its user would before going on."""
    dialog = page.locator(".jp-Dialog")
    page.add_locator_handler(dialog.first, dialog.locator("button").last.click)


@pytest.fixture
def files(host):
    """Make an app of its own files: the place of ``FILE`` in its code is taken by a path."""

    class Files:
        def __init__(self):
            self.stem = host.root / f"files{len(list(host.root.glob('files*')))}"
            self.stem.with_suffix(".made").touch()

        def of(self, source):
            return source.replace("FILE", self.stem.as_posix())

        def stop(self):
            self.stem.with_suffix(".stop").touch()

        def await_end(self):
            wait_until(self.stem.with_suffix(".ended").exists)

    made = Files()
    yield made
    made.stop()


def banner(app):
    """Find what is said of the connection: on top of a page of ours, else in the app."""
    return app.page.locator("#nbb-banner" if app.host.name in {"voila", "script"} else ".nbb-notice")


def type_and_send(app, letters):
    for letter in letters:
        app.field("Text").press("End")
        app.field("Text").press_sequentially(letter)
        app.button("Send").click()


def open_clicked(open_behind):
    """Show an app through a proxy, and use it while the line is good."""
    app, proxy = open_behind(CLICKS)
    type_and_send(app, "ab")
    expect(app.field("Seen")).to_have_value("a ab")
    return app, proxy


def open_streaming(open_behind, files):
    """Show an app through a proxy, and start its stream."""
    app, proxy = open_behind(files.of(STREAM))
    app.button("Start").click()
    expect(app.field("Streamed")).to_have_value(re.compile(" 100 "))
    return app, proxy


def expect_whole_stream(app):
    """Expect that the stream ended, and that all of it is there."""
    expect(app.field("Streamed")).to_have_value(re.compile("end$"), timeout=PATIENCE)
    *numbers, _end = app.field("Streamed").input_value().split()
    assert numbers == [str(number) for number in range(len(numbers))]


@contextmanager
def suspended(pid):
    """Stop a kernel meanwhile."""
    kernel = psutil.Process(int(pid))
    kernel.suspend()
    try:
        yield
    finally:
        kernel.resume()


def prefixes(word):
    return " ".join(word[:length] for length in range(1, len(word) + 1))


def expect_all(app, word):
    """Expect that each click ran once, in order, and saw what was on the screen, and so each key press."""
    expect(app.field("Seen")).to_have_value(prefixes(word), timeout=PATIENCE)
    expect(app.field("Texts")).to_have_value(prefixes(word))
    expect(app.field("Text")).to_have_value(word)


def expect_rest(app, typed):
    """Expect that no control looks alive, and that what was typed can be copied."""
    essay = app.field("Essay")
    expect(essay).to_have_value(typed)
    expect(essay).not_to_be_editable()
    essay.select_text()
    assert app.page.evaluate("getSelection().toString() || (document.activeElement.value ?? '')") == typed
    for button in (app.button("Work"), app.button("Copy"), app.button("Press")):
        expect(button).to_be_disabled()
    expect(app.scope.locator(".widget-text input")).not_to_be_editable()
    expect(app.scope.locator(".nbb-running")).to_have_count(0)


@everywhere
def test_what_is_done_during_a_cut_is_kept_and_sent(open_behind):
    app, proxy = open_clicked(open_behind)
    proxy.cut()
    expect(banner(app)).to_contain_text("The connection is lost.")
    type_and_send(app, "cde")
    expect(app.field("Text")).to_be_editable()
    proxy.heal()
    expect_all(app, "abcde")
    expect(banner(app)).to_be_hidden()


@everywhere
def test_what_was_said_into_a_dead_connection_is_said_again_once(open_behind):
    app, proxy = open_clicked(open_behind)
    proxy.deaden()
    type_and_send(app, "cd")
    proxy.cut()
    type_and_send(app, "e")
    proxy.heal()
    expect_all(app, "abcde")


@everywhere
def test_a_dead_connection_that_nobody_has_noticed_is_renewed(open_behind):
    app, proxy = open_clicked(open_behind)
    proxy.deaden()
    type_and_send(app, "cde")
    expect_all(app, "abcde")


@everywhere
def test_a_kernel_that_is_silent_for_long_is_only_busy(open_app, proxies):
    app = open_app(CLICKS)
    with suspended(app.field("Process").input_value()):
        with app.page.expect_websocket(timeout=PATIENCE):
            type_and_send(app, "ab")
        expect(app.scope.get_by_text("The kernel is busy.")).to_be_visible()
        type_and_send(app, "c")
    expect_all(app, "abc")


@everywhere
def test_an_upload_goes_on_after_a_cut(open_behind, tmp_path):
    app, proxy = open_behind(PICTURE)
    noise = Image.frombytes("RGB", (1000, 700), os.urandom(1000 * 700 * 3))
    noise.save(tmp_path / "noise.png")
    proxy.deaden()
    app.scope.locator("input[type=file]").set_input_files(tmp_path / "noise.png")
    proxy.cut()
    proxy.heal()
    expect(app.field("Shape")).to_have_value("(700, 1000, 3)", timeout=PATIENCE)
    expect(app.field("Uploads")).to_have_value("1")


@everywhere
def test_a_stream_that_ends_during_a_cut_is_there_after_it(open_behind, files):
    app, proxy = open_streaming(open_behind, files)
    proxy.deaden()
    files.stop()
    files.await_end()
    assert not app.field("Streamed").input_value().endswith("end")
    proxy.cut()
    proxy.heal()
    expect_whole_stream(app)
    expect(app.scope.locator(".nbb-running")).to_have_count(0)


@everywhere
def test_a_stream_goes_on_after_a_cut(open_behind, files):
    app, proxy = open_streaming(open_behind, files)
    proxy.cut()
    expect(banner(app)).to_contain_text("The connection is lost.")
    proxy.heal()
    expect(banner(app)).to_be_hidden(timeout=PATIENCE)
    files.stop()
    expect_whole_stream(app)


@pytest.mark.parametrize("host", ["lab", "script"], indirect=True)
def test_while_the_server_is_away_nothing_looks_alive_and_afterwards_all_goes_on(open_behind, files):
    app, proxy = open_behind(files.of(WORK))
    app.field("Essay").fill("once")
    proxy.cut()
    app.field("Essay").press_sequentially(" more")
    expect(banner(app)).to_contain_text("the server does not answer", timeout=PATIENCE)
    expect_rest(app, "once more")
    proxy.heal()
    expect(app.field("Essay")).to_be_editable(timeout=PATIENCE)
    expect(app.button("Press")).to_be_enabled()
    app.button("Copy").click()
    expect(app.field("Echo")).to_have_value("once more")


@pytest.mark.parametrize("host", ["lab", "voila", "script"], indirect=True)
def test_a_kernel_that_is_killed_during_a_handler_ends_the_session(open_app, files, proxies):
    app = open_app(files.of(WORK))
    close_dialogs(app.page)
    app.field("Essay").fill("precious")
    app.button("Work").click()
    expect(app.scope.locator(".nbb-running").first).to_be_visible()
    pid = int(app.field("Process").input_value())
    os.kill(pid, signal.SIGKILL)
    expect(banner(app)).to_contain_text("The session has ended", timeout=PATIENCE)
    expect_rest(app, "precious")
    files.stop()
    start_again(app)
    expect(app.field("Process")).not_to_have_value(str(pid))
    app.field("Essay").fill("again")
    app.button("Copy").click()
    expect(app.field("Echo")).to_have_value("again")
    expect(banner(app)).to_be_hidden()


@everywhere
def test_in_an_app_longer_than_the_window_it_is_in_sight_that_the_kernel_is_busy(open_app):
    app = open_app(TALL)
    with suspended(app.field("Process").input_value()):
        app.field("Process").fill("hello")
        expect_in_sight(app, app.scope.get_by_text("The kernel is busy."))


@everywhere
def test_what_has_the_focus_is_not_below_the_notice(open_app):
    app = open_app(TALL)
    notice = app.scope.get_by_text("The kernel is busy.")
    with suspended(app.field("Process").input_value()):
        app.field("Process").fill("hello")
        expect(notice).to_be_visible()
        for _ in range(20):
            app.page.keyboard.press("Tab")
            focused = app.page.locator(":focus").bounding_box()
            assert focused["y"] + focused["height"] <= notice.bounding_box()["y"]
        expect(app.field("Field 19")).to_be_focused()


@in_lab
def test_in_an_output_that_scrolls_it_is_in_sight_that_the_kernel_is_busy(open_app):
    app = open_app(TALL)
    app.scope.locator(".jp-OutputArea-promptOverlay").click(button="right")
    app.page.get_by_role("menuitem", name="Enable Scrolling for Outputs").click()
    with suspended(app.field("Process").input_value()):
        app.field("Process").fill("hello")
        expect_in_sight(app, app.scope.get_by_text("The kernel is busy."))


@everywhere
def test_in_an_app_longer_than_the_window_it_is_in_sight_that_the_session_has_ended(open_app, proxies):
    app = open_app(TALL)
    close_dialogs(app.page)
    os.kill(int(app.field("Process").input_value()), signal.SIGKILL)
    expect(banner(app)).to_contain_text("The session has ended", timeout=PATIENCE)
    expect_in_sight(app, banner(app))


def expect_in_sight(app, notice):
    """Expect that a notice can be read wherever the visitor is in the app."""
    for label in ("Process", "Field 10", "Field 19"):
        app.field(label).scroll_into_view_if_needed()
        expect(notice).to_be_in_viewport(ratio=1)


def start_again(app):
    """Do what the app says is to be done."""
    if app.host.name in {"voila", "script"}:
        app.page.get_by_role("button", name="Reload").click()
    else:
        expect(banner(app)).to_contain_text("run the cell again")
        app.menu("Run", "Run All Cells")
        app.await_cells()


@pytest.mark.parametrize("host", ["lab", "voila"], indirect=True)
def test_a_kernel_that_the_server_ends_ends_the_session(open_app, files, proxies, host):
    app = open_app(files.of(WORK))
    close_dialogs(app.page)
    app.field("Essay").fill("precious")
    pid = int(app.field("Process").input_value())
    end_kernel_of(host, pid)
    expect(banner(app)).to_contain_text("The session has ended", timeout=PATIENCE)
    expect_rest(app, "precious")


def end_kernel_of(host, pid):
    """End a kernel by the server's API, as the culling of idle kernels does."""
    id_ = re.search(r"kernel-([\w-]{36})\.json", " ".join(psutil.Process(pid).cmdline()))[1]
    delete(f"{host.server.url}/api/kernels/{id_}", **{"Cookie": "_xsrf=12345678", "X-XSRFToken": "12345678"})


@in_lab
def test_a_component_without_an_app_says_that_its_kernel_is_gone(open_app, proxies):
    app = open_app(ALONE)
    close_dialogs(app.page)
    pid = int(app.field("Text").input_value())
    app.field("Text").fill("precious")
    os.kill(pid, signal.SIGKILL)
    expect(app.scope.get_by_role("alert")).to_contain_text("run the cell again", timeout=PATIENCE)
    expect(app.field("Text")).not_to_be_editable()
    expect(app.field("Text")).to_have_value("precious")


@everywhere
def test_a_component_without_an_app_says_that_its_kernel_is_busy(open_app):
    app = open_app(ALONE)
    with suspended(app.field("Text").input_value()):
        app.field("Text").fill("hello")
        expect(app.scope.get_by_text("The kernel is busy.")).to_be_visible()
    expect(app.scope.get_by_text("The kernel is busy.")).to_have_count(0)


@everywhere
def test_beside_a_handler_that_never_returns_the_app_is_usable_and_it_can_be_cancelled(open_app, files):
    app = open_app(files.of(WORK))
    app.button("Work").click()
    expect(app.scope.locator(".nbb-running").first).to_be_visible()
    app.field("Essay").fill("meanwhile")
    app.button("Copy").click()
    expect(app.field("Echo")).to_have_value("meanwhile")
    app.button("Stop").click()
    expect(app.field("Result")).to_have_value("stopped")
    expect(app.scope.locator(".nbb-running")).to_have_count(0)
    app.button("Work").click()
    expect(app.scope.locator(".nbb-running").first).to_be_visible()
    files.stop()
    expect(app.field("Result")).to_have_value("done")


@everywhere
def test_an_exception_in_the_finally_of_a_generator_is_told_and_the_app_goes_on(open_app):
    app = open_app(FINALLY)
    app.button("Start").click()
    expect(app.page.locator(".nbb-toast-error")).to_be_visible()
    app.button("Other").click()
    expect(app.field("Shown")).to_have_value("still there")
