"""Media in pieces: the camera and the microphone live, sound and pictures while they are made."""

from __future__ import annotations

import base64
import io
import re
from contextlib import contextmanager

import PIL.Image
import pytest
from playwright.sync_api import expect

from tests.browser.test_files import group

CAMERA = """
import nbblocks as gr

def look(pixels, count):
    height, width, _ = pixels.shape
    return count + 1, f"{width} x {height}, {'bright' if pixels.mean() > 20 else 'dark'}"

with gr.Blocks() as demo:
    camera = gr.Image(label="Camera", sources="webcam", streaming=True)
    count = gr.Number(0, label="Count")
    seen = gr.Textbox(label="Seen")
    ask, answer = gr.Button("Ask"), gr.Textbox(label="Answer")
    looking = camera.stream(look, [camera, count], [count, seen], stream_every=0.05, time_limit=LIMIT)
    ask.click(lambda count: f"{count:g}", count, answer)
    gr.Button("Cancel").click(None, cancels=looking)

demo.launch()
"""

NEGATIVE = """
import nbblocks as gr

with gr.Blocks() as demo:
    camera = gr.Image(label="Camera", sources="webcam")
    camera.stream(lambda pixels: 255 - pixels, camera, camera, stream_every=0.05)

demo.launch()
"""

MICROPHONE = """
import time
import nbblocks as gr

def listen(sound, total, pieces):
    rate, samples = sound
    time.sleep(SLOW)
    return total + len(samples) / rate, pieces + 1

with gr.Blocks() as demo:
    sound = gr.Audio(label="Sound", sources="microphone", streaming=True)
    total = gr.Number(0, label="Total")
    pieces = gr.Number(0, label="Pieces")
    ended = gr.Textbox(label="Ended")
    sound.stream(listen, [sound, total, pieces], [total, pieces], stream_every=0.2)
    sound.stop_recording(lambda total: f"{total:.2f}", total, ended)
    gr.Button("Start").click(lambda: gr.Audio(recording=True), None, sound)
    gr.Button("End").click(lambda: gr.Audio(recording=False), None, sound)

demo.launch()
"""

SPEECH = """
import numpy as np
import nbblocks as gr

def speak():
    for step in range(10):
        tone = np.sin(np.arange(2400) * (step + 4) / 60) * 8000
        yield 24000, tone.astype("int16")

happened = []

def note(event):
    happened.append(event)
    return " ".join(happened)

with gr.Blocks() as demo:
    button = gr.Button("Speak")
    speech = gr.Audio(label="Speech", streaming=True, autoplay=AUTOPLAY)
    length = gr.Textbox(label="Length")
    events = gr.Textbox(label="Events")
    button.click(speak, None, speech)
    speech.change(lambda sound: f"{len(sound[1]) / sound[0]:g} s", speech, length)
    for name in ("play", "pause", "stop"):
        getattr(speech, name)(lambda name=name: note(name), None, events, trigger_mode="multiple")

demo.launch()
"""

FILM = """
import time
import numpy as np
import nbblocks as gr

def film():
    for grey in range(120):
        yield np.full((120, 160, 3), grey * 2, "uint8"), grey
        time.sleep(0.02)

with gr.Blocks() as demo:
    button = gr.Button("Show")
    screen = gr.Image(label="Screen", interactive=False)
    count = gr.Number(label="Count")
    button.click(film, None, [screen, count])

demo.launch()
"""

LIVE = """
import nbblocks as gr

demo = gr.Interface(
    lambda pixels: pixels[::-1],
    gr.Image(sources="webcam", streaming=True, label="Camera"),
    gr.Image(label="Turned"),
    live=True,
    stream_every=0.1,
    time_limit=2,
)
demo.launch()
"""

START = "Click to stream from the camera"

in_voila = pytest.mark.parametrize("host", ["voila"], indirect=True)
pytestmark = in_voila


def start(app):
    group(app, "Camera").get_by_role("button", name=START).click()


def rises(field, above=0):
    field.page.wait_for_function("([field, above]) => Number(field.value) > above", arg=[field.element_handle(), above])
    return float(field.input_value())


def test_the_camera_streams_until_it_is_stopped(open_app):
    app = open_app(CAMERA.replace("LIMIT", "None"))
    start(app)
    rises(app.field("Count"), rises(app.field("Count")))
    expect(app.field("Seen")).to_have_value("640 x 480, bright")
    expect(group(app, "Camera").get_by_role("timer")).to_have_text(re.compile(r"^\d+\.\d s$"))
    group(app, "Camera").get_by_role("button", name="Stop").click()
    expect(group(app, "Camera").get_by_role("button", name=START)).to_be_enabled()
    count = app.field("Count").input_value()
    app.button("Ask").click()
    expect(app.field("Answer")).to_have_value(count)
    start(app)
    rises(app.field("Count"), float(count))


