"""Makes the README's pictures: ``python -m tests.browser.pictures``; with a folder, many more of the guide into it."""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, expect

from tests.browser import servers
from tests.browser.chromium import chromium
from tests.browser.hosts import GUIDE, App, Host, Lab, Voila

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

IMAGES = GUIDE / "images"
WIDE, TALL, PHONE = ({"width": width, "height": height} for width, height in [(1000, 900), (1000, 1600), (390, 844)])
#: JupyterLab's own way to follow the colours of the system.
ADAPTIVE = {
    "adaptive-theme": True,
    "preferred-light-theme": "JupyterLab Light",
    "preferred-dark-theme": "JupyterLab Dark",
}


def hello(app: App) -> None:
    app.field("Name").fill("Ada")
    app.button("Greet").click()
    expect(app.field("Greeting")).to_have_value("Hello Ada!")


def flipper(app: App) -> None:
    app.scope.get_by_role("tab", name="Picture").click()
    app.button("Flip picture").click()
    expect(app.scope.locator(".nbb-image img")).to_have_count(2)


def completion(app: App) -> None:
    app.button("Go on").click()
    expect(app.field("Story")).not_to_have_value("The White Rabbit")


def speech(app: App) -> None:
    app.button("1. Write it down").click()
    expect(app.field("Text")).not_to_have_value("")
    app.button("2. Judge the feeling").click()
    expect(app.scope.get_by_role("meter").first).to_be_visible()


def essay(app: App) -> None:
    app.scope.get_by_role("radio", name="letter").click()
    expect(app.field("Your words")).to_have_attribute("rows", "12")


def calculator(app: App) -> None:
    app.button("Calculate").click()
    expect(app.field("Result")).to_have_value("7")
    app.scope.get_by_role("row", name="1 divide 0").click()
    expect(app.field("Second number")).to_have_value("0")
    app.button("Calculate").click()
    expect(app.toast("Nothing can be divided by zero.")).to_be_visible()


def digits(app: App) -> None:
    app.scope.locator("input[type=file]").first.set_input_files(GUIDE / "data/digit_4.png")
    expect(app.scope.locator(".nbb-image img")).to_be_visible()
    app.button("Submit").click()
    expect(app.scope.get_by_role("meter").first).to_be_visible()


def live(app: App) -> None:
    expect(app.scope.locator(".js-plotly-plot")).to_be_visible()


def events(app: App) -> None:
    app.button("Book").click()
    expect(app.field("Guests")).to_have_value("2")
    app.button("Play").click()
    expect(app.field("The app says")).to_have_value("I think of a number from 1 to 10.")


def streaming(app: App) -> None:
    app.button("Tell").click()
    expect(app.field("Story")).not_to_have_value("")
    app.button("Bake everything").click()
    expect(app.scope.get_by_text("Queue: 1 of 2")).to_be_visible()


def state(app: App) -> None:
    for item in ("Milk", "Bread"):
        app.field("What is missing?").fill(item)
        app.field("What is missing?").press("Enter")
        expect(app.field("What is missing?")).to_have_value("")
    expect(app.scope.get_by_role("listitem")).to_have_text(["Milk", "Bread"])


#: In the order of the notebooks that they are named after.
STORIES = (hello, flipper, completion, speech, essay, calculator, digits, live, events, streaming, state)


@contextmanager
def hosts() -> Iterator[tuple[Host, Host]]:
    """Run JupyterLab and Voila."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder)
        root = home / "root"
        root.mkdir()
        env = servers.environment(home)
        (home / "settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings").write_text(json.dumps(ADAPTIVE))
        running = servers.jupyter(root, env), servers.voila(root, env)
        for server in running:
            stack.callback(server.end)
        yield Lab(running[0], root), Voila(running[1], root)


def show(browser: Browser, host: Host, story: Callable[[App], None], size: dict[str, int], **options: Any) -> App:
    """Open the notebook of a story, and use its app."""
    (notebook,) = GUIDE.glob(f"*_{story.__name__}.ipynb")
    # The menus of JupyterLab need more room than a phone has.
    new_page = partial(browser.new_page, viewport=WIDE, device_scale_factor=2, **options)
    app = host.open(notebook, new_page)
    app.page.set_viewport_size(size)
    story(app)
    app.page.mouse.move(0, 0)
    return app


def take(app: App, path: Path) -> None:
    """Take a picture of an app: of its cell, or of the page that it fills."""
    if isinstance(app.host, Lab):
        cell = app.scope.locator(".jp-CodeCell").filter(has=app.page.locator(".nbb-blocks")).last
        cell.screenshot(path=path)
    else:
        app.page.screenshot(path=path, full_page=True)
    app.page.context.close()


def readme(browser: Browser, lab: Host) -> None:
    """Make the picture of the hello app below its cell."""
    IMAGES.mkdir(exist_ok=True)
    take(show(browser, lab, hello, TALL), IMAGES / "hello.png")


def everything(browser: Browser, lab: Host, voila: Host, folder: Path) -> None:
    """Make pictures of every app, in the light and in the dark, wide and narrow."""
    looks = [(lab, "light", TALL), (lab, "dark", TALL), (voila, "light", WIDE), (voila, "dark", WIDE)]
    for number, story in enumerate(STORIES, 1):
        for host, scheme, size in [*looks, (voila, "light", PHONE)]:
            app = show(browser, host, story, size, color_scheme=scheme)
            take(app, folder / f"{number:02}_{story.__name__}-{host.name}-{scheme}-{size['width']}.png")
        lab.close()


def main() -> None:
    """Make the pictures."""
    with hosts() as (lab, voila), chromium() as browser:
        if len(sys.argv) == 1:
            readme(browser, lab)
        else:
            folder = Path(sys.argv[1])
            folder.mkdir(parents=True, exist_ok=True)
            everything(browser, lab, voila, folder)


if __name__ == "__main__":
    main()
