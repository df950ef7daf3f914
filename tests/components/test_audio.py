from __future__ import annotations

import io
import sys
import wave

import numpy as np
import pytest
from traitlets import TraitError

import nbblocks as gr
from tests.uploads import SPEECH, transfer, upload

RATE = 8000
TONE = (np.sin(np.arange(RATE) / 10) * 20_000).astype(np.int16)


def wav(samples=TONE, rate=RATE, width=2, channels=1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((channels, width, rate, 0, "NONE", ""))
        sound.writeframes(samples if isinstance(samples, bytes) else samples.tobytes())
    return out.getvalue()


def test_an_uploaded_sound_reaches_the_handler_as_samples(page):
    with gr.Blocks():
        audio, box = gr.Audio(), gr.Textbox()
        audio.upload(lambda sound: f"{sound[0]} {sound[1].shape} {sound[1].dtype}", audio, box)
    upload(page, audio, "tone.wav", wav())
    assert box.value == "8000 (8000,) int16"
    assert (audio.preprocess(audio.value)[1] == TONE).all()


def test_a_handler_may_return_the_sound_it_got(page):
    with gr.Blocks():
        audio, backwards = gr.Audio(), gr.Audio()
        audio.change(lambda sound: (sound[0], sound[1][::-1]), audio, backwards)
    upload(page, audio, "tone.wav", wav())
    page.settle(audio)
    rate, samples = backwards.preprocess(backwards.value)
    assert rate == RATE
    assert (samples == TONE[::-1]).all()
    assert backwards.value.mime_type == "audio/wav"


def test_a_handler_may_ask_for_the_file(page):
    audio = gr.Audio(type="filepath")
    upload(page, audio, "my voice.wav", wav())
    path = audio.preprocess(audio.value)
    assert path.endswith("my voice.wav")
    upload(page, audio, "other.wav", wav())
    with wave.open(path) as sound:
        assert sound.getnframes() == RATE


@pytest.mark.parametrize(
    ("width", "raw", "samples"),
    [
        (1, b"\x80\xff\x00", [0, 127 * 256, -32768]),
        (2, b"\x00\x00\xff\x7f", [0, 32767]),
        (3, b"\x00\x00\x00\x01\xff\x7f", [0, 32767]),
        (4, b"\x00\x00\x00\x00\x01\x02\xff\x7f", [0, 32767]),
    ],
)
def test_wav_of_any_width_is_read_as_16_bits(page, width, raw, samples):
    audio = gr.Audio(wav(raw, width=width))
    assert audio.preprocess(audio.value)[1].tolist() == samples


def test_two_channels_are_two_columns(page):
    audio = gr.Audio((RATE, np.stack([TONE, -TONE], axis=1)))
    _, samples = audio.preprocess(audio.value)
    assert samples.shape == (RATE, 2)
    assert (samples[:, 1] == -TONE).all()


def test_channels_may_come_first(page):
    audio = gr.Audio((RATE, np.stack([TONE, -TONE])))
    assert audio.preprocess(audio.value)[1].shape == (RATE, 2)


@pytest.mark.parametrize(
    ("given", "heard"),
    [
        (np.array([0, 0.5, -1.0]), [0, 16384, -32767]),
        (np.array([0, 2.0, -4.0], np.float32), [0, 16384, -32767]),
        (np.array([0, np.nan, 1.0]), [0, 0, 32767]),
        (np.array([0, 1, -1], np.int32) << 16, [0, 1, -1]),
        (np.array([128, 255, 0], np.uint8), [0, 127 * 256, -32768]),
        (np.array([32768, 65535, 0], np.uint16), [0, 32767, -32768]),
        ([0, 1, -1], [0, 0, -1]),
    ],
)
def test_numbers_make_the_sound_they_mean(page, given, heard):
    audio = gr.Audio((RATE, given))
    assert audio.preprocess(audio.value)[1].tolist() == heard


def test_silence_is_silent(page):
    audio = gr.Audio((RATE, np.zeros(10)))
    assert not audio.preprocess(audio.value)[1].any()


@pytest.mark.parametrize(
    ("nonsense", "why"),
    [
        ((RATE, np.zeros((2, 2, 2))), "shape"),
        ((RATE, np.array(["a"])), "numbers"),
        ((0, TONE), "rate"),
        (__file__, "no sound"),
        (b"bytes", "no sound"),
        ({"path": str(SPEECH)}, "must be a path"),
        (5, "must be a path"),
    ],
)
def test_what_is_no_sound_is_refused_with_a_reason(page, nonsense, why):
    with pytest.raises(TraitError, match=why):
        gr.Audio(nonsense)


def test_an_app_is_made_without_a_sound_that_is_not_there(page):
    with pytest.warns(UserWarning, match="Audio: there is no file"):
        audio = gr.Audio("no.wav", format="mp3")
    assert audio.get_state("value")["value"]["error"] == "There is no file 'no.wav'."


@pytest.mark.parametrize("given", [str(SPEECH), SPEECH, SPEECH.read_bytes()])
def test_a_file_is_played_as_it_is(page, given):
    audio = gr.Audio(given)
    assert audio.value.read() == SPEECH.read_bytes()
    assert audio.preprocess(audio.value)[1].ndim == 1


def test_an_upload_of_something_else_is_refused(page):
    audio = gr.Audio()
    assert transfer(page, audio, "a.html", b"<html>")["reason"] == "a.html is no sound"


def test_what_cannot_be_read_says_what_to_install(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "soundfile", None)
    audio = gr.Audio()
    upload(page, audio, "a.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x00")
    with pytest.raises(ImportError, match='pip install soundfile, or use type="filepath"'):
        audio.preprocess(audio.value)
    audio.type = "filepath"
    assert audio.preprocess(audio.value).endswith("a.mp3")


def test_a_broken_wav_says_so(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "soundfile", None)
    audio = gr.Audio()
    upload(page, audio, "a.wav", wav()[:20])
    with pytest.raises(ImportError, match=r"a\.wav"):
        audio.preprocess(audio.value)


def test_the_page_converts_what_python_cannot_read(page, monkeypatch):
    monkeypatch.setattr("nbblocks.files.sound.reads_all", lambda: False)
    assert gr.Audio()._convert is True
    assert gr.Audio(type="filepath")._convert is False
    monkeypatch.setattr("nbblocks.files.sound.reads_all", lambda: True)
    assert gr.Audio()._convert is False


def test_a_sound_that_is_too_long_is_told_to_the_visitor(page):
    audio = gr.Audio((RATE, TONE), max_length=0.5)
    with pytest.raises(gr.Error, match=r"at most 0\.5 s"):
        audio.preprocess(audio.value)
    audio = gr.Audio((RATE, TONE), min_length=2)
    with pytest.raises(gr.Error, match="at least 2 s"):
        audio.preprocess(audio.value)


def test_where_it_plays_comes_with_its_events(page):
    with gr.Blocks():
        audio, box = gr.Audio(SPEECH, interactive=False), gr.Textbox()
        audio.pause(lambda: f"at {audio.playback_position}", None, box)
    page.act(audio, "pause", {"playback_position": 1.5})
    assert box.value == "at 1.5"


@pytest.mark.parametrize("hostile", [-1, "1", None, [1]])
def test_where_it_plays_is_a_number(page, hostile):
    audio = gr.Audio(SPEECH)
    page.act(audio, "pause", {"playback_position": hostile})
    assert audio.playback_position == 0


def test_subtitles_go_to_the_page_as_a_list(page):
    audio = gr.Audio(SPEECH, subtitles=[{"text": "wonderful", "timestamp": [0, 1]}])
    assert audio.get_state("subtitles")["subtitles"] == [{"text": "wonderful", "start": 0.0, "end": 1.0}]
    with pytest.raises(TraitError, match="timestamp"):
        gr.Audio(subtitles=[{}])
    with pytest.raises(TraitError, match=r"subtitles of Audio: .*said\.srt"):
        gr.Audio(subtitles="said.srt")


@pytest.mark.parametrize(
    ("classic", "name", "today"),
    [
        ({"source": "microphone"}, "sources", ["microphone"]),
        ({"sources": "upload"}, "sources", ["upload"]),
        ({"show_download_button": False}, "buttons", []),
    ],
)
def test_older_spellings_mean_todays(page, classic, name, today):
    assert gr.Audio(**classic).get_state(name)[name] == today


@pytest.mark.parametrize("given", [gr.WaveformOptions(waveform_color="red"), {"waveform_color": "red"}])
def test_options_of_the_waveform_are_a_class_or_a_dictionary(page, given):
    audio = gr.Audio(waveform_options=given)
    assert audio.get_state("waveform_options")["waveform_options"]["waveform_color"] == "red"
    with pytest.raises(TraitError, match="WaveformOptions"):
        gr.Audio(waveform_options={"colour": "red"})
