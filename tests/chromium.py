"""Finds the Chromium that the browser tests drive: ``python -m tests.chromium``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

NONE = """\
The browser tests need a Chromium, and there is none on this machine.
Neither `playwright install chromium` nor the system's packages brought one;
install Chromium or Google Chrome by hand, then run `make test` again."""


def find_chromium() -> str | None:
    """Return the path of a Chromium: the machine's own, else the one that Playwright brought."""
    found = (shutil.which(name) for name in NAMES)
    return next(filter(None, found), None) or shutil.which(_playwrights_own())


def install_chromium() -> None:
    """Get a Chromium by Playwright's download, else from Debian."""
    may_use_apt = bool(shutil.which("apt-get")) and os.geteuid() == 0
    if may_use_apt:
        _try("apt-get", "update")
        _try("apt-get", "install", "--yes", "libatomic1")  # Playwright's own Node needs it
    libraries = ["--with-deps"] if may_use_apt else []
    _try(sys.executable, "-m", "playwright", "install", *libraries, "chromium")
    if may_use_apt and not find_chromium():
        _try("apt-get", "install", "--yes", "--no-install-recommends", "chromium")


def _playwrights_own() -> str:
    # A process of its own, because Playwright may be running in this one.
    code = "import playwright.sync_api as p; print(p.sync_playwright().start().chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return answer.stdout.strip()


def _try(*command: str) -> None:
    print("$", *command, file=sys.stderr)
    subprocess.run(command, stdout=sys.stderr, check=False)


def main() -> None:
    """Print where the Chromium is, after getting one if there was none."""
    if not find_chromium():
        install_chromium()
    path = find_chromium()
    if not path:
        sys.exit(NONE)
    print(path)


if __name__ == "__main__":
    main()
