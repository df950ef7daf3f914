"""A real Chromium and real servers, for the tests of this folder only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import servers
from tests.browser.chromium import chromium
from tests.browser.guard import Guard
from tests.browser.hosts import App, Host, Lab, Notebook7, Script, Voila

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
FAILURES = HERE / "failures"
HOSTS = ("lab", "notebook", "voila", "script")
in_notebooks = pytest.mark.parametrize("host", HOSTS[:2], indirect=True)
in_pages_of_their_own = pytest.mark.parametrize("host", HOSTS[2:], indirect=True)
#: Milliseconds for what should take a few: two cores run the kernel, the server and the browser.
TIMEOUT = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and run them after the fast ones."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    items[:] = [*(item for item in items if item not in ours), *ours]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Note whether the test itself failed, for its fixtures."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


# Playwright keeps an event loop running in this thread, which the other tests must not meet:
# so what depends on it ends with this package.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    expect.set_options(timeout=TIMEOUT)
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of everything that servers read and write."""
    home = tmp_path_factory.mktemp("home")
    (home / "root").mkdir()
    return home


@pytest.fixture(scope="package")
def jupyter(home: Path) -> Iterator[servers.Server]:
    """The server of JupyterLab and Notebook 7."""
    server = servers.jupyter(home / "root", servers.environment(home))
    yield server
    server.end()


@pytest.fixture(scope="package")
def voila(home: Path) -> Iterator[servers.Server]:
    """The server of Voila."""
    server = servers.voila(home / "root", servers.environment(home))
    yield server
    server.end()


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest, home: Path) -> Iterator[Host]:
    """Where the app of the test is shown; a test runs once in each."""
    root = home / "root"
    make: dict[str, Callable[[], Host]] = {
        "lab": lambda: Lab(request.getfixturevalue("jupyter"), root),
        "notebook": lambda: Notebook7(request.getfixturevalue("jupyter"), root),
        "voila": lambda: Voila(request.getfixturevalue("voila"), root),
        "script": lambda: Script(root, servers.environment(home)),
    }
    host = make[request.param]()
    yield host
    if host.server and request.node.stash.get(FAILED, True):
        request.node.add_report_section("teardown", "server", host.server.log())
    host.close()


@pytest.fixture
def new_page(browser: Browser, host: Host, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open pages, each as a visitor of its own; at the end nothing may have gone wrong on them."""
    guards, pages = [], []

    def new_page(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **options})
        context.set_default_timeout(TIMEOUT)
        guards.append(Guard(context, host.noise))
        pages.append(context.new_page())
        return pages[-1]

    yield new_page
    problems = [problem for guard in guards for problem in guard.problems]
    if problems or request.node.stash.get(FAILED, True):
        keep_pictures(request.node.name, pages)
    for page in pages:
        page.context.close()
    assert not problems, "\n".join(problems)


def keep_pictures(test: str, pages: list[Page]) -> None:
    """Keep what the pages of a failed test look like."""
    FAILURES.mkdir(exist_ok=True)
    name = re.sub(r"\W+", "-", test).strip("-")
    for number, page in enumerate(pages):
        if not page.is_closed():
            page.screenshot(path=FAILURES / f"{name}-{number}.png")


@pytest.fixture
def open_app(host: Host, new_page: Callable[..., Page]) -> Callable[..., App]:
    """Show an app: its code, with ``# %%`` between cells, or a notebook of the guide."""

    def open_app(source: str | Path, **options: Any) -> App:
        return host.open(source, lambda: new_page(**options))

    return open_app
