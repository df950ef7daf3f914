"""What is measured, each as a function of a library (and a browser)."""

from __future__ import annotations

import json
import subprocess
import time
from typing import TYPE_CHECKING

from tests.bench.apps import BUILD, ECHO
from tests.bench.servers import LIMIT, await_rest, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.bench.servers import Library

#: Keys that are pressed, after some that do not count.
PRESSES, WARM_UP = 30, 5
#: Seconds that the last value may take.
PATIENCE = 120

#: Notes the moment, in milliseconds since the navigation, when the first component is on screen.
_FIRST = """
new MutationObserver((_records, observer) => {
  const field = document.querySelector('textarea, input[type="text"]');
  if (field && field.getClientRects().length) {
    window.firstComponent ??= performance.now();
    observer.disconnect();
  }
}).observe(document, {childList: true, subtree: true, attributes: true});
"""

#: Looks at a field as often as the page allows, and resolves `shown` when it holds what is expected.
_WATCH = """
([field, expected]) => {
  window.shown = new Promise((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => field.value === expected ? resolve(performance.now()) : port2.postMessage(0);
    port2.postMessage(0);
  });
}
"""

_TAKEN = """
(patience) => Promise.race([
  window.shown.then((shown) => shown - window.clicked),
  new Promise((resolve) => setTimeout(() => resolve(null), patience)),
])
"""

#: Twenty clicks on each button, as fast as a page goes on.
_CLICK = """
async () => {
  const buttons = [...document.querySelectorAll("button")].filter((button) => button.textContent.trim() === "go");
  const rounds = buttons.length > 1 ? 20 : 1;
  for (let round = 0; round < rounds; round++) {
    for (const button of buttons) button.click();
    await new Promise((resolve) => setTimeout(resolve));
  }
}
"""

_IMPORT = """
import json, sys, time
start = time.perf_counter()
from {module} import Blocks, Button, Image, Textbox
seconds = time.perf_counter() - start
pages = dict(line.split(":") for line in open("/proc/self/status"))
megabytes = int(pages["VmRSS"].split()[0]) / 1024
heavy = [name for name in ("numpy", "pandas", "PIL", "matplotlib") if name in sys.modules]
print(json.dumps([seconds, megabytes, heavy]))
"""


def python(library: Library, code: str) -> str:
    return subprocess.run(
        [library.python, "-c", code], check=True, capture_output=True, text=True, timeout=LIMIT
    ).stdout


def import_cost(library: Library) -> tuple[float, float]:
    """Return the seconds and the megabytes of an import in a fresh process."""
    seconds, megabytes, heavy = json.loads(python(library, _IMPORT.format(module=library.module)))
    if library.module == "nbblocks" and heavy:
        raise AssertionError(f"import nbblocks imports {heavy}")
    return seconds, megabytes


def open_page(browser: Browser, url: str) -> tuple[Page, float]:
    """Open an app in a fresh context; return the page and the seconds to its first component."""
    page = browser.new_context().new_page()
    page.add_init_script(_FIRST)
    page.goto(url, wait_until="commit")
    page.wait_for_function("window.firstComponent", timeout=LIMIT * 1000)
    return page, page.evaluate("window.firstComponent") / 1000


def key_press(browser: Browser, library: Library) -> list[float]:
    """Return the seconds from each key press to the new output on screen."""
    with serve(library, ECHO) as app:
        page, _ = open_page(browser, app.url)
        source, target = page.get_by_label("source"), page.get_by_label("target")
        field = target.element_handle()
        page.evaluate("addEventListener('keydown', (event) => { window.pressed = performance.now(); }, true)")
        source.click()
        text, seconds = "", []
        for index in range(PRESSES + WARM_UP):
            letter = "abcdefghij"[index % 10]
            text += letter
            page.evaluate(_WATCH, [field, text.upper()])
            page.keyboard.press(letter)
            seconds.append(page.evaluate("async () => (await window.shown) - window.pressed") / 1000)
        page.context.close()
        return seconds[WARM_UP:]


def answer(browser: Browser, library: Library, source: str, last: str, runs: int) -> tuple[list[float], int]:
    """Return the seconds from the click to the last value on screen, and the bytes that the page got meanwhile."""
    with serve(library, source) as app:
        seconds = []
        for _ in range(runs):
            page, _ = open_page(browser, app.url)
            received = _count_bytes(page)
            field = page.get_by_label("target").element_handle()
            page.evaluate("addEventListener('click', () => { window.clicked ??= performance.now(); }, true)")
            page.evaluate(_WATCH, [field, last])
            page.evaluate(_CLICK)
            taken = page.evaluate(_TAKEN, PATIENCE * 1000)
            page.context.close()
            if taken is None:
                raise TimeoutError(f"{library.module} did not show {last[-20:]!r} in {PATIENCE} s")
            seconds.append(taken / 1000)
        return seconds, sum(received)


def _count_bytes(page: Page) -> list[int]:
    """Return a list that the sizes of what the page gets are added to."""
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.on("Network.webSocketFrameReceived", lambda event: sizes.append(len(event["response"]["payloadData"])))
    session.on("Network.dataReceived", lambda event: sizes.append(event["dataLength"]))
    session.send("Network.enable")
    return sizes


def opening(browser: Browser, library: Library, runs: int) -> tuple[list[float], int, int]:
    """Return the seconds to the first component of a running app's page, its requests and its bytes."""
    with serve(library, ECHO) as app:
        seconds = []
        for _ in range(runs + 1):
            await_rest(app)
            page, taken = open_page(browser, app.url)
            seconds.append(taken)
            sizes = page.evaluate("performance.getEntries().map((entry) => entry.transferSize).filter(Boolean)")
            page.context.close()
        return seconds[1:], len(sizes), sum(sizes)


def start(browser: Browser, library: Library) -> float:
    """Return the seconds from ``python app.py`` to the first component on screen."""
    with serve(library, ECHO) as app:
        page, _ = open_page(browser, app.url)
        taken = time.perf_counter() - app.started
        page.context.close()
        return taken


def build(library: Library) -> float:
    """Return the seconds to build 1,000 components in a plain process."""
    code = BUILD.format(module=library.module) + "\nprint(seconds)"
    return float(python(library, code))


def build_in_kernel() -> tuple[float, float]:
    """Return the seconds to build 1,000 components in a kernel, and the bytes of each on the wire."""
    import zmq
    from jupyter_client.manager import KernelManager

    # A socket keeps 1,000 messages and drops the rest; here nobody reads them while the kernel builds.
    context = zmq.Context()
    context.setsockopt(zmq.RCVHWM, 0)
    manager = KernelManager(context=context)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=LIMIT)
        client.execute_interactive(BUILD.format(module="nbblocks"), timeout=LIMIT)
        sizes: list[int] = []

        def count(message: dict[str, object]) -> None:
            content = message["content"]
            if message["msg_type"] in {"comm_open", "comm_msg"}:
                sizes.append(len(json.dumps(content)))

        reply = client.execute_interactive(
            "seconds = build()", timeout=LIMIT, output_hook=count, user_expressions={"seconds": "seconds"}
        )
        seconds = float(reply["content"]["user_expressions"]["seconds"]["data"]["text/plain"])
        return seconds, sum(sizes) / 1000
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
