"""Files between a visitor's machine and the kernel: pictures, sound, large ones, the camera."""

from __future__ import annotations

import hashlib
import os
import re
import struct
import wave

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import in_notebooks
from tests.uploads import BOAT, SPEECH

PICTURES = """
import nbblocks as gr

def flip(pixels):
    return (None, "nothing") if pixels is None else (pixels[:, ::-1], f"{pixels.shape} {pixels[0, 0].tolist()}")

def where(event: gr.SelectData):
    return f"at {event.index}"

with gr.Blocks() as demo:
    picture = gr.Image(label="Picture")
    flipped = gr.Image(label="Flipped")
    said = gr.Textbox(label="Said")
    clicked = gr.Textbox(label="Clicked")
    picture.change(flip, picture, [flipped, said])
    picture.select(where, None, clicked)

demo.launch()
"""

SOUND = """
import nbblocks as gr

def reverse(sound):
    rate, samples = sound
    return (rate, samples[::-1]), f"{rate} {samples.dtype} {len(samples) / rate:.1f} s"

happened = []

def note(event):
    happened.append(event)
    return " ".join(happened)

with gr.Blocks() as demo:
    sound = gr.Audio(label="Sound")
    backwards = gr.Audio(label="Backwards")
    said = gr.Textbox(label="Said")
    events = gr.Textbox(label="Events")
    sound.input(reverse, sound, [backwards, said])
    for name in ("upload", "start_recording", "stop_recording", "play", "stop"):
        getattr(sound, name)(lambda name=name: note(name), None, events, trigger_mode="multiple")

demo.launch()
"""

LARGE = """
import hashlib
from pathlib import Path
import nbblocks as gr

def read(path):
    return hashlib.md5(Path(path).read_bytes()).hexdigest()

with gr.Blocks() as demo:
    sound = gr.Audio(label="Sound", type="filepath")
    digest = gr.Textbox(label="Digest")
    back = gr.Button("Back")
    again = gr.Audio(label="Again", interactive=False)
    sound.upload(read, sound, digest)
    back.click(lambda path: path, sound, again)

demo.launch(max_file_size="80mb")
"""

in_lab = pytest.mark.parametrize("host", ["lab"], indirect=True)


def group(app, name):
    return app.scope.get_by_role("group", name=name, exact=True)


def choose(app, name, path):
    group(app, name).locator("input[type=file]").set_input_files(path)


def test_a_picture_goes_to_the_handler_and_another_comes_back(open_app):
    app = open_app(PICTURES)
    choose(app, "Picture", BOAT)
    expect(app.field("Said")).to_have_value(re.compile(r"\(320, 480, 3\)"))
    shown = app.scope.get_by_role("img", name="Flipped")
    expect(shown).to_be_visible()
    assert shown.evaluate("async (img) => { await img.decode(); return [img.naturalWidth, img.naturalHeight] }") == [
        480,
        320,
    ]
    app.scope.get_by_role("img", name="Picture").click()
    expect(app.field("Clicked")).to_have_value(re.compile(r"at \[(239|240|241), (159|160|161)\]"))
    group(app, "Picture").get_by_role("button", name="Clear").click()
    expect(app.field("Said")).to_have_value("nothing")
    expect(shown).to_have_count(0)


def test_what_is_no_picture_is_refused_with_a_reason(open_app, tmp_path):
    place = tmp_path / "page.png"
    place.write_text("<script>alert(1)</script>")
    app = open_app(PICTURES)
    choose(app, "Picture", place)
    expect(group(app, "Picture").get_by_role("alert")).to_have_text("page.png is no image")
    expect(app.field("Said")).to_have_value("")


def test_a_photo_is_taken_with_the_camera(open_app):
    app = open_app(PICTURES)
    picture = group(app, "Picture")
    picture.get_by_role("button", name="Use the camera").click()
    picture.get_by_role("button", name="Click to use the camera").click()
    expect(picture.locator("video")).to_have_js_property("paused", value=False)
    app.page.wait_for_function("() => document.querySelector('.nbb-webcam video').videoWidth > 0")
    picture.get_by_role("button", name="Take a photo").click()
    expect(app.field("Said")).to_have_value(re.compile(r"\(\d+, \d+, 3\)"))
    expect(app.scope.get_by_role("img", name="Picture")).to_be_visible()


def test_a_picture_is_pasted(open_app):
    app = open_app(PICTURES, permissions=["clipboard-read", "clipboard-write"])
    app.page.evaluate("""async () => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 30, height: 20 });
        const picture = await new Promise((resolve) => canvas.toBlob(resolve));
        await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    }""")
    group(app, "Picture").get_by_role("button", name=re.compile("Drop an image")).focus()
    app.page.keyboard.press("Control+v")
    expect(app.field("Said")).to_have_value(re.compile(r"\(20, 30, 3\)"))
    group(app, "Picture").get_by_role("button", name="Clear").click()
    group(app, "Picture").get_by_role("button", name="Paste from the clipboard").click()
    expect(app.field("Said")).to_have_value(re.compile(r"\(20, 30, 3\)"))


