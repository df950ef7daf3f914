"""The command nbblocks."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import nbblocks
from nbblocks import cli
from nbblocks.serve import launcher


@pytest.fixture
def served(monkeypatch):
    """What the command asked the launcher for."""
    calls = []

    class Server:
        def wait(self):
            calls.append("waited")
            return True

    monkeypatch.setattr(launcher, "serve", lambda path, **options: calls.append((path, options)) or Server())
    return calls


@pytest.mark.parametrize("name", ["app.py", "app.ipynb"])
def test_run_serves_a_file_until_it_is_stopped(served, tmp_path, name):
    path = tmp_path / name
    path.touch()
    words = ["run", str(path), "--port", "8000", "--host", "0.0.0.0", "--no-browser", "--reload", "--show-error"]
    assert cli.main(words) == 0
    options = {"arguments": [], "server_name": "0.0.0.0", "server_port": 8000, "inbrowser": False}
    assert served == [(path, {**options, "show_error": True, "debug": False, "reload": True}), "waited"]


def test_gallery_serves_a_folder(served, tmp_path):
    assert cli.main(["gallery", str(tmp_path)]) == 0
    options = {"arguments": [], "server_name": "127.0.0.1", "server_port": None, "inbrowser": True}
    assert served[0] == (tmp_path, {**options, "show_error": False, "debug": False, "reload": False})


def test_what_follows_two_dashes_is_for_the_script(served, tmp_path):
    path = tmp_path / "app.py"
    path.touch()
    assert cli.main(["run", str(path), "--port", "8000", "--", "--name", "Ada", "--", "x"]) == 0
    ((_, options), _) = served
    assert options["arguments"] == ["--name", "Ada", "--", "x"]
    assert options["server_port"] == 8000


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "missing.py"], "there is no file missing.py"),
        (["run", "notes.txt"], "notes.txt is neither a script (.py) nor a notebook (.ipynb)"),
        (["run", "."], "to serve its notebooks: nbblocks gallery ."),
        (["gallery", "missing"], "there is no folder missing"),
        (["gallery", "notes.txt"], "to serve it: nbblocks run notes.txt"),
        (["run", "app.ipynb", "--", "x"], "only a script takes arguments, not app.ipynb"),
        (["gallery", ".", "--", "x"], "only a script takes arguments, not ."),
    ],
)
def test_what_cannot_be_served_is_an_error_that_says_why(served, tmp_path, monkeypatch, capsys, words, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").touch()
    (tmp_path / "app.ipynb").touch()
    assert cli.main(words) == 1
    assert says in capsys.readouterr().err
    assert served == []


def test_a_port_that_is_taken_is_an_error_without_a_traceback(monkeypatch, tmp_path, capsys):
    def serve(*_, **__):
        raise OSError(98, "port 7860 of 127.0.0.1 cannot be used")

    monkeypatch.setattr(launcher, "serve", serve)
    assert cli.main(["gallery", str(tmp_path)]) == 1
    assert "port 7860 of 127.0.0.1 cannot be used" in capsys.readouterr().err


def test_a_server_that_ends_by_itself_is_a_failure(monkeypatch, tmp_path):
    monkeypatch.setattr(launcher, "serve", lambda *_, **__: SimpleNamespace(wait=lambda: False))
    assert cli.main(["gallery", str(tmp_path)]) == 1


@pytest.mark.parametrize("words", [[], ["dance"]])
def test_an_unknown_command_shows_those_that_exist(words, capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(words)
    assert caught.value.code == 2
    assert "nbblocks" in capsys.readouterr().err


def test_doctor_names_versions_and_what_is_too_old_or_missing(capsys, monkeypatch):
    assert cli.main(["doctor"]) == 0
    assert f"nbblocks        {nbblocks.__version__}" in capsys.readouterr().out
    monkeypatch.setitem(cli.PACKAGES, "voila", "99")
    monkeypatch.setitem(cli.PACKAGES, "no-such-package", "1")
    assert cli.main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "too old: pip install --upgrade voila" in out
    assert "no-such-package" in out
    assert "missing: pip install no-such-package" in out
