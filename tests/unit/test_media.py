from __future__ import annotations

import csv
import json
import re
import struct
import sys
import wave
from pathlib import Path

import pytest
from PIL import Image

import nbblocks as gr
from nbblocks import media
from nbblocks.files.kinds import kind_of

KINDS = {
    media.get_image: "image/png",
    media.get_audio: "audio/wav",
    media.get_video: "video/webm",
}


@pytest.mark.parametrize("get", KINDS)
def test_a_file_is_what_its_name_says(get):
    path = get("some name.xyz")
    assert kind_of(Path(path).read_bytes()[:4096], path) == KINDS[get]
    assert Path(path).stem == "some name"


@pytest.mark.parametrize("get", [*KINDS, media.get_model3d, media.get_file])
def test_a_name_means_one_file_and_none_any(get):
    assert get("a") == get("a")
    assert Path(get("a")).read_bytes()
    assert Path(get()).is_file()
    assert get("https://example.com/b") == "https://example.com/b"


@pytest.mark.parametrize("get", [*KINDS, media.get_model3d, media.get_file])
def test_its_help_says_what_a_name_means_then_gives_an_example(get):
    assert re.search(r"\n\nParameters\n-+\nfilename\n.*\n\nReturns\n.*\n\nExamples\n-+\n>>> ", get.__doc__, re.DOTALL)


@pytest.mark.parametrize("get", KINDS)
def test_names_look_and_sound_different(get):
    assert Path(get("one")).read_bytes() != Path(get("two")).read_bytes()


@pytest.mark.parametrize("name", ["../../outside.png", "/etc/passwd", "..\\x.png"])
def test_no_name_leads_out_of_the_folder(name):
    assert "nbblocks-" in media.get_image(name)
    assert ".." not in media.get_image(name)


def test_a_picture_can_be_looked_at():
    with Image.open(media.get_image("cheetah1.jpg")) as picture:
        assert (picture.size, picture.mode) == ((480, 320), "RGB")
        assert len(picture.getcolors(480 * 320)) > 50
    with Image.open(media.get_image("hf-logo_transpng.png")) as sign:
        assert sign.mode == "RGBA"
        assert sign.getpixel((0, 0))[3] == 0
        assert sign.getpixel((80, 80))[3] == 255


def test_a_picture_needs_no_pillow(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert Path(media.get_image("without pillow")).is_file()
    with pytest.raises(ImportError, match=r"nbblocks\[media\]"):
        media.get_video("without pillow")


def test_a_sound_can_be_heard():
    with wave.open(media.get_audio("cantina.wav")) as sound:
        samples = sound.readframes(sound.getnframes())
        assert sound.getnframes() / sound.getframerate() == pytest.approx(2.4, abs=0.01)
    loudest = max(struct.unpack(f"<{len(samples) // 2}h", samples))
    assert 8_000 < loudest < 20_000


def test_a_mesh_in_each_format():
    obj = Path(media.get_model3d("Bunny.obj")).read_text(encoding="utf-8").splitlines()
    corners = [line for line in obj if line.startswith("v ")]
    faces = [line for line in obj if line.startswith("f ")]
    assert {int(corner) for face in faces for corner in face.split()[1:]} == set(range(1, len(corners) + 1))
    glb = Path(media.get_model3d("Duck.glb")).read_bytes()
    assert struct.unpack("<4sII", glb[:12]) == (b"glTF", 2, len(glb))
    size = struct.unpack("<I", glb[12:16])[0]
    described = json.loads(glb[20 : 20 + size])
    assert described["accessors"][0]["count"] == len(corners)
    assert described["accessors"][1]["count"] == 3 * len(faces)
    assert described["buffers"][0]["byteLength"] == len(glb) - 28 - size
    assert json.loads(Path(media.get_model3d("Fox.gltf")).read_bytes())["buffers"][0]["uri"].startswith("data:")
    stl = Path(media.get_model3d("sofia.stl")).read_bytes()
    assert struct.unpack("<I", stl[80:84])[0] == len(faces)
    assert len(stl) == 84 + 50 * len(faces)


def test_tables_have_the_columns_that_demos_name():
    with Path(media.get_file("titanic.csv")).open(encoding="utf-8", newline="") as file:
        passengers = list(csv.DictReader(file))
    assert {"Survived", "Pclass", "Sex", "Age", "Fare", "Embarked"} <= passengers[0].keys()
    assert {row["Survived"] for row in passengers} == {"0", "1"}
    with Path(media.get_file("time.csv")).open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["time", "value", "price"]


def test_subtitles_are_ones_for_a_player():
    sound = media.get_audio("cate_blanch.mp3")
    for name in ("s1.srt", "s2.vtt", "s3.json"):
        audio = gr.Audio(sound, subtitles=media.get_file(name))
        assert [cue["text"] for cue in audio.subtitles][:2] == ["one", "two"]


def test_labels_and_text():
    assert len(json.loads(Path(media.get_file("imagenet_labels.json")).read_bytes())) == 1000
    assert Path(media.get_file("sample.txt")).read_text(encoding="utf-8").count("\n") == 2


def test_they_are_values_of_components():
    assert gr.Image(gr.get_image("lion.jpg")).value.mime_type == "image/png"
    assert gr.Audio(gr.get_audio("cantina.wav")).value.mime_type == "audio/wav"


def test_the_folder_is_named_as_in_gradio():
    assert [media.MEDIA_ROOT] == media.MEDIA_PATHS
    assert media.MEDIA_ROOT in Path(media.get_image("lion.jpg")).parents
    with pytest.raises(AttributeError, match="has no attribute 'MEDIA'"):
        _ = media.MEDIA
