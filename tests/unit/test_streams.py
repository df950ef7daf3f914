from __future__ import annotations

import asyncio
import gc
import io
import threading
import wave
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

import nbblocks as gr
from nbblocks.files import store
from nbblocks.files.streams import LENT
from tests.uploads import answers, piece, read, start, stream, transfer

RATE = 8000
DONE = {"file": "done", "id": "piece", "more": True}


def frame(grey: int = 128) -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (16, 8), (grey, grey, grey)).save(out, "jpeg")
    return out.getvalue()


def wav(seconds: float = 0.5, rate: int = RATE, level: int = 100) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        sound.writeframes(np.full(int(rate * seconds), level, "<i2").tobytes())
    return out.getvalue()


def files() -> int:
    gc.collect()
    return sum(place.is_file() for place in store.folder().rglob("*"))


@pytest.mark.parametrize(
    ("kind", "what"), [("numpy", "(8, 16, 3)"), ("pil", "(16, 8)"), ("filepath", "frame.jpg (16, 8)")]
)
def test_a_frame_reaches_the_handler_as_its_type_says(page, kind, what):
    def look(given):
        if kind == "filepath":
            return f"{given.rsplit('/', 1)[-1]} {PIL.Image.open(given).size}"
        return str(given.shape if kind == "numpy" else given.size)

    with gr.Blocks():
        image, box = gr.Image(type=kind, sources="webcam", streaming=True), gr.Textbox()
        image.stream(look, image, box)
    assert stream(page, image, "frame.jpg", frame()) == DONE
    assert box.value == what


@pytest.mark.parametrize("kind", ["numpy", "filepath"])
def test_a_piece_of_sound_reaches_the_handler_as_its_type_says(page, kind):
    def listen(given, total):
        if kind == "filepath":
            with wave.open(given) as sound:
                return total + sound.getnframes() / sound.getframerate()
        return total + len(given[1]) / given[0]

    with gr.Blocks():
        audio, total = gr.Audio(type=kind, sources="microphone", streaming=True), gr.Number(0)
        audio.stream(listen, [audio, total], total)
    for seconds in (0.5, 0.25, 1):
        assert stream(page, audio, "sound.wav", wav(seconds)) == DONE
    assert total.value == 1.75


def test_a_large_piece_comes_in_chunks(page):
    with gr.Blocks():
        audio, box = gr.Audio(streaming=True), gr.Number()
        audio.stream(lambda sound: len(sound[1]), audio, box)
    assert stream(page, audio, "sound.wav", wav(60)) == DONE
    assert box.value == 60 * RATE


def test_the_next_piece_is_asked_for_when_every_handler_is_done(page):
    slow, quick = threading.Event(), threading.Event()
    with gr.Blocks():
        image = gr.Image(streaming=True)
        image.stream(lambda _: slow.wait(10) and None, image, None)
        image.stream(lambda _: quick.set(), image, None)
    piece(page, image, "frame.jpg", frame())
    assert quick.wait(10)
    assert DONE not in answers(page, image)
    slow.set()
    page.settle(image)
    assert answers(page, image)[-1] == DONE


def test_a_piece_without_a_handler_is_the_value(page):
    image = gr.Image(streaming=True, type="filepath")
    data = frame()
    assert stream(page, image, "frame.jpg", data) == DONE
    assert image.value.read() == data


def test_a_handler_that_fails_ends_the_stream(page):
    with gr.Blocks():
        image = gr.Image(streaming=True)
        image.stream(lambda _: 1 / 0, image, None)
    assert stream(page, image, "frame.jpg", frame()) == {**DONE, "more": False}


def test_cancelling_its_handler_ends_the_stream_even_between_two_pieces(page):
    with gr.Blocks():
        image, button = gr.Image(streaming=True), gr.Button()
        looking = image.stream(lambda _: None, image, None)
        button.click(None, cancels=looking)
    assert stream(page, image, "frame.jpg", frame()) == DONE
    page.act(button, "click")
    assert {"stream": "stop"} in page.custom(image)


