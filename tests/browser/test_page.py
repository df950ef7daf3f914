"""The page of a served app, and the server behind it."""

from __future__ import annotations

import re
import signal

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.hosts import notebook_in, script_in

served = pytest.mark.parametrize("host", ["script"], indirect=True)
in_pages_of_their_own = pytest.mark.parametrize("host", ["voila", "script"], indirect=True)
in_voila = pytest.mark.parametrize("host", ["voila"], indirect=True)

HELLO = """
import os
import nbblocks as gr

with gr.Blocks(title="Greeter") as demo:
    name = gr.Textbox(label="Name")
    greeting = gr.Textbox(label="Greeting")
    pid = gr.Textbox(str(os.getpid()), label="Process")
    greet = gr.Button("Greet")
    greet.click(lambda name: f"Hello {name}!", name, greeting)
    crash = gr.Button("Crash")
    crash.click(lambda: os.kill(os.getpid(), 9))

demo.launch()
"""

SLOW = "import time; time.sleep(2)\n" + HELLO

OUTPUTS = """
import ipywidgets, sys
from IPython.display import HTML, Markdown, SVG, Image, display

print("printed \\x1b[31mred\\x1b[0m")
display(HTML("<b id='bold'>bold</b><script>document.title = 'from a script'</script>"))
display(Markdown("Some *emphasis*"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' width='12' height='7'><rect width='12' height='7'/></svg>"))
display(HTML('<div class="nbb-snapshot">a picture of the app</div>'))
out = ipywidgets.Output()
button = ipywidgets.Button(description="Say it", icon="check")

@out.capture(clear_output=True)
def say(_):
    print("said")
    display(ipywidgets.Text(description="Shown"))

button.on_click(say)
display(button, out, ipywidgets.IntSlider(value=3, description="Slide"))
# %%
1 / 0
"""


def family(pid):
    """Return a process and all that it started, kernels included."""
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def left_of(processes):
    """Return those that have not ended when they should have."""
    return psutil.wait_procs(processes, timeout=20)[1]


@in_pages_of_their_own
def test_an_app_works_on_its_page(open_app):
    app = open_app(HELLO)
    expect(app.page).to_have_title("Greeter")
    app.field("Name").fill("Ada")
    app.button("Greet").click()
    expect(app.field("Greeting")).to_have_value("Hello Ada!")
    expect(app.page.locator("#nbb-skeleton")).to_have_count(0)


@served
def test_a_skeleton_stands_where_the_app_will_be(host, new_page):
    page = new_page()
    server = servers.script(host.root / script_of(host, SLOW), host.env)
    host._running.append(server)
    page.goto(server.url, wait_until="commit")
    expect(page.locator("#nbb-skeleton")).to_be_visible()
    expect(page).to_have_title(re.compile("^app"))
    expect(page.get_by_label("Name", exact=True)).to_be_visible()
    expect(page.locator("#nbb-skeleton")).to_have_count(0)


@served
def test_a_page_is_small_and_kept_by_the_browser(open_app):
    app = open_app(HELLO)
    app.page.wait_for_load_state("networkidle")
    entries = "performance.getEntriesByType({}).map((entry) => [entry.name, entry.transferSize])"
    first = app.page.evaluate(entries.format("'resource'") + ".concat(" + entries.format("'navigation'") + ")")
    loaded = [size for name, size in first if not name.startswith("blob:")]
    assert len(loaded) <= 10
    assert 100_000 < sum(loaded) <= 450_000
    app.page.reload()
    expect(app.field("Name")).to_be_visible()
    again = dict(app.page.evaluate(entries.format("'resource'")))
    assert {name: size for name, size in again.items() if size and not name.startswith("blob:")} == {}


@pytest.mark.parametrize(("query", "system"), [("?__theme=dark", "light"), ("", "dark")])
@served
def test_a_page_is_dark_if_the_visitor_or_the_address_says_so(open_app, new_page, host, query, system):
    app = open_app(HELLO, color_scheme=system)
    app.page.goto(host.server.url + "/" + query)
    expect(app.field("Name")).to_be_visible()
    red, green, blue = background(app.page)
    assert max(red, green, blue) < 64


@served
def test_a_page_is_light_if_the_address_says_so(open_app, host):
    app = open_app(HELLO, color_scheme="dark")
    app.page.goto(host.server.url + "/?__theme=light")
    expect(app.field("Name")).to_be_visible()
    assert min(background(app.page)) > 200


def background(page):
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return [int(part) for part in re.findall(r"\d+", colour)[:3]]


@served
def test_a_dead_kernel_ends_the_session(open_app):
    app = open_app(HELLO)
    first = app.field("Process").input_value()
    app.button("Crash").click()
    expect(app.page.get_by_role("alert")).to_contain_text("The session has ended.")
    expect(app.button("Greet")).to_be_disabled()
    app.page.get_by_role("button", name="Reload").click()
    expect(app.field("Process")).not_to_have_value(first)
    expect(app.page.get_by_role("alert")).to_have_count(0)


#: Keeps what the banner said, which may be gone when a test looks.
SAID = """
const banner = document.getElementById("nbb-banner");
window.said = [];
new MutationObserver(() => window.said.push(banner.textContent)).observe(banner, {childList: true});
"""