def test_the_camera_stops_at_its_limit_and_says_so(open_app):
    app = open_app(CAMERA.replace("LIMIT", "1"))
    start(app)
    expect(group(app, "Camera").get_by_role("timer")).to_have_text(re.compile(r" / 1 s$"))
    expect(group(app, "Camera").get_by_role("button", name=f"Stopped after 1 s. {START}")).to_be_enabled()
    assert float(app.field("Count").input_value()) > 0


def test_cancelling_its_handler_turns_the_camera_off(open_app):
    app = open_app(CAMERA.replace("LIMIT", "None"))
    start(app)
    rises(app.field("Count"))
    app.button("Cancel").click()
    expect(group(app, "Camera").get_by_role("button", name=START)).to_be_enabled()


def test_what_the_handler_makes_of_the_picture_stands_in_its_place(open_app):
    app = open_app(NEGATIVE)
    start(app)
    made = group(app, "Camera").get_by_role("img", name="What became of it")
    expect(made).to_be_visible()
    first = made.get_attribute("src")
    expect(made).not_to_have_attribute("src", first)
    group(app, "Camera").get_by_role("button", name="Stop").click()
    expect(made).to_have_count(0)


@pytest.mark.parametrize("slow", [0, 0.7])
def test_all_of_what_the_microphone_hears_is_handled(open_app, slow):
    app = open_app(MICROPHONE.replace("SLOW", str(slow)))
    sound = group(app, "Sound")
    sound.get_by_role("button", name="Record").click()
    expect(sound.get_by_role("timer")).to_have_text(re.compile("^3"))
    recorded = float(sound.get_by_role("timer").inner_text().split()[0])
    sound.get_by_role("button", name="Stop").click()
    expect(app.field("Ended")).not_to_have_value("")
    total = float(app.field("Ended").input_value())
    # The handler of the end runs when the last piece was handled.
    assert total == pytest.approx(float(app.field("Total").input_value()), abs=0.01)
    assert total == pytest.approx(recorded, abs=1)
    assert float(app.field("Pieces").input_value()) > 2
    expect(sound.get_by_role("button", name="Record")).to_be_enabled()


def test_a_handler_turns_the_microphone_on_and_off(open_app):
    app = open_app(MICROPHONE.replace("SLOW", "0"))
    app.button("Start").click()
    expect(group(app, "Sound").get_by_role("timer")).to_be_visible()
    rises(app.field("Total"))
    app.button("End").click()
    expect(group(app, "Sound").get_by_role("button", name="Record")).to_be_enabled()
    expect(app.field("Ended")).not_to_have_value("")


def test_sound_plays_while_it_is_made_and_is_there_as_a_whole(open_app):
    app = open_app(SPEECH.replace("AUTOPLAY", "True"))
    app.button("Speak").click()
    expect(app.field("Length")).to_have_value("1 s")
    expect(app.field("Events")).to_have_value("play stop")
    expect(group(app, "Speech").get_by_text("/ 0:01")).to_be_visible()
    app.button("Speak").click()
    expect(app.field("Events")).to_have_value("play stop play stop")


def test_sound_that_may_not_play_by_itself_waits(open_app):
    app = open_app(SPEECH.replace("AUTOPLAY", "False"))
    app.button("Speak").click()
    expect(group(app, "Speech").get_by_text("0:00 / 0:01")).to_be_visible()
    expect(app.field("Events")).to_have_value("")
    group(app, "Speech").get_by_role("button", name="Play").click()
    expect(app.field("Events")).to_have_value("play stop")


def test_pictures_follow_each_other_without_a_gap(open_app):
    app = open_app(FILM)
    app.button("Show").click()
    screen = app.scope.get_by_role("img", name="Screen")
    expect(screen).to_be_visible()
    app.page.wait_for_function("(img) => img.naturalWidth > 0", arg=screen.element_handle())
    box = screen.bounding_box()
    with painted(app.page) as frames:
        expect(app.field("Count")).to_have_value("119")
    shades = {shade(frame, box) for frame in frames}
    assert len(shades) > 5
    assert max(shades) < BACKGROUND


@contextmanager
def painted(page):
    """Collect what the browser paints, each time it does."""
    frames = []
    session = page.context.new_cdp_session(page)

    def keep(frame):
        frames.append(base64.b64decode(frame["data"]))
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", keep)
    session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
    yield frames
    session.send("Page.stopScreencast")


#: How bright the page is, and more than any of the pictures.
BACKGROUND = 255


def shade(frame, box):
    """Return how bright the middle of a box is."""
    picture = PIL.Image.open(io.BytesIO(frame)).convert("L")
    return picture.getpixel((int(box["x"] + box["width"] / 2), int(box["y"] + box["height"] / 2)))


def test_a_live_interface_streams(open_app):
    app = open_app(LIVE)
    start(app)
    turned = app.scope.get_by_role("img", name="Turned")
    expect(turned).to_be_visible()
    first = turned.get_attribute("src")
    expect(turned).not_to_have_attribute("src", first)
    expect(group(app, "Camera").get_by_role("button", name=f"Stopped after 2 s. {START}")).to_be_enabled()
