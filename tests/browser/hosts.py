"""The hosts of an app: each one shows the same code in its own way."""

from __future__ import annotations

import ast
import json
import shutil
import signal
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import nbformat
from playwright.sync_api import Locator, Page, expect

from tests.browser import servers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.browser.servers import Server

GUIDE = Path(__file__).parents[2] / "notebooks"
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
#: How long a kernel may take to import, run and show an app on a busy machine.
PATIENCE = 60_000


@dataclass
class App:
    """An app on a page.

    Parameters
    ----------
    page
        The page that shows it.
    scope
        The part of the page that is not the host's own.
    host
        Who shows it.
    """

    page: Page
    scope: Locator
    host: Host

    def field(self, label: str) -> Locator:
        """Find a control by its label."""
        return self.scope.get_by_label(label, exact=True)

    def button(self, name: str) -> Locator:
        """Find a button by its name."""
        return self.scope.get_by_role("button", name=name, exact=True)

    def toast(self, text: str) -> Locator:
        """Find a toast by a part of its text."""
        return self.page.locator(".nbb-toast").filter(has_text=text)


class Notebook(App):
    """An app in a notebook, whose kernel runs cells beside it."""

    def start_cell(self, code: str) -> Locator:
        """Add a cell at the end, run it by keyboard, and return it at once."""
        cells = self.scope.locator(".jp-Cell")
        self.page.keyboard.press("Escape")
        cells.last.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("b")
        self.page.keyboard.press("Enter")
        editor = self.scope.locator(".jp-Cell.jp-mod-active .cm-content")
        expect(editor).to_be_focused()
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Control+Enter")
        return cells.last

    def run_cell(self, code: str) -> str:
        """Run a cell to its end and return what it printed."""
        cell = self.start_cell(code)
        self.await_cells()
        outputs = cell.locator(".jp-OutputArea-output")
        return "\n".join(outputs.all_inner_texts()).strip()

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the kernel."""
        printed = self.run_cell(f"print(repr({expression}))")
        return ast.literal_eval(printed)

    def await_cells(self) -> None:
        """Wait until every cell has run."""
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')]"
            ".every((prompt) => /\\[\\d+\\]/.test(prompt.textContent))",
            timeout=PATIENCE,
        )

    def menu(self, menu: str, item: str) -> None:
        """Choose from the menu bar."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()


class Host(Protocol):
    """Where an app is shown."""

    name: ClassVar[str]
    #: Messages on the console that are the host's own, by a part of their text, each with its reason.
    noise: ClassVar[Mapping[str, str]]
    server: Server | None

    def open(self, source: str | Path, new_page: Callable[[], Page]) -> App:
        """Show an app."""

    def visit(self, page: Page, url: str) -> App:
        """Open the page of an app that is shown already."""

    def close(self) -> None:
        """End what `open` started."""


class Jupyter:
    """A notebook in the front end of Jupyter: JupyterLab or Notebook 7."""

    name: ClassVar[str]
    noise: ClassVar[Mapping[str, str]] = {}
    path: ClassVar[str]

    def __init__(self, server: Server, root: Path) -> None:
        self.server = server
        self.root = root

    def open(self, source: str | Path, new_page: Callable[[], Page]) -> Notebook:
        """Open a notebook, and run it by the menu."""
        app = self.visit(new_page(), f"{self.server.url}/{self.path}/{notebook_in(self.root, source)}")
        app.menu("Run", "Run All Cells")
        app.await_cells()
        app.scope.locator(".nbb").first.wait_for(state="attached")
        return app

    def visit(self, page: Page, url: str) -> Notebook:
        """Open a notebook, and run nothing."""
        page.goto(url)
        scope = page.locator(".jp-Notebook")
        scope.locator(".jp-Cell").first.wait_for(timeout=PATIENCE)
        # Without a kernel the indicator says idle, too.
        expect(page.locator(".jp-Toolbar-kernelName")).not_to_have_text("No Kernel", timeout=PATIENCE)
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=PATIENCE)
        return Notebook(page, scope, self)

    def close(self) -> None:
        """End the kernels."""
        with urllib.request.urlopen(f"{self.server.url}/api/sessions", timeout=servers.SECONDS) as sessions:
            for session in json.load(sessions):
                delete(f"{self.server.url}/api/sessions/{session['id']}")


