from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from traitlets import TraitError

import nbblocks as gr
from nbblocks.files.data import CHUNK
from nbblocks.files.images import pillow

BOAT = Path("notebooks/data/boat.png")


def test_a_click_runs_the_handler(page):
    with gr.Blocks():
        button, box = gr.Button("Go"), gr.Textbox()
        button.click(lambda: "clicked", None, box)
    page.act(button, "click")
    assert box.value == "clicked"


def test_a_disabled_button_refuses_clicks(page):
    with gr.Blocks():
        button, box = gr.Button("Go", interactive=False), gr.Textbox()
        button.click(lambda: "clicked", None, box)
    page.act(button, "click")
    assert box.value == ""


def test_a_button_that_is_an_output_stays_clickable(page):
    with gr.Blocks():
        button = gr.Button("0")
        button.click(lambda text: int(text) + 1, button, button)
    page.act(button, "click")
    page.act(button, "click")
    assert button.value == "2"


def shown(data, kind):
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize("kind", [str, Path])
@pytest.mark.parametrize("cls", [gr.Button, gr.ClearButton])
def test_an_icon_at_a_path_goes_to_the_page_with_what_is_in_it(page, cls, kind):
    button = cls(icon=kind(BOAT))
    assert button.get_state("icon")["icon"] == shown(BOAT.read_bytes(), "image/png")


def test_a_drawing_stays_one(page, tmp_path):
    (tmp_path / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    button = gr.Button(icon=tmp_path / "icon.svg")
    assert button.icon == shown((tmp_path / "icon.svg").read_bytes(), "image/svg+xml")


@pytest.mark.parametrize("suffix", ["png", "tiff"])
def test_what_is_too_large_or_no_browser_shows_becomes_a_small_picture(page, tmp_path, suffix):
    picture = pillow().frombytes("RGB", (400, 300), os.urandom(400 * 300 * 3))
    picture.save(tmp_path / f"icon.{suffix}")
    icon = gr.Button(icon=tmp_path / f"icon.{suffix}").icon
    assert icon.startswith("data:image/webp;base64,")
    assert len(icon) < CHUNK


@pytest.mark.parametrize("address", ["https://example.org/icon.png", "data:image/png;base64,AAAA"])
def test_an_icon_at_an_address_is_loaded_from_there(page, address):
    assert gr.Button(icon=address).get_state("icon")["icon"] == address


def test_a_handler_gives_a_path_too(page):
    with gr.Blocks():
        button = gr.Button("Go")
        button.click(lambda: gr.Button(icon=BOAT), None, button)
    page.act(button, "click")
    assert button.icon == shown(BOAT.read_bytes(), "image/png")


@pytest.mark.parametrize(
    ("icon", "message"),
    [
        ("nothing.png", "icon of Button: there is no file 'nothing.png'; it takes a path from"),
        ("README.md", "'README.md' is no image"),
        (3, "path or the address of a picture"),
    ],
)
def test_an_icon_that_is_no_picture_is_named(icon, message):
    with pytest.raises(TraitError, match=message):
        gr.Button(icon=icon)
