"""Starting the server of an app."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request

import pytest

from nbblocks.serve import launcher


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_that_is_asked_for_and_taken_is_an_error_that_says_what_to_do(taken):
    with pytest.raises(OSError, match=rf"port {taken} of 127.0.0.1 cannot be used .*server_port="):
        launcher.listen("127.0.0.1", taken)


def test_without_a_port_the_first_free_one_is_taken(taken, monkeypatch):
    monkeypatch.setattr(launcher, "FIRST_PORT", taken)
    with launcher.listen("127.0.0.1", None) as listener:
        assert taken < listener.getsockname()[1] < taken + launcher.PORTS


def test_when_no_port_is_free_the_error_says_which_were_tried(taken, monkeypatch):
    monkeypatch.setattr(launcher, "FIRST_PORT", taken)
    monkeypatch.setattr(launcher, "PORTS", 1)
    with pytest.raises(OSError, match=f"no port from {taken} to {taken} is free"):
        launcher.listen("127.0.0.1", None)


def test_a_server_that_does_not_start_is_an_error(tmp_path, capfd):
    with pytest.raises(RuntimeError, match="did not start"):
        launcher.serve(tmp_path / "missing.ipynb", server_port=free_port(), inbrowser=False)
    assert "missing.ipynb" in capfd.readouterr().err


def test_a_server_whose_launcher_is_gone_before_it_is_up_ends(tmp_path):
    command = [sys.executable, launcher.__file__.replace("launcher", "__main__"), str(tmp_path)]
    subprocess.run([*command, "--port", str(free_port())], stdin=subprocess.DEVNULL, timeout=60, check=True)


def test_a_server_answers_when_serve_returns_and_not_after_close(tmp_path, capfd):
    server = launcher.serve(tmp_path, server_port=free_port(), inbrowser=False)
    assert f"Running on {server.local_url}" in capfd.readouterr().out
    with urllib.request.urlopen(server.local_url) as page:
        assert b"no notebook in this folder" in page.read()
    server.close()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(server.local_url)


def test_a_quiet_server_prints_nothing_and_every_interface_is_opened_by_one_address(tmp_path, capfd):
    server = launcher.serve(tmp_path, server_name="0.0.0.0", server_port=free_port(), inbrowser=False, quiet=True)
    server.close()
    assert server.local_url.startswith("http://127.0.0.1:")
    assert capfd.readouterr().out == ""


def test_the_port_may_come_from_the_environment(tmp_path, monkeypatch):
    port = free_port()
    monkeypatch.setenv("GRADIO_SERVER_PORT", str(port))
    server = launcher.serve(tmp_path, inbrowser=False, quiet=True)
    server.close()
    assert server.local_url == f"http://127.0.0.1:{port}/"


@pytest.mark.parametrize(("variables", "opens"), [({}, False), ({"DISPLAY": ":0"}, True), ({"BROWSER": "x"}, True)])
def test_on_linux_a_browser_is_opened_only_where_it_has_a_window(variables, opens, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(launcher.os, "environ", variables)
    assert launcher._has_display() is opens


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
