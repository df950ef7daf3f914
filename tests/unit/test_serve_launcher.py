"""Starting the server of an app."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request

import pytest

import nbblocks as gr
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


@pytest.mark.parametrize("port", [None, 7860])
@pytest.mark.parametrize("host", ["256.1.1.1", "no-such-machine.invalid", "192.0.2.1", "2001:db8::1", "a..b"])
def test_an_address_that_is_none_of_this_machine_is_an_error_that_says_so(host, port):
    with pytest.raises(OSError, match=rf"'{host}' is no name or address of this machine .*server_name="):
        launcher.listen(host, port)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", ""])
def test_names_and_addresses_of_this_machine_are_listened_on(host):
    launcher.listen(host, 0).close()


@pytest.mark.parametrize("port", ["abc", "", 65536, -1, 1.5, [7860]])
def test_a_port_that_is_none_is_an_error_that_names_it(port):
    with pytest.raises(ValueError, match=r"server_port is a number from 0 to 65535, not "):
        gr.Blocks().launch(server_port=port)


def test_a_port_may_be_given_as_text(tmp_path):
    port = str(free_port())
    server = launcher.serve(tmp_path, server_port=port, inbrowser=False, quiet=True)
    server.close()
    assert server.local_url == f"http://127.0.0.1:{port}/"


def test_a_port_of_the_environment_that_is_none_is_an_error_that_names_it(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_SERVER_PORT", "abc")
    with pytest.raises(ValueError, match="GRADIO_SERVER_PORT is a number"):
        launcher.serve(tmp_path, inbrowser=False)


@pytest.mark.parametrize(
    ("wrong", "right"), [("sharee", "share"), ("server_prt", "server_port"), ("rootpath", "root_path")]
)
def test_launch_suggests_the_nearest_of_all_its_names(wrong, right):
    with pytest.raises(TypeError, match=f"{wrong!r}; did you mean {right!r}"):
        gr.Blocks().launch(**{wrong: 1})


@pytest.mark.parametrize("seconds", [0, 0.1, 0.2])
def test_a_server_that_is_closed_while_its_first_kernel_starts_ends_quietly(tmp_path, capfd, seconds):
    path = tmp_path / "app.py"
    path.write_text("import nbblocks as gr, time\ntime.sleep(0.1)\ngr.Textbox()")
    server = launcher.serve(path, server_port=free_port(), inbrowser=False, quiet=True)
    time.sleep(seconds)
    server.close()
    assert server.process.returncode == 0
    assert capfd.readouterr() == ("", "")


def test_a_script_hands_its_arguments_and_its_earlier_servers_on(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(launcher, "serve", lambda path, **options: calls.append(options) or Served(len(calls)))
    monkeypatch.setattr("nbblocks.launching._addresses", [])
    monkeypatch.setattr(sys, "argv", ["app.py", "--name", "GIVEN"])
    for _ in range(2):
        gr.Blocks().launch(prevent_thread_lock=True)
    assert [call["arguments"] for call in calls] == [["--name", "GIVEN"]] * 2
    assert [call["earlier"] for call in calls] == [[], ["http://server1/"]]


class Served:
    """A server that runs."""

    def __init__(self, number):
        self.local_url = f"http://server{number}/"

    def close(self):
        pass


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