def test_a_sound_goes_to_the_handler_and_plays(open_app):
    app = open_app(SOUND)
    choose(app, "Sound", SPEECH)
    with wave.open(str(SPEECH)) as sound:
        seconds = sound.getnframes() / sound.getframerate()
        rate = sound.getframerate()
    expect(app.field("Said")).to_have_value(f"{rate} int16 {seconds:.1f} s")
    expect(group(app, "Backwards").get_by_text(f"/ 0:0{int(seconds)}")).to_be_visible()
    group(app, "Sound").get_by_role("slider").focus()
    app.page.keyboard.press("End")
    group(app, "Sound").get_by_role("button", name="Skip back").click()
    group(app, "Sound").get_by_role("button", name="Play").click()
    expect(app.field("Events")).to_have_value("upload play stop")


def test_what_is_no_wav_file_becomes_one_on_the_page(open_app, tmp_path):
    place = tmp_path / "tone.flac"
    place.write_bytes(silent_flac())
    app = open_app(SOUND)
    choose(app, "Sound", place)
    expect(app.field("Said")).to_have_value(re.compile(r"int16 0\.1 s"))


def silent_flac() -> bytes:
    """Return a tenth of a second of silence as FLAC: one frame of a constant."""
    rate, samples = 44_100, 4_410
    packed = rate << 44 | 0 << 41 | 15 << 36 | samples
    info = struct.pack(">HH", samples, samples) + bytes(6) + packed.to_bytes(8, "big") + bytes(16)
    frame = b"\xff\xf8" + bytes([0x79, 0x08, 0x00]) + struct.pack(">H", samples - 1)
    frame += bytes([crc(frame, 8, 0x07)]) + b"\x00" + bytes(2)
    return b"fLaC\x80" + len(info).to_bytes(3, "big") + info + frame + crc(frame, 16, 0x8005).to_bytes(2, "big")


def crc(data: bytes, bits: int, polynomial: int) -> int:
    found = 0
    for byte in data:
        found ^= byte << (bits - 8)
        for _ in range(8):
            found = (found << 1 ^ (polynomial if found >> (bits - 1) else 0)) & ((1 << bits) - 1)
    return found


def test_a_recording_reaches_the_handler(open_app):
    app = open_app(SOUND)
    sound = group(app, "Sound")
    sound.get_by_role("button", name="Use the microphone").click()
    sound.get_by_role("button", name="Record").click()
    expect(sound.get_by_role("timer")).to_have_text(re.compile("^[1-9]"))
    sound.get_by_role("button", name="Stop").click()
    expect(app.field("Said")).to_have_value(re.compile(r"\d+ int16 [1-9]\.\d s"))
    expect(app.field("Events")).to_have_value("start_recording stop_recording")
    expect(sound.get_by_role("button", name="Play")).to_be_visible()


@in_lab
def test_a_large_file_goes_there_and_back_at_default_settings(open_app, tmp_path):
    """A websocket of Jupyter takes 10 MB in a message."""
    place = tmp_path / "large.wav"
    data = os.urandom(60_000_000)
    with wave.open(str(place), "wb") as sound:
        sound.setparams((2, 2, 48_000, 0, "NONE", ""))
        sound.writeframes(data)
    app = open_app(LARGE)
    choose(app, "Sound", place)
    expect(group(app, "Sound").get_by_role("progressbar", name="Uploading large.wav")).to_be_visible()
    expect(app.field("Digest")).to_have_value(hashlib.md5(place.read_bytes()).hexdigest(), timeout=120_000)
    app.button("Back").click()
    again = group(app, "Again")
    expect(again.get_by_text("/ 5:12")).to_be_visible(timeout=120_000)
    with app.page.expect_download() as download:
        again.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "large.wav"
    assert download.value.path().read_bytes() == place.read_bytes()


@in_lab
def test_a_file_that_is_too_large_is_refused_before_it_is_sent(open_app, tmp_path):
    place = tmp_path / "huge.wav"
    with place.open("wb") as file:
        file.truncate(90_000_000)
    app = open_app(LARGE)
    choose(app, "Sound", place)
    expect(group(app, "Sound").get_by_role("alert")).to_have_text(
        "the file has 90.0 MB, and at most 83.9 MB are allowed"
    )
    expect(app.field("Digest")).to_have_value("")


@in_lab
def test_an_upload_can_be_cancelled(open_app, tmp_path):
    place = tmp_path / "large.wav"
    with place.open("wb") as file:
        file.truncate(80_000_000)
    app = open_app(LARGE)
    choose(app, "Sound", place)
    group(app, "Sound").get_by_role("button", name="Cancel the upload").click()
    expect(group(app, "Sound").get_by_role("button", name=re.compile("Drop a sound"))).to_be_visible()
    folder = "__import__('nbblocks.files.store').files.store.folder()"
    assert app.ask(f"[p.name for p in {folder}.rglob('*') if p.is_file()]") == []
    assert app.field("Digest").input_value() == ""


@in_notebooks
def test_what_a_visitor_chose_is_there_in_the_next_cell(open_app):
    app = open_app(PICTURES)
    choose(app, "Picture", BOAT)
    expect(app.field("Said")).to_have_value(re.compile("480"))
    assert app.ask("[picture.value.orig_name, picture.value.size]") == ["boat.png", BOAT.stat().st_size]
    app.run_cell("import numpy\npicture.value = numpy.zeros((8, 16, 3), 'uint8')")
    expect(app.field("Said")).to_have_value("(8, 16, 3) [0, 0, 0]")