def test_a_call_that_is_cancelled_is_waited_for_no_more(page):
    began = threading.Event()

    async def for_ever(_):
        began.set()
        await asyncio.Event().wait()

    with gr.Blocks():
        image, button = gr.Image(streaming=True), gr.Button()
        looking = image.stream(for_ever, image, None)
        button.click(None, cancels=looking)
    piece(page, image, "frame.jpg", frame())
    assert began.wait(10)
    page.act(button, "click")
    assert answers(page, image)[-1]["file"] == "done"


def test_a_piece_is_no_change_and_does_not_go_back_to_the_page(page):
    changes = []
    with gr.Blocks():
        image = gr.Image(streaming=True)
        image.change(lambda: changes.append(1), None, None)
        image.stream(lambda _: None, image, None)
    before = len(page.updates(image, "value"))
    stream(page, image, "frame.jpg", frame())
    assert changes == []
    assert len(page.updates(image, "value")) == before
    image.value = np.zeros((4, 4), np.uint8)
    page.settle(image)
    assert changes == [1]
    assert page.updates(image, "value")[-1]["mime"] == "image/webp"


def test_a_handler_may_put_its_picture_in_the_place_of_the_frame(page):
    with gr.Blocks():
        image = gr.Image(streaming=True)
        image.stream(lambda pixels: 255 - pixels, image, image)
    stream(page, image, "frame.jpg", frame(255))
    assert page.updates(image, "value")[-1]["mime"] == "image/webp"
    assert image.preprocess(image.value).max() == 0


def test_listening_to_a_stream_makes_it_streamed_and_says_how_often(page):
    with gr.Blocks():
        image = gr.Image(sources="webcam")
        image.stream(lambda _: None, image, None, stream_every=0.2, time_limit=30)
        slower = image.stream(lambda _: None, image, None, stream_every=1)
    assert (image.streaming, image._stream_every, image._time_limit) == (True, 0.2, 30)
    assert slower.options.show_progress == "minimal"
    assert slower.trigger_mode == "multiple"


def test_a_listener_that_goes_slows_the_stream_down(page):
    with gr.Blocks():
        image = gr.Image(sources="webcam")
        quick = image.stream(lambda _: None, image, None, stream_every=0.2, time_limit=30)
        image.stream(lambda _: None, image, None, stream_every=1)
    quick.detach()
    assert (image._stream_every, image._time_limit) == (1, None)
    assert {"stream": "stop"} not in page.custom(image)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"streaming": False}, "it is not streamed"),
        ({"streaming": True, "interactive": False}, "it takes no input now"),
        ({"streaming": True, "visible": False}, "it takes no input now"),
    ],
)
def test_a_piece_that_nobody_asked_for_is_refused(page, options, reason):
    before, image = files(), gr.Image(**options)
    assert stream(page, image, "frame.jpg", frame()) == {"file": "refused", "id": "piece", "reason": reason}
    assert image.value is None
    assert files() == before


def test_a_piece_of_something_else_is_refused(page):
    before, image = files(), gr.Image(streaming=True)
    assert stream(page, image, "frame.jpg", b"<script>")["reason"] == "frame.jpg is no image"
    assert files() == before


def test_a_first_chunk_that_is_too_long_is_refused(page):
    image = gr.Image(streaming=True)
    message = {"file": "start", "id": "piece", "name": "a.jpg", "size": 4, "stream": True}
    page.send(image, message, [memoryview(b"12345")])
    assert answers(page, image)[-1]["reason"] == "there is more of it than was announced"
    assert start(page, image, known="piece")["file"] == "ack"


def test_a_piece_that_is_too_large_is_refused(page):
    with gr.Blocks() as demo:
        image = gr.Image(streaming=True)
    demo.max_file_size = 100
    assert "at most 100 bytes" in stream(page, image, "frame.jpg", frame())["reason"]


@pytest.mark.parametrize("kind", ["numpy", "filepath"])
def test_a_thousand_frames_leave_nothing_behind(page, kind):
    with gr.Blocks():
        image, count = gr.Image(type=kind, streaming=True), gr.Number(0)
        image.stream(lambda _, n: n + 1, [image, count], count)
    before = files(), len(store._sizes), len(store._finalizers)
    for _ in range(1000):
        stream(page, image, "frame.jpg", frame())
        page.messages.clear()
    assert count.value == 1000
    after = files(), len(store._sizes), len(store._finalizers)
    assert all(now - then <= LENT for now, then in zip(after, before, strict=True))