@served
def test_a_lost_connection_is_told_and_mended(open_app):
    app = open_app(HELLO)
    pid = app.field("Process").input_value()
    app.page.evaluate(SAID)
    app.page.evaluate("window.nbbEarly.socket.close(4000)")
    app.page.wait_for_function("window.said.length > 1")
    assert "The connection is lost." in app.page.evaluate("window.said[0]")
    expect(app.page.get_by_role("alert")).to_have_count(0)
    app.field("Name").fill("Bea")
    app.button("Greet").click()
    expect(app.field("Greeting")).to_have_value("Hello Bea!")
    expect(app.field("Process")).to_have_value(pid)


@served
def test_a_server_that_is_gone_is_told(open_app, host):
    host.noise = {"ERR_CONNECTION": "the server is gone, as the test wants"}
    app = open_app(HELLO)
    host.close()
    expect(app.page.get_by_role("alert")).to_contain_text("The connection is lost, and the server does not answer.")
    expect(app.button("Greet")).to_be_disabled()


@in_pages_of_their_own
def test_visitors_have_kernels_of_their_own(open_app, new_page, host):
    first = open_app(HELLO)
    second = host.visit(new_page(), first.page.url)
    first.field("Name").fill("Ada")
    first.button("Greet").click()
    expect(first.field("Greeting")).to_have_value("Hello Ada!")
    expect(second.field("Greeting")).to_have_value("")
    assert first.field("Process").input_value() != second.field("Process").input_value()


@in_pages_of_their_own
def test_a_kernel_ends_with_its_page(open_app):
    app = open_app(HELLO)
    kernel = psutil.Process(int(app.field("Process").input_value()))
    app.page.goto("about:blank")
    assert not left_of([kernel])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@served
def test_nothing_is_left_of_a_script_that_ends(open_app, host, how):
    host.noise = {"ERR_CONNECTION": "the server is gone, as the test wants"}
    app = open_app(HELLO)
    processes = family(host.server.process.pid)
    assert int(app.field("Process").input_value()) in [process.pid for process in processes]
    host._running.remove(host.server)
    host.server.end(how)
    assert not left_of(processes)


@served
def test_what_a_script_prints_goes_to_the_terminal(open_app, host):
    app = open_app("print('from the script')\n" + HELLO)
    expect(app.scope).not_to_contain_text("from the script")
    assert host.server.log().count("from the script") >= 2  # of the process that serves, and of the kernel


GOES_ON = """
import argparse
import time
import nbblocks as gr

parser = argparse.ArgumentParser()
parser.add_argument("name")
given = parser.parse_args()

with gr.Blocks() as first:
    gr.Textbox(given.name, label="Name")

with gr.Blocks() as second:
    box = gr.Textbox(label="Second")
    gr.Button("Greet").click(lambda: f"Hello {given.name}!", None, box)

try:
    _, address, _ = first.launch(prevent_thread_lock=True)
    print("First at", address, flush=True)
    second.launch(prevent_thread_lock=True, server_port=PORT)
    print("Second", flush=True)
    while True:
        time.sleep(1)
finally:
    gr.close_all()
"""


@served
def test_a_script_that_goes_on_after_its_launches_has_a_page_for_each(host, new_page):
    port = servers.free_port()
    path = script_in(host.root, GOES_ON.replace("PORT", str(port)))
    env = {**host.env, "GRADIO_SERVER_PORT": str(servers.free_port())}
    server = servers.Server([path.name, "Ada"], path.parent, env)
    host._running.append(server)
    assert server.says("Second")
    first = host.visit(new_page(), server.url)
    expect(first.field("Name")).to_have_value("Ada")
    expect(first.field("Second")).to_have_count(0)
    second = host.visit(new_page(), f"http://127.0.0.1:{port}/")
    second.button("Greet").click()
    expect(second.field("Second")).to_have_value("Hello Ada!")
    expect(second.field("Name")).to_have_count(0)


@served
def test_a_script_that_fails_says_so_in_the_terminal_and_no_more_to_the_visitor(host, new_page):
    source = "import nbblocks, IPython\nif IPython.get_ipython():\n    secret = 1 / 0\n" + HELLO
    page = new_page()
    server = servers.script(host.root / script_of(host, source), host.env)
    host._running.append(server)
    page.goto(server.url)
    expect(page.locator("#nbb-page")).to_contain_text("The log of the server has the reason.")
    expect(page.locator("#nbb-page")).not_to_contain_text("secret")
    log = re.sub(r"\x1b\[[\d;]*m", "", server.log())
    assert "secret = 1 / 0" in log
    assert "ZeroDivisionError" in log


@served
def test_files_beside_a_script_are_not_served(open_app, host, new_page):
    (host.root / "secret.png").write_bytes(b"secret")
    app = open_app(HELLO)
    for path in ("secret.png", "app0.py", "..%2fsecret.png", "/etc/passwd"):
        for prefix in ("voila/files", "voila/static", "voila/templates/nbblocks/static", "static", "files"):
            answer = app.page.request.get(f"{host.server.url}/{prefix}/{path}")
            assert answer.status >= 400, f"{prefix}/{path}"


