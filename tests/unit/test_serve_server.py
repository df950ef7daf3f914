"""Parts of the server that need no kernel."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from nbclient.exceptions import CellExecutionError
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect
from voila.app import Voila

from nbblocks.serve.app import NbblocksVoila, configuration, only_traceback
from nbblocks.serve.assets import AssetHandler
from nbblocks.serve.changes import Changes
from nbblocks.serve.extension import (
    _jupyter_server_extension_points,
    _load_jupyter_server_extension,
    without_delay,
)
from nbblocks.serve.handlers import KERNEL_ID, without_head
from nbblocks.serve.provisioner import ForkProvisioner


class Websocket:
    """A handler of websockets."""

    def __init__(self):
        self.calls = []

    def set_nodelay(self, value):
        self.calls.append(("nodelay", value))

    def open(self, kernel_id):
        self.calls.append(("open", kernel_id))
        return "opened"


def test_websockets_send_without_delay_before_anything_else():
    class Handler(Websocket):
        pass

    class Sub(Handler):
        pass

    for _ in range(2):
        without_delay(Handler)
    websocket = Sub()
    assert websocket.open("k") == "opened"
    assert websocket.calls == [("nodelay", True), ("open", "k")]


def test_the_extension_takes_the_delay_from_the_websockets_of_jupyters_kernels(monkeypatch):
    plain = KernelWebsocketHandler.open
    monkeypatch.setattr(KernelWebsocketHandler, "open", getattr(plain, "__wrapped__", plain))
    before = KernelWebsocketHandler.open
    _load_jupyter_server_extension(SimpleNamespace(log=logging.getLogger("test")))
    assert KernelWebsocketHandler.open.__wrapped__ is before


@pytest.mark.parametrize("patched", [False, True])
def test_the_socket_of_a_websocket_waits_only_without_the_extension(patched):
    class Handler(WebSocketHandler):
        def open(self):
            sending = self.ws_connection.stream.socket
            self.write_message(str(sending.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))

    if patched:
        without_delay(Handler)

    async def work():
        server = HTTPServer(Application([("/", Handler)]))
        (listener,) = bind_sockets(0, "127.0.0.1")
        server.add_socket(listener)
        page = await websocket_connect(f"ws://127.0.0.1:{listener.getsockname()[1]}/")
        answer = await page.read_message()
        page.close()
        server.stop()
        return answer

    assert (asyncio.run(work()) != "0") is patched


def test_jupyter_finds_and_is_told_to_load_the_extension():
    (point,) = _jupyter_server_extension_points()
    import nbblocks.serve

    folder = Path(nbblocks.serve.__file__).parent
    installed = json.loads((folder / "jupyter_server_config.d/nbblocks.json").read_text())
    assert installed["ServerApp"]["jpserver_extensions"] == {point["module"]: True}


@pytest.fixture
def assets(tmp_path):
    (tmp_path / "page.0123456789ab.js").write_bytes(b"plain")
    (tmp_path / "page.0123456789ab.js.gz").write_bytes(gzip.compress(b"plain"))
    (tmp_path / "page.0123456789ab.js.br").write_bytes(b"brotli")
    (tmp_path / "name.js").write_bytes(b"plain")

    class Server(AsyncHTTPTestCase):
        def get_app(self):
            return Application([("/(.*)", AssetHandler, {"path": str(tmp_path)})], compress_response=True)

        def runTest(self):  # noqa: N802 - unittest's name
            """Nothing by itself."""

    server = Server()
    server.setUp()
    yield lambda path, accept: server.fetch(
        path, headers={"Accept-Encoding": accept} if accept else None, decompress_response=False
    )
    server.tearDown()


@pytest.mark.parametrize(
    ("accept", "encoding", "body"),
    [
        ("gzip, deflate, br", "br", b"brotli"),
        ("gzip", "gzip", gzip.compress(b"plain")),
        ("identity", None, b"plain"),
    ],
)
def test_a_file_is_sent_in_the_smallest_form_that_the_browser_reads_and_kept(assets, accept, encoding, body):
    answer = assets("/page.0123456789ab.js", accept)
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.body[10:] == body[10:]
    assert answer.headers["Content-Type"] == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_file_without_a_hash_in_its_name_is_not_kept_for_ever(assets):
    assert "immutable" not in assets("/name.js", "gzip").headers.get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/missing.0123456789ab.js", "/..%2f..%2fetc%2fpasswd", "/%2fetc%2fpasswd"])
def test_other_files_are_not_sent(assets, path):
    assert assets(path, "gzip").code in {403, 404}


def test_a_change_of_the_app_renews_it_and_wakes_the_pages(tmp_path, monkeypatch):
    monkeypatch.setattr("nbblocks.serve.changes.INTERVAL", 0.01)
    app = tmp_path / "app.py"
    app.write_text("1")
    renewed = []

    async def renew(changed):
        renewed.append({path.name for path in changed})

    async def work():
        changes = Changes(app, renew)
        watching = asyncio.create_task(changes.watch())
        page = asyncio.create_task(changes.next.wait())
        await asyncio.sleep(0)
        (tmp_path / "helper.py").write_text("2")
        await asyncio.wait_for(page, 10)
        page = asyncio.create_task(changes.next.wait())
        await asyncio.sleep(0)
        app.write_text("33")
        await asyncio.wait_for(page, 10)
        watching.cancel()

    asyncio.run(work())
    assert renewed == [{"helper.py"}, {"app.py"}]


def test_a_file_that_goes_while_it_is_looked_at_does_not_end_the_watch(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "is_file", lambda _: True)
    assert tmp_path / "app.py" not in Changes(tmp_path / "app.py", lambda _: None).state()


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_the_head_of_a_page_is_sent_once(size):
    page = f"<head></head>{KERNEL_ID}>1</script><main>{'x' * 50}</main>"

    async def pieces():
        for start in range(0, len(page), size):
            yield page[start : start + size]

    async def rest():
        return "".join([piece async for piece in without_head(pieces())])

    assert "<head></head>" + asyncio.run(rest()) == page


def test_the_log_of_a_failed_cell_is_its_traceback():
    error = CellExecutionError("the traceback", "ZeroDivisionError", "division by zero")
    record = logging.LogRecord("x", logging.ERROR, "", 0, "%r", ("the cell",), (type(error), error, None))
    assert only_traceback(record)
    assert record.getMessage() == "The app failed.\nthe traceback"
    assert record.exc_info is None


def test_visitors_see_no_tracebacks_unless_told():
    options = {"gallery": False, "debug": False, "reload": False}
    assert not configuration(show_error=False, **options).VoilaConfiguration.show_tracebacks
    assert configuration(show_error=True, **options).VoilaConfiguration.show_tracebacks


def test_a_page_that_answers_pings_stays_connected(monkeypatch):
    app = NbblocksVoila()
    monkeypatch.setattr(Voila, "init_settings", lambda _: {"contents_manager": None})
    monkeypatch.setattr("nbblocks.serve.app.without_delay", lambda _: None)
    monkeypatch.setattr(ForkProvisioner, "register", lambda _: None)
    handler = KernelWebsocketHandler.__new__(KernelWebsocketHandler)
    handler.application = SimpleNamespace(settings=app.init_settings())
    # It is found missing only when the next ping is due, some milliseconds more or less after the last.
    assert handler.ping_timeout >= 2 * handler.ping_interval