class Lab(Jupyter):
    """JupyterLab, with one document."""

    name = "lab"
    path = "doc/tree"


class Notebook7(Jupyter):
    """Notebook 7."""

    name = "notebook"
    path = "notebooks"
    noise: ClassVar[Mapping[str, str]] = {
        "reading 'schema'": "Notebook 7.6 reads a setting of a plugin that it has not",
        "'filebrowser:open-path' not registered": "Notebook 7.6 has no file browser beside a notebook",
    }


class Voila:
    """Voila with our template."""

    name = "voila"
    noise: ClassVar[Mapping[str, str]] = {}

    def __init__(self, server: Server, root: Path) -> None:
        self.server = server
        self.root = root

    def open(self, source: str | Path, new_page: Callable[[], Page]) -> App:
        """Open the page that Voila makes of a notebook."""
        return self.visit(new_page(), f"{self.server.url}/voila/render/{notebook_in(self.root, source)}")

    def visit(self, page: Page, url: str) -> App:
        """Open the page as one more visitor, who gets a kernel of their own."""
        return visit(self, page, url)

    def close(self) -> None:
        """End nothing: a kernel ends with its page."""


class Script:
    """``python app.py``."""

    name = "script"
    noise: ClassVar[Mapping[str, str]] = {}
    server: Server | None = None

    def __init__(self, root: Path, env: Mapping[str, str]) -> None:
        self.root = root
        self.env = env
        self._running: list[Server] = []

    def open(self, source: str | Path, new_page: Callable[[], Page]) -> App:
        """Run the script and open the page that it serves."""
        self.server = servers.script(script_in(self.root, source), self.env)
        self._running.append(self.server)
        return self.visit(new_page(), self.server.url)

    def visit(self, page: Page, url: str) -> App:
        """Open the page as one more visitor, who gets a kernel of their own."""
        return visit(self, page, url)

    def close(self) -> None:
        """Press Ctrl-C."""
        while self._running:
            self._running.pop().end(signal.SIGINT)


def visit(host: Host, page: Page, url: str) -> App:
    """Open the page of an app that fills it."""
    page.goto(url, timeout=PATIENCE)
    page.locator(".nbb").first.wait_for(state="attached", timeout=PATIENCE)
    return App(page, page.locator("body"), host)


def delete(url: str, **headers: str) -> None:
    """Ask a server to end something."""
    request = urllib.request.Request(url, method="DELETE", headers=headers)
    urllib.request.urlopen(request, timeout=servers.SECONDS).close()


def wait_until(condition: Callable[[], object], timeout: float = PATIENCE) -> None:
    """Wait, for so many milliseconds, for what no page shows."""
    deadline = time.monotonic() + timeout / 1000
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def notebook_in(root: Path, source: str | Path) -> str:
    """Put a notebook below ``root``, and return its path there."""
    if isinstance(source, Path):
        return (_guide_in(root) / source.name).relative_to(root).as_posix()
    cells = [nbformat.v4.new_code_cell(code.strip()) for code in source.split("# %%")]
    path = _unused(root, "ipynb")
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)
    return path.name


def script_in(root: Path, source: str | Path) -> Path:
    """Put a script below ``root``; the code of a notebook makes one, too."""
    if isinstance(source, str):
        path, code = _unused(root, "py"), source
    else:
        path = (_guide_in(root) / source.name).with_suffix(".py")
        code = "\n\n".join(cell.source for cell in nbformat.read(source, 4).cells if cell.cell_type == "code")
    path.write_text(code, encoding="utf-8")
    return path


def _guide_in(root: Path) -> Path:
    """Put the guide with its data below ``root``, so that what runs there changes nothing here."""
    with suppress(FileExistsError):
        shutil.copytree(GUIDE, root / "guide", ignore=shutil.ignore_patterns(".*", "images"))
    return root / "guide"


def _unused(root: Path, suffix: str) -> Path:
    return root / f"app{len(list(root.glob(f'*.{suffix}')))}.{suffix}"