@served
def test_a_port_that_is_taken_is_an_error(open_app, host):
    open_app(HELLO)
    with pytest.raises(RuntimeError, match=r"port \d+ of 127.0.0.1 cannot be used .*in use"):
        servers.Server(["-m", "nbblocks.cli", "run", *port_of(host.server), "app0.py"], host.root, host.env)


def port_of(server):
    return ["--no-browser", "--port", server.url.rpartition(":")[2]]


def script_of(host, source):
    return script_in(host.root, source).name


@in_voila
def test_every_kind_of_output_is_shown_in_its_place(open_app):
    app = open_plain(open_app, OUTPUTS)
    page = app.locator("#nbb-page")
    expect(page.get_by_text("printed red")).to_be_visible()
    expect(page.locator(".nbb-ansi-red").first).to_have_text("red")
    expect(page.locator("#bold")).to_have_css("font-weight", "700")
    expect(app).to_have_title("from a script")
    expect(page.locator("em", has_text="emphasis")).to_be_visible()
    assert page.locator("img").evaluate("(image) => [image.naturalWidth, image.naturalHeight]") == [12, 7]
    expect(page).not_to_contain_text("a picture of the app")
    expect(page.locator(".nbb-page-error")).to_contain_text("ZeroDivisionError: division by zero")
    expect(page.locator(".widget-slider .widget-readout")).to_have_text("3")


@in_voila
def test_an_output_widget_catches_what_a_handler_puts_out(open_app):
    app = open_plain(open_app, OUTPUTS)
    for _ in range(2):
        app.get_by_role("button", name="Say it").click()
        expect(app.locator(".nbb-output-widget")).to_contain_text("said")
        expect(app.locator(".nbb-output-widget").get_by_label("Shown")).to_be_visible()
    expect(app.locator(".nbb-output-widget").get_by_label("Shown")).to_have_count(1)


PLOTLY = """
import plotly.graph_objects as go
import nbblocks as gr

figure = go.FigureWidget(go.Scatter(y=[1, 3, 2]))

with gr.Blocks() as demo:
    gr.Widget(figure)
    more = gr.Button("More")
    more.click(lambda: figure.add_bar(y=[2, 2]) and None)

demo.launch()
# %%
import plotly.graph_objects as go
go.Figure(go.Bar(y=[1, 3, 2]))
"""

IPYMPL = """
%matplotlib widget
import matplotlib.pyplot as plt
import nbblocks as gr

figure, axes = plt.subplots()
axes.plot([1, 3, 2])

with gr.Blocks() as demo:
    gr.Widget(figure.canvas)

demo.launch()
"""


@in_voila
def test_plotly_draws(open_app):
    app = open_app(PLOTLY)
    expect(app.scope.locator(".scatterlayer .js-line")).to_have_count(1)
    expect(app.scope.locator(".nbb-page-output").last.locator(".barlayer .point")).to_have_count(3)
    app.button("More").click()
    expect(app.scope.locator(".nbb-page-output").first.locator(".barlayer .point")).to_have_count(2)


@in_voila
def test_matplotlib_draws(open_app):
    app = open_app(IPYMPL)
    canvas = app.scope.locator(".jupyter-matplotlib canvas").first
    expect(canvas).to_be_visible()
    drawn = (
        "(canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((x) => x > 0)"
    )
    app.page.wait_for_function(drawn, arg=canvas.element_handle())


def open_plain(open_app, source):
    """Open an app of which no part is of nbblocks, but for a label."""
    return open_app("import nbblocks as gr\ngr.Textbox(label='Here')\n# %%\n" + source).page


@served
def test_open_pages_follow_the_file(host, new_page):
    path = host.root / script_of(host, HELLO)
    port = str(servers.free_port())
    arguments = ["-m", "nbblocks.cli", "run", path.name, "--reload", "--no-browser", "--port", port]
    server = servers.Server(arguments, host.root, host.env)
    host._running.append(server)
    app = host.visit(new_page(), server.url)
    expect(app.field("Name")).to_be_visible()
    path.write_text(HELLO.replace('label="Name"', 'label="Surname"'))
    expect(app.field("Surname")).to_be_visible()
    expect(app.field("Name")).to_have_count(0)


@served
def test_a_gallery_opens_notebooks(host, new_page):
    folder = host.root / "shelf"
    folder.mkdir(exist_ok=True)
    (host.root / notebook_in(host.root, HELLO)).rename(folder / "greeter.ipynb")
    port = str(servers.free_port())
    server = servers.Server(
        ["-m", "nbblocks.cli", "gallery", "--no-browser", "--port", port, "shelf"], host.root, host.env
    )
    host._running.append(server)
    page = new_page()
    page.goto(server.url)
    expect(page).to_have_title("Shelf")
    page.get_by_role("link", name="Greeter").click()
    expect(page.get_by_label("Name", exact=True)).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Eve")
    page.get_by_role("button", name="Greet").click()
    expect(page.get_by_label("Greeting", exact=True)).to_have_value("Hello Eve!")
