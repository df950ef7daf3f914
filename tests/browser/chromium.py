"""The Chromium that the browser tests and the pictures share."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright

from tests.browser.guard import ONLY_HERE
from tests.chromium import NONE, find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAGS = "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --no-first-run --no-proxy-server"
#: A camera and a microphone that every machine has.
DEVICES = "--use-fake-device-for-media-stream --use-fake-ui-for-media-stream"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a Chromium that reaches this machine only."""
    path = find_chromium()
    assert path, NONE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS.split(), *DEVICES.split(), ONLY_HERE])
        yield browser
        browser.close()
