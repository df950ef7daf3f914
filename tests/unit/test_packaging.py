"""What an install promises, as far as it can be read off the files."""

from __future__ import annotations

import configparser
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = json.loads((ROOT / "js/package-lock.json").read_text())["packages"]


def stems(folder: str, name: str) -> list[str]:
    matches = (re.fullmatch(name, path.name) for path in (ROOT / folder).iterdir())
    return sorted(match[1] for match in matches if match)


def setup_cfg() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "setup.cfg")
    return parser


def test_version_stands_in_one_place():
    written = re.search(r'^__version__ = "(.+)"$', (ROOT / "nbblocks/__init__.py").read_text(), re.MULTILINE)
    assert written
    assert setup_cfg()["metadata"]["version"] == "attr: nbblocks.__version__"
    assert "version" not in json.loads((ROOT / "js/package.json").read_text())
    assert "version" not in (ROOT / "pyproject.toml").read_text()


def test_lock_file_names_no_registry():
    assert not [name for name, package in LOCK.items() if "resolved" in package]


def test_lock_file_is_complete_on_every_platform():
    wanted = {name for package in LOCK.values() for name in package.get("optionalDependencies", {})}
    locked = {path.rpartition("node_modules/")[2] for path in LOCK}
    assert wanted <= locked


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("js/src/components", r"(\w+)\.tsx"),
        ("js/src/components", r"(\w+)\.test\.tsx"),
        ("tests/components", r"test_(\w+)\.py"),
    ],
)
def test_every_component_has_its_stem_in_every_tree(folder, name):
    assert stems(folder, name) == stems("nbblocks/components", r"([a-z]\w+)\.py")