def test_a_path_stays_good_for_a_while(page):
    paths = []
    with gr.Blocks():
        audio = gr.Audio(type="filepath", streaming=True)
        audio.stream(paths.append, audio, None)
    for _ in range(5):
        stream(page, audio, "sound.wav", wav())
    assert [Path(path).read_bytes() for path in paths] == [wav()] * 5


def test_an_upload_into_a_streamed_component_is_a_value_as_ever(page):
    with gr.Blocks():
        image, box = gr.Image(streaming=True, sources=["webcam", "upload"]), gr.Textbox()
        image.change(lambda pixels: str(pixels.shape), image, box)
    page.act(image, "upload", {"value": transfer(page, image, "a.jpg", frame())["value"]})
    assert box.value == "(8, 16, 3)"


# What plays while it is made.


def pieces(page, audio):
    return [sent["piece"] for sent in page.custom(audio) if "piece" in sent]


def tone(level: int, seconds: float = 0.5):
    return (RATE, np.full(int(RATE * seconds), level, np.int16))


@pytest.mark.parametrize("make", [tone, lambda level: wav(level=level)])
def test_every_piece_that_a_handler_yields_plays_and_all_of_it_is_the_value(page, make):
    def speak():
        for level in range(20):
            yield make(level)

    with gr.Blocks():
        button, audio, changes = gr.Button(), gr.Audio(streaming=True, autoplay=True), gr.Number(0)
        button.click(speak, None, audio)
        audio.change(lambda count: count + 1, changes, changes)
    page.act(button, "click")
    *sent, end = pieces(page, audio)
    assert [piece["mime"] for piece in sent] == ["audio/wav"] * 20
    assert end is None
    rate, samples = audio.preprocess(audio.value)
    assert rate == RATE
    assert samples.tolist() == [level for level in range(20) for _ in range(RATE // 2)]
    assert changes.value == 1
    assert page.updates(audio, "value")[-1]["size"] == audio.value.size


def test_a_piece_carries_its_bytes_and_says_whether_it_is_the_first(page):
    def speak():
        yield wav(0.1)
        yield wav(0.1)

    with gr.Blocks():
        button, audio = gr.Button(), gr.Audio(streaming=True)
        button.click(speak, None, audio)
    for _ in range(2):
        page.messages.clear()
        page.act(button, "click")
        sent = [(data["content"], buffers) for _, _, data, buffers in page.messages if data.get("method") == "custom"]
        sent = [(content, buffers) for content, buffers in sent if "piece" in content]
        assert [content.get("first") for content, _ in sent] == [True, False, None]
        assert [bytes(buffers[0]) for _, buffers in sent[:2]] == [wav(0.1)] * 2


def test_a_path_plays_too_and_nothing_plays_nothing(page, tmp_path):
    place = tmp_path / "word.wav"
    place.write_bytes(wav())

    def speak():
        yield None
        yield place
        yield None
        yield str(place)

    with gr.Blocks():
        button, audio = gr.Button(), gr.Audio(streaming=True)
        button.click(speak, None, audio)
    page.act(button, "click")
    assert [piece and piece["name"] for piece in pieces(page, audio)] == ["word.wav", "word.wav", None]


def test_a_large_piece_is_there_for_the_page_to_ask_for(page):
    with gr.Blocks():
        button, audio = gr.Button(), gr.Audio(streaming=True)
        button.click(lambda: tone(1, 60), None, audio)
    page.act(button, "click")
    large = pieces(page, audio)[0]
    answer, data = read(page, audio, large["id"])
    assert answer["file"] == "data"
    assert data.startswith(b"RIFF")


def test_a_run_that_is_cancelled_ends_what_plays(page):
    yielded, go_on = threading.Event(), threading.Event()

    def speak():
        yield tone(1)
        yielded.set()
        go_on.wait(10)
        yield tone(2)

    with gr.Blocks():
        button, stop, audio = gr.Button(), gr.Button(), gr.Audio(streaming=True)
        speaking = button.click(speak, None, audio)
        stop.click(None, cancels=speaking)
    page.send(button, {"event": "click", "state": {}, "data": {}})
    assert yielded.wait(10)
    page.send(stop, {"event": "click", "state": {}, "data": {}})
    assert pieces(page, audio)[-1] is None
    go_on.set()
    page.settle(audio)
    assert len(pieces(page, audio)) == 2


def test_clearing_a_sound_that_was_streamed_empties_it(page):
    with gr.Blocks():
        button, clear, audio = gr.Button(), gr.Button(), gr.Audio(streaming=True)
        button.click(lambda: tone(1), None, audio)
        clear.click(lambda: None, None, audio)
    page.act(button, "click")
    page.act(clear, "click")
    assert audio.value is None


def test_an_address_is_no_piece(page, caplog):
    with gr.Blocks():
        button, audio = gr.Button(), gr.Audio(streaming=True)
        button.click(lambda: "https://example.org/a.mp3", None, audio)
    page.act(button, "click")
    assert "no address" in caplog.text


def test_pieces_that_do_not_fit_together_leave_the_last(page):
    def speak():
        yield (8000, np.zeros(8, np.int16))
        yield (16000, np.ones(8, np.int16))

    with gr.Blocks():
        button, audio = gr.Button(), gr.Audio(streaming=True)
        button.click(speak, None, audio)
    page.act(button, "click")
    assert audio.preprocess(audio.value)[0] == 16000


def test_the_page_starts_and_stops_a_recording_and_so_does_a_handler(page):
    with gr.Blocks():
        audio, box = gr.Audio(sources="microphone", streaming=True), gr.Textbox()
        audio.stream(lambda _: gr.Audio(recording=False), audio, audio)
        audio.start_recording(lambda: "on", None, box)
    page.act(audio, "start_recording", {"recording": True})
    assert (audio.recording, box.value) == (True, "on")
    stream(page, audio, "sound.wav", wav())
    assert page.updates(audio, "recording")[-1] is False


def test_a_cached_example_is_the_whole_of_what_was_yielded(page):
    def speak(word):
        for level in range(len(word)):
            yield tone(level)

    demo = gr.Interface(speak, "text", gr.Audio(streaming=True), examples=["abc"], cache_examples=True)
    audio = demo.output_components[0]
    page.act(demo.examples_handler.dataset, "click", {"value": 0})
    assert len(audio.preprocess(audio.value)[1]) == 3 * RATE // 2


# A live interface.


def test_a_live_interface_runs_for_every_frame(page):
    camera = gr.Image(sources="webcam", streaming=True)
    demo = gr.Interface(lambda pixels: pixels[:, ::-1], camera, "image", live=True, stream_every=0.1, time_limit=5)
    assert (camera._stream_every, camera._time_limit) == (0.1, 5)
    assert stream(page, camera, "frame.jpg", frame()) == DONE
    assert demo.output_components[0].value.mime_type == "image/webp"
    assert [block.value for block in demo.descendants() if isinstance(block, gr.Button)] == ["Clear", "Flag"]


def test_a_live_interface_listens_to_every_piece_of_sound(page):
    def listen(sound, total):
        total = (total or 0) + len(sound[1])
        return total, f"{total} samples"

    microphone = gr.Audio(streaming=True)
    demo = gr.Interface(listen, [microphone, "state"], ["state", "text"], live=True)
    for _ in range(3):
        assert stream(page, microphone, "sound.wav", wav()) == DONE
    assert demo.output_components[1].value == f"{3 * RATE // 2} samples"
    assert microphone._time_limit == 30


def test_the_limit_of_a_stream_is_none_of_other_interfaces(page):
    demo = gr.Interface(lambda text: text, "text", "text", live=True, time_limit=5)
    assert [trigger.options.time_limit for trigger in demo.input_components[0]._dependencies["change"]] == [None]


def test_a_piece_that_the_handler_removed_afterwards_ends_what_plays_and_the_run(page, tmp_path, caplog):
    place = tmp_path / "word.wav"

    def speak():
        for _ in range(2):
            place.write_bytes(wav())
            yield place
        place.unlink()

    with gr.Blocks():
        button, audio = gr.Button(), gr.Audio(streaming=True)
        button.click(speak, None, audio)
    for _ in range(2):
        page.messages.clear()
        page.act(button, "click")
        assert [piece and piece["name"] for piece in pieces(page, audio)] == ["word.wav", "word.wav", None]
    assert "No such file" in caplog.text
    assert page.updates(audio, "value")[-1]["error"] == "There is no file 'word.wav'."
