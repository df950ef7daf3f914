from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

import nbblocks as gr
from nbblocks.files import sound, store
from nbblocks.files.data import file_at, file_of
from nbblocks.files.images import reshaped
from nbblocks.files.kinds import kind_of
from nbblocks.files.sizes import human, parse_size
from nbblocks.files.subtitles import subtitles_of

NAMES = [
    "../x",
    "..\\x",
    "C:\\x",
    "C:x",
    "\\\\host\\share\\x",
    "/x",
    "..",
    ".",
    "",
    " ",
    "x\0.png",
    ".pth",
    "CON",
    "nul.txt",
    "a:b.png",
    "a.png::$DATA",
    "x" * 5000,
    "x" * 5000 + ".png",
    "é" * 5000 + ".jpg",
    "x." + "y" * 5000,
    "\u202egnp.exe",
    "\ud800",
    "..%5c..%5cx",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_makes_a_file_in_a_folder_of_its_own(name):
    place = store.new_place(name)
    place.write_bytes(b"")
    assert place.resolve().parent.parent == store.folder().resolve()
    assert len(place.name.encode()) <= 120
    assert place.name.isprintable()
    assert not set(place.name) & set('/\\:*?"<>|')
    assert not place.name.startswith(".")
    assert place.stem.lower() not in {"con", "nul"}


@pytest.mark.parametrize(
    ("name", "kept"), [("a b.png", "a b.png"), ("Ünï.wav", "Ünï.wav"), ("x" * 200 + ".png", ".png")]
)
def test_a_decent_name_is_kept(name, kept):
    assert store.safe_name(name).endswith(kept)


def test_a_file_of_ours_goes_with_what_refers_to_it():
    file = file_of(b"bytes", "a.txt")
    place = Path(file.path)
    assert place.read_bytes() == b"bytes"
    del file
    gc.collect()
    assert not place.exists()


def test_a_file_whose_path_a_handler_got_stays():
    file = file_of(b"bytes", "a.txt")
    place = Path(store.keep(file))
    del file
    gc.collect()
    assert place.exists()


def test_the_authors_file_is_never_removed(tmp_path):
    place = tmp_path / "a.txt"
    place.write_text("mine")
    file_at(place)
    gc.collect()
    assert place.exists()


def test_the_folder_goes_with_the_process():
    code = "from nbblocks.files.data import file_of; f = file_of(b'x', 'a.txt'); print(f.path)"
    path = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    assert path
    assert not Path(path).parent.parent.exists()


def test_a_file_written_again_is_another_value(tmp_path):
    place = tmp_path / "a.txt"
    place.write_text("one")
    before = file_at(place)
    assert file_at(place) == before
    place.write_text("two, longer")
    assert file_at(place) != before


def test_an_upload_that_would_fill_the_disk_has_no_room():
    with pytest.raises(ValueError, match="no room"):
        store.new_upload("a.bin", 10**18)


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.txt", "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "", "image/webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", "", "audio/wav"),
        (b"\0\0\0\x20ftypavif", "", "image/avif"),
        (b"\xff\xfb\x90\x00", "", "audio/mpeg"),
        (b'<?xml version="1.0"?>\n<!-- a --><svg xmlns="x">', "", "image/svg+xml"),
        (b"<html><svg>", "a.png", "application/octet-stream"),
        (b"root:x:0:0", "passwd", "application/octet-stream"),
        (b"a,b\n", "a.csv", "text/csv"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", "", "image/bmp"),
        (b"BMI,age\n22,30\n", "a.csv", "text/csv"),
        (b"ID3\x04\0\0", "", "audio/mpeg"),
        (b"ID3,name\n1,a\n", "a.csv", "text/csv"),
        (b"", "", "application/octet-stream"),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_bytes(head, name, kind):
    assert kind_of(head, name) == kind


def test_a_narrow_picture_that_is_scaled_keeps_a_pixel():
    assert reshaped(PIL.Image.new("RGB", (1000, 1)), (10, None)).size == (10, 1)


def test_a_sound_without_a_rate_is_none():
    data = bytearray(sound.written(8000, np.zeros(10, np.int16)).read())
    data[24:28] = bytes(4)  # where a WAV file says it
    assert sound.seconds_of(file_of(bytes(data), "a.wav")) is None


def test_sizes_are_written_as_people_do():
    assert parse_size("5 MB") == 5 * gr.FileSize.MB
    assert parse_size(7) == 7
    assert parse_size(None) is None
    assert human(1_500_000) == "1.5 MB"
    with pytest.raises(ValueError, match="5mb"):
        parse_size("much")


def test_subtitles_are_read_from_files_and_lists(tmp_path):
    place = tmp_path / "a.srt"
    place.write_text("1\n00:00:01,500 --> 00:00:02,000\nHello\nyou\n\n2\n00:01:00,000 --> 00:01:02,000\nBye\n")
    assert subtitles_of(place) == [
        {"text": "Hello\nyou", "start": 1.5, "end": 2.0},
        {"text": "Bye", "start": 60.0, "end": 62.0},
    ]
    assert subtitles_of([{"text": "a", "timestamp": [0, 1]}]) == [{"text": "a", "start": 0.0, "end": 1.0}]
    with pytest.raises(ValueError, match="timestamp"):
        subtitles_of([{"words": "a"}])


def test_a_file_says_what_gradio_says_of_it(tmp_path):
    place = tmp_path / "a.csv"
    place.write_text("a,b")
    fields = file_at(place).model_dump()
    assert fields["path"] == str(place)
    assert fields["orig_name"] == "a.csv"
    assert fields["meta"] == {"_type": "gradio.FileData"}
    assert fields.keys() == {"path", "url", "size", "orig_name", "mime_type", "is_stream", "meta"}
